"""What `history --grep` says: the person's own words that hold a word of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gutcli.diary.entry import NO_LONGER
from gutcli.diary.fold import drop_taken_back
from gutcli.errors import UsageError
from gutcli.look_back.days import last_days
from gutcli.store.reader import DiaryReader
from gutcli.text import fold


@dataclass(frozen=True, slots=True)
class NoteLine:
    """Words of the person's: `action` is mood or note, or skipped for the reason of a rest."""

    day: date
    at: datetime
    action: str
    text: str


@dataclass(frozen=True, slots=True)
class NotesView:
    """What was found, oldest first. `first` is null where the whole diary was looked through."""

    word: str
    first: date | None
    last: date
    notes: tuple[NoteLine, ...]


def find_notes(diary: DiaryReader, today: date, word: str, days: int | None = None) -> NotesView:
    """Find the words of check-ins, notes and rests that hold `word`, in whatever case; what was taken back is none."""
    wanted, folded = word.strip().casefold(), fold(word)
    if not wanted:
        raise UsageError("Which word?", "Give one: gutcli history --grep tired")
    first = last_days(today, days)[0] if days else None
    notes = [
        NoteLine(entry.day, entry.local_at, entry.action, entry.text)
        for entry in drop_taken_back(diary.read_entries(first, today))
        if entry.text and entry.action in {"mood", "note", "skipped"} and entry.text != NO_LONGER
        and (wanted in entry.text.casefold() or (folded and folded in fold(entry.text)))
    ]  # fmt: skip
    return NotesView(word, first, today, tuple(sorted(notes, key=lambda note: (note.day, note.at))))
