"""The live picture as cells, and the fewest bytes that turn the last picture into this one.

Drawn by hand, not with Rich: only cells that changed are written, in one write a frame, between the marks of a
synchronised update, so that nothing tears; Rich's Live builds, measures and writes every line anew. The same pictures
at 80 by 24 cost 2 % of a core and 400 bytes a frame by hand, 9 % and 3400 bytes with Rich (tools/bench_breathe.py,
--rich): over a slow line that is the difference between a breath and a stutter.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Cell = tuple[str, str]
"""A character and the name of its style (STYLES); the second half of a wide character is ""."""

_BLANK: Cell = (" ", "")

# Mid-tones as in render/theme.py, legible on black and on white alike; here as the codes that a terminal takes.
COLOURS: Mapping[str, str] = {
    "": "",
    "title": "1",
    "muted": "38;5;243",
    "label": "1",
    "in": "38;5;68",
    "hold": "38;5;98",
    "out": "38;5;29",
    "calm": "38;5;98",
    "move": "38;5;133",
    "rest": "38;5;98",
    "ring": "38;5;243",
}
_BOLD = "1"
_SYNC_ON, _SYNC_OFF = "\x1b[?2026h", "\x1b[?2026l"
_NEAR = 5
"""Cells that did not change are written again rather than jumped over, if they are fewer than a jump's bytes."""


def make_styles(*, colour: bool) -> dict[str, str]:
    """Give the escape for each style; "NAME!" is NAME in reverse, which needs no colour."""
    styles = {}
    for name, code in COLOURS.items():
        kept = code if colour or code == _BOLD else ""
        styles[name] = f"\x1b[0;{kept}m" if kept else "\x1b[0m"
        styles[f"{name}!"] = f"\x1b[0;7;{kept}m" if kept else "\x1b[0;7m"
    return styles


def cells_of(words: str, style: str = "") -> list[Cell]:
    """Give text as cells: two for a wide character, none of its own for a combining one."""
    if words.isascii():
        return [(character, style) for character in words]
    cells: list[Cell] = []
    for character in words:
        if unicodedata.combining(character) or character in "\u200c\u200d\ufe0e\ufe0f":
            if cells and cells[-1][0]:
                cells[-1] = (cells[-1][0] + character, style)
            continue
        cells.append((character, style))
        if _is_wide(character):
            cells.append(("", style))
    return cells


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character[0]) in {"W", "F"}


class Canvas:
    """One picture."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows: list[list[Cell]] = [[_BLANK] * width for _ in range(height)]

    def put(self, row: int, column: int, words: str, style: str = "") -> None:
        """Write text; what is beyond the edges is cut."""
        self.put_cells(row, column, cells_of(words, style))

    def put_cells(self, row: int, column: int, cells: Sequence[Cell]) -> None:
        """Write cells; what is beyond the edges is cut."""
        if not 0 <= row < self.height:
            return
        cells = cells[max(0, -column) : max(0, self.width - column)]
        column = max(0, column)
        if cells and not cells[0][0]:  # half a wide character is left: a space stands for it
            cells = [_BLANK, *cells[1:]]
        if column + len(cells) == self.width and cells and _is_wide(cells[-1][0]):
            cells = [*cells[:-1], _BLANK]
        if not cells:
            return
        line = self.rows[row]
        end = column + len(cells)
        if column and not line[column][0]:  # what is written over half of is gone
            line[column - 1] = _BLANK
        if end < self.width and not line[end][0]:
            line[end] = _BLANK
        line[column:end] = cells

    def centre(self, row: int, words: str, style: str = "") -> None:
        """Write text in the middle of a row."""
        cells = cells_of(words, style)
        self.put_cells(row, max(0, (self.width - len(cells)) // 2), cells)

    def right(self, row: int, words: str, style: str = "", margin: int = 0) -> None:
        """Write text at the right edge."""
        cells = cells_of(words, style)
        self.put_cells(row, max(0, self.width - margin - len(cells)), cells)

    def between(self, row: int, left: str, right: str, style: str, margin: int = 0) -> None:
        """Write a muted text at the right edge and another at the left, cut to what room there is."""
        room = self.width - 2 * margin - len(cells_of(right)) - 2
        cells = cells_of(left, style)
        if len(cells) > room:
            cells = [*cells[: max(0, room - 3)], *cells_of("..."[: max(0, room)], style)]
        self.put_cells(row, margin, cells)
        self.right(row, right, "muted", margin)

    def text(self) -> list[str]:
        """Give the rows as plain text, for tests."""
        return ["".join(character for character, _ in row).rstrip() for row in self.rows]


def draw_changes(new: Canvas, old: Canvas | None, styles: Mapping[str, str]) -> str:
    """Give the bytes, as text, that turn the terminal's picture from `old` (None: unknown) into `new`; "" if none."""
    fresh = old is None or (old.width, old.height) != (new.width, new.height)
    parts: list[str] = ["\x1b[0m\x1b[2J"] if fresh else []
    style: str | None = "" if fresh else None
    for number, row in enumerate(new.rows):
        before = [_BLANK] * new.width if fresh or old is None else old.rows[number]
        if row == before:
            continue
        for first, last in _changed_runs(row, before):
            parts.append(f"\x1b[{number + 1};{first + 1}H" if first else f"\x1b[{number + 1}H")
            for character, name in row[first:last]:
                if name != style:
                    parts.append(styles[name])
                    style = name
                parts.append(character)
    if not parts:
        return ""
    return f"{_SYNC_ON}{''.join(parts)}\x1b[0m{_SYNC_OFF}"


def _changed_runs(row: Sequence[Cell], before: Sequence[Cell]) -> list[tuple[int, int]]:
    """Give the [first, last) of what differs, neighbours joined; never from the second half of a wide character."""
    runs: list[tuple[int, int]] = []
    for column, cell in enumerate(row):
        if cell == before[column]:
            continue
        first = column - 1 if not cell[0] and column else column
        if runs and first - runs[-1][1] < _NEAR:
            runs[-1] = (runs[-1][0], column + 1)
        else:
            runs.append((first, column + 1))
    return runs
