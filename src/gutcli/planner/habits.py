"""What the diary shows of a person's ways with each food and practice: counts that one could do by hand. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.diary.summary import DaySummary

LEARN_DAYS = 84
"""Twelve weeks: what is older has been forgotten."""
RECENT_DAYS = 21
"""The days whose kept places say what a person's regulars are."""
MISSES = 3
MISS_REST_DAYS = 56
SWAP_REST_DAYS = 28
_ENOUGH = 4
"""So many kept places in a slot before anything is called a regular."""
_USUAL = (8.0, 10.0)
"""Eight of ten places kept is supposed of somebody who has shown nothing yet; it weighs as much as ten places."""
_LEAST_RATE = 0.4


class Habit(NamedTuple):
    """One food or practice in the last twelve weeks.

    `offered` counts the days on which it stood on the list, `kept` those of them on which it was ticked, `beside` the
    days on which it was eaten without standing there; `misses` the last days in a row on which it was left open on a
    day of which anything was kept.
    """

    offered: int = 0
    kept: int = 0
    beside: int = 0
    misses: int = 0
    last_offered: date | None = None
    last_had: date | None = None
    last_swapped: date | None = None
    is_food: bool = False


NONE = Habit()


class Habits(NamedTuple):
    """The habits by id; for each slot, how often each id filled it lately, and the plants that were had."""

    by_id: dict[str, Habit]
    regulars: dict[str, dict[str, int]]
    plants: dict[str, date]

    def of(self, ident: str) -> Habit:
        """Return what is known of one food or practice."""
        return self.by_id.get(ident, NONE)

    @property
    def rate(self) -> float:
        """Return which share of the food on the list this person eats, from `_LEAST_RATE` to 1."""
        foods = [habit for habit in self.by_id.values() if habit.is_food]
        kept = sum(habit.kept for habit in foods) + _USUAL[0]
        return max(_LEAST_RATE, kept / (sum(habit.offered for habit in foods) + _USUAL[1]))

    def rests(self, ident: str, day: date) -> bool:
        """Return whether it is left out for now: swapped away lately, or left open three times in a row."""
        habit = self.of(ident)
        swapped, had = habit.last_swapped, habit.last_had
        if swapped and (day - swapped).days <= SWAP_REST_DAYS and not (had and had > swapped):
            return True
        last = habit.last_offered
        return habit.misses >= MISSES and last is not None and (day - last).days <= MISS_REST_DAYS

    def list_shares(self, slot: str) -> dict[str, float]:
        """Return which share of the lately kept places of a slot each one filled; nothing while too little is known."""
        counts = self.regulars.get(slot, {})
        total = sum(counts.values())
        return {ident: count / total for ident, count in counts.items()} if total >= _ENOUGH else {}


def count_habits(days: Iterable[DaySummary], before: date) -> Habits:
    """Count what the twelve weeks before `before` show; days are taken in their order, whatever order they come in."""
    found: dict[str, Habit] = {}
    regulars: dict[str, dict[str, int]] = {}
    plants: dict[str, date] = {}
    first = before.toordinal() - LEARN_DAYS
    for summary in sorted(days, key=lambda d: d.day):
        day = summary.day
        if not first <= day.toordinal() < before.toordinal():
            continue
        lately = (before - day).days <= RECENT_DAYS
        lived = any(state == "done" for _, _, state in summary.items) or bool(summary.ate)
        listed = set()
        for slot, ident, state in summary.items:
            listed.add(ident)
            habit = found.get(ident, NONE)
            habit = habit._replace(offered=habit.offered + 1, last_offered=day, is_food=slot in FOOD_SLOTS)
            if state == "done":
                habit = habit._replace(kept=habit.kept + 1, misses=0, last_had=day)
                if lately:
                    counts = regulars.setdefault(slot, {})
                    counts[ident] = counts.get(ident, 0) + 1
            elif state == "open" and lived:
                habit = habit._replace(misses=habit.misses + 1)
            found[ident] = habit
        for ident, _ in summary.ate:
            if ident and ident not in listed:
                habit = found.get(ident, NONE)
                found[ident] = habit._replace(beside=habit.beside + 1, misses=0, last_had=day)
        for ident in summary.swapped:
            found[ident] = found.get(ident, NONE)._replace(last_swapped=day, last_offered=day)
        plants.update(dict.fromkeys(summary.plants, day))
    return Habits(found, regulars, plants)
