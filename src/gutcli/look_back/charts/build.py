"""Bring together what the charts need, week by week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gutcli.diary.diversity import count_plants, parse_weekday, week_of
from gutcli.look_back.charts.view import ChartsView, ChartWeek
from gutcli.look_back.insights.build import span_of
from gutcli.look_back.nutrients.build import Eaten, read_eaten
from gutcli.look_back.nutrients.intake import add_up
from gutcli.look_back.nutrients.view import RECORD, nutrient_totals
from gutcli.look_back.stats.build import settle_today
from gutcli.look_back.stats.tallies import tally_days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gutcli.app import App
    from gutcli.diary.summary import DaySummary

DAYS = 182
"""Half a year."""
UNDERSTATED = "Fibre figures miss most inulin and resistant starch."


def build_charts(app: App, days: int | None = None) -> ChartsView:
    """Build the weeks of the last `days` days; without a number, half a year or as long as the diary is."""
    first, last = span_of(app.today, days or DAYS)
    begins = app.diary.find_first_day()
    if days is None and begins:
        first = max(first, min(begins, last))
    # Half a week would look like a poor one.
    first = week_of(first, parse_weekday(app.profile.week_starts))[0]
    eaten = read_eaten(app, first, last) if app.person.shows_counts else {}
    return chart_days(app, app.diary.read_summaries(first, last), eaten, first, last)


def chart_days(app: App, summaries: Iterable[DaySummary], eaten: Eaten, first: date, last: date) -> ChartsView:
    """Build the weeks of these days."""
    starts = parse_weekday(app.profile.week_starts)
    by_week: dict[date, list[DaySummary]] = {}
    start, _ = week_of(first, starts)
    while start <= last:
        by_week[start] = []
        start += timedelta(days=7)
    for summary in summaries:
        by_week[week_of(summary.day, starts)[0]].append(summary)
    weeks = [
        _chart_week(app, days, eaten, max(start, first), min(start + timedelta(days=6), last))
        for start, days in by_week.items()
    ]
    hidden = not app.person.shows_counts
    return ChartsView(
        first, last, (last - first).days + 1, app.profile.week_starts, None if hidden else app.profile.goals_plants,
        hidden, tuple(weeks), () if hidden or not any(week.logged_days for week in weeks) else (RECORD, UNDERSTATED),
    )  # fmt: skip


def _chart_week(app: App, days: list[DaySummary], eaten: Eaten, first: date, last: date) -> ChartWeek:
    settled, pending = settle_today(days, app.today)
    tallies = tally_days(settled).slots.values()
    done, offered = sum(t.done for t in tallies), sum(t.offered for t in tallies)
    ratings = [
        [value for value in (getattr(day, rating) for day in days) if value is not None]
        for rating in ("mood", "energy", "gut")
    ]
    plants, logged, food = None, 0, None
    if app.person.shows_counts and days:
        plants = count_plants(
            ((day.day, day.plants) for day in days), first, last,
            not_plants=app.person.not_plants, count_not_plants=app.profile.mushrooms_count,
        ).total  # fmt: skip
        within = [eaten.get(first + timedelta(days=n), ()) for n in range((last - first).days + 1)]
        logged = sum(map(bool, within))
        if logged:
            food = nutrient_totals(first, last, logged, add_up(p for portions in within for p in portions))
    return ChartWeek(
        first, last, len(days) - (pending is not None), done, offered, round(done / offered, 6) if offered else None,
        plants, logged, food.fibre_g_per_day if food else None, food.ala_g_per_day if food else None,
        food.epa_dha_mg_per_day if food else None, max(map(len, ratings)), *(_mean(values) for values in ratings),
    )  # fmt: skip


def _mean(values: list[int]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
