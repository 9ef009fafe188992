"""Loop Habit Tracker's own backup, an SQLite file; its columns have grown over the years."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

from gutcli.keep.importers.loop_csv import LoopHabit, add_value
from gutcli.keep.importers.record import FIRST_YEAR, LAST_YEAR, Collector, parse_number
from gutcli.keep.importers.source import DAMAGE, ForeignFile, open_database

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def recognise(source: ForeignFile) -> float:
    """Return how sure it is that this is Loop's backup."""
    return 0.95 if {"habits", "repetitions"} <= {name.lower() for name in source.tables} else 0.0


def read(source: ForeignFile, found: Collector) -> None:
    """Take down ticks, rests and amounts, by the habits' names."""
    try:
        with closing(open_database(source.data)) as database:
            database.row_factory = sqlite3.Row
            habits = {row["id"]: _parse_habit(row) for row in _select(database, "Habits")}
            for row in _select(database, "Repetitions"):
                habit, day = habits.get(row.get("habit")), _find_day(row.get("timestamp"))
                if habit is None or day is None:
                    found.lose("rows", "not understood: of no habit, or of no day")
                else:
                    # The oldest tables have no values: what stood there was ticked.
                    value, note = row.get("value", 2), row.get("notes")
                    add_value(found, habit, day, str(value), note.strip() if isinstance(note, str) else "")
    except DAMAGE:
        found.lose("rows", "not read: the file is damaged")


def _select(database: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    rows = database.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()  # noqa: S608
    return [{name.lower(): row[name] for name in row.keys()} for row in rows]  # noqa: SIM118


def _parse_habit(row: dict[str, object]) -> LoopHabit:
    unit = row.get("unit")
    return LoopHabit(
        str(row.get("name") or "Habit"), row.get("type") == 1, unit if isinstance(unit, str) else "",
        row.get("target_type") == 1,
    )  # fmt: skip


def _find_day(stamp: object) -> date | None:
    number = parse_number(stamp)
    if number is None:
        return None
    try:
        day = (_EPOCH + timedelta(milliseconds=number)).date()
    except (OverflowError, ValueError):
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
