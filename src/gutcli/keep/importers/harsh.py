"""harsh's log: a line a day and habit; a later line for the same two holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.keep.importers.record import NOTE, REST, TICK, Collector, Reading, format_amount, parse_date, parse_number

if TYPE_CHECKING:
    from datetime import date

    from gutcli.keep.importers.source import Source


def recognise(source: Source) -> float:
    """Return how sure it is that this is harsh's log."""
    lines = [line for line in source.lines[:50] if line.strip() and not line.startswith("#")]
    fitting = [line for line in lines if _split(line)[2:3] and parse_date(_split(line)[0])]
    return 0.9 * len(fitting) / len(lines) if lines else 0.0


def read(source: Source) -> Reading:
    """Return ticks, rests, and the notes of what was not done."""
    found = Collector()
    last: dict[tuple[date, str], tuple[int, list[str]]] = {}
    for line, words in enumerate(source.lines, 1):
        if not words.strip() or words.startswith("#"):
            continue
        parts = _split(words)
        if len(parts) < 3:
            found.lose("rows", "not understood: no line of harsh's log", line)
        elif day := found.day(parts[0], line):
            last[day, parts[1]] = (line, parts)
    for (day, name), (line, parts) in last.items():
        note = parts[3] if len(parts) > 3 else ""
        amount = parse_number(parts[4]) if len(parts) > 4 else None
        match parts[2].lower():
            case "y":
                found.add(day, TICK, name, amount=format_amount(amount) if amount else "", note=note)
            case "s":
                found.add(day, REST, name, note=note)
            case "n":
                if note:
                    found.add(day, NOTE, name, note=note)
            case _:
                found.lose("rows", "not understood: neither y, n nor s", line)
    return found.finish()


def _split(words: str) -> list[str]:
    # An empty last field leaves " :" at the end, where an editor may have taken the space away.
    return [part.strip() for part in f"{words} ".split(" : ", 4)]
