"""A day in short, for looking back over many of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.diary.fold import MET, REST, STATES, detail_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gutcli.diary.fold import Day, Mark

NOTHING: Mapping[str, float] = {}


class DaySummary(NamedTuple):
    """What history, stats, streaks, the plan and insights need of one day.

    `items` are (slot, id, state) in the list's order; `ate` what was eaten beside it, as (id, "") or ("", the words
    that were given); `swapped` what the person swapped away for something else, which is a mild dislike; `scores`
    each rating as it was last given, by its key; `off` is "away" or "ill" where the person said so. Names are the
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
    off: str = ""

    @property
    def aim_met(self) -> bool:
        """Return whether the day's aim was met."""
        return self.state == MET

    @property
    def is_rest(self) -> bool:
        """Return whether it was a rest day."""
        return self.state == REST


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
        off=detail.get("off", ""),
    )


def summarize_day(day: Day) -> DaySummary:
    """Return a day in short; what `read_summary` gives of its mark and detail."""
    return read_summary(day.mark, detail_of(day))
