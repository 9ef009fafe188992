"""Columns and step lines of block signs: one sign a week at the least, legible without colour and in ASCII.

Drawn here rather than by plotext, whose import alone takes longer than the whole command (docs/report.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import floor
from typing import NamedTuple

from gutcli.terminal.draw.document import Cell, Column, Grid, Span, text

_EIGHTHS = (" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█")
_THIRDS = ("▁", "─", "▔")
_SHADE = "░"
_AXIS = "─"
GAP = 2
"""The columns between the axis labels and the plot."""


class Bar(NamedTuple):
    """One place of a plot: from 0 to `value`; up to `reach`, shaded, if more is possible. None: nothing is known."""

    value: float | None
    reach: float | None = None


def plot_step(room: int, places: int) -> int:
    """Choose how many columns a place takes: the widest that fits, 1 to 6."""
    return max(1, min(6, room // max(1, places)))


def draw_columns(
    bars: Sequence[Bar], top: float, labels: tuple[str, str], step: int, style: str, *, height: int = 4
) -> Grid:
    """Draw bars from 0 to `top`, with labels for the top and for 0. A place without a value has no axis under it."""
    wide = step - 1 if step > 1 else 1
    rows: list[tuple[Cell, ...]] = []
    for line in range(height, 0, -1):
        spans: list[Span] = []
        for bar in bars:
            sign, shade = _level(bar.value, top, height, line), _level(bar.reach, top, height, line)
            if sign == " " and shade != " ":
                spans.append((_SHADE * wide, "muted"))
            else:
                spans.append((sign * wide, style if sign != " " else ""))
            spans.append((" " * (step - wide), ""))
        rows.append((text(labels[0] if line == height else "", "muted"), _trim(spans)))
    axis = tuple(((_AXIS if bar.value is not None else " ") * wide + " " * (step - wide), "muted") for bar in bars)
    rows.append(
        (text(labels[1], "muted"), _trim([(part, style) for words, style in axis for part in _split_spaces(words)]))
    )
    return Grid((Column(right=True), Column()), tuple(rows), indent=4)


def _level(value: float | None, top: float, height: int, line: int) -> str:
    """Return the sign of one line, counted from 1 at the bottom; more than nothing shows at least an eighth."""
    if not value or top <= 0:
        return " "
    eighths = min(height * 8, max(1, round(value / top * height * 8)))
    return _EIGHTHS[min(8, max(0, eighths - (line - 1) * 8))]


def draw_steps(values: Sequence[float | None], lowest: int, highest: int, step: int, style: str) -> Grid:
    """Draw values as strokes at their height, one line for each whole number and three heights a line."""
    rows: list[tuple[Cell, ...]] = []
    for number in range(highest, lowest - 1, -1):
        spans: list[Span] = []
        for value in values:
            # A line holds from a third below its number to a third above it.
            third = None if value is None else floor(value * 3 + 0.5) - 3 * number
            sign = _THIRDS[third + 1] if third is not None and -1 <= third <= 1 else " "
            spans.append((sign * step, style if sign != " " else ""))
        rows.append((text(str(number), "muted"), _trim(spans)))
    return Grid((Column(right=True), Column()), tuple(rows), indent=4)


def put_below(chart: Grid, labels: Sequence[str], step: int) -> Grid:
    """Write labels under the places where they fit: "" leaves a place without one."""
    line = ""
    for place, label in enumerate(labels):
        if label and (not line or len(line) + 1 <= place * step):
            line = line.ljust(place * step) + label
    # Spaces stand in spans of their own: layout joins those inside words.
    row: tuple[Cell, ...] = ((), tuple((part, "muted") for part in _split_spaces(line)))
    return Grid(chart.columns, (*chart.rows, row), chart.heads, chart.indent)


def _split_spaces(line: str) -> list[str]:
    return re.findall(r"\s+|\S+", line)


def _trim(spans: Sequence[Span]) -> Cell:
    kept = [span for span in spans if span[0]]
    while kept and not kept[-1][0].strip():
        kept.pop()
    return tuple(kept)
