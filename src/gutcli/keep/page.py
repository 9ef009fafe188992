"""What was written out, brought in, copied or erased."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from gutcli.clock import say_day_short
from gutcli.terminal.draw.document import BLANK, Block, Document, Line, text
from gutcli.text import count

if TYPE_CHECKING:
    from gutcli.keep.view import BackupView, ExportView, ForgetView, ImportView

_UNITS = ("bytes", "KB", "MB", "GB")


def format_size(size: int) -> str:
    """Return a number of bytes as people write it: "24 KB"."""
    number, unit = float(size), 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    if not unit:
        return count(size, "byte")
    return f"{number:.1f} {_UNITS[unit]}" if number < 10 else f"{number:.0f} {_UNITS[unit]}"


def draw_export(view: ExportView, width: int | None) -> Document:
    """Draw what was written to a file; the content itself is written as it is, not drawn."""
    what = f"Written: {count(view.entries, 'entry', 'entries')}, {format_size(view.size_bytes)}, to {view.path}"
    blocks: list[Block] = [Line(text(what), hang=2)]
    if view.format == "jsonl":
        command = f"gutcli import {quote(view.path or '')}"
        blocks += [BLANK, Line((("Bring it in elsewhere: ", "muted"), (command, "command")), hang=2)]
    else:
        words = "Only the format jsonl is complete, and can be brought back: "
        blocks += [BLANK, Line(((words, "muted"), ("gutcli export --format jsonl", "command")), hang=2)]
    return tuple(blocks)


def draw_import(view: ImportView, width: int | None) -> Document:
    """Draw what an import brought, or would bring."""
    if not view.entries:
        return (Line(text(f"There are no entries in {view.source}; nothing was changed."), hang=2),)
    known = f"; {count(view.known, 'entry', 'entries')} {'was' if view.known == 1 else 'were'} here already"
    known = known if view.known else ""
    if not view.new and not view.replaced:
        return (Line(text(f"Nothing new in {view.source}{known}."), hang=2),)
    verb = "Would bring in" if view.dry_run else "Brought in"
    span = ""
    if view.first and view.last:
        days = count(view.days, "day")
        span = f" of {days}, {say_day_short(view.first)} {view.first.year}"
        span += f" to {say_day_short(view.last)} {view.last.year}" if view.days > 1 else ""
    blocks: list[Block] = [Line(text(f"{verb}: {count(view.new, 'new entry', 'new entries')}{span}{known}."), hang=2)]
    if view.replaced:
        are = "is" if view.replaced == 1 else "are"
        words = f"{count(view.replaced, 'entry', 'entries')} {are} taken in the version that says less."
        blocks.append(Line(text(words), hang=2))
    if view.dry_run:
        command = f"gutcli import {quote(view.source)}" if view.source != "standard input" else "gutcli import -"
        blocks += [BLANK, Line((("Nothing was changed. Do it: ", "muted"), (command, "command")))]
    else:
        blocks += [BLANK, Line((("Look back: ", "muted"), ("gutcli history", "command")))]
    return tuple(blocks)


def draw_backup(view: BackupView, width: int | None) -> Document:
    """Draw where the copy is."""
    what = (
        f"Copied and checked: {count(view.entries, 'entry', 'entries')}, {format_size(view.size_bytes)}, to {view.path}"
    )
    return (
        Line(text(what), hang=2),
        BLANK,
        Line((("All copies: ", "muted"), ("gutcli doctor", "command"))),
    )


def draw_forget(view: ForgetView, width: int | None) -> Document:
    """Draw what is gone, and what gutcli cannot reach."""
    figures = view.entries or view.notes
    if not (figures or view.files or view.finished_earlier):
        rest = "What was worked out from your profile is cleared." if view.what == "all" else "Nothing was changed."
        return (Line(text(f"There is nothing of that kind to forget. {rest}"), hang=2), *_draw_left(view))
    entries, days = count(view.entries, "entry", "entries"), count(view.days, "day")
    profile = "Your profile is gone too." if view.with_profile else "Your profile stays."
    if view.what != "all" and not figures:
        gone = "Forgotten: what an earlier forgetting left." if view.finished_earlier else ""
    elif view.what in {"notes", "note"}:
        of = f" of {view.day}" if view.day else ""
        gone = f"Forgotten: {count(view.notes, 'note')}{of}. What was ticked and scored stays."
    elif view.what == "before":
        gone = f"Forgotten: {entries} of {days} before {view.before}."
    elif view.what == "day":
        gone = f"Forgotten: {entries} of {view.day}."
    elif view.what == "food":
        gone = f"Forgotten: {entries} of {days} about {view.food}. Lists that offered it stay."
    elif view.entries:
        gone = f"Forgotten: the whole diary, {entries} of {days}. {profile}"
    else:
        gone = f"Forgotten: the diary and its copies. {profile}"
    blocks: list[Block] = [Line(text(gone), hang=2)] if gone else []
    if view.finished_earlier and figures:
        blocks.append(Line(text("An earlier forgetting that was cut short is finished too."), hang=2))
    if view.files:
        words = f"Removed for good: {count(len(view.files), 'file')}"
        blocks.append(Line(text(f"{words}:" if view.what == "all" else f"{words} with copies of it."), hang=2))
        if view.what == "all":
            blocks += [Line(text(file, "muted"), 2, 2) for file in view.files]
    if view.remade:
        blocks.append(Line(text(f"A new backup has what is left: {view.remade}"), hang=2))
    blocks += _draw_left(view)
    words = "Exports, copies in other places and other machines are out of gutcli's reach: remove those yourself."
    return (*blocks, BLANK, Line(text(words, "muted"), hang=2))


def _draw_left(view: ForgetView) -> list[Line]:
    """Draw what of ours could not be cleared: nothing is passed over without a word."""
    words = "could not be cleared: look at it, and remove it yourself."
    return [Line(text(f"! {place} {words}", "caution"), hang=2) for place in view.left]
