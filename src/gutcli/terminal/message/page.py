"""A few sentences."""

from __future__ import annotations

from gutcli.terminal.draw.document import BLANK, Document, Line, text
from gutcli.terminal.message.view import MessageView


def draw_message(view: MessageView, width: int | None) -> Document:
    """Draw the sentences, and the next command if there is one."""
    lines = tuple(Line(text(line)) for line in view.lines)
    return (*lines, BLANK, Line(text(view.next_command, "command"))) if view.next_command else lines
