"""What `stats --chart` says: the weeks, one after another, in figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from gutcli.clock import parse_weekday, week_of
from gutcli.day.shown import show_summaries
from gutcli.diary.diversity import count_plants
from gutcli.diary.ratings import Rating, list_ratings
from gutcli.diary.summary import DaySummary
from gutcli.look_back.days import gather_ratings, last_days, list_days, settle_today, sum_up
from gutcli.look_back.nutrients.intake import Mean, add_up, find_means
from gutcli.look_back.nutrients.view import RECORD, UNDERSTATED, Eaten, read_eaten
from gutcli.profile.person import Person
from gutcli.store.reader import DiaryReader

DAYS = 182
"""Half a year."""


@dataclass(frozen=True, slots=True)
class ChartWeek:
    """One week, cut to the days that were asked for: null where nothing is written, or where counts are hidden.

    `rate` is the share done of what was asked for; nutrients are the mean of a day on which food was logged; `mood`,
    `energy` and `gut` the mean of each day's last ratings, `ratings` those of everything that was rated, by key.
    """

    first: date
    last: date
    written: int
    done: int
    offered: int
    rate: float | None
    plants: int | None
    logged_days: int
    fibre_g_per_day: Mean | None
    ala_g_per_day: Mean | None
    epa_dha_mg_per_day: Mean | None
    check_ins: int
    mood: float | None
    energy: float | None
    gut: float | None
    ratings: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ChartsView:
    """The weeks from `first` to `last`, oldest first, without a gap; `ratings` says on which scales they are rated."""

    first: date
    last: date
    days: int
    week_starts: str
    goal: int | None
    counts_hidden: bool
    ratings: tuple[Rating, ...]
    weeks: tuple[ChartWeek, ...]
    caveats: tuple[str, ...]


def build_charts(person: Person, diary: DiaryReader, today: date, days: int | None = None) -> ChartsView:
    """Build the weeks of the last `days` days; without a number, half a year or as long as the diary is."""
    first, last = last_days(today, days or DAYS)
    begins = diary.find_first_day()
    if days is None and begins:
        first = max(first, min(begins, last))
    # Half a week would look like a poor one.
    first = week_of(first, parse_weekday(person.profile.week_starts))[0]
    eaten = read_eaten(person.catalog, diary, first, last) if person.shows_counts else {}
    return chart_days(person, diary.read_summaries(first, today), eaten, first, today)


def chart_days(person: Person, summaries: Iterable[DaySummary], eaten: Eaten, first: date, today: date) -> ChartsView:
    """Build the weeks of the days from `first` to today."""
    starts = parse_weekday(person.profile.week_starts)
    by_week: dict[date, list[DaySummary]] = {day: [] for day in list_days(week_of(first, starts)[0], today)[::7]}
    for summary in show_summaries(person, summaries):
        by_week[week_of(summary.day, starts)[0]].append(summary)
    weeks = [
        _chart_week(person, days, eaten, max(start, first), min(start + timedelta(days=6), today), today=today)
        for start, days in by_week.items()
    ]
    hidden = not person.shows_counts
    return ChartsView(
        first=first,
        last=today,
        days=(today - first).days + 1,
        week_starts=person.profile.week_starts,
        goal=None if hidden else person.profile.goals_plants,
        counts_hidden=hidden,
        ratings=list_ratings(person.profile.watch, (key for week in weeks for key in week.ratings)),
        weeks=tuple(weeks),
        caveats=() if hidden or not any(week.logged_days for week in weeks) else (RECORD, UNDERSTATED),
    )


def _chart_week(
    person: Person, days: list[DaySummary], eaten: Eaten, first: date, last: date, *, today: date
) -> ChartWeek:
    _, pending = settle_today(days, today)
    done, offered, _, rate = sum_up(state for day in days for _, _, state in day.items)
    ratings = {rating.key: round(sum(said) / len(said), 4) for rating, said in gather_ratings(days).items()}
    plants, within = None, []
    if person.shows_counts and days:
        plants = count_plants(
            ((day.day, day.plants) for day in days), first, last,
            not_plants=person.not_plants, count_not_plants=person.profile.mushrooms_count,
        ).total  # fmt: skip
        within = [portions for day in list_days(first, last) if (portions := eaten.get(day))]
    fibre, ala, epa_dha = find_means(add_up(chain(*within)), len(within)) if within else (None, None, None)
    return ChartWeek(
        first=first,
        last=last,
        written=len(days) - (pending is not None),
        done=done,
        offered=offered,
        rate=None if rate is None else round(rate, 6),
        plants=plants,
        logged_days=len(within),
        fibre_g_per_day=fibre,
        ala_g_per_day=ala,
        epa_dha_mg_per_day=epa_dha,
        check_ins=sum(bool(day.scores) for day in days),
        mood=ratings.get("mood"),
        energy=ratings.get("energy"),
        gut=ratings.get("gut"),
        ratings=ratings,
    )
