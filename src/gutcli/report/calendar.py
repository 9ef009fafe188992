"""The report's calendar: weeks beside one another, or, for long records, years under one another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from gutcli.clock import MONTHS, parse_weekday
from gutcli.look_back.history.page import NAMES
from gutcli.look_back.history.view import HistoryDay, HistoryView, split_weeks
from gutcli.terminal.draw.svg import Picture, draw_heat, mark_changes
from gutcli.text import count

ONE_BLOCK = 54
"""So many weeks stand beside one another."""


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
    share = day.done / day.total if day.total else 0.0
    return f"heat{0 if share <= 0 else 4 if share >= 1 else 1 + int(share * 3 + 1e-9)}"


def format_month(year: int, month: int) -> str:
    """Return a month in three letters; January with its year."""
    return f"{MONTHS[month - 1][:3]} {year}" if month == 1 else MONTHS[month - 1][:3]
