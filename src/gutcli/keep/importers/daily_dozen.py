"""Daily Dozen: Android's backup (a JSON object a line), its older CSV, and iOS's CSV. Boxes are servings of sorts."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from gutcli.keep.importers.record import EATEN, TICK, Collector, format_amount, format_count, parse_number
from gutcli.keep.importers.source import ForeignFile

FOODS = (
    "Beans", "Berries", "Other Fruits", "Cruciferous Vegetables", "Greens", "Other Vegetables", "Flaxseeds", "Nuts",
    "Spices", "Nuts and Seeds", "Herbs and Spices", "Whole Grains", "Beverages",
)  # fmt: skip
_ITEMS = (*FOODS, "Exercise", "Vitamin B12")
_WEIGHTS = ("morningweight", "eveningweight", "weightam", "weightpm")


def recognise(source: ForeignFile) -> float:
    """Return how sure it is that this is a backup of Daily Dozen."""
    first = next((line for line in source.lines if line.strip()), "")
    if first.lstrip().startswith("{") and '"dailyDozen"' in first and '"Date"' in first:
        return 0.95
    known = {_plain(name) for name in _ITEMS} | {f"dozen{_plain(name)}" for name in _ITEMS}
    inside = known & {_plain(name) for name in source.header}
    return 0.9 if len(inside) >= 6 and source.header[0] == "date" else 0.0


def read(source: ForeignFile, found: Collector) -> None:
    """Take down what was eaten, by sort, and the other boxes as ticks."""
    if source.lines[0].lstrip("\ufeff ").startswith("{") or not source.rows:
        for line, words in source.walk_lines():
            _read_object(words, line, found)
    else:
        _read_rows(source, found)


def _read_object(words: str, line: int, found: Collector) -> None:
    try:
        fields: Any = json.loads(words)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        found.lose("rows", "not understood: no JSON object", line)
        return
    if not (day := found.day(fields.get("Date"), line)):
        return
    for key, value in fields.items():
        if isinstance(value, dict):
            for name, number in value.items():
                _add(found, day, str(name), number, line)
        elif key != "Date":
            _add(found, day, key, value, line)


def _read_rows(source: ForeignFile, found: Collector) -> None:
    names = source.rows[0][1]
    for line, row in source.rows[1:]:
        if row[0].strip().upper() != "[UNITS]" and (day := found.day(row[0], line)):
            for name, value in zip(names[1:], row[1:], strict=False):
                _add(found, day, name.strip(), value.strip() or 0, line)


def _add(found: Collector, day: date, name: str, value: object, line: int) -> None:
    number, plain = parse_number(value), _plain(name)
    if number is None:
        found.lose("boxes", "not understood: no number", line)
    elif number > 0 and plain in _WEIGHTS:
        found.lose("weights", "not kept: gutcli asks for no weight", line)
    elif number > 0:
        plain = plain.removeprefix("dozen")
        own = next((item for item in _ITEMS if _plain(item) == plain), name)
        if own in FOODS:
            found.add(day, EATEN, own, amount=format_amount(number, "serving" if number == 1 else "servings"))
        else:
            found.add(day, TICK, own, amount=format_count(number))


def _plain(name: str) -> str:
    """Return a name as the app compares them: without case, spaces and hyphens."""
    return re.sub(r"[\s_-]", "", name).lower()
