"""The notes that have a word."""

from __future__ import annotations

from gutcli.clock import format_day_short
from gutcli.look_back.notes.view import NotesView
from gutcli.terminal.draw.document import BLANK, Block, Document, Line, text
from gutcli.text import count

_WHAT = {"mood": "check-in", "note": "note", "skipped": "rest"}


def draw_notes(view: NotesView, width: int | None) -> Document:
    """Draw each note under its day."""
    since = f" since {format_day_short(view.first)} {view.first.year}" if view.first else ""
    if not view.notes:
        return (Line(text(f"No note has “{view.word}”{since}.")),)
    blocks: list[Block] = [
        Line(text(f"“{view.word}”", "title"), right=text(f"{count(len(view.notes), 'note')}{since}", "muted")), BLANK
    ]  # fmt: skip
    for note in view.notes:
        when = f"{format_day_short(note.day)} {note.day.year}, {_WHAT[note.action]}  "
        blocks.append(Line(((when, "muted"), (note.text, "")), 2, 2))
    return (*blocks, BLANK, Line((("A day in full: ", "muted"), (f"gutcli history {note.day}", "command")), 2))
