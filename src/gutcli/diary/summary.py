"""A day in short, for looking back over many of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from gutcli.diary.entry import Entry
from gutcli.diary.fold import MET, REST, STATES, Day, Mark

NOTHING: Mapping[str, float] = {}


class DaySummary(NamedTuple):
    """What history, stats, streaks, the plan and insights need of one day.

    `items` are (slot, id, state) in the list's order; `ate` what was eaten beside it, as (id, "") or ("", the words
    that were given); `swapped` what the person swapped away for something else, which is a mild dislike; `scores`
    each rating as it was last given, by its key; `reasons` why the person rested from something. Names are the
    catalog's, or `find_last_names`'s.
    """

    day: date
    state: int
    done: int
    total: int
    skipped: int
    items: tuple[tuple[str, str, str], ...] = ()
    plants: tuple[str, ...] = ()
    ate: tuple[tuple[str, str], ...] = ()
    scores: Mapping[str, float] = NOTHING
    swapped: tuple[str, ...] = ()
    is_away: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def aim_met(self) -> bool:
        """Return whether the day's aim was met."""
        return self.state == MET

    @property
    def is_rest(self) -> bool:
        """Return whether it was a rest day."""
        return self.state == REST


class Glance(NamedTuple):
    """What a daily screen needs, read at one instant.

    A day's entries, every day's mark, the days near it in short, what those days say of the kitchen, and what the
    diary says of trials, taken-back entries too.
    """

    entries: tuple[Entry, ...] = ()
    marks: tuple[Mark, ...] = ()
    days: tuple[DaySummary, ...] = ()
    kitchen: tuple[Entry, ...] = ()
    trials: tuple[Entry, ...] = ()


def read_summary(mark: Mark, detail: dict[str, Any]) -> DaySummary:
    """Put a mark and its detail together again."""
    ordinal, state, done, total = mark
    words = detail.get("items", ())
    items = tuple(zip(words[::3], words[1::3], [STATES[number] for number in words[2::3]], strict=True))
    return DaySummary(
        day=date.fromordinal(ordinal),
        state=state,
        done=done,
        total=total,
        skipped=len(items) - total,
        items=items,
        plants=tuple(detail.get("plants", ())),
        ate=tuple((food, "") if isinstance(food, str) else ("", food[0]) for food in detail.get("ate", ())),
        scores=detail.get("scores", NOTHING),
        swapped=tuple(detail.get("swapped", ())),
        is_away=detail.get("away", False),
        reasons=tuple(detail.get("reasons", ())),
    )


def summarize_day(day: Day) -> DaySummary:
    """Return a day in short; what `read_summary` gives of its mark and detail."""
    return read_summary(day.mark, detail_of(day))


def detail_of(day: Day) -> dict[str, Any]:
    """Return what the store keeps of a day beside its mark, in few letters."""
    detail: dict[str, Any] = {}
    if day.items:
        detail["items"] = [word for item in day.items for word in (item.slot, item.id, STATES.index(item.state))]
    if day.plants:
        detail["plants"] = day.plants
    if day.ate:
        detail["ate"] = [food.id or [food.name] for food in day.ate]
    eaten = {food.id for food in day.ate}
    own = (item for item in day.items if item.swapped_from and not item.by_profile and item.id not in eaten)
    if swapped := [item.swapped_from for item in own]:
        detail["swapped"] = swapped
    if day.is_away:
        detail["away"] = True
    if reasons := dict.fromkeys(item.reason for item in day.items if item.state == "skipped" and item.reason):
        detail["reasons"] = list(reasons)
    if scores := day.scores:
        detail["scores"] = scores
    return detail
