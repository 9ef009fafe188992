"""Beaver Habits' JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.keep.importers.record import NOTE, REST, TICK, Collector, Reading

if TYPE_CHECKING:
    from gutcli.keep.importers.source import Source

_SKIP = "#skip"


def recognise(source: Source) -> float:
    """Return how sure it is that this is a backup of Beaver Habits."""
    return 0.95 if any("records" in habit for habit in _habits(source)) else 0.0


def read(source: Source) -> Reading:
    """Return ticks, rests and notes."""
    found = Collector()
    for habit in _habits(source):
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
                elif text:
                    found.add(day, NOTE, name, note=text)
    return found.finish()


def _habits(source: Source) -> list[dict[str, object]]:
    habits = source.json.get("habits") if isinstance(source.json, dict) else None
    return [habit for habit in habits if isinstance(habit, dict)] if isinstance(habits, list) else []
