"""The day in a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.terminal.draw.document import Document, Line, text

if TYPE_CHECKING:
    from gutcli.day.status.view import StatusView


def draw_status(view: StatusView, width: int | None) -> Document:
    """Draw one line, without colour: prompts and bars bring their own."""
    return (Line(text(view.text), whole=True),)
