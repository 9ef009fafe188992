"""The one place that reads the time; everything else is told the day."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time, timedelta

from gutcli.errors import UsageError
from gutcli.text import safe

TYPE_CHECKING = False  # the module `typing` is not worth its time
if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_DAY_STARTS_AT = time(4, 0)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""A day beyond is a slip of the finger; within, there is always a week before and after."""
_NEAR_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
DAY_WORDS = "a date such as 2026-11-23, today, yesterday, tomorrow, -2 (two days ago) or a weekday"
WIDEST_ZONE = timedelta(hours=23, minutes=59)
"""Python has no wider one, nor has the world; the diary keeps whole minutes."""


def parse_now(
    environ: dict[str, str] | os._Environ[str] = os.environ, warn: Callable[[str], None] = lambda _: None
) -> datetime:
    """Return the present as an aware local date-time; GUTCLI_NOW, if set, is the present.

    A time zone of a day or more from UTC is none: UTC is taken, and `warn` told. Raise UsageError if GUTCLI_NOW is
    not an ISO date-time.
    """
    if words := environ.get("GUTCLI_NOW"):
        try:
            now = datetime.fromisoformat(words)
            if not FIRST_YEAR <= now.year <= LAST_YEAR:
                raise UsageError(
                    f"GUTCLI_NOW is in the year {now.year}.", f"Set it to a year from {FIRST_YEAR} to {LAST_YEAR}."
                )
            return _in_zone(now, warn)
        except (ValueError, OverflowError, OSError):
            raise UsageError(
                f"GUTCLI_NOW is {safe(words)!r}, which is not an ISO date-time.",
                "Set it like GUTCLI_NOW=2026-11-23T08:30:00+00:00, or unset it.",
            ) from None
    return _in_zone(datetime.now(UTC), warn, local=True)


def _in_zone(now: datetime, warn: Callable[[str], None], *, local: bool = False) -> datetime:
    """Return an instant in the zone that it has or, without one or where `local`, in the system's."""
    try:
        there = now.astimezone() if local or now.tzinfo is None else now
        if abs(there.utcoffset() or timedelta()) <= WIDEST_ZONE:
            return there
    except ValueError:
        pass
    zone = safe(os.environ.get("TZ", "")) or "the system's"
    warn(f"The time zone ({zone}) is a day or more from UTC, so UTC is taken. Set TZ to a place, such as Europe/Paris.")
    return now.replace(tzinfo=UTC) if now.tzinfo is None else now.astimezone(UTC)


def day_of(now: datetime, starts_at: time = DEFAULT_DAY_STARTS_AT) -> date:
    """Return the person's day at `now`: before `starts_at` it is still the day before, by local wall-clock time."""
    wall = now.replace(tzinfo=None)
    return wall.date() if wall.time() >= starts_at else _shift(wall.date(), -1)


def parse_day(words: str, today: date) -> date:
    """Read DAY as people write it. A weekday is the last one, today included. Raise UsageError."""
    day = _read_day(words, today)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(
            f"{safe(words)!r} is out of range.", f"Give a day in the years from {FIRST_YEAR} to {LAST_YEAR}."
        )
    return day


def parse_day_ahead(words: str, today: date) -> date:
    """Return a day that is not over: a weekday is the next one, today included; 12-20 is the next 20 December."""
    text = words.strip().lower()
    if (weekday := _find_weekday(text)) is not None:
        return _shift(today, (weekday - today.weekday()) % 7)
    if found := re.fullmatch(r"(\d{1,2})-(\d{1,2})", text):
        for year in range(today.year, today.year + 5):  # 29 February is not in each
            try:
                day = date(year, int(found[1]), int(found[2]))
            except ValueError:
                continue
            if day >= today:
                return day
    return parse_day(words, today)


def _read_day(words: str, today: date) -> date:
    text = words.strip().lower()
    try:
        if text in _NEAR_DAYS:
            return _shift(today, _NEAR_DAYS[text])
        if re.fullmatch(r"[-+]\d{1,6}", text):
            return _shift(today, int(text))
        if (weekday := _find_weekday(text)) is not None:
            return _shift(today, -((today.weekday() - weekday) % 7))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except (ValueError, OverflowError):
        pass
    raise UsageError(f"{safe(words)!r} is not a day.", f"Give {DAY_WORDS}.")


def _find_weekday(text: str) -> int | None:
    return next((number for number, name in enumerate(WEEKDAYS) if len(text) >= 3 and name.startswith(text)), None)


def _shift(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise UsageError("That day is out of range.", f"Give {DAY_WORDS}.") from None


def format_day(day: date) -> str:
    """Return a day in full: "Monday 23 November 2026"'s first three words. Not from the locale: one voice."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.day} {MONTHS[day.month - 1]}"


def format_month(day: str) -> str:
    """Return the month of an ISO day: "November 2026"."""
    year, month, *_ = day.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def format_day_short(day: date) -> str:
    """Return a day in few letters: "Mon 23 Nov"."""
    return f"{WEEKDAYS[day.weekday()][:3].capitalize()} {day.day} {MONTHS[day.month - 1][:3]}"


def week_of(day: date, starts_on: int = 0, *, rolling: bool = False) -> tuple[date, date]:
    """Return the first and last day of the week of `day`: from weekday `starts_on` (0 is Monday), or the 7 up to it."""
    first = day - timedelta(days=6 if rolling else (day.weekday() - starts_on) % 7)
    return first, first + timedelta(days=6)


def parse_weekday(words: str) -> int:
    """Return the weekday that a week starts on: "monday" is 0. Raise UsageError."""
    if (weekday := _find_weekday(words.strip().lower())) is None:
        raise UsageError(f"{words!r} is not a weekday.", "Give one such as monday or sunday.")
    return weekday
