"""The days that are looked back over: which they are, how they count, and what stands on them is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from gutcli.catalog.library import Catalog
from gutcli.clock import format_day_short, parse_weekday, week_of
from gutcli.diary.fold import MISSED
from gutcli.diary.ratings import Rating, list_ratings
from gutcli.diary.summary import DaySummary
from gutcli.errors import UsageError
from gutcli.store.reader import DiaryReader
from gutcli.text import count


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


def list_days(first: date, last: date) -> list[date]:
    """Return each day from `first` to `last`."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def format_dated(day: date) -> str:
    """Return a day with its year: "Mon 23 Nov 2026"."""
    return f"{format_day_short(day)} {day.year}"


def format_made(met: int, counted: int, blank: int, rest_days: int) -> str:
    """Return on how many days the aim was met, of those with a list and a word of the person's."""
    rest = f", {count(rest_days, 'rest day')}" if rest_days else ""
    return f"{met} of {counted} written{f', {blank} blank' if blank else ''}{rest}"


def count_blank(written: Sequence[DaySummary], first: date | None, today: date) -> int:
    """Count the days from `first` to yesterday of which nothing is written."""
    span = (today - first).days if first else 0
    return max(0, span - sum(first <= summary.day < today for summary in written)) if first else 0


def settle_today(summaries: list[DaySummary], today: date) -> tuple[list[DaySummary], date | None]:
    """Keep today from counting as a day of its own until its aim is met; its items count as they stand.

    To leave out those that are still open would make one tick in the morning a hundred per cent. Gives today if it is
    no day of its own yet.
    """
    if not summaries or summaries[-1].day != today:
        return summaries, None
    last = summaries[-1]
    if last.aim_met or (last.is_rest and last.items):
        return summaries, None
    # A day of which only a check-in is written has no list, so it is no rest day.
    return [*summaries[:-1], last._replace(state=MISSED)], today


def sum_up(states: Iterable[str]) -> tuple[int, int, int, float | None]:
    """Count done, offered and skipped, and the share done: what was rested from was not asked for, so not offered."""
    found = Counter(states)
    offered = found.total() - found["skipped"]
    return found["done"], offered, found["skipped"], found["done"] / offered if offered else None


def gather_ratings(days: Iterable[DaySummary]) -> dict[Rating, list[float]]:
    """Return what was rated on which figures, in the order of the table."""
    said: dict[str, list[float]] = defaultdict(list)
    for day in days:
        for key, value in day.scores.items():
            said[key].append(value)
    return {rating: said[rating.key] for rating in list_ratings(found=said) if rating.key in said}


def find_names(catalog: Catalog, diary: DiaryReader, ids: Iterable[str]) -> dict[str, str]:
    """Name foods and practices: by the catalog, or by the diary where that has lost them; else by the id itself."""
    names = {}
    for ident in dict.fromkeys(ids):
        labels = (catalog.label(kind, ident) for kind in ("foods", "practices"))
        names[ident] = next((label for label in labels if label != ident), "")
    if lost := [ident for ident, name in names.items() if not name]:
        last = diary.find_last_names(lost)
        names |= {ident: last.get(ident) or ident for ident in lost}
    return names
