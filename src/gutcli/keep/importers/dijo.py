"""dijo's habit_record.json."""

from __future__ import annotations

from gutcli.keep.importers.record import TICK, Collector, format_count, parse_number
from gutcli.keep.importers.source import ForeignFile


def recognise(source: ForeignFile) -> float:
    """Return how sure it is that this is dijo's record."""
    return 0.95 if any(isinstance(habit.get("stats"), dict) for habit in source.habits) else 0.0


def read(source: ForeignFile, found: Collector) -> None:
    """Take down ticks; of what is counted, with the count."""
    for habit in source.habits:
        name, stats = str(habit.get("name") or "Habit"), habit.get("stats")
        for words, value in stats.items() if isinstance(stats, dict) else ():
            if day := found.day(words):
                number = parse_number(value)
                if number is None:
                    found.lose("rows", "not understood: no number")
                elif number > 0:
                    found.add(day, TICK, name, amount=format_count(number))
