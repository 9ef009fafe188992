"""Where everything stands: blocks become lines of styled text, for a width in columns or as long as need be.

Rich is not used here: piped output must not pay for it, and both ways say the same words in the same places.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from gutcli.terminal.draw.document import Cell, Document, Grid, Line, Span
from gutcli.text import safe

GAP = 2
READABLE = 100
"""Sentences stop here, however wide the terminal is: longer lines are hard to read."""
LEAST = 16
"""Columns into which most words go whole."""
Row = list[Span]


def width_of(words: str) -> int:
    """Count the columns that `words` take on a terminal."""
    if words.isascii():
        return len(words)
    total = 0
    for character in words:
        if unicodedata.combining(character) or character in "\u200c\u200d\ufe0e\ufe0f":
            continue
        total += 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
    return total


def lay_out(document: Document, width: int | None) -> list[Row]:
    """Lay the document out in at most `width` columns (None: no wrapping, nothing dropped)."""
    rows: list[Row] = []
    for block in document:
        if isinstance(block, Grid):
            rows.extend(_lay_out_grid(block, width))
        else:
            rows.extend(_lay_out_line(block, width))
    return rows


def draw_plain(rows: list[Row]) -> str:
    """Return the rows as text without colour, for pipes, files and screen readers."""
    return "".join("".join(words for words, _ in row).rstrip() + "\n" for row in rows)


def _clean(cell: Cell) -> Cell:
    return tuple((safe_edges(words), style) for words, style in cell)


def safe_edges(words: str) -> str:
    """Make `words` safe and keep the spaces at its edges, which keep neighbours apart."""
    inner = safe(words)
    if inner == words:
        return words
    left = " " if words[:1] == " " else ""
    right = " " if words[-1:] == " " and inner else ""
    return f"{left}{inner}{right}"


def cell_width(cell: Sequence[Span]) -> int:
    """Return the columns that a cell or a row takes."""
    return sum(width_of(words) for words, _ in cell)


def _lay_out_line(line: Line, width: int | None) -> list[Row]:
    if line.whole:
        width = None
    if width is not None:
        width = min(width, READABLE)
    spans = _clean(line.spans)
    right = _clean(line.right)
    if not spans and not right:
        return [[]]
    indent = line.indent
    if width is not None and width < 30:
        indent = min(indent, 1)
    pad: Span = (" " * indent, "")
    if width is None:
        return [[pad, *spans, *([("   ", ""), *right] if right else ())]]
    room = max(1, width - indent)
    if right:
        free = room - cell_width(spans) - cell_width(right)
        if free >= GAP:
            return [[pad, *spans, (" " * free, ""), *right]]
        under = _lay_out_line(Line(right, line.indent), width)
        return _lay_out_line(Line(spans, line.indent, line.hang), width) + under
    hang = min(line.hang, max(0, room - 8))
    wrapped = _wrap(spans, room, room - hang)
    return [[(" " * (indent + (hang if n else 0)), ""), *row] for n, row in enumerate(wrapped)]


def _wrap(spans: Sequence[Span], first: int, rest: int) -> list[Row]:
    """Break a run of spans into lines of at most `first`, then `rest` columns, at spaces where that is possible."""
    rows: list[Row] = [[]]
    used, limit = 0, first
    pending: Row = []  # what belongs to the word that is not finished yet
    pending_width = 0

    def place() -> None:
        nonlocal used, limit, pending, pending_width
        if not pending:
            return
        if used and used + pending_width > limit:
            _strip_end(rows[-1])
            rows.append([])
            used, limit = 0, rest
            while pending and not pending[0][0].strip():
                pending_width -= width_of(pending[0][0])
                pending.pop(0)
        for words, style in pending:
            for piece in _split(words, used, limit, rest):
                if piece is None:
                    rows.append([])
                    used, limit = 0, rest
                else:
                    rows[-1].append((piece, style))
                    used += width_of(piece)
        pending, pending_width = [], 0

    for words, style in spans:
        parts = words.split(" ")
        for n, part in enumerate(parts):
            if n and [piece for piece, _ in pending] == ["!"]:  # a sign never ends a line: it goes with its words
                pending.append((" ", style))
                pending_width += 1
            elif n:
                place()
                if used < limit and used:
                    rows[-1].append((" ", style))
                    used += 1
            if part:
                pending.append((part, style))
                pending_width += width_of(part)
    place()
    _strip_end(rows[-1])
    return rows


def _split(words: str, used: int, limit: int, rest: int) -> list[str | None]:
    """Cut a word that is longer than a whole line; None stands for a new line."""
    if used + width_of(words) <= limit:
        return [words]
    pieces: list[str | None] = []
    piece = ""
    for character in words:
        if piece and used + width_of(piece + character) > limit:
            pieces += [piece, None]
            piece, used, limit = "", 0, rest
        piece += character
    pieces.append(piece)
    return pieces


def _strip_end(row: Row) -> None:
    while row and not row[-1][0].strip():
        row.pop()


def _lay_out_grid(grid: Grid, width: int | None) -> list[Row]:
    cleaned = [tuple(_clean(cell) for cell in row) for row in grid.rows]
    heads = [_clean(((column.title, "head"),)) if column.title else () for column in grid.columns]
    everything = [tuple(heads), *cleaned] if grid.heads else cleaned
    natural = [max((cell_width(row[n]) for row in everything), default=0) for n in range(len(grid.columns))]
    # A column in which nothing stands takes no room.
    shown = [n for n in range(len(grid.columns)) if any(cell_width(row[n]) for row in cleaned)]
    below: list[int] = []
    widths = dict(enumerate(natural))
    indent = grid.indent if width is None or width >= 30 else min(grid.indent, 1)
    if width is not None:
        longest = {n: max(_longest_word(row[n]) for row in everything) for n in shown}
        shown, below, widths = _fit(grid, shown, widths, longest, width - indent)
    # What went below stands under the words that it belongs to: the first column that wraps.
    words = next((place for place, n in enumerate(shown) if grid.columns[n].wrap), min(2, len(shown) - 1))
    under = indent + (sum(widths[m] + GAP for m in shown[:words]) or GAP)
    rows: list[Row] = []
    for row in everything:
        rows.extend(_lay_out_row(grid, row, shown, widths, indent))
        if row is not everything[0] or not grid.heads:
            for n in sorted(below):
                if row[n]:
                    rows.extend(_lay_out_line(Line(row[n], under, 2), width))
    return rows


def _longest_word(cell: Cell) -> int:
    return max((width_of(word) for word in "".join(words for words, _ in cell).split()), default=0)


def _fit(
    grid: Grid, shown: list[int], widths: dict[int, int], longest: dict[int, int], room: int
) -> tuple[list[int], list[int], dict[int, int]]:
    """Choose which columns stand, which go below and how wide each is, for `room` columns."""
    shown, below, widths = list(shown), [], dict(widths)
    # No word is cut while there is any other way.
    wraps = {n: max(grid.columns[n].wrap, min(longest[n], LEAST)) for n in shown if grid.columns[n].wrap}

    def lacking() -> int:
        return sum(widths[n] for n in shown) + GAP * (len(shown) - 1) - room

    while (lack := lacking()) > 0:
        moved = [n for n in shown if grid.columns[n].below]
        spare_ones = [n for n in shown if grid.columns[n].spare]
        if spare_ones and (not moved or lack <= sum(widths[n] + GAP for n in spare_ones)):
            shown.remove(spare_ones[-1])
            continue
        if moved:
            below.append(moved[-1])
            shown.remove(moved[-1])
            continue
        wrappable = [n for n in shown if n in wraps and widths[n] > wraps[n]]
        spare = sum(widths[n] - wraps[n] for n in wrappable)
        if spare >= lack:
            for n in sorted(wrappable, key=lambda n: -widths[n]):
                cut = min(lack, widths[n] - wraps[n])
                widths[n] -= cut
                lack -= cut
                if lack <= 0:
                    break
            continue
        loose = [n for n in shown if grid.columns[n].worth < 9]
        if loose:
            shown.remove(min(loose, key=lambda n: (grid.columns[n].worth, -n)))
            continue
        # Nothing can go: the widest column wraps hard or, if that would cut its words to pieces, stands below.
        widest = max(shown, key=lambda n: widths[n])
        if widths[widest] <= 4:
            break
        if widths[widest] - lack < min(longest[widest], LEAST) and widest != shown[0] and len(shown) > 2:
            below.append(widest)
            shown.remove(widest)
            continue
        widths[widest] = max(4, widths[widest] - lack)
    return shown, below, widths


def _lay_out_row(grid: Grid, row: Sequence[Cell], shown: list[int], widths: dict[int, int], indent: int) -> list[Row]:
    cells = {
        n: _wrap(row[n], widths[n], widths[n]) if cell_width(row[n]) > widths[n] else [list(row[n])] for n in shown
    }
    lines: list[Row] = []
    for number in range(max((len(c) for c in cells.values()), default=0)):
        line: Row = [(" " * indent, "")]
        for n in shown:
            piece = cells[n][number] if number < len(cells[n]) else []
            gap = " " * (widths[n] - cell_width(piece))
            if grid.columns[n].right:
                line += [(gap, ""), *piece]
            else:
                line += [*piece, (gap, "")]
            line.append((" " * GAP, ""))
        _strip_end(line)
        lines.append(line)
    return lines
