"""What the comparisons look at: each day's ratings, and which habits it had. Pure; what is not known is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from gutcli.diary.summary import DaySummary

RATINGS = ("mood", "energy", "gut")
SLOT_NAMES = {
    "prebiotic": "a prebiotic food",
    "probiotic": "a probiotic food",
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
    """Give each rating's days; a day without a check-in is absent."""
    ratings: dict[str, dict[date, float]] = {rating: {} for rating in RATINGS}
    for day in summaries:
        for rating, value in zip(RATINGS, (day.mood, day.energy, day.gut), strict=True):
            if value is not None:
                ratings[rating][day.day] = float(value)
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

    A slot is known on days whose list had it; a practice on days with any list; a food group on days with a list, or
    with anything eaten, whose foods all have a known group (else the day may have had it). What is open today is not
    lacking yet. `group_of` gives "" for a food without one. Habits that no day ever had are left out.
    """
    days = [_read_day(day, today, group_of) for day in summaries]
    slots = dict.fromkeys(slot for day in days for slot in day.slots)
    practices = dict.fromkeys(ident for day in days for ident in day.practices)
    groups = dict.fromkeys(group for day in days for group in day.groups)
    found: dict[Habit, dict[date, bool]] = {}
    for slot in slots:
        if with_foods or slot in {"move", "calm"}:
            name = SLOT_NAMES.get(slot, slot)
            found[Habit(slot, "slot", name)] = {
                d.day: d.slots[slot] for d in days if slot in d.slots and (d.slots[slot] or not d.pending)
            }
    for ident in practices:
        found[Habit(ident, "practice", name_practice(ident))] = {
            d.day: ident in d.practices for d in days if d.listed and (ident in d.practices or not d.pending)
        }
    for group in groups if with_foods else ():
        found[Habit(group, "food-group", group.replace("-", " "))] = {
            d.day: group in d.groups
            for d in days
            if group in d.groups or ((d.listed or d.ate) and d.all_known and not d.pending)
        }
    kept = {habit: by_day for habit, by_day in found.items() if any(by_day.values())}
    order = sorted(kept, key=lambda habit: (KINDS.index(habit.kind), habit.name, habit.id))
    return _name_apart({habit: kept[habit] for habit in order})


class _KnownDay(NamedTuple):
    day: date
    pending: bool
    listed: bool
    ate: bool
    all_known: bool
    slots: Mapping[str, bool]
    practices: frozenset[str]
    groups: frozenset[str]


def _read_day(summary: DaySummary, today: date, group_of: Callable[[str], str]) -> _KnownDay:
    slots: dict[str, bool] = {}
    practices, foods = set(), []
    for slot, ident, state in summary.items:
        slots[slot] = slots.get(slot, False) or state == "done"
        if state == "done":
            (practices.add if slot in {"move", "calm"} else foods.append)(ident)
    foods += [ident for ident, _ in summary.ate]
    groups = [group_of(ident) if ident else "" for ident in foods]
    return _KnownDay(
        summary.day, summary.day >= today, bool(summary.items), bool(summary.ate), all(groups), slots,
        frozenset(practices), frozenset(filter(None, groups)),
    )  # fmt: skip


def _name_apart(found: dict[Habit, dict[date, bool]]) -> dict[Habit, dict[date, bool]]:
    """Give habits of the same name their ids as well: the comparisons know them by name alone."""
    names = [habit.name for habit in found]
    return {
        (habit if names.count(habit.name) == 1 else habit._replace(name=f"{habit.name} ({habit.id})")): by_day
        for habit, by_day in found.items()
    }
