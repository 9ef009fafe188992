"""What was offered and what was done, per slot, item and weekday. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gutcli.diary.fold import MISSED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gutcli.diary.summary import DaySummary


@dataclass(slots=True)
class Tally:
    """How often something was offered and done; what was rested from was not asked for, so it is not offered here."""

    id: str
    slot: str = ""
    offered: int = 0
    done: int = 0
    skipped: int = 0

    @property
    def rate(self) -> float | None:
        """Return the share done, None if it was never asked for."""
        return self.done / self.offered if self.offered else None

    def add(self, state: str) -> None:
        """Count one time on a list."""
        if state == "skipped":
            self.skipped += 1
        else:
            self.offered += 1
            self.done += state == "done"


@dataclass(slots=True)
class Tallies:
    """The figures of many days: `slots` and `items` in order of first appearance, `weekdays` from Monday."""

    days: int = 0
    met: int = 0
    rest: int = 0
    first: date | None = None
    last: date | None = None
    slots: dict[str, Tally] = field(default_factory=dict)
    items: dict[tuple[str, str], Tally] = field(default_factory=dict)
    weekdays: tuple[Tally, ...] = ()
    weekday_met: list[int] = field(default_factory=lambda: [0] * 7)
    weekday_days: list[int] = field(default_factory=lambda: [0] * 7)


def tally_days(summaries: Iterable[DaySummary], until: date | None = None) -> Tallies:
    """Add up the written days, oldest first, up to `until`."""
    tallies = Tallies(weekdays=tuple(Tally(str(number)) for number in range(7)))
    for summary in summaries:
        if until is not None and summary.day > until:
            break
        weekday = summary.day.weekday()
        tallies.days += 1
        tallies.met += summary.aim_met
        tallies.rest += summary.is_rest
        tallies.first = tallies.first or summary.day
        tallies.last = summary.day
        tallies.weekday_days[weekday] += 1
        tallies.weekday_met[weekday] += summary.aim_met
        for slot, identity, state in summary.items:
            item = tallies.items.get((slot, identity))
            if item is None:
                item = tallies.items[slot, identity] = Tally(identity, slot)
            item.add(state)
            group = tallies.slots.get(slot)
            if group is None:
                group = tallies.slots[slot] = Tally(slot, slot)
            group.add(state)
            tallies.weekdays[weekday].add(state)
    return tallies


def settle_today(summaries: list[DaySummary], today: date) -> tuple[list[DaySummary], date | None]:
    """Keep today from counting as a day of its own until its aim is met; its items count as they stand.

    To leave out those that are still open would make one tick in the morning a hundred per cent. Gives today if it is
    no day of its own yet.
    """
    if not summaries or summaries[-1].day != today:
        return summaries, None
    last = summaries[-1]
    if last.aim_met or (last.is_rest and last.items):
        return summaries, None
    # A day of which only a check-in is written has no list, so it is no rest day.
    return [*summaries[:-1], last._replace(state=MISSED)], today
