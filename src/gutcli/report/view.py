"""What `report` gathers, and what it says of the file that it wrote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from gutcli import __version__
from gutcli.day.checklist import make_planner, span_around
from gutcli.look_back.charts.view import ChartsView, chart_days
from gutcli.look_back.days import last_days
from gutcli.look_back.history.view import HistoryView, build_history
from gutcli.look_back.insights.association import Progress
from gutcli.look_back.insights.view import InsightsView, build_insights
from gutcli.look_back.nutrients.view import NutrientsView, read_eaten, view_span
from gutcli.look_back.stats.view import StatsView, build_stats
from gutcli.look_back.trial.view import TrialView, build_trials
from gutcli.planner.account import FoodAccount, count_food
from gutcli.profile.person import Person
from gutcli.profile.view import ProfileView
from gutcli.store.reader import DiaryReader

MONTH = 30
"""Days of which the page says what their food came to."""
COMPARED_DAYS = 365
"""Comparisons look at a year at most: the work grows with the days, and older days say less about today."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page: the same views that the commands show. Only `profile` says who the person is."""

    made_at: datetime
    first: date
    last: date
    version: str
    history: HistoryView
    stats: StatsView
    charts: ChartsView
    nutrients: NutrientsView
    insights: InsightsView
    trials: tuple[TrialView, ...]
    profile: ProfileView | None
    food: FoodAccount | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """What was written. Without a file, `content` is the page itself."""

    path: str | None
    size_bytes: int
    first: date
    last: date
    days: int
    written: int
    with_profile: bool
    compared_days: int
    opened: bool
    content: str | None


def build_report(
    person: Person, diary: DiaryReader, now: datetime, today: date, days: int, *,
    profile: ProfileView | None = None, progress: Progress | None = None,
) -> Report:  # fmt: skip
    """Build the views of the last `days` days, each as its own command does; `profile` where it is to be shown."""
    first, _ = last_days(today, days)
    begins = diary.find_first_day()
    if begins and first < begins:
        first = min(begins, today)
    days = (today - first).days + 1
    summaries = diary.read_summaries(first, today)
    eaten = read_eaten(person.catalog, diary, first, today) if person.shows_counts else {}
    since = max(first, today - timedelta(days=COMPARED_DAYS - 1))
    return Report(
        made_at=now,
        first=first,
        last=today,
        version=__version__,
        history=build_history(person, diary, today, days),
        stats=build_stats(person, diary, today, days),
        charts=chart_days(person, summaries, eaten, first, today),
        # The page shows weeks, not days, of food.
        nutrients=replace(view_span(person, eaten, first, today, today), days=()),
        insights=build_insights(person, diary, since, today, progress=progress),
        trials=_find_trials(person, diary, first, today),
        profile=profile,
        food=_count_food(person, diary, first, today) if person.shows_food and person.shows_counts else None,
    )


def _count_food(person: Person, diary: DiaryReader, first: date, today: date) -> FoodAccount:
    """Return what the food of the last month came to, or of as much of it as the page shows."""
    planner = make_planner(person, diary.read_glance(today, *span_around(person, today, today, today)), today)
    return count_food(planner, max(first, today - timedelta(days=MONTH - 1)), today)


def _find_trials(person: Person, diary: DiaryReader, first: date, today: date) -> tuple[TrialView, ...]:
    """Return the trials that ran to their end since `first`; of food only where food may be shown."""
    done = [trial for trial in build_trials(diary, today).trials if trial.state == "finished"]
    shown = [trial for trial in done if person.shows_food or trial.thing_kind == "practice"]
    return tuple(trial for trial in shown if trial.last and trial.last >= first)
