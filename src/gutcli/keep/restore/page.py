"""The copies of the diary, and what going back to one changes."""

from __future__ import annotations

from shlex import quote

from gutcli.clock import format_day_short
from gutcli.keep.page import format_size
from gutcli.keep.restore.view import Difference, RestoreListView, RestoreView
from gutcli.terminal.draw.document import BLANK, Block, Column, Document, Grid, Line, sentence, suggest, text
from gutcli.text import count


def draw_restore_list(view: RestoreListView, width: int | None) -> Document:
    """Draw the copies."""
    if not view.backups:
        return (sentence(f"There is no copy in {view.folder}. One is made before each day's first change."),)
    rows = tuple(
        (
            text(copy.path.name),
            text(f"not whole: {copy.problem}" if copy.problem else count(copy.entries, "entry", "entries")),
            text(format_size(copy.size_bytes), "muted"),
        )
        for copy in view.backups
    )
    return (
        sentence(f"Copies in {view.folder}, the newest last:"),
        Grid((Column(), Column(), Column()), rows, indent=2),
        BLANK,
        suggest("What would change:", f"gutcli restore {rows[-1][0][0][0]} --dry-run"),
    )


def draw_restore(view: RestoreView, width: int | None) -> Document:
    """Draw what came back, what went, and the way back."""
    would = "" if view.done else "would "
    blocks: list[Block] = [sentence(f"The copy is whole: {count(view.entries, 'entry', 'entries')}, {view.path}")]
    returns, goes = (
        difference if difference and difference.entries else None for difference in (view.returns, view.goes)
    )
    if view.present != "whole":
        blocks.append(
            sentence(f"The diary is {view.present}; the copy {would}{'take' if would else 'takes'} its place.")
        )
    elif not (returns or goes):
        return (*blocks, Line(text("The diary has the same entries; nothing was changed.")))
    if returns and view.present == "whole":
        blocks.append(sentence(f"{_describe(returns)} {would}{'come' if would else 'came'} back."))
    if goes:
        blocks.append(sentence(f"{_describe(goes)} {would}{'go' if would else 'went'}: the copy is without them."))
    if view.kept:
        end = suggest("What was there is kept. Take this back:", f"gutcli restore {quote(view.kept)}")
    elif not view.done:
        end = suggest("Nothing was changed. Do it:", f"gutcli restore {quote(view.path)}")
    else:
        end = suggest("Look back:", "gutcli history")
    return (*blocks, BLANK, end)


def _describe(difference: Difference) -> str:
    days = count(difference.days, "day")
    if difference.first and difference.last and difference.days > 1:
        days += f", {format_day_short(difference.first)} to {format_day_short(difference.last)} {difference.last.year}"
    elif difference.first:
        days = f"{format_day_short(difference.first)} {difference.first.year}"
    return f"{count(difference.entries, 'entry', 'entries')} ({days})"
