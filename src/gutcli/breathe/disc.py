"""The shape that breathes: a disc, its edge drawn in eighths of a cell so that it grows without steps.

A cell is taken to be twice as tall as wide. Where the edge runs rather flat through a cell, a lower block ▁…▇ shows how
much is filled; where it runs rather steep, a left block ▏…▉. Filled from above or from the right is the rest of the
block, in reverse: so no colour of the background need be known.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from gutcli.terminal.draw.document import Span as Cell

_LOWER = " ▁▂▃▄▅▆▇█"
_LEFT = " ▏▎▍▌▋▊▉█"


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What a terminal can show: nine fillings from below and from the left, whether in reverse as well, and a dot."""

    lower: str
    left: str
    reverse: bool
    dot: str
    bar: str


FINE = Glyphs(_LOWER, _LEFT, True, "·", "━─")
HALF = Glyphs("  ▄▄▄▄▄██", "  ▌▌▌▌▌██", True, "·", "█─")
ASCII = Glyphs("   ..::##", "   ..::##", False, ".", "#-")


def choose_glyphs(encoding: str, terminal: str = "") -> Glyphs:
    """Choose the finest that the encoding, and the console's own font, have."""
    for glyphs in (HALF,) if terminal in {"linux", "ansi", "cygwin"} else (FINE, HALF):
        try:
            (glyphs.lower + glyphs.left + glyphs.dot + glyphs.bar).encode(encoding)
        except (UnicodeEncodeError, LookupError):
            continue
        return glyphs
    return ASCII


def draw_disc(radius: float, height: int, width: int, style: str, glyphs: Glyphs) -> list[list[Cell]]:
    """Draw a disc of `radius` rows in the middle of an area; each row is all its cells."""
    upper = [_half_row(radius, abs(row + 0.5 - height / 2), width) for row in range((height + 1) // 2)]
    rows = [_whole_row(half, width, style, glyphs, top=True) for half in upper]
    below = upper[: height // 2]
    return rows + [_whole_row(half, width, style, glyphs, top=False) for half in reversed(below)]


def _half_row(radius: float, y: float, width: int) -> list[tuple[str, int]]:
    """Return how each cell, from the middle outwards, is filled from the middle's side: "v" or "h", and the eighths."""
    cells: list[tuple[str, int]] = []
    for place in range((width + 1) // 2):
        x = (place + (0.5 if width % 2 == 0 else 0.0)) / 2  # a cell is half a row wide
        tall = _chord(radius, x) - (y - 0.5)
        broad = (_chord(radius, y) - (x - 0.25)) * 2
        kind = "v" if x < 2 * y else "h"
        part = tall if kind == "v" else broad
        eighths = max(0, min(8, math.floor(part * 8 + 0.5)))
        if not eighths and x - 0.25 > radius:
            break
        cells.append((kind, eighths))
    return cells


def _chord(radius: float, distance: float) -> float:
    return math.sqrt(radius * radius - distance * distance) if distance < radius else 0.0


def _whole_row(half: list[tuple[str, int]], width: int, style: str, glyphs: Glyphs, *, top: bool) -> list[Cell]:
    right = [_cell(kind, part, style, glyphs, turned=kind == "v" and not top) for kind, part in half]
    left = [_cell(kind, part, style, glyphs, turned=not top if kind == "v" else True) for kind, part in half]
    if width % 2:
        left = left[1:]
    blank: list[Cell] = [(" ", "")] * ((width + 1) // 2 - len(half))
    return [*blank, *reversed(left), *right, *blank]


def _cell(kind: str, eighths: int, style: str, glyphs: Glyphs, *, turned: bool) -> Cell:
    if eighths <= 0:
        return (" ", "")
    fills = glyphs.lower if kind == "v" else glyphs.left
    if eighths >= 8 or not turned or not glyphs.reverse:
        filled = fills[eighths]
        return (filled, style) if filled != " " else (" ", "")
    rest = fills[8 - eighths]
    if rest == fills[8]:
        return (" ", "")
    return (fills[8], style) if rest == " " else (rest, f"{style}!")


def draw_ring(radius: float, height: int, width: int) -> set[tuple[int, int]]:
    """Return the cells (row, column) of a dotted circle: how far the disc will grow."""
    parts = max(2, round(radius * 1.3))
    dots: set[tuple[int, int]] = set()
    for number in range(parts + 1):  # a quarter, and its reflections
        angle = math.pi / 2 * number / parts
        row = math.floor(height / 2 - radius * math.sin(angle))
        column = math.floor(width / 2 - 2 * radius * math.cos(angle))
        if row >= 0 and column >= 0:
            there = {(row, column), (row, width - 1 - column)}
            dots |= there | {(height - 1 - row, column) for row, column in there}
    return dots


def draw_bar(share: float, width: int, style: str, glyphs: Glyphs) -> list[Cell]:
    """Draw a bar that grows from the middle to both sides, for a screen too low for a disc."""
    reach = share * width / 2
    half = []
    for place in range((width + 1) // 2):
        near = place + (0.0 if width % 2 == 0 else -0.5)
        half.append(("h", max(0, min(8, math.floor((reach - near) * 8 + 0.5)))))
    return _whole_row(half, width, style, glyphs, top=True)
