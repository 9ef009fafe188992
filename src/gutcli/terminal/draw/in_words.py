"""A page in words alone, for who listens to it rather than sees it: signs get their word, bars and shades go.

What a bar or a shade shows stands beside it as a figure, or on another page (`history DAY`, `week`).
"""

from __future__ import annotations

import re

from gutcli.terminal.draw.document import BLANK, Block, Cell, Document, Grid, Span

_SIGNS: dict[Span, str] = {
    ("·", "waiting"): "open",
    ("✓", "tick"): "done",
    ("–", "resting"): "rest",
    ("✗", "caution"): "not for you",
    ("!", "caution"): "caution",
    ("✓ ", "tick"): "",
    ("✗ ", "caution"): "",
}
_SHAPES = re.compile(r"(?=.*[█▇▆▅▄▃▂▁▔░▒▓─│■□▪▫●○◐✗✓])[█▇▆▅▄▃▂▁▔░▒▓─│■□▪▫●○◐✗✓·~\s]*")
_WARNS = {"caution", "general"}
_MANY = 3
"""A row that loses so many shapes, or one of so many signs, was a picture or its legend: it goes as a whole."""


def put_in_words(document: Document) -> Document:
    """Return the page without shapes."""
    blocks: list[Block] = []
    for block in document:
        kept = _put_block(block)
        if kept is not None and not (kept == BLANK and blocks and blocks[-1] == BLANK):
            blocks.append(kept)
    return tuple(blocks)


def _put_block(block: Block) -> Block | None:
    if isinstance(block, Grid):
        kept = [row for row in block.rows if not _is_picture(row)]
        if len(kept) < len(block.rows) - len(kept):  # what is left are a picture's edges
            return None
        return block._replace(rows=tuple(tuple(_put_cell(cell) for cell in row) for row in kept))
    if _is_picture((block.spans, block.right)):
        return None
    return block._replace(spans=_put_cell(block.spans), right=_put_cell(block.right))


def _is_picture(cells: tuple[Cell, ...]) -> bool:
    shapes = [span[0] for cell in cells for span in cell if _is_shape(span)]
    return len(shapes) >= _MANY or any(len(set(shape.strip())) > _MANY for shape in shapes)


def _is_shape(span: Span) -> bool:
    return span not in _SIGNS and _SHAPES.fullmatch(span[0]) is not None


def _put_cell(cell: Cell) -> Cell:
    return tuple(_put_span(span) for span in cell if not _is_shape(span))


def _put_span(span: Span) -> Span:
    words, style = span
    if style in _WARNS and words.lstrip().startswith("! "):
        return (words.replace("! ", "Caution: ", 1), style)
    return (_SIGNS.get(span, words), style)
