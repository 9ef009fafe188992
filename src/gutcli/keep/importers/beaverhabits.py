"""Beaver Habits' JSON."""

from __future__ import annotations

from gutcli.keep.importers.record import REST, TICK, Collector
from gutcli.keep.importers.source import ForeignFile

_SKIP = "#skip"


def recognise(source: ForeignFile) -> float:
    """Return how sure it is that this is a backup of Beaver Habits."""
    return 0.95 if any("records" in habit for habit in source.habits) else 0.0


def read(source: ForeignFile, found: Collector) -> None:
    """Take down ticks, rests and notes."""
    for habit in source.habits:
        name, records = str(habit.get("name") or "Habit"), habit.get("records")
        for record in records if isinstance(records, list) else ():
            if not isinstance(record, dict):
                found.lose("rows", "not understood: no record")
            elif day := found.day(record.get("day")):
                text = record.get("text")
                text = text.strip() if isinstance(text, str) else ""
                if _SKIP in text:
                    found.add(day, REST, name, note=" ".join(text.replace(_SKIP, " ").split()))
                elif record.get("done") is True:
                    found.add(day, TICK, name, note=text)
                else:
                    found.note(day, name, text)
