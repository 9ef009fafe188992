"""The reminder, shown before it is written."""

from __future__ import annotations

from gutcli.remind.view import RemindView
from gutcli.terminal.draw.document import BLANK, Block, Document, Line, sentence, text


def draw_remind(view: RemindView, width: int | None) -> Document:
    """Draw what would be written, then what became of it."""
    blocks = [] if view.written else draw_plan(view)
    if view.message:
        blocks.append(Line(text(view.message)))
    if view.written:
        written = (*(file.path for file in view.files), *(f"crontab: {line}" for line in view.crontab))
        blocks += [sentence(f"Written: {place}", "muted", indent=2) for place in written]
    blocks += [Line(text(place, "muted"), indent=2) for place in view.removed]
    if view.hint:
        blocks.append(Line(text(view.hint, "command" if view.hint.startswith("gutcli") else "muted"), indent=2))
    return tuple(blocks)


def draw_plan(view: RemindView) -> list[Block]:
    """Draw the files, lines and commands of a timer."""
    named = [(file.path, file.content.splitlines()) for file in view.files]
    named += [("crontab", list(view.crontab))] if view.crontab else []
    blocks: list[Block] = []
    for name, lines in named:
        written = (sentence(line, indent=2) if line else BLANK for line in lines)
        blocks += [Line(text(name, "name")), *written, BLANK]
    if view.commands:
        blocks += [*(sentence(command, "command", indent=2) for command in view.commands), BLANK]
    return blocks
