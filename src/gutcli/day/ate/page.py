"""What was logged, and the day after it."""

from __future__ import annotations

from gutcli.day.ate.view import AteView
from gutcli.day.changes.page import draw_change
from gutcli.terminal.draw.document import Document, sentence


def draw_ate(view: AteView, width: int | None) -> Document:
    """Draw the warnings first, then what was logged, and the day."""
    warnings = (sentence(f"! {words}", "caution") for words in view.warnings)
    blocks = draw_change(view.change, width)
    late = 1 if view.change.late else 0  # which day it counts for comes before everything
    return (*blocks[:late], *warnings, *blocks[late:])
