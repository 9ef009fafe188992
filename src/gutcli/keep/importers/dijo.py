"""dijo's habit_record.json."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.keep.importers.record import TICK, Collector, Reading, format_amount, parse_number

if TYPE_CHECKING:
    from gutcli.keep.importers.source import Source


def recognise(source: Source) -> float:
    """Return how sure it is that this is dijo's record."""
    return 0.95 if any(isinstance(habit.get("stats"), dict) for habit in _habits(source)) else 0.0


def read(source: Source) -> Reading:
    """Return ticks; of what is counted, with the count."""
    found = Collector()
    for habit in _habits(source):
        name, stats = str(habit.get("name") or "Habit"), habit.get("stats")
        for words, value in stats.items() if isinstance(stats, dict) else ():
            if not (day := found.day(words)):
                continue
            number = parse_number(value)
            if number is None:
                found.lose("rows", "not understood: no number")
            elif number > 0:
                found.add(
                    day, TICK, name, amount="" if isinstance(value, bool) or number == 1 else format_amount(number)
                )
    return found.finish()


def _habits(source: Source) -> list[dict[str, object]]:
    return [habit for habit in source.json if isinstance(habit, dict)] if isinstance(source.json, list) else []
