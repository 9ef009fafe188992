"""Habo's JSON backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.keep.importers.record import NOTE, REST, TICK, Collector, Reading, format_amount, parse_number

if TYPE_CHECKING:
    from gutcli.keep.importers.source import Source


def recognise(source: Source) -> float:
    """Return how sure it is that this is a backup of Habo."""
    return 0.95 if any(isinstance(habit.get("events"), dict) for habit in _habits(source)) else 0.0


def read(source: Source) -> Reading:
    """Return ticks, rests and notes."""
    found = Collector()
    for habit in _habits(source):
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
            elif kind == "check" or (kind == "progress" and amount):
                found.add(
                    day, TICK, name, amount=format_amount(amount) if kind == "progress" and amount else "", note=note
                )
            elif kind not in {"fail", "progress", "clear"}:
                found.lose("rows", "not understood: no event of Habo's")
            elif note:
                found.add(day, NOTE, name, note=note)
    return found.finish()


def _habits(source: Source) -> list[dict[str, object]]:
    habits = source.json.get("habits") if isinstance(source.json, dict) else source.json
    return [habit for habit in habits if isinstance(habit, dict)] if isinstance(habits, list) else []
