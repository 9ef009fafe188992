"""Bars and sizes in plain signs: legible without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gutcli.terminal.draw.document import Cell

FULL, EMPTY = "█", "░"


def draw_bar(share: float, columns: int, style: str = "new") -> Cell:
    """Draw a share from 0 to 1; more than nothing shows at least one sign, less than all leaves one."""
    share = min(1.0, max(0.0, share))
    filled = round(share * columns)
    if 0 < share < 1 and columns > 1:
        filled = min(columns - 1, max(1, filled))
    return tuple(span for span in ((FULL * filled, style), (EMPTY * (columns - filled), "muted")) if span[0])


def bar_width(width: int | None, beside: int, most: int = 30) -> int:
    """Choose a bar's columns for what stands beside it; 0 where a bar would say nothing."""
    room = most if width is None else min(most, width - beside)
    return room if room >= 5 else 0
