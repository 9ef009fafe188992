"""What the picker looks like, from a few cells up: the list, what there is to know of one item, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.clock import say_day
from gutcli.day.today.page import MARKS, standing, summary
from gutcli.terminal.draw.layout import width_of
from gutcli.terminal.draw.theme import STYLES
from gutcli.terminal.live.canvas import Canvas
from gutcli.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from gutcli.day.picker.picking import Picking
    from gutcli.day.today.view import ItemLine

_KEYS = (
    "space ticks   s rests   w swaps   u undoes   y {other}   q leaves",
    "space tick  s rest  w swap  u undo  y {other}  q end",
    "space tick s rest w swap u undo y q",
    "space s w u y q",
)
"""The longest that fits is shown."""
_WIDE = 60
_TALL = 10
_HIGH = 18
_MOST_NAME = 34


def make_styles(*, colour: bool) -> dict[str, str]:
    """Give the escape of each style of the theme; what is marked is bold, and needs no colour."""
    styles = {"": "\x1b[0m", "marked": "\x1b[0;1m"}
    for name, words in STYLES.items():
        codes = ["1"] if "bold" in words else []
        if colour and "color(" in words:
            codes.append(f"38;5;{words.partition('color(')[2].partition(')')[0]}")
        styles[name] = f"\x1b[0;{';'.join(codes)}m" if codes else "\x1b[0m"
    return styles


def draw_picking(picking: Picking, width: int, height: int, fit: Callable[[str], str]) -> Canvas:
    """Draw everything for a screen of this size."""
    view = picking.view
    canvas = Canvas(width, height)
    roomy = height >= _TALL and width >= 24
    margin = 2 if roomy else 0
    top = 0
    if height > 3:
        right = fit("".join(words for words, _ in standing(view))) if width >= _WIDE else ""
        canvas.between(0, say_day(view.day), right, "title", margin)
        top = 2 if roomy else 1
    foot = _foot(picking, width - 2 * margin, 2 if height < _HIGH else 4, fit) if roomy else []
    bottom = height - (1 if height > 1 else 0)  # the keys stand in the last row
    rows = max(1, bottom - top - (len(foot) + 1 if foot else 0))
    if rows < min(len(view.items), 3):  # the list matters more
        rows, foot = max(1, bottom - top), []
    first = _first_shown(picking.place, len(view.items), rows)
    names = min(_MOST_NAME, max((width_of(fit(safe(item.name))) for item in view.items), default=0))
    for number, item in enumerate(view.items[first : first + rows]):
        _draw_item(
            canvas, top + number, item, marked=first + number == picking.place, names=names, margin=margin, fit=fit
        )
    if not view.items:
        canvas.put(top, margin, "Nothing on the list.", "muted")
    for number, (words, style) in enumerate(foot):
        canvas.put(bottom - len(foot) + number, margin, words, style)
    if height > 1:
        other = (
            "yesterday"
            if view.day == picking.first
            else "today"
            if view.is_past and picking.first == picking.app.today
            else "back"
        )
        keys = next((k for k in (k.format(other=other) for k in _KEYS) if len(k) <= width - 2 * margin), "")
        canvas.put(height - 1, margin, keys, "muted")
    return canvas


def _first_shown(place: int, count: int, rows: int) -> int:
    """Scroll so that the marked item is seen."""
    return max(0, min(place - rows // 2, count - rows))


def _draw_item(
    canvas: Canvas, row: int, item: ItemLine, *, marked: bool, names: int, margin: int, fit: Callable[[str], str]
) -> None:
    """Draw one item in one row."""
    mark, style = MARKS[item.state]
    start = max(0, margin - 2)
    canvas.put(row, start, "> " if marked else "  ", "marked")
    canvas.put(row, start + 2, f"{item.number:>2}", "muted")
    canvas.put(row, start + 6, fit(mark), style)
    past = item.state != "open"
    canvas.put(
        row,
        start + 9,
        _cut(fit(safe(item.name)), max(names, 8)),
        "done" if past and not marked else "name" if marked else "",
    )
    column = start + 9 + names + 2
    if canvas.width >= _WIDE:
        amount = 26 if canvas.width >= 80 else 16
        canvas.put(row, column, _cut(fit(safe(item.amount)), amount), "muted")
        canvas.put(row, column + amount + 2, item.slot, "muted" if past else item.slot)
        column += amount + 13
    if item.cautions and item.state == "open":
        canvas.put(row, column, "!", "caution")


def _foot(picking: Picking, width: int, rows: int, fit: Callable[[str], str]) -> list[tuple[str, str]]:
    """Say what there is to know of the marked item in `rows` lines, then what was just done, or where the day stands.

    Always as many lines, so that nothing jumps.
    """
    lines: list[tuple[str, str]] = []
    item = picking.item
    if item is not None:
        known = [item.amount, item.slot, "new plant" if item.new_plant else ""]
        while len(known) > 1 and width_of(fit(_join(known))) > width:
            known.pop()
        lines += _wrap(_join(known), width, 1, "muted", fit)
        if item.state == "skipped":
            lines += _wrap(item.reason or "resting", width, 1, "muted", fit)
        elif item.state == "open":
            for caution in item.cautions:
                words = f"! {caution.short}" + (f" ({caution.id})" if caution.personal else "")
                lines += _wrap(words, width, rows - 1, "caution", fit)
    lines = lines[:rows]
    lines += [("", "")] * (rows - len(lines))
    said = _wrap(picking.said or summary(picking.view), width, 2, "caution" if picking.is_problem else "", fit)
    return [*lines, *said, *[("", "")] * (3 - len(said))]


def _join(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)


def _wrap(words: str, width: int, most: int, style: str, fit: Callable[[str], str]) -> list[tuple[str, str]]:
    import textwrap

    lines = textwrap.wrap(fit(safe(words)), max(8, width), max_lines=most, placeholder=" ...")
    return [(line, style) for line in lines]


def _cut(words: str, width: int) -> str:
    if width_of(words) <= width:
        return words
    kept = words
    while kept and width_of(kept) > width - 3:
        kept = kept[:-1]
    return f"{kept}..."
