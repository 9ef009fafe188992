"""What `stats` says: what was offered and done, streaks, and how strong the habit is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from gutcli.catalog.kinds import SLOTS
from gutcli.clock import WEEKDAYS, parse_weekday
from gutcli.day.shown import show_summaries
from gutcli.diary.streaks import STRENGTH_HALF_DAYS, Streak, StrengthStep, count_streak, explain_strength
from gutcli.diary.summary import DaySummary
from gutcli.look_back.days import count_blank, find_names, gather_ratings, last_days, settle_today, sum_up
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
    person: Person, diary: DiaryReader, today: date, days: int | None = None, *,
    explain: bool = False, every_item: bool = False,
) -> StatsView:  # fmt: skip
    """Build the figures of the last `days` days, or of all."""
    first = last_days(today, days)[0] if days else None
    summaries = show_summaries(person, diary.read_summaries(first, today))
    marks = diary.read_marks()
    settled, pending = settle_today(summaries, today)
    begins = max(filter(None, (first, date.fromordinal(marks[0][0]) if marks else None)), default=None)
    if begins and begins > today:
        begins = None
    hidden = not (person.profile.streaks and person.shows_counts)
    strength, arithmetic = None, None
    if hidden:
        streak = Streak(None, None, not any(mark[0] == today.toordinal() and mark[1] for mark in marks))
    else:
        streak = count_streak(marks, today, grace=person.profile.grace)
        steps = explain_strength(marks, today)
        strength = steps[-1].score if steps else 0.0
        if explain:
            since = first or today - timedelta(days=EXPLAINED_DAYS - 1)
            keep = 0.5 ** (1 / STRENGTH_HALF_DAYS)
            arithmetic = Arithmetic(STRENGTH_HALF_DAYS, keep, tuple(step for step in steps if step.day >= since))
    return StatsView(
        first=begins,
        last=today,
        days=(today - begins).days + 1 if begins else 0,
        written=len(settled) - (pending is not None),
        blank=count_blank(summaries, begins, today),
        met=sum(day.aim_met for day in settled),
        rest_days=sum(day.is_rest for day in settled),
        streak=streak,
        strength=strength,
        streaks_hidden=hidden,
        counts_hidden=not person.shows_counts,
        slots=_tally_slots(settled),
        weekdays=_tally_weekdays(settled, parse_weekday(person.profile.week_starts), pending) if settled else (),
        items=_tally_items(person, diary, settled),
        ratings=tuple(
            RatingTally(r.key, r.name, r.unit, len(said), round(fmean(said), 4), min(said), max(said))
            for r, said in gather_ratings(summaries).items()
        ),
        arithmetic=arithmetic,
        asked_days=days,
        all_items=every_item,
    )


def _tally_slots(days: Iterable[DaySummary]) -> tuple[SlotTally, ...]:
    """Return the slots in the checklist's order; what the list no longer has stands last."""
    found: dict[str, list[str]] = defaultdict(list)
    for day in days:
        for slot, _, state in day.items:
            found[slot].append(state)
    ordered = sorted(found, key=lambda slot: SLOTS.index(slot) if slot in SLOTS else len(SLOTS))
    return tuple(SlotTally(slot, *sum_up(found[slot])) for slot in ordered)


def _tally_items(person: Person, diary: DiaryReader, days: Iterable[DaySummary]) -> tuple[ItemTally, ...]:
    """Return the items, the most done first."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for day in days:
        for slot, ident, state in day.items:
            found[slot, ident].append(state)
    names = find_names(person.catalog, diary, (ident for _, ident in found))
    tallies = [ItemTally(ident, names[ident], slot, *sum_up(states)) for (slot, ident), states in found.items()]
    return tuple(sorted(tallies, key=lambda tally: (-tally.done, -tally.offered, tally.name, tally.slot)))


def _tally_weekdays(days: list[DaySummary], starts_on: int, pending: date | None) -> tuple[WeekdayTally, ...]:
    """Return the weekdays, from the one that the person's weeks start on; a `pending` today is not a day yet."""
    tallies = []
    for number in ((starts_on + place) % 7 for place in range(7)):
        mine = [day for day in days if day.day.weekday() == number]
        states = [state for day in mine for _, _, state in day.items]
        written, met = sum(day.day != pending for day in mine), sum(day.aim_met for day in mine)
        tallies.append(WeekdayTally(WEEKDAYS[number], written, met, *sum_up(states)))
    return tuple(tallies)
