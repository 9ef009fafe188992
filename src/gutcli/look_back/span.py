"""Which days are looked back over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gutcli.diary.diversity import parse_weekday, week_of
from gutcli.errors import UsageError
from gutcli.text import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gutcli.diary.summary import DaySummary


def last_days(today: date, days: int) -> tuple[date, date]:
    """Return the first and last of `days` days up to today. Raise UsageError."""
    try:
        return today - timedelta(days=days - 1), today
    except OverflowError:
        raise UsageError("That is further back than the calendar goes.", "Give fewer days.") from None


def week_around(day: date, starts_on: str, *, rolling: bool) -> tuple[date, date]:
    """Return the first and last day of the week of `day`, or of the seven days up to it. Raise UsageError."""
    try:
        return week_of(day, parse_weekday(starts_on), rolling=rolling)
    except OverflowError:
        raise UsageError("That day is out of range.", "Give a day nearer to today.") from None


def format_made(met: int, counted: int, blank: int, rest_days: int) -> str:
    """Say on how many days the aim was met: of those with a list and a word of the person's, beside the blank ones."""
    rest = f", {count(rest_days, 'rest day')}" if rest_days else ""
    return f"{met} of {counted} written{f', {blank} blank' if blank else ''}{rest}"


def count_blank(written: Sequence[DaySummary], first: date | None, today: date) -> int:
    """Count the days from `first` to yesterday of which nothing is written."""
    span = (today - first).days if first else 0
    return max(0, span - sum(first <= summary.day < today for summary in written)) if first else 0
