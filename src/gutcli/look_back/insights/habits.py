"""What the comparisons look at: each day's ratings, and which habits it had. Pure; what is not known is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gutcli.diary.ratings import IN_PLACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from gutcli.diary.summary import DaySummary

SLOT_NAMES = {
    "prebiotic": "a prebiotic food",
    "probiotic": "a ferment",
    "omega-3": "an omega-3 food",
    "move": "movement",
    "calm": "a calming practice",
}
KINDS = ("slot", "practice", "food-group")


class Habit(NamedTuple):
    """Something that a day has or lacks. `name` stands in sentences: "on days with NAME"."""

    id: str
    kind: str
    name: str


def collect_ratings(summaries: Iterable[DaySummary]) -> dict[str, dict[date, float]]:
    """Return each rating's days, by its key; a day without a check-in is absent."""
    ratings: dict[str, dict[date, float]] = {key: {} for key in IN_PLACE}
    for day in summaries:
        for key, value in day.scores.items():
            ratings.setdefault(key, {})[day.day] = float(value)
    return ratings


def collect_habits(
    summaries: Iterable[DaySummary],
    today: date,
    group_of: Callable[[str], str],
    name_practice: Callable[[str], str],
    *,
    with_foods: bool = True,
) -> dict[Habit, dict[date, bool]]:
    """Give, for each slot, practice and food group, the days that are known to have or to lack it.

    A slot is known on days whose list had it; a practice on days with any list; food groups on days with a list, or
    with anything eaten, if the group of all that was eaten is known: else both sides are left out, as keeping what is
    found on such days and not what is missing would tilt the comparison. Today is left out while anything is open,
    and so is a day with a check-in alone: where nothing was ticked, rested from or eaten, nobody knows what was done.
    `group_of` gives "" for a food without a group. Habits that no day ever had are left out.
    """
    days = [day for summary in summaries if (day := _read_day(summary, today, group_of))]
    listed = [day for day in days if day.listed]
    fed = [day for day in days if day.all_known]
    found: dict[Habit, dict[date, bool]] = {}
    for slot in dict.fromkeys(slot for day in days for slot in day.slots):
        if with_foods or slot in {"move", "calm"}:
            name = SLOT_NAMES.get(slot, slot)
            found[Habit(slot, "slot", name)] = {d.day: d.slots[slot] for d in days if slot in d.slots}
    for ident in dict.fromkeys(ident for day in days for ident in day.practices):
        found[Habit(ident, "practice", name_practice(ident))] = {d.day: ident in d.practices for d in listed}
    for group in dict.fromkeys(group for day in fed for group in day.groups) if with_foods else ():
        found[Habit(group, "food-group", group.replace("-", " "))] = {d.day: group in d.groups for d in fed}
    kept = {habit: by_day for habit, by_day in found.items() if any(by_day.values())}
    order = sorted(kept, key=lambda habit: (KINDS.index(habit.kind), habit.name, habit.id))
    return _name_apart({habit: kept[habit] for habit in order})


class _KnownDay(NamedTuple):
    day: date
    listed: bool
    all_known: bool
    slots: Mapping[str, bool]
    practices: tuple[str, ...]
    groups: tuple[str, ...]


def _read_day(summary: DaySummary, today: date, group_of: Callable[[str], str]) -> _KnownDay | None:
    states = {state for _, _, state in summary.items}
    if (summary.day >= today and "open" in states) or (states <= {"open"} and not summary.ate):
        return None
    slots: dict[str, bool] = {}
    practices: list[str] = []
    foods: list[str] = []
    for slot, ident, state in summary.items:
        slots[slot] = slots.get(slot, False) or state == "done"
        if state == "done":
            (practices if slot in {"move", "calm"} else foods).append(ident)
    foods += [ident for ident, _ in summary.ate]
    groups = [group_of(ident) if ident else "" for ident in foods]
    listed = bool(summary.items)
    known = all(groups) and (listed or bool(groups))
    return _KnownDay(summary.day, listed, known, slots, tuple(practices), tuple(groups))


def _name_apart(found: dict[Habit, dict[date, bool]]) -> dict[Habit, dict[date, bool]]:
    """Return habits, those of the same name with their ids as well: the comparisons know them by name alone."""
    names = [habit.name for habit in found]
    return {
        (habit if names.count(habit.name) == 1 else habit._replace(name=f"{habit.name} ({habit.id})")): by_day
        for habit, by_day in found.items()
    }
