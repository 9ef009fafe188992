"""Pictures as shapes: where everything stands, for the page's template to write out as inline SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

LABEL_LEFT = 34
_TOP, _BELOW = 8, 18


class Label(NamedTuple):
    """A text at a place; `anchor` is start, middle or end."""

    x: float
    y: float
    anchor: str
    words: str


class Path(NamedTuple):
    """Shapes of one look: `style` is a class of the page's style sheet, `d` the path."""

    style: str
    d: str


class Picture(NamedTuple):
    """One picture. `title` names it and `text` says in words what it shows, for those who do not see it."""

    id: str
    width: float
    height: float
    title: str
    text: str
    paths: tuple[Path, ...]
    labels: tuple[Label, ...]


def draw_bars(
    ident: str, title: str, words: str, bars: Sequence[tuple[float | None, float | None]], marks: Sequence[str], *,
    top: float, mark_at: float | None = None, width: int = 640, height: int = 110,
) -> Picture:  # fmt: skip
    """Draw bars from 0 to each value, and fainter up to its reach; `mark_at` draws a dashed line, such as a goal."""
    plot, base, step = height - _TOP - _BELOW, height - _BELOW, (width - LABEL_LEFT) / max(1, len(bars))
    wide = max(0.8, min(28.0, step * 0.72))
    solid, faint, known = [], [], []
    for place, (value, reach) in enumerate(bars):
        left = LABEL_LEFT + place * step + (step - wide) / 2
        if value is not None:
            known.append(_rect(left, base, wide, 1))
        low = plot * (value or 0) / top
        if low:
            solid.append(_rect(left, base - low, wide, low))
        if reach and reach > (value or 0):
            high = plot * min(reach, top) / top
            faint.append(_rect(left, base - high, wide, high - low))
    paths = [Path("axis", _line(LABEL_LEFT, base, width, base)), Path("faint", "".join(faint))]
    paths += [Path("bar", "".join(solid)), Path("known", "".join(known))]
    if mark_at is not None and 0 < mark_at <= top:
        y = base - plot * mark_at / top
        paths.append(Path("goal", _line(LABEL_LEFT, y, width, y)))
    labels = [Label(LABEL_LEFT - 5, _TOP + 8, "end", f"{top:,g}"), Label(LABEL_LEFT - 5, base + 3, "end", "0")]
    labels += _mark_below(marks, step, height - 5)
    return Picture(ident, width, height, title, words, tuple(p for p in paths if p.d), tuple(labels))


def draw_line(
    ident: str, title: str, words: str, values: Sequence[float | None], marks: Sequence[str], *,
    scale: tuple[float, float],
) -> Picture:  # fmt: skip
    """Draw ratings as a line with points between the ends of a scale; where nothing is known, the line has a gap."""
    (least, most), width, height = scale, 300, 96
    plot, base, step = height - _TOP - _BELOW, height - _BELOW, (width - LABEL_LEFT) / max(1, len(values))
    line, points, pen = "", "", False
    for place, value in enumerate(values):
        if value is None:
            pen = False
            continue
        x, y = LABEL_LEFT + (place + 0.5) * step, base - plot * (value - least) / (most - least)
        line += f"{'L' if pen else 'M'}{_round(x)} {_round(y)}"
        size = 4 if step > 8 else 2
        points += _rect(x - size / 2, y - size / 2, size, size)
        pen = True
    grid = "".join(_line(LABEL_LEFT, base - plot * n / 4, width, base - plot * n / 4) for n in range(5))
    signs = {n: f"{least + (most - least) * n / 4:.3g}" for n in (0, 2, 4)}
    labels = [Label(LABEL_LEFT - 5, base - plot * n / 4 + 3, "end", sign) for n, sign in signs.items()]
    labels += _mark_below(marks, step, height - 5)
    paths = (Path("grid", grid), Path("line", line), Path("bar", points))
    return Picture(ident, width, height, title, words, tuple(p for p in paths if p.d), tuple(labels))


def draw_heat(
    ident: str, title: str, words: str, blocks: Sequence[Sequence[Sequence[str]]], marks: Sequence[Sequence[str]],
    *, sides: Sequence[Sequence[str]], cell: int = 14,
) -> Picture:  # fmt: skip
    """Draw weeks as columns of seven cells, one block of weeks under the other; a cell is the style of its day.

    Each block has its marks above the weeks and its seven sides before the rows.
    """
    gap, left, top = 2, 30, 14
    pitch, tall = cell + gap, 7 * (cell + gap) + 8
    shapes: dict[str, list[str]] = {}
    labels: list[Label] = []
    for row, weeks in enumerate(blocks):
        offset = row * tall + top
        for number, words_below in enumerate(marks[row]):
            if words_below:
                labels.append(Label(left + number * pitch, offset - 4, "start", words_below))
        labels += [
            Label(left - 5, offset + n * pitch + cell - 3, "end", name) for n, name in enumerate(sides[row]) if name
        ]
        for number, week in enumerate(weeks):
            for place, style in enumerate(week):
                if style:
                    shape = _rect(left + number * pitch, offset + place * pitch, cell, cell)
                    shapes.setdefault(style, []).append(shape)
    width = left + max(map(len, blocks), default=0) * pitch
    paths = tuple(Path(style, "".join(found)) for style, found in sorted(shapes.items()))
    return Picture(ident, max(width, 120), tall * len(blocks) + top - 8, title, words, paths, tuple(labels))


def mark_changes(firsts: Iterable[tuple[int, int]], say: Callable[[int, int], str]) -> list[str]:
    """Return, for each place, the label of its (year, month) where that is a new one."""
    labels, before = [], (0, 0)
    for year, month in firsts:
        labels.append(say(year, month) if (year, month) != before else "")
        before = (year, month)
    return labels


def _mark_below(marks: Sequence[str], step: float, y: float) -> list[Label]:
    labels, free = [], 0.0
    for place, words in enumerate(marks):
        x = LABEL_LEFT + place * step
        if words and x >= free:
            labels.append(Label(round(x, 1), y, "start", words))
            free = x + 7 * len(words) + 6
    return labels


def _rect(x: float, y: float, width: float, height: float) -> str:
    return f"M{_round(x)} {_round(y)}h{_round(width)}v{_round(height)}h{_round(-width)}z"


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"M{_round(x)} {_round(y)}L{_round(to_x)} {_round(to_y)}"


def _round(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
