"""Bring together what the day's view needs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gutcli.catalog.note import sort_notes
from gutcli.day.checklist import NO_LONGER, Checklist, read_checklist
from gutcli.day.today.view import TodayView, WhyView, item_lines, today_view
from gutcli.diary import Day
from gutcli.planner.tips import tip_of

if TYPE_CHECKING:
    from gutcli.app import App


def build_today(app: App, day: date, *, easy: bool = False) -> TodayView:
    """Build the view of one day of the person's."""
    return view_checklist(app, read_checklist(app, day), easy=easy)


def view_checklist(app: App, checklist: Checklist, *, easy: bool = False) -> TodayView:
    """Build the view of a day that was read."""
    profile = app.profile
    day, empty = (Day(checklist.day.day), ()) if app.person.only_care else (checklist.day, checklist.empty)
    lines = item_lines(day, checklist.planned, checklist.week_before)
    if easy:
        from gutcli.planner.plan import pick_gentlest

        waiting = [checklist.planned[i.id] for i in day.items if i.state == "open" and i.id in checklist.planned]
        kept = {item.id for item in pick_gentlest(tuple(waiting))}
        lines = tuple(line for line in lines if line.id in kept)
    counts = app.person.shows_counts
    streak = checklist.streak(app.today, grace=profile.grace) if profile.streaks and counts else None
    plants = (
        (checklist.plants(app.person.not_plants, count_all=profile.mushrooms_count), profile.goals_plants)
        if counts
        else None
    )
    return today_view(
        day, app.today, lines, empty,
        streak=streak, plants=plants, tip=tip_of(app.person, day.day), easy=easy, care=sort_notes(app.person.care),
    )  # fmt: skip


def build_why(app: App, day: date, words: str) -> WhyView:
    """Build the view that says why one item is there. Raises NameNotFoundError, AmbiguousNameError."""
    from gutcli.diary.items import find_item

    checklist = read_checklist(app, day)
    item = find_item(checklist.day.items, words)
    planned = checklist.planned.get(item.id)
    reasons = planned.why if planned else ()
    if item.swapped_from:
        before = item.swapped_from_name or item.swapped_from
        if item.mended or app.person.is_forbidden(item.swapped_from):
            reasons = (f"in place of {before}, which {NO_LONGER}", *reasons)
        else:
            reasons = (f"you put it in place of {before}", *reasons)
    if not reasons:
        reasons = ("it was on the list that this day began with",)
    notes = sort_notes(planned.notes) if planned else ()
    return WhyView(
        day, item.number, item.slot, item.id, item.name, item.amount, reasons, notes,
        planned.topic if planned else "",
    )  # fmt: skip
