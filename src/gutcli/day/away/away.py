"""Days away: nothing is asked of them, and the streak bridges them."""

from __future__ import annotations

from datetime import date, timedelta

from gutcli.clock import format_day, parse_day_ahead
from gutcli.day.changes.view import ChangeView, view_change
from gutcli.day.checklist import change_day, read_checklist
from gutcli.daybook import Daybook
from gutcli.diary.decide import Decision, NewEntry, Outcome
from gutcli.diary.fold import REST
from gutcli.errors import UsageError

MOST_DAYS = 92


def parse_span(words: str, today: date) -> tuple[date, date]:
    """Return the days from "sunday" (from today on) or "12-20..12-27". Raise UsageError."""
    text = words.strip()
    if text.lower().startswith(("until ", "till ")):
        text = text.partition(" ")[2]
    first, dots, last = text.partition("..")
    begin = parse_day_ahead(first, today) if dots else today
    end = parse_day_ahead(last if dots else first, begin)
    if end < begin and begin >= today:
        raise UsageError(
            f"{format_day(end)} comes before {format_day(begin)}.", "Give the last day: gutcli away until sunday"
        )
    if begin < today:
        raise UsageError(f"{format_day(begin)} is over.", "For a day that is over: gutcli skip all --date DAY")
    if (end - begin).days >= MOST_DAYS:
        raise UsageError(f"That is more than {MOST_DAYS} days.", "Give a nearer day; it can be said again then.")
    return begin, end


def go_away(book: Daybook, day: date, words: str) -> ChangeView:
    """Rest from a range of days, from today or ahead."""
    first, last = parse_span(words, book.today)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    span = f"{format_day(first)} to {format_day(last)}" if last > first else format_day(first)
    entries = tuple(NewEntry("away", day=each) for each in days)
    return _change(book, day, Decision(entries, (Outcome("away", span),)))


def come_back(book: Daybook, day: date) -> ChangeView:
    """End what is left of the days away, today included."""
    marks = book.diary.read_glance(book.today, book.today, book.today).marks
    ahead = [
        date.fromordinal(number) for number, state, _, _ in marks if number >= book.today.toordinal() and state == REST
    ]
    if not ahead:
        return _change(book, day, Decision((), (Outcome("not_away"),)))
    return _change(book, day, Decision(tuple(NewEntry("back", day=each) for each in ahead), (Outcome("back"),)))


def _change(book: Daybook, day: date, decision: Decision) -> ChangeView:
    change, _ = change_day(book, day, lambda _: decision)
    checklist = read_checklist(book.person, book.diary, day, book.today)
    return view_change(book, "away", change, checklist)
