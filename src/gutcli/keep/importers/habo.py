"""Habo's JSON backup."""

from __future__ import annotations

from gutcli.keep.importers.record import REST, TICK, Collector, format_amount, parse_number
from gutcli.keep.importers.source import ForeignFile


def recognise(source: ForeignFile) -> float:
    """Return how sure it is that this is a backup of Habo."""
    return 0.95 if any(isinstance(habit.get("events"), dict) for habit in source.habits) else 0.0


def read(source: ForeignFile, found: Collector) -> None:
    """Take down ticks, rests and notes."""
    for habit in source.habits:
        name, events = str(habit.get("title") or habit.get("name") or "Habit"), habit.get("events")
        for words, event in events.items() if isinstance(events, dict) else ():
            if not (day := found.day(words[:10])):
                continue
            cells = event if isinstance(event, list) else [event]
            kind = cells[0].rpartition(".")[2] if cells and isinstance(cells[0], str) else ""
            note = cells[1].strip() if len(cells) > 1 and isinstance(cells[1], str) else ""
            amount = parse_number(cells[2]) if len(cells) > 2 else None
            if kind == "skip":
                found.add(day, REST, name, note=note)
            elif kind == "check":
                found.add(day, TICK, name, note=note)
            elif kind == "progress" and amount:
                found.add(day, TICK, name, amount=format_amount(amount), note=note)
            elif kind in {"fail", "progress", "clear"}:
                found.note(day, name, note)
            else:
                found.lose("rows", "not understood: no event of Habo's")
