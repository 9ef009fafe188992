"""The entries of a day as they were made, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from gutcli.diary.entry import Entry, from_data, parse_item, parse_offer
from gutcli.diary.ratings import format_scores, read_scores


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


def logged_lines(entries: Iterable[Entry], names: Mapping[str, str]) -> tuple[LoggedLine, ...]:
    """Return every entry in the order in which they were made."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    gone = {entry.undoes for entry in ordered if entry.action == "undo"}
    said = {entry.id: format_entry(entry, names) for entry in ordered}
    return tuple(
        LoggedLine(
            id=entry.id,
            at=entry.local_at,
            action=entry.action,
            subject=entry.subject,
            name=names.get(entry.subject, entry.subject),
            slot=entry.slot,
            amount=entry.amount,
            text=entry.text,
            undoes=entry.undoes,
            taken_back=entry.id in gone,
            sentence=format_undo(said.get(entry.undoes)) if entry.action == "undo" else said[entry.id],
        )
        for entry in ordered
    )


def format_entry(entry: Entry, names: Mapping[str, str]) -> str:
    """Return one entry in words; an `undo` is said by what it took back."""
    name = names.get(entry.subject, entry.subject)
    after = f": {entry.text}" if entry.text else ""
    match entry.action:
        case "offer":
            return f"The list: {' · '.join(item.name for item in parse_offer(entry).items) or 'empty'}"
        case "skipped":
            return f"Rested from {name}{after}"
        case "swapped":
            return f"{parse_item(entry).name} in place of {name}"
        case "ate":
            item = parse_item(entry)
            return f"Ate {item.name}{f' ({item.amount})' if item.amount else ''}"
        case "mood":
            words = format_scores(read_scores(from_data(entry.data)))
            return f"Checked in: {words}{f'. {entry.text}' if entry.text else ''}"
        case "had" | "bought" | "gone":
            amount = f", {entry.amount}" if entry.action == "bought" and entry.amount else ""
            return f"{_KITCHEN[entry.action]}: {parse_item(entry).name}{amount}"
        case "started":
            return f"Began a trial of {from_data(entry.data).get('name', '')}"
        case "stopped":
            return f"Ended the trial{after}"
        case "note":
            return f"Noted: {entry.text or '(forgotten)'}"
        case _:
            return _SENTENCES.get(entry.action, entry.action).format(name)


_KITCHEN = {"had": "At home", "bought": "Bought", "gone": "Gone"}
_SENTENCES = {
    "done": "Done: {}", "undone": "Opened again: {}", "away": "Away", "back": "Back again",
    "slipped": "Trial: not kept on this day",
}  # fmt: skip


def format_undo(taken_back: str | None) -> str:
    """Return what an undo took back; an entry on another day, or forgotten, is not at hand."""
    return f"Took back “{taken_back}”" if taken_back else "Took back an entry"
