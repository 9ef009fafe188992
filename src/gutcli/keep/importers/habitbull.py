"""HabitBull's CSV: a row a habit and day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.keep.importers.record import NOTE, TICK, Collector, Reading, format_amount, parse_number, walk_rows

if TYPE_CHECKING:
    from gutcli.keep.importers.source import Source

_COLUMNS = {"name": "habitname", "date": "calendardate", "value": "value", "note": "commenttext"}


def recognise(source: Source) -> float:
    """Return how sure it is that this is HabitBull's export."""
    return 0.95 if {"habitname", "calendardate", "value"} <= set(source.header) else 0.0


def read(source: Source) -> Reading:
    """Return ticks with their amounts, and comments."""
    found = Collector()
    for line, row in walk_rows(source, _COLUMNS):
        if not (day := found.day(row["date"], line)):
            continue
        words = row["value"].lower()
        value = {"true": 1.0, "false": 0.0, "": 0.0}.get(words, parse_number(words))
        if value is None:
            found.lose("rows", "not understood: no value", line)
        elif value > 0:
            found.add(day, TICK, row["name"], amount="" if value == 1 else format_amount(value), note=row["note"])
        elif row["note"]:
            found.add(day, NOTE, row["name"], note=row["note"])
    return found.finish()
