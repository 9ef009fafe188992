"""Loop Habit Tracker's CSV export: the zip, or a Checkmarks.csv out of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from gutcli.keep.importers.record import REST, TICK, Collector, format_amount, parse_number
from gutcli.keep.importers.source import ForeignFile

_TABLE = "Checkmarks.csv"
_CODES = {"2": "YES_MANUAL", "1": "YES_AUTO", "0": "NO", "-1": "UNKNOWN", "3": "SKIP"}
_WORDS = {*_CODES.values()}


class LoopHabit(NamedTuple):
    """A habit as Loop knows it; `is_limit`: less is better, so that an amount is no tick."""

    name: str
    is_number: bool = False
    unit: str = ""
    is_limit: bool = False


def recognise(source: ForeignFile) -> float:
    """Return how sure it is that this is Loop's export."""
    if any(path.rpartition("/")[2] == _TABLE for path in source.members):
        return 0.95
    if len(source.header) < 2 or source.header[0] != "date":
        return 0.0
    cells = {cell.strip() for _, row in source.rows[1:50] for cell in row[1:]} - {""}
    if cells & _WORDS:
        return 0.9
    is_table = source.header[-1] == "" or source.header[:2] == ["date", "value"]
    return 0.6 if is_table and cells and cells <= _CODES.keys() else 0.0


def read(source: ForeignFile, found: Collector) -> None:
    """Take down ticks, rests, amounts. In a zip the folders are read: the table at its root writes names unescaped."""
    folders = sorted(path for path in source.members if path.endswith(f"/{_TABLE}"))
    if not folders:
        table = next((member for path, member in source.members.items() if path == _TABLE), source)
        _read_table(table, found)
    habits = _parse_habits(source)
    for path in folders:
        number, _, name = path.split("/")[-2].partition(" ")
        habit = habits.get(number.lstrip("0")) or LoopHabit(name or number)
        _read_column(source.members[path], habit, found)


def _parse_habits(source: ForeignFile) -> dict[str, LoopHabit]:
    found: dict[str, LoopHabit] = {}
    table = next((member for path, member in source.members.items() if path.rpartition("/")[2] == "Habits.csv"), None)
    columns = {n: n for n in ("position", "name", "type", "unit", "target type")}
    for order, (_, row) in enumerate(table.walk_rows(columns) if table else (), 1):
        if row["name"]:
            number = row["position"].lstrip("0") or str(order)
            is_limit = row["target type"].upper() == "AT_MOST"
            found[number] = LoopHabit(row["name"], row["type"].upper() == "NUMERICAL", row["unit"], is_limit)
    return found


def _read_column(table: ForeignFile, habit: LoopHabit, found: Collector) -> None:
    rows = [(line, row) for line, row in table.rows if row[0].strip().lower() != "date"]
    habit = habit._replace(is_number=habit.is_number or _holds_amounts(row[1] for _, row in rows if len(row) > 1))
    for line, row in rows:
        if day := found.day(row[0], line):
            add_value(found, habit, day, row[1] if len(row) > 1 else "", ",".join(row[2:]).strip(), line)


def _read_table(table: ForeignFile, found: Collector) -> None:
    """Read days by habits. A name with a comma makes a name too many, and is put together again where that is plain."""
    names = list(table.rows[0][1][1:]) if table.rows else []
    if table.header[:2] == ["date", "value"]:
        folder = table.path.resolve().parent.name if table.path else ""
        number, _, name = folder.partition(" ")
        _read_column(table, LoopHabit(name if number.isdecimal() and name else "Habit"), found)
        return
    rows = [(line, row[:-1] if len(row) > 2 and not row[-1].strip() else row) for line, row in table.rows[1:]]
    while names and not names[-1].strip():
        names.pop()
    width = max((len(row) for _, row in rows), default=0) - 1
    parts = [place for place in range(1, len(names)) if names[place].startswith(" ")]
    if len(names) - len(parts) == width:
        for place in reversed(parts):
            names[place - 1 : place + 1] = [f"{names[place - 1]},{names[place]}"]
    for place, name in enumerate(names if len(names) == width else (), 1):
        habit = LoopHabit(name.strip(), _holds_amounts(row[place] for _, row in rows if len(row) > place))
        for line, row in rows:
            if len(row) == width + 1 and (day := found.day(row[0], line)):
                add_value(found, habit, day, row[place], "", line)
    for line, row in rows:
        if len(row) != len(names) + 1:
            found.lose("rows", "not understood: a name with a comma; import Loop's whole zip", line)


def _holds_amounts(cells: object) -> bool:
    values = {str(cell).strip() for cell in cells} - {"", *_WORDS}  # type: ignore[attr-defined]
    return bool(values - _CODES.keys())


def add_value(found: Collector, habit: LoopHabit, day: date, value: str, note: str, line: int = 0) -> None:  # noqa: PLR0917
    """Keep what one cell says: a word, an older number for it, or an amount times 1000."""
    value = value.strip()
    word = value if habit.is_number else _CODES.get(value, value)
    amount = parse_number(value) if habit.is_number and word not in _WORDS else None
    if word == "SKIP" or (habit.is_number and value == "3"):
        found.add(day, REST, habit.name, note=note)
    elif word == "YES_MANUAL":
        found.add(day, TICK, habit.name, note=note)
    elif amount is not None and amount > 0:
        said = format_amount(amount / 1000, habit.unit)
        if habit.is_limit:
            found.note(day, habit.name, f"{said}{', ' + note if note else ''}")
        else:
            found.add(day, TICK, habit.name, amount=said, note=note)
    elif word in {"YES_AUTO", "NO", "UNKNOWN", ""} or amount is not None:
        if word == "YES_AUTO":
            found.lose("ticks", "left out: implied by Loop's own rule, not ticked by you", line)
        found.note(day, habit.name, note)
    else:
        found.lose("rows", "not understood: no value of Loop's", line)
