"""The day in a few letters."""

from __future__ import annotations

from gutcli.day.status.view import StatusView
from gutcli.terminal.draw.document import Document, Line, text


def draw_status(view: StatusView, width: int | None) -> Document:
    """Draw one line, without colour: prompts and bars bring their own."""
    return (Line(text(view.text), whole=True),)
