"""What `stats` says: what was offered and done, streaks, and how strong the habit is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import TYPE_CHECKING

from gutcli.catalog.kinds import SLOTS
from gutcli.clock import WEEKDAYS
from gutcli.day.shown import show_summaries
from gutcli.diary.diversity import parse_weekday
from gutcli.diary.ratings import list_ratings
from gutcli.diary.streaks import STRENGTH_HALF_DAYS, Streak, count_streak, explain_strength
from gutcli.look_back.names import find_names
from gutcli.look_back.span import count_blank, last_days
from gutcli.look_back.stats.tallies import settle_today, tally_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gutcli.diary.fold import Mark
    from gutcli.diary.streaks import StrengthStep
    from gutcli.diary.summary import DaySummary
    from gutcli.look_back.stats.tallies import Tallies
    from gutcli.profile.person import Person
    from gutcli.store.reader import DiaryReader

EXPLAINED_DAYS = 14


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
class RatingTally:
    """One rating: on how many days, the mean of each day's last figure, and between which ones."""

    rating: str
    name: str
    unit: str
    days: int
    mean: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How the strength comes about: s = s x keep + share x (1 - keep), from 0 on the first written day."""

    half_days: int
    keep: float
    steps: tuple[StrengthStep, ...]


@dataclass(frozen=True, slots=True)
class StatsView:
    """Figures of the days from `first` to `last`; streak and strength are always those of the whole diary.

    Today counts with what is done or rested from, and as a day once its aim is met: what is open is not missed yet.
    `blank` counts the days before today of which nothing is written: streak and strength take them for missed.
    """

    first: date | None
    last: date
    days: int
    written: int
    blank: int
    met: int
    rest_days: int
    streak: Streak
    strength: float | None
    streaks_hidden: bool
    counts_hidden: bool
    slots: tuple[SlotTally, ...]
    weekdays: tuple[WeekdayTally, ...]
    items: tuple[ItemTally, ...]
    ratings: tuple[RatingTally, ...]
    arithmetic: Arithmetic | None
    asked_days: int | None
    all_items: bool


def build_stats(
    person: Person,
    diary: DiaryReader,
    today: date,
    days: int | None = None,
    *,
    explain: bool = False,
    every_item: bool = False,
) -> StatsView:
    """Build the figures of the last `days` days, or of all."""
    first = last_days(today, days)[0] if days else None
    summaries = show_summaries(person, diary.read_summaries(first, today))
    marks = diary.read_marks()
    settled, pending = settle_today(summaries, today)
    tallies = tally_days(settled)
    begins = max(filter(None, (first, date.fromordinal(marks[0][0]) if marks else None)), default=None)
    if begins and begins > today:
        begins = None
    names = find_names(person.catalog, diary, (ident for _, ident in tallies.items))
    hidden = not (person.profile.streaks and person.shows_counts)
    strength, arithmetic = None, None
    if hidden:
        streak = Streak(None, None, not any(mark[0] == today.toordinal() and mark[1] for mark in marks))
    else:
        streak, strength, arithmetic = _read_marks(marks, today, first, grace=person.profile.grace, explain=explain)
    weekdays = _weekday_tallies(tallies, parse_weekday(person.profile.week_starts), pending) if settled else ()
    return StatsView(
        first=begins,
        last=today,
        days=(today - begins).days + 1 if begins else 0,
        written=tallies.days - (pending is not None),
        blank=count_blank(summaries, begins, today),
        met=tallies.met,
        rest_days=tallies.rest,
        streak=streak,
        strength=strength,
        streaks_hidden=hidden,
        counts_hidden=not person.shows_counts,
        slots=_slot_tallies(tallies, SLOTS),
        weekdays=weekdays,
        items=_item_tallies(tallies, names),
        ratings=_rating_tallies(summaries),
        arithmetic=arithmetic,
        asked_days=days,
        all_items=every_item,
    )


def _read_marks(
    marks: list[Mark], today: date, first: date | None, *, grace: bool, explain: bool
) -> tuple[Streak, float, Arithmetic | None]:
    streak = count_streak(marks, today, grace=grace)
    steps = explain_strength(marks, today)
    strength = steps[-1].score if steps else 0.0
    arithmetic = None
    if explain:
        since = first or today - timedelta(days=EXPLAINED_DAYS - 1)
        keep = 0.5 ** (1 / STRENGTH_HALF_DAYS)
        arithmetic = Arithmetic(STRENGTH_HALF_DAYS, keep, tuple(step for step in steps if step.day >= since))
    return streak, strength, arithmetic


def _slot_tallies(tallies: Tallies, order: tuple[str, ...]) -> tuple[SlotTally, ...]:
    """Return the slots in the checklist's order; what the list no longer has stands last."""
    known = sorted(tallies.slots.values(), key=lambda t: order.index(t.slot) if t.slot in order else len(order))
    return tuple(SlotTally(t.slot, t.done, t.offered, t.skipped, t.rate) for t in known)


def _item_tallies(tallies: Tallies, names: Mapping[str, str]) -> tuple[ItemTally, ...]:
    """Return the items, the most done first."""
    ordered = sorted(tallies.items.values(), key=lambda t: (-t.done, -t.offered, names.get(t.id, t.id), t.slot))
    return tuple(ItemTally(t.id, names.get(t.id, t.id), t.slot, t.done, t.offered, t.skipped, t.rate) for t in ordered)


def _rating_tallies(days: Iterable[DaySummary]) -> tuple[RatingTally, ...]:
    """Return what was rated, in the order of the table."""
    said: dict[str, list[float]] = {}
    for day in days:
        for key, value in day.scores.items():
            said.setdefault(key, []).append(value)
    return tuple(
        RatingTally(
            rating.key, rating.name, rating.unit, len(values), round(fmean(values), 4), min(values), max(values)
        )
        for rating in list_ratings(found=said)
        if (values := said.get(rating.key))
    )


def _weekday_tallies(tallies: Tallies, starts_on: int, pending: date | None) -> tuple[WeekdayTally, ...]:
    """Return the weekdays, from the one that the person's weeks start on; a `pending` today is not a day yet."""
    lines = []
    for number in ((starts_on + place) % 7 for place in range(7)):
        tally = tallies.weekdays[number]
        days = tallies.weekday_days[number] - (pending is not None and pending.weekday() == number)
        lines.append(
            WeekdayTally(WEEKDAYS[number], days, tallies.weekday_met[number], tally.done, tally.offered, tally.skipped,
                         tally.rate)
        )  # fmt: skip
    return tuple(lines)
