"""What the comparisons look at: each day's ratings, and which habits it had. Pure; what is not known is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from math import sqrt
from typing import NamedTuple

from gutcli.catalog.data_files import load_vocabulary
from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.diary.ratings import IN_PLACE
from gutcli.diary.summary import DaySummary
from gutcli.text import join_words

SLOT_NAMES = {
    "prebiotic": "a prebiotic food",
    "probiotic": "a ferment",
    "omega-3": "an omega-3 food",
    "move": "movement",
    "calm": "a calming practice",
}
KINDS = ("slot", "practice", "food-group")
SAME = 0.9
"""The correlation from which two habits are one."""
SAME_LEAST = 14


class ComparedHabit(NamedTuple):
    """Something that a day has or lacks. `name` stands in sentences: "on days with NAME".

    `also` are the names of what was done on the very same days, so that nobody can tell the two apart.
    """

    id: str
    kind: str
    name: str
    also: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return the name with those of what it cannot be told apart from."""
        return f"{self.name} ({join_words(self.also)})" if self.also else self.name


class Collected(NamedTuple):
    """What the days say. `off` counts days away and ill, which are left out; `written` days that were looked at.

    `unknown` has what was eaten and has no food group, with on how many days: on those no food group is known.
    """

    ratings: dict[str, dict[date, float]]
    habits: dict[ComparedHabit, dict[date, bool]]
    off: Mapping[str, int]
    unknown: Mapping[str, int]
    unknown_days: int


def collect_ratings(summaries: Iterable[DaySummary]) -> dict[str, dict[date, float]]:
    """Return each rating's days, by its key; a day without a check-in is absent."""
    ratings: dict[str, dict[date, float]] = {key: {} for key in IN_PLACE}
    for day in summaries:
        for key, value in day.scores.items():
            ratings.setdefault(key, {})[day.day] = float(value)
    return ratings


def collect(
    summaries: Iterable[DaySummary], first: date, today: date, group_of: Callable[[str], str],
    name_practice: Callable[[str], str], *, with_foods: bool = True,
) -> Collected:  # fmt: skip
    """Return ratings and habits of the days on which the person was neither away nor ill.

    What is counted, and which habits there are and are one, is that of the days since `first`.
    """
    every = list(summaries)
    usual = [day for day in every if not find_off(day)]
    unknown: Counter[str] = Counter()
    unknown_days = 0
    for day in (day for day in usual if with_foods and day.day >= first):
        lost = [words or ident for ident, words in day.ate if not (ident and group_of(ident))]
        lost += [i for slot, i, state in day.items if state == "done" and slot in FOOD_SLOTS and not group_of(i)]
        unknown.update(list(dict.fromkeys(lost)))
        unknown_days += bool(lost)
    habits = collect_habits(usual, today, group_of, name_practice, with_foods=with_foods)
    off = Counter(said for day in every if day.day >= first and (said := find_off(day)))
    ratings = collect_ratings(usual)
    now = {key: by_day for key, by_day in ratings.items() if key in IN_PLACE or max(by_day) >= first}
    return Collected(now, join_same(habits, first), off, dict(unknown.most_common()), unknown_days)


def find_off(day: DaySummary) -> str:
    """Return what keeps a day from being like others: "away", "ill" by the reason of a rest (data/ill.toml), or ""."""
    if day.is_away or not day.reasons:
        return "away" * day.is_away
    said = (re.sub(r"[\W\d_]+", " ", reason.lower()) for reason in day.reasons)
    return "ill" if any(map(_find_ill_words().search, said)) else ""


@cache
def _find_ill_words() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, load_vocabulary('ill')['words']))})\b")


