"""When a finding first appeared, and whether the days since then confirm it on their own.

Who looks every week has many chances of being fooled: what is shown once may be the chance of that week. So the weekly
looks of the last half year are made again, from the same diary, as if the person had looked then; and what is shown
counts as new until the days after its first appearance, alone, show the same. Nothing is stored: the diary's days say
it, the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from gutcli.look_back.insights.association import Bench, Family
from gutcli.look_back.insights.comparison import FDR, Comparison
from gutcli.look_back.regression.distributions import LEVEL

LOOKS = 26
"""So many weeks are looked back at."""
WIDEST = timedelta(days=181)
"""An earlier look sees half a year at most, however long the diary."""


class Appearance(NamedTuple):
    """When a finding first appeared, and what the days after it say: None while they are too few."""

    since: date
    later: Comparison | None
    confirmed: bool


def find_appearances(family: Family, shown: Sequence[Comparison], first: date, today: date) -> list[Appearance]:
    """Return when each finding first appeared in windows as long as that from `first` to `today`.

    `family` may know of days before `first`. What it takes to be shown is taken as it is today: only the findings'
    own comparisons are made anew.
    """
    family = family._replace(
        ratings={c.rating: family.ratings[c.rating] for c in shown},
        habits={c.habit: family.habits[c.habit] for c in shown},
    )
    width = min(today - first, WIDEST)
    since = dict.fromkeys(range(len(shown)), today)
    for weeks in range(LOOKS, 0, -1):
        end = today - timedelta(days=7 * weeks)
        pending = [number for number, day in since.items() if day == today]
        if not pending:
            break
        bench = Bench(family.cut(end - width, end))
        for number in pending:
            c = shown[number]
            level = FDR * len(shown) / c.working.family_size if c.working else 0.0
            if _is_alike(bench.compare(c.habit, c.rating, c.lag), c, level):
                since[number] = end
    found = []
    for number, c in enumerate(shown):
        after = Bench(family.cut(since[number] + timedelta(days=1), today))
        later = after.compare(c.habit, c.rating, c.lag)
        found.append(
            Appearance(since[number], later if later.effect is not None else None, _is_alike(later, c, 1.0 - LEVEL))
        )
    return found


def _is_alike(other: Comparison, c: Comparison, level: float) -> bool:
    """Return whether another look at a comparison shows a difference in the same direction at this level."""
    if other.p_value is None or other.effect is None or c.effect is None:
        return False
    return other.p_value <= level and other.effect * c.effect > 0
