"""Bring together what looking back needs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gutcli.day.today.view import item_lines
from gutcli.diary import fold_day
from gutcli.diary.entry import read_item, read_offer
from gutcli.errors import UsageError
from gutcli.look_back.history.view import DayView, HistoryView, day_view, history_days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gutcli.app import App
    from gutcli.diary.entry import Entry
    from gutcli.planner.plan import PlanItem

DAYS = 120


def build_history(app: App, days: int) -> HistoryView:
    """Build the view of the last `days` days, today included."""
    last = app.today
    try:
        first = last - timedelta(days=days - 1)
    except OverflowError:
        raise UsageError("That is further back than the calendar goes.", "Give fewer days.") from None
    every = history_days(app.diary.read_summaries(first, last), first, last)
    return HistoryView(
        first,
        last,
        app.profile.week_starts,
        app.diary.find_first_day(),
        sum(day.written for day in every),
        sum(day.aim_met for day in every),
        sum(day.rest_day for day in every),
        not app.person.shows_counts,
        every,
    )


def build_day(app: App, day: date) -> DayView:
    """Build the view of one day in full, as it is written: an unwritten day has no list."""
    entries = app.diary.read_day(day)
    folded = fold_day(day, entries)
    planned: dict[str, PlanItem] = {}
    if day == app.today and folded.is_offered:
        # What is still open today is a suggestion, and no suggestion stands without its cautions.
        from gutcli.day.checklist import read_checklist

        planned = dict(app.read(read_checklist, day).planned)
    items = item_lines(folded, planned, frozenset(plant for item in folded.items for plant in item.plants))
    return day_view(folded, app.today, items, entries, _name_subjects(app, entries))


def _name_subjects(app: App, entries: Iterable[Entry]) -> dict[str, str]:
    """Name what the entries speak of: as the day itself called it, else as the catalog or other days do."""
    names: dict[str, str] = {}
    wanted = []
    for entry in entries:
        if entry.action == "offer":
            names.update((item.id, item.name) for item in read_offer(entry).items)
        elif entry.action in {"swapped", "ate"}:
            item = read_item(entry)
            names[item.id] = item.name
        if entry.subject:
            wanted.append(entry.subject)
    if lacking := [ident for ident in wanted if ident not in names]:
        from gutcli.look_back.names import find_names

        names |= find_names(app, lacking)
    return names
