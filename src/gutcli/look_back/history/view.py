"""What `history` says: many days in short, or one day in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from gutcli.day.changes.view import entry_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gutcli.day.today.view import ItemLine
    from gutcli.diary.entry import Entry
    from gutcli.diary.fold import Day
    from gutcli.diary.summary import DaySummary


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """One day of the calendar. A day without entries has `written` false and no figures but zeros and nulls.

    `ate` has the ids of what was eaten beside the list, or the words given for what the catalog does not know.
    """

    day: date
    written: bool = False
    done: int = 0
    total: int = 0
    skipped: int = 0
    ate: tuple[str, ...] = ()
    plants: tuple[str, ...] = ()
    mood: int | None = None
    energy: int | None = None
    gut: int | None = None
    aim_met: bool = False
    rest_day: bool = False


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The days from `first` to `last`, which is today; `begins` is the first day that the diary has at all."""

    KIND: ClassVar[str] = "history"
    first: date
    last: date
    week_starts: str
    begins: date | None
    written: int
    met: int
    rest_days: int
    counts_hidden: bool
    days: tuple[HistoryDay, ...]


def history_days(summaries: Iterable[DaySummary], first: date, last: date) -> tuple[HistoryDay, ...]:
    """Give every day of the range, oldest first, written or not."""
    found = {summary.day: summary for summary in summaries}
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(_history_day(found[day]) if day in found else HistoryDay(day) for day in days)


def _history_day(summary: DaySummary) -> HistoryDay:
    return HistoryDay(
        summary.day, True, summary.done, summary.total, summary.skipped,
        tuple(food or words for food, words in summary.ate), summary.plants,
        summary.mood, summary.energy, summary.gut, summary.aim_met, summary.is_rest and bool(summary.items),
    )  # fmt: skip


def lay_weeks(days: Iterable[HistoryDay], starts_on: int) -> list[list[HistoryDay | None]]:
    """Lay days out as weeks of seven, from weekday `starts_on` (0 is Monday); None stands beside the range."""
    weeks: list[list[HistoryDay | None]] = []
    for day in days:
        place = (day.day.weekday() - starts_on) % 7
        if place == 0 or not weeks:
            weeks.append([None] * 7)
        weeks[-1][place] = day
    return weeks


@dataclass(frozen=True, slots=True)
class EatenLine:
    """Something eaten beside the list, or ticked without being on it."""

    id: str
    name: str
    amount: str
    plants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckInLine:
    """One check-in, with the time that the clock then showed."""

    at: datetime
    mood: int | None
    energy: int | None
    gut: int | None
    note: str


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """One entry of the record as it was made: `at` has the offset of then; `sentence` says it in words.

    `taken_back` entries no longer count; they stay in the record until they are forgotten.
    """

    id: str
    at: datetime
    action: str
    subject: str
    name: str
    slot: str
    amount: str
    text: str
    undoes: str
    taken_back: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class DayView:
    """One day in full: how it stands, and every entry."""

    KIND: ClassVar[str] = "day"
    day: date
    is_today: bool
    is_future: bool
    written: bool
    items: tuple[ItemLine, ...]
    done: int
    total: int
    skipped: int
    needed: int
    aim_met: bool
    rest_day: bool
    ate: tuple[EatenLine, ...]
    extras: tuple[EatenLine, ...]
    plants: tuple[str, ...]
    check_ins: tuple[CheckInLine, ...]
    notes: tuple[str, ...]
    entries: tuple[LoggedLine, ...]


def day_view(day: Day, today: date, items: tuple[ItemLine, ...], entries: Iterable[Entry],
             names: Mapping[str, str]) -> DayView:  # fmt: skip
    """Say one day in full; `names` has the shown names of what its entries speak of."""
    every = list(entries)
    return DayView(
        day.day, day.day == today, day.day > today, day.is_written, items, day.done, day.total, day.skipped,
        day.needed, day.aim_met, day.is_rest and bool(day.items),
        tuple(EatenLine(item.id, item.name, item.amount, item.plants) for item in day.ate),
        tuple(EatenLine(item.id, item.name, item.amount, item.plants) for item in day.extras),
        day.plants,
        tuple(CheckInLine(_local(mood.at, every), mood.mood, mood.energy, mood.gut, mood.note) for mood in day.moods),
        day.notes, logged_lines(every, names),
    )  # fmt: skip


def _local(at: datetime, entries: list[Entry]) -> datetime:
    return next((entry.local_at for entry in entries if entry.action == "mood" and entry.at == at), at)


def logged_lines(entries: Iterable[Entry], names: Mapping[str, str]) -> tuple[LoggedLine, ...]:
    """Say every entry in the order in which they were made."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    gone = {entry.undoes for entry in ordered if entry.action == "undo"}
    said = {entry.id: say_entry(entry, names) for entry in ordered}
    return tuple(
        LoggedLine(
            entry.id, entry.local_at, entry.action, entry.subject, names.get(entry.subject, entry.subject),
            entry.slot, entry.amount, entry.text, entry.undoes, entry.id in gone,
            say_undo(said.get(entry.undoes)) if entry.action == "undo" else said[entry.id],
        )
        for entry in ordered
    )  # fmt: skip


def say_entry(entry: Entry, names: Mapping[str, str]) -> str:
    """Say one entry in words; an `undo` is said by what it took back."""
    from gutcli.diary.entry import read_item, read_offer

    name = names.get(entry.subject, entry.subject)
    match entry.action:
        case "offer":
            return f"The list: {' · '.join(item.name for item in read_offer(entry).items) or 'empty'}"
        case "done":
            return f"Done: {name}"
        case "undone":
            return f"Opened again: {name}"
        case "skipped":
            return f"Rested from {name}{f': {entry.text}' if entry.text else ''}"
        case "swapped":
            return f"{read_item(entry).name} in place of {name}"
        case "ate":
            item = read_item(entry)
            return f"Ate {item.name}{f' ({item.amount})' if item.amount else ''}"
        case "mood":
            line = entry_line(entry)
            scores = (("mood", line.mood), ("energy", line.energy), ("gut", line.gut))
            words = ", ".join(f"{what} {score}" for what, score in scores if score is not None)
            return f"Checked in: {words}{f'. {entry.text}' if entry.text else ''}"
        case "note":
            return f"Noted: {entry.text or '(forgotten)'}"
        case _:
            return entry.action


def say_undo(taken_back: str | None) -> str:
    """Say what an undo took back; an entry on another day, or forgotten, is not at hand."""
    return f"Took back “{taken_back}”" if taken_back else "Took back an entry"
