"""HabitBull's CSV: a row a habit and day."""

from __future__ import annotations

from gutcli.keep.importers.record import TICK, Collector, format_count, parse_number
from gutcli.keep.importers.source import ForeignFile

_COLUMNS = {"name": "habitname", "date": "calendardate", "value": "value", "note": "commenttext"}


def recognise(source: ForeignFile) -> float:
    """Return how sure it is that this is HabitBull's export."""
    return 0.95 if {"habitname", "calendardate", "value"} <= set(source.header) else 0.0


def read(source: ForeignFile, found: Collector) -> None:
    """Take down ticks with their amounts, and comments."""
    for line, row in source.walk_rows(_COLUMNS):
        if day := found.day(row["date"], line):
            words = row["value"].lower()
            value = {"true": 1.0, "false": 0.0, "": 0.0}.get(words, parse_number(words))
            if value is None:
                found.lose("rows", "not understood: no value", line)
            elif value > 0:
                found.add(day, TICK, row["name"], amount=format_count(value), note=row["note"])
            else:
                found.note(day, row["name"], row["note"])
