"""What `stats` says: what was offered and done, streaks, and how strong the habit is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gutcli.diary.streaks import Streak, StrengthStep
    from gutcli.look_back.stats.tallies import Tallies

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class SlotTally:
    """One slot: how often asked for, done and rested from; `rate` is the share of what was asked for."""

    slot: str
    done: int
    offered: int
    skipped: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class ItemTally:
    """One food or practice on the lists."""

    id: str
    name: str
    slot: str
    done: int
    offered: int
    skipped: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class WeekdayTally:
    """One weekday: its written days, those with the aim met, and its items."""

    weekday: str
    days: int
    met: int
    done: int
    offered: int
    skipped: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class StepLine:
    """One day's step of the strength: the share done (null on a rest day), the score before and after."""

    day: date
    share: float | None
    before: float
    score: float


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How the strength comes about: s = s x keep + share x (1 - keep), from 0 on the first written day."""

    half_days: int
    keep: float
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class StatsView:
    """Figures of the days from `first` to `last`; streak and strength are always those of the whole diary.

    Today counts with what is done or rested from, and as a day once its aim is met: what is open is not missed yet.
    """

    KIND: ClassVar[str] = "stats"
    first: date | None
    last: date
    days: int
    written: int
    met: int
    rest_days: int
    streak: Streak
    strength: float | None
    streaks_hidden: bool
    counts_hidden: bool
    slots: tuple[SlotTally, ...]
    weekdays: tuple[WeekdayTally, ...]
    items: tuple[ItemTally, ...]
    arithmetic: Arithmetic | None
    asked_days: int | None
    all_items: bool


def slot_tallies(tallies: Tallies, order: tuple[str, ...]) -> tuple[SlotTally, ...]:
    """Say the slots in the checklist's order; what the list no longer has stands last."""
    known = sorted(tallies.slots.values(), key=lambda t: order.index(t.slot) if t.slot in order else len(order))
    return tuple(SlotTally(t.slot, t.done, t.offered, t.skipped, t.rate) for t in known)


def item_tallies(tallies: Tallies, names: Mapping[str, str]) -> tuple[ItemTally, ...]:
    """Say the items, the most done first."""
    ordered = sorted(tallies.items.values(), key=lambda t: (-t.done, -t.offered, names.get(t.id, t.id), t.slot))
    return tuple(ItemTally(t.id, names.get(t.id, t.id), t.slot, t.done, t.offered, t.skipped, t.rate) for t in ordered)


def weekday_tallies(tallies: Tallies, starts_on: int, pending: date | None) -> tuple[WeekdayTally, ...]:
    """Say the weekdays, from the one that the person's weeks start on; a `pending` today is not a day yet."""
    lines = []
    for number in ((starts_on + place) % 7 for place in range(7)):
        tally = tallies.weekdays[number]
        days = tallies.weekday_days[number] - (pending is not None and pending.weekday() == number)
        lines.append(
            WeekdayTally(WEEKDAYS[number], days, tallies.weekday_met[number], tally.done, tally.offered, tally.skipped,
                         tally.rate)
        )  # fmt: skip
    return tuple(lines)


def step_lines(steps: list[StrengthStep], first: date | None) -> tuple[StepLine, ...]:
    """Say each day's step, from `first` on, with the score that it started from."""
    before = 0.0
    lines = []
    for step in steps:
        if first is None or step.day >= first:
            lines.append(StepLine(step.day, step.share, before, step.score))
        before = step.score
    return tuple(lines)
