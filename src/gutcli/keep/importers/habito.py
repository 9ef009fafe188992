"""habito's CSV, whose names are not quoted."""

from __future__ import annotations

from gutcli.keep.importers.record import TICK, Collector, format_amount, parse_number
from gutcli.keep.importers.source import ForeignFile

_COLUMNS = ["id", "name", "goal", "units", "date", "activity"]


def recognise(source: ForeignFile) -> float:
    """Return how sure it is that this is habito's export."""
    return 0.95 if source.header == _COLUMNS else 0.0


def read(source: ForeignFile, found: Collector) -> None:
    """Take down ticks with their amounts; a name may hold commas, so it is what the other columns leave."""
    for line, words in source.walk_lines(first=2):
        cells = [cell.strip() for cell in words.split(",")]
        number = parse_number(cells[-1])
        if len(cells) < len(_COLUMNS) or number is None:
            found.lose("rows", "not understood: no row of habito's", line)
        elif (day := found.day(cells[-2][:10], line)) and number > 0:
            found.add(day, TICK, ", ".join(cells[1:-4]), amount=format_amount(number, cells[-3]))
