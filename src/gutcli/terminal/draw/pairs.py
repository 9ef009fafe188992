"""Short words beside longer ones where there is room, above them where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Grid, Line
from gutcli.terminal.draw.layout import GAP, cell_width

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 38
"""Columns that make sentences readable; with fewer left, they stand under their words."""


def draw_pairs(
    rows: Sequence[tuple[Cell, Cell]], width: int | None, *, indent: int = 4, under: int = 2, apart: bool = False
) -> list[Block]:
    """Draw pairs as two columns or, where the second would be too narrow, one above the other.

    There both stand 2 in, the second `under` in, with a blank line between pairs if they are to be `apart`.
    """
    left = max((cell_width(cell) for cell, _ in rows), default=0)
    if width is None or width - indent - left - GAP >= LEAST:
        return [Grid((Column(), Column(wrap=LEAST)), tuple(rows), indent=indent)]
    blocks: list[Block] = []
    for first, second in rows:
        if apart and blocks and first:
            blocks.append(BLANK)
        blocks += [Line(first, 2)] if first else []
        blocks.append(Line(second, under))
    return blocks