def collect_habits(
    summaries: Iterable[DaySummary], today: date, group_of: Callable[[str], str],
    name_practice: Callable[[str], str], *, with_foods: bool = True,
) -> dict[ComparedHabit, dict[date, bool]]:  # fmt: skip
    """Return, for each slot, practice and food group, the days that are known to have or to lack it.

    A slot is known on days whose list had it; a practice on days with any list; food groups on days with a list, or
    with anything eaten, if the group of all that was eaten is known: else both sides are left out, as keeping what is
    found on such days and not what is missing would tilt the comparison. On a day with a check-in, what was not ticked
    was not done. Today is left out while anything is open, and so is a day with a list alone: where nothing was ticked,
    rested from, eaten or rated, nobody looked. `group_of` gives "" for a food without a group. Habits that no day ever
    had are left out.
    """
    days = [day for summary in summaries if (day := _read_day(summary, today, group_of))]
    listed = [day for day in days if day.listed]
    fed = [day for day in days if day.all_known]
    found: dict[ComparedHabit, dict[date, bool]] = {}
    for slot in dict.fromkeys(slot for day in days for slot in day.slots):
        if with_foods or slot in {"move", "calm"}:
            name = SLOT_NAMES.get(slot, slot)
            found[ComparedHabit(slot, "slot", name)] = {d.day: d.slots[slot] for d in days if slot in d.slots}
    for ident in dict.fromkeys(ident for day in days for ident in day.practices):
        found[ComparedHabit(ident, "practice", name_practice(ident))] = {d.day: ident in d.practices for d in listed}
    for group in dict.fromkeys(group for day in fed for group in day.groups) if with_foods else ():
        found[ComparedHabit(group, "food-group", group.replace("-", " "))] = {d.day: group in d.groups for d in fed}
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
    if (summary.day >= today and "open" in states) or (states <= {"open"} and not summary.ate and not summary.scores):
        return None
    slots: dict[str, bool] = {}
    practices: list[str] = []
    foods: list[str] = []
    for slot, ident, state in summary.items:
        slots[slot] = slots.get(slot, False) or state == "done"
        if state == "done":
            (foods if slot in FOOD_SLOTS else practices).append(ident)
    foods += [ident for ident, _ in summary.ate]
    groups = [group_of(ident) if ident else "" for ident in foods]
    listed = bool(summary.items)
    known = all(groups) and (listed or bool(groups))
    return _KnownDay(summary.day, listed, known, slots, tuple(practices), tuple(groups))


def _name_apart(found: dict[ComparedHabit, dict[date, bool]]) -> dict[ComparedHabit, dict[date, bool]]:
    """Return habits, those of the same name with their ids as well: the comparisons know them by name alone."""
    names = [habit.name for habit in found]
    return {
        (habit if names.count(habit.name) == 1 else habit._replace(name=f"{habit.name} ({habit.id})")): by_day
        for habit, by_day in found.items()
    }


def join_same(found: Mapping[ComparedHabit, dict[date, bool]], first: date) -> dict[ComparedHabit, dict[date, bool]]:
    """Return the habits of the days since `first`, those that were kept on nearly the same days as one.

    Whatever one shows, the other shows too: they would count twice.
    """
    now = {habit: {day: had for day, had in by_day.items() if day >= first} for habit, by_day in found.items()}
    also: dict[ComparedHabit, list[str]] = {}
    for habit, by_day in now.items():
        like = next((other for other in also if _is_same(now[other], by_day)), None)
        if like is not None:
            also[like].append(habit.name)
        elif any(by_day.values()):
            also[habit] = []
    return {habit._replace(also=tuple(names)): found[habit] for habit, names in also.items()}


def _is_same(one: Mapping[date, bool], other: Mapping[date, bool]) -> bool:
    """Return whether two habits go together so closely (a correlation of 0.9) that they are one thing to compare."""
    common = [(one[day], other[day]) for day in one.keys() & other.keys()]
    if len(common) < SAME_LEAST or 10 * len(common) < 9 * max(len(one), len(other)):
        return False
    both = sum(a and b for a, b in common)
    ones, others, days = sum(a for a, _ in common), sum(b for _, b in common), len(common)
    spread = ones * (days - ones) * others * (days - others)
    return spread > 0 and days * both - ones * others >= SAME * sqrt(spread)
