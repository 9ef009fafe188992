"""Bring together what the view of a week needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.day.today.view import ItemLine, PlantLine, item_lines
from gutcli.diary.diversity import PlantWeek, count_plants, find_new, parse_weekday, week_of
from gutcli.errors import UsageError
from gutcli.look_back.week.view import WeekDayLine, WeekView, species_lines

if TYPE_CHECKING:
    from datetime import date

    from gutcli.app import App


def build_week(app: App, day: date, *, rolling: bool = False) -> WeekView:
    """Build the view of the week of `day`, or of the seven days up to it."""
    profile = app.profile
    try:
        first, last = week_of(day, parse_weekday(profile.week_starts), rolling=rolling)
    except OverflowError:
        raise UsageError("That day is out of range.", "Give a day nearer to today.") from None
    by_day = [(summary.day, summary.plants) for summary in app.diary.read_summaries(first, last)]
    week = count_plants(
        by_day, first, last, not_plants=set(app.person.not_plants), count_not_plants=profile.mushrooms_count
    )
    counts = app.person.shows_counts
    current = first <= app.today <= last
    return WeekView(
        first,
        last,
        app.today,
        current,
        rolling,
        PlantLine(week.total, profile.goals_plants) if counts else PlantLine(None, None),
        profile.mushrooms_count,
        not counts,
        species_lines(week, app.catalog.plants),
        tuple(WeekDayLine(line.day, line.plants, line.new) for line in week.days),
        _find_chances(app, week) if current and counts else (),
    )


def _find_chances(app: App, week: PlantWeek) -> tuple[ItemLine, ...]:
    """Give the open items of today's list that would bring the week a new plant, with their cautions."""
    from gutcli.day.checklist import read_checklist

    checklist = app.read(read_checklist, app.today)
    seen: set[str] = set()
    chances = []
    for line in item_lines(checklist.day, checklist.planned, checklist.week_before):
        fresh = set(find_new(line.plants, week)) - seen
        if line.state == "open" and fresh:
            seen |= fresh
            chances.append(line._replace(new_plant=True))
    return tuple(chances)
