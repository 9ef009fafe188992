"""The report's pictures, each with a sentence that says what it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gutcli.diary.ratings import Rating
from gutcli.look_back.charts.page import chart_scale, find_top, format_mean, format_rating, list_bars
from gutcli.look_back.charts.view import ChartWeek
from gutcli.look_back.nutrients.intake import TITLES, find_unit
from gutcli.report.calendar import draw_calendar, format_month
from gutcli.report.view import Report
from gutcli.terminal.draw.svg import Picture, draw_bars, draw_line, mark_changes
from gutcli.text import count

MOST_MONTHS = 60
"""More weeks than these are marked by years."""


def draw_pictures(report: Report) -> dict[str, Picture]:
    """Draw what there is to draw, by name; a picture without anything on it is left out."""
    weeks = report.charts.weeks
    marks = _mark_weeks(weeks)
    found: dict[str, Picture | None] = {"heat": draw_calendar(report.history)}
    found["plants"] = _draw_plants(report, weeks, marks)
    found |= {nutrient: _draw_nutrient(weeks, marks, nutrient) for nutrient in TITLES}
    for rating in report.charts.ratings:
        values = [week.ratings.get(rating.key) for week in weeks]
        known = [value for value in values if value is not None]
        if known:
            words = (
                f"{rating.title} by week, from {rating.least:g} to {rating.most:g}: {count(len(known), 'week')} with "
                f"check-ins, between {min(known):.1f} and {format_rating(rating, max(known))}, "
                f"{format_rating(rating, known[-1])} in the last."
            )
            ident = name_picture(rating)
            found[ident] = draw_line(ident, rating.title, words, values, marks, scale=chart_scale(rating, known))
    return {name: picture for name, picture in found.items() if picture}


def name_picture(rating: Rating) -> str:
    """Return what a rating's picture is called; an own rating has blanks in its key."""
    return re.sub(r"\W+", "-", rating.key)


def _draw_plants(report: Report, weeks: Sequence[ChartWeek], marks: Sequence[str]) -> Picture | None:
    values = [week.plants for week in weeks]
    known = [value for value in values if value is not None]
    if not any(known):
        return None
    goal = report.charts.goal
    top = max(goal or 0, *known)
    words = (
        f"Different plants by week: between {min(known)} and {max(known)} in {count(len(known), 'week')}; the goal is "
        f"{goal}."
    )
    bars = [(None if value is None else float(value), None) for value in values]
    return draw_bars("plants", "Plants a week", words, bars, marks, top=top, mark_at=goal)


def _draw_nutrient(weeks: Sequence[ChartWeek], marks: Sequence[str], nutrient: str) -> Picture | None:
    bars = list_bars(weeks, nutrient)
    if not (top := find_top(bars)):
        return None
    last = [words for week in weeks if (words := format_mean(week, nutrient)) != "–"][-1]
    title = f"{TITLES[nutrient]} logged a day"
    words = (
        f"{title}, by week, as the mean of days with food logged; in the last such week {last}. Solid is at least, "
        "faint is possible."
    )
    title = f"{title}, {find_unit(nutrient)}"
    return draw_bars(nutrient, title, words, bars, marks, top=top, width=300, height=96)


def _mark_weeks(weeks: Sequence[ChartWeek]) -> list[str]:
    """Mark the months under the weeks; the years where there are too many months."""
    if len(weeks) <= MOST_MONTHS:
        return mark_changes([(week.first.year, week.first.month) for week in weeks], format_month)
    # The first year counts from its January on: what begins late has no room for its name.
    marks = mark_changes([(week.first.year, 1) for week in weeks], lambda year, _: str(year))
    return ["" if not place and weeks[0].first.month > 6 else mark for place, mark in enumerate(marks)]
