"""harsh's log: a line a day and habit; a later line for the same two holds."""

from __future__ import annotations

from datetime import date

from gutcli.keep.importers.record import REST, TICK, Collector, format_amount, parse_date, parse_number
from gutcli.keep.importers.source import ForeignFile


def recognise(source: ForeignFile) -> float:
    """Return how sure it is that this is harsh's log."""
    lines = [_split(line) for line in source.lines[:50] if line.strip() and not line.startswith("#")]
    return 0.9 * sum(len(parts) > 2 and bool(parse_date(parts[0])) for parts in lines) / len(lines) if lines else 0.0


def read(source: ForeignFile, found: Collector) -> None:
    """Take down ticks, rests, and the notes of what was not done."""
    last: dict[tuple[date, str], tuple[int, list[str]]] = {}
    for line, words in source.walk_lines():
        parts = _split(words)
        if words.startswith("#"):
            continue
        if len(parts) < 3:
            found.lose("rows", "not understood: no line of harsh's log", line)
        elif day := found.day(parts[0], line):
            last[day, parts[1]] = (line, [*parts, "", ""])
    for (day, name), (line, (_, _, kind, note, count, *_)) in last.items():
        amount = parse_number(count)
        match kind.lower():
            case "y":
                found.add(day, TICK, name, amount=format_amount(amount) if amount else "", note=note)
            case "s":
                found.add(day, REST, name, note=note)
            case "n":
                found.note(day, name, note)
            case _:
                found.lose("rows", "not understood: neither y, n nor s", line)


def _split(words: str) -> list[str]:
    # An empty last field leaves " :" at the end, where an editor may have taken the space away.
    return [part.strip() for part in f"{words} ".split(" : ", 4)]
