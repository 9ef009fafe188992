"""Which days are looked back over."""

from __future__ import annotations

from datetime import date, timedelta

from gutcli.diary.diversity import parse_weekday, week_of
from gutcli.errors import UsageError


def last_days(today: date, days: int) -> tuple[date, date]:
    """Return the first and last of `days` days up to today. Raises UsageError."""
    try:
        return today - timedelta(days=days - 1), today
    except OverflowError:
        raise UsageError("That is further back than the calendar goes.", "Give fewer days.") from None


def week_around(day: date, starts_on: str, *, rolling: bool) -> tuple[date, date]:
    """Return the first and last day of the week of `day`, or of the seven days up to it. Raises UsageError."""
    try:
        return week_of(day, parse_weekday(starts_on), rolling=rolling)
    except OverflowError:
        raise UsageError("That day is out of range.", "Give a day nearer to today.") from None
