"""Gather the views of the report, each as its own command builds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gutcli import __version__
from gutcli.look_back.charts.build import chart_days
from gutcli.look_back.history.build import build_history
from gutcli.look_back.insights.build import compare_days, span_of
from gutcli.look_back.nutrients.build import read_eaten, view_span
from gutcli.look_back.stats.build import build_stats
from gutcli.report.view import Report

if TYPE_CHECKING:
    from gutcli.app import App
    from gutcli.look_back.insights.association import Progress
    from gutcli.profile.view import ProfileView

DAYS = 90
COMPARED_DAYS = 365
"""Comparisons look at a year at most: the work grows with the days, and older days say less about today."""


def gather_report(
    app: App, days: int = DAYS, *, with_profile: bool = False, progress: Progress | None = None
) -> Report:
    """Gather the last `days` days."""
    first, last = span_of(app.today, days)
    begins = app.diary.find_first_day()
    if begins and first < begins:
        first = min(begins, last)
    days = (last - first).days + 1
    summaries = app.diary.read_summaries(first, last)
    eaten = read_eaten(app, first, last) if app.person.shows_counts else {}
    since = max(first, last - timedelta(days=COMPARED_DAYS - 1))
    nutrients = view_span(app, first, last, eaten)
    return Report(
        app.now,
        first,
        last,
        __version__,
        begins,
        build_history(app, days),
        build_stats(app, days),
        chart_days(app, summaries, eaten, first, last),
        # The page shows weeks, not days, of food.
        replace(nutrients, days=()),
        compare_days(app, [day for day in summaries if day.day >= since], since, last, progress=progress),
        _read_profile(app) if with_profile else None,
    )


def _read_profile(app: App) -> ProfileView:
    from gutcli.profile.build import build_profile

    return build_profile(app)
