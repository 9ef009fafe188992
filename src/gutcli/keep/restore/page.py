"""The copies of the diary, and what going back to one changes."""

from __future__ import annotations

from shlex import quote

from gutcli.clock import format_day_short
from gutcli.keep.page import format_size
from gutcli.keep.restore.view import Difference, RestoreListView, RestoreView
from gutcli.terminal.draw.document import BLANK, Block, Column, Document, Grid, Line, text
from gutcli.text import count


def draw_restore_list(view: RestoreListView, width: int | None) -> Document:
    """Draw the copies."""
    if not view.backups:
        return (Line(text(f"There is no copy in {view.folder}. One is made before each day's first change."), hang=2),)
    rows = tuple(
        (
            text(copy.path.name),
            text(f"not whole: {copy.problem}" if copy.problem else count(copy.entries, "entry", "entries")),
            text(format_size(copy.size_bytes), "muted"),
        )
        for copy in view.backups
    )
    return (
        Line(text(f"Copies in {view.folder}, the newest last:"), hang=2),
        Grid((Column(), Column(), Column()), rows, indent=2),
        BLANK,
        Line((("What would change: ", "muted"), (f"gutcli restore {rows[-1][0][0][0]} --dry-run", "command")), hang=2),
    )


def draw_restore(view: RestoreView, width: int | None) -> Document:
    """Draw what came back, what went, and the way back."""
    would = "" if view.done else "would "
    blocks: list[Block] = [
        Line(text(f"The copy is whole: {count(view.entries, 'entry', 'entries')}, {view.path}"), hang=2)
    ]
    if view.present != "whole":
        blocks.append(
            Line(
                text(f"The diary is {view.present}; the copy {would}{'take' if would else 'takes'} its place."), hang=2
            )
        )
    elif not _counts(view.returns) and not _counts(view.goes):
        return (*blocks, Line(text("The diary has the same entries; nothing was changed.")))
    if view.returns and view.returns.entries and view.present == "whole":
        blocks.append(Line(text(f"{_say(view.returns)} {would}{'come' if would else 'came'} back."), hang=2))
    if view.goes and view.goes.entries:
        blocks.append(
            Line(text(f"{_say(view.goes)} {would}{'go' if would else 'went'}: the copy is without them."), hang=2)
        )
    if view.kept:
        words = (
            ("What was there is kept. Take this back: ", "muted"),
            (f"gutcli restore {quote(view.kept)}", "command"),
        )
        return (*blocks, BLANK, Line(words, hang=2))
    if not view.done:
        words = (("Nothing was changed. Do it: ", "muted"), (f"gutcli restore {quote(view.path)}", "command"))
        return (*blocks, BLANK, Line(words, hang=2))
    return (*blocks, BLANK, Line((("Look back: ", "muted"), ("gutcli history", "command"))))


def _counts(difference: Difference | None) -> int:
    return difference.entries if difference else 0


def _say(difference: Difference) -> str:
    days = count(difference.days, "day")
    if difference.first and difference.last and difference.days > 1:
        days += f", {format_day_short(difference.first)} to {format_day_short(difference.last)} {difference.last.year}"
    elif difference.first:
        days = f"{format_day_short(difference.first)} {difference.first.year}"
    return f"{count(difference.entries, 'entry', 'entries')} ({days})"
