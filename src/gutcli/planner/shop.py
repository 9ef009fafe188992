"""What must be bought so that the lists of some days can be kept: whole packs, less what is at home. Pure."""

from datetime import date, timedelta
from typing import NamedTuple

from gutcli.planner.roll import Planner
from gutcli.planner.stock import LONG, UNKNOWN
from gutcli.planner.week import DAYS, Week

_MANY = 3


class Need(NamedTuple):
    """One thing to buy: the food whose pack it is, how many of the smallest packs, and for which food on which day."""

    food: str
    packs: int
    uses: tuple[tuple[date, str], ...]
    is_new: bool

    @property
    def foods(self) -> tuple[str, ...]:
        """Return what it is for, each once."""
        return tuple(dict.fromkeys(ident for _, ident in self.uses))

    @property
    def days(self) -> tuple[date, ...]:
        """Return the days that want it, each once."""
        return tuple(dict.fromkeys(day for day, _ in self.uses))


def _dampen(week: Week, source: str, packs: int) -> int:
    """Return how many of many packs to buy that will not keep: fewer for who leaves some of the list."""
    keeps = week.larder.shelf_life.get(source, UNKNOWN).unopened_days
    return packs if packs < _MANY or keeps is None or keeps > LONG else max(1, round(packs * week.rate))


def list_needs(planner: Planner, first: date, last: date) -> tuple[Need, ...]:
    """Return what the days from `first` to `last` need and the kitchen lacks, in the order in which it is needed."""
    week = planner.week_at(first)
    before = dict(week.lines)
    packs: dict[str, int] = {}
    uses: dict[str, list[tuple[date, str]]] = {}
    new: set[str] = set()
    day = first
    while day <= last:
        for ident in planner.list_foods(day):
            source = week.candidates[ident].source if ident in week.candidates else ident
            uses.setdefault(source, []).append((day, ident))
        week = planner.end_of(day)
        day += timedelta(days=1)
        if day > last or (day - week.first).days == DAYS:
            for source, count in week.lines.items():
                if (more := count - before.get(source, 0)) > 0:
                    packs[source] = packs.get(source, 0) + _dampen(week, source, more)
            new.update(week.candidates[ident].source for ident in week.new)
            before = {}
    return tuple(
        Need(source, packs[source], tuple(found), source in new) for source, found in uses.items() if source in packs
    )
