"""What the picker looks like, from a few cells up: the list, what there is to know of one item, and the keys."""

from __future__ import annotations

from collections.abc import Callable

from gutcli.catalog.kinds import format_slot
from gutcli.clock import format_day
from gutcli.day.picker.state import PickerState
from gutcli.day.today.page import MARKS, standing, summary
from gutcli.day.today.view import ItemLine
from gutcli.terminal.draw.layout import Row, width_of
from gutcli.terminal.live.rows import Picture, fill, indent, rows_of, spread, wrap
from gutcli.text import safe

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


def draw_picking(picking: PickerState, width: int, height: int, fit: Callable[[str], str]) -> list[Row]:
    """Draw everything for a screen of this size."""
    view = picking.view
    roomy = height >= _TALL and width >= 24
    margin, top = (2, 2) if roomy else (0, 0 if height <= 3 else 1)
    picture: Picture = {}
    if height > 3:
        right = fit("".join(words for words, _ in standing(view))) if width >= _WIDE else ""
        picture[0] = spread(format_day(view.day), right, "title", width, margin)
    foot = _foot(picking, width - 2 * margin, 2 if height < _HIGH else 4, fit) if roomy else []
    bottom = height - (1 if height > 1 else 0)  # the keys stand in the last row
    room = max(1, bottom - top - (len(foot) + 1 if foot else 0))
    if room < min(len(view.items), 3):  # the list matters more
        room, foot = max(1, bottom - top), []
    first = max(0, min(picking.place - room // 2, len(view.items) - room))  # so that the marked item is seen
    names = min(_MOST_NAME, max((width_of(fit(safe(item.name))) for item in view.items), default=0))
    for number, item in enumerate(view.items[first : first + room]):
        row = _draw_item(item, width, marked=first + number == picking.place, names=names, fit=fit)
        picture[top + number] = indent(row, margin - 2)
    if not view.items:
        picture[top] = indent([("Nothing on the list.", "muted")], margin)
    for number, line in enumerate(foot):
        picture[bottom - len(foot) + number] = indent([line], margin)
    if height > 1:
        keys = (keys.format(other=picking.other_day) for keys in _KEYS)
        picture[height - 1] = indent([(next((k for k in keys if len(k) <= width - 2 * margin), ""), "muted")], margin)
    return rows_of(picture, height)


def _draw_item(item: ItemLine, width: int, *, marked: bool, names: int, fit: Callable[[str], str]) -> Row:
    mark, style = MARKS[item.state]
    past = item.state != "open"
    names = max(names, 8)
    row: Row = [
        ("> " if marked else "  ", "name"),
        (f"{item.number:>2}  ", "muted"),
        (fill(fit(mark), 3), style),
        (fill(fit(safe(item.name)), names + 2), "done" if past and not marked else "name" if marked else ""),
    ]
    if width >= _WIDE:
        row.append((fill(fit(safe(item.amount)), 26 if width >= 80 else 16) + "  ", "muted"))
        row.append((fill(format_slot(item.slot), 11), "muted" if past else item.slot))
    if item.cautions and item.state == "open":
        row.append(("!", "caution"))
    return row


def _foot(picking: PickerState, width: int, rows: int, fit: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return what there is to know of the marked item in `rows` lines, then what was just done, or how the day stands.

    Always as many lines, so that nothing jumps.
    """
    lines: list[tuple[str, str]] = []
    item = picking.item
    if item is not None:
        known = [item.amount, format_slot(item.slot), "new plant" if item.new_plant else ""]
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
    return [(line, style) for line in wrap(fit(safe(words)), width, most)]
