"""The report's pictures, each with a sentence that says what it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import ceil

from gutcli.clock import MONTHS, parse_weekday
from gutcli.diary.ratings import Rating
from gutcli.look_back.charts.page import chart_scale, find_top, format_mean, format_rating, list_bars
from gutcli.look_back.charts.view import ChartWeek
from gutcli.look_back.history.page import NAMES, find_shade
from gutcli.look_back.history.view import HistoryDay, HistoryView, split_weeks
from gutcli.look_back.nutrients.intake import TITLES, find_unit
from gutcli.report.view import Report
from gutcli.terminal.draw.svg import Picture, draw_bars, draw_heat, draw_line, mark_changes
from gutcli.text import count

ONE_BLOCK = 54
"""So many weeks stand beside one another; the years of longer records stand under one another."""
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


def draw_calendar(view: HistoryView) -> Picture | None:
    """Draw the days by the share done; None where nothing is written."""
    if not view.written:
        return None
    starts = parse_weekday(view.week_starts)
    words = (
        f"A calendar of {count(len(view.days), 'day')}: {view.written} written, the aim met on {view.met}, "
        f"{count(view.rest_days, 'rest day')}. The week by week table has the figures."
    )
    weeks = split_weeks(view.days, starts)
    if len(weeks) > ONE_BLOCK:
        return _draw_years(view, starts, words)
    firsts = [next((d.day for d in week if d and d.day.day <= 7), next(d.day for d in week if d)) for week in weeks]
    marks = _thin_out(mark_changes([(day.year, day.month) for day in firsts], format_month))
    side = [NAMES[(starts + n) % 7] if n % 2 == 0 else "" for n in range(7)]
    return draw_heat("heat", "Days", words, [[[shade(day) for day in week] for week in weeks]], [marks], sides=[side])


def _draw_years(view: HistoryView, starts: int, words: str) -> Picture:
    years: dict[int, list[list[str]]] = {}
    for day in view.days:
        weeks = years.setdefault(day.day.year, [[""] * 7 for _ in range(ONE_BLOCK)])
        place, row = _place(day.day, starts)
        weeks[place][row] = shade(day)
    months = [""] * ONE_BLOCK
    for month in range(1, 13):
        months[_place(date(view.first.year, month, 1), starts)[0]] = MONTHS[month - 1][:3]
    marks = [months, *([] for _ in range(len(years) - 1))]
    sides = [["", "", "", str(year), "", "", ""] for year in years]
    return draw_heat("heat", "Days", words, list(years.values()), marks, sides=sides, cell=10)


def _place(day: date, starts: int) -> tuple[int, int]:
    """Return a day's week in its year, and its row."""
    january = date(day.year, 1, 1)
    before = (january.weekday() - starts) % 7
    return (before + (day - january).days) // 7, (day.weekday() - starts) % 7


def _thin_out(names: Sequence[str]) -> list[str]:
    """Keep the names for which there is room before the next."""
    kept, free = [], 0
    for place, name in enumerate(names):
        following = next((n for n in range(place + 1, len(names)) if names[n]), None)
        fits = place >= free and (following is None or following - place >= 2)
        kept.append(name if fits else "")
        if name and fits:
            free = place + ceil(len(name) * 7 / 16)
    return kept


def shade(day: HistoryDay | None) -> str:
    """Return the style of a day's cell, in the steps of the calendar on the terminal (look_back/history/page.py)."""
    if day is None:
        return ""
    if not day.written:
        return "none"
    if day.rest_day:
        return "rest"
    return f"heat{find_shade(day)}"


def format_month(year: int, month: int) -> str:
    """Return a month in three letters; January with its year."""
    return f"{MONTHS[month - 1][:3]} {year}" if month == 1 else MONTHS[month - 1][:3]
