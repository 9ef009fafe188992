"""The reminder, shown before it is written."""

from __future__ import annotations

from gutcli.remind.view import RemindView
from gutcli.terminal.draw.document import BLANK, Block, Document, Line, text


def draw_remind(view: RemindView, width: int | None) -> Document:
    """Draw what would be written, then what became of it."""
    blocks = [] if view.written else draw_plan(view)
    if view.message:
        blocks.append(Line(text(view.message)))
    if view.written:
        written = (*(file.path for file in view.files), *(f"crontab: {line}" for line in view.crontab))
        blocks += [Line(text(f"Written: {place}", "muted"), indent=2, hang=2) for place in written]
    blocks += [Line(text(place, "muted"), indent=2) for place in view.removed]
    if view.hint:
        style = "command" if view.hint.startswith("gutcli") else "muted"
        blocks.append(Line(text(view.hint, style), indent=2))
    return tuple(blocks)


def draw_plan(view: RemindView) -> list[Block]:
    """Draw the files, lines and commands of a timer."""
    blocks: list[Block] = []
    for file in view.files:
        blocks.append(Line(text(file.path, "name")))
        blocks += [Line(text(line), indent=2, hang=2) if line else BLANK for line in file.content.splitlines()]
        blocks.append(BLANK)
    if view.crontab:
        blocks.append(Line(text("crontab", "name")))
        blocks += [Line(text(line), indent=2, hang=2) for line in view.crontab]
        blocks.append(BLANK)
    if view.commands:
        blocks += [Line(text(command, "command"), indent=2, hang=2) for command in view.commands]
        blocks.append(BLANK)
    return blocks
