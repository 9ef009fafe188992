"""The tables of the diary's file, and the numbered steps from one released schema to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from gutcli.diary.fold import FACTS_VERSION
from gutcli.store.places import APPLICATION_ID

# Schema 1. `entry` is the record: times are milliseconds since 1970 (UTC), days are proleptic ordinals (1 is
# 0001-01-01). The rest below it is worked out from the record and may be rebuilt at any time: `day_mark` and
# `day_detail` say what each day looks like, and `stale_day`, filled by triggers whoever writes, which of them
# must be worked out again before they are believed.
_FIRST = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE device (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
    """CREATE TABLE entry (
        id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        change BLOB CHECK (change IS NULL OR length(change) = 16),
        device INTEGER NOT NULL REFERENCES device (number),
        at INTEGER NOT NULL,
        offset_minutes INTEGER NOT NULL,
        day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 3652059),
        action TEXT NOT NULL CHECK (action <> ''),
        subject TEXT NOT NULL DEFAULT '',
        slot TEXT NOT NULL DEFAULT '',
        amount TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        data TEXT NOT NULL DEFAULT '',
        undoes BLOB CHECK (undoes IS NULL OR length(undoes) = 16)
    ) WITHOUT ROWID""",
    "CREATE INDEX entry_day ON entry (day)",
    "CREATE INDEX entry_undoes ON entry (undoes) WHERE undoes IS NOT NULL",
    """CREATE TABLE day_mark (
        day INTEGER PRIMARY KEY, state INTEGER NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL
    )""",
    "CREATE TABLE day_detail (day INTEGER PRIMARY KEY, detail TEXT NOT NULL)",
    "CREATE TABLE stale_day (day INTEGER PRIMARY KEY)",
    "CREATE TRIGGER entry_added AFTER INSERT ON entry BEGIN INSERT OR IGNORE INTO stale_day VALUES (NEW.day); END",
    "CREATE TRIGGER entry_removed AFTER DELETE ON entry BEGIN INSERT OR IGNORE INTO stale_day VALUES (OLD.day); END",
    """CREATE TRIGGER entry_altered AFTER UPDATE ON entry BEGIN
        INSERT OR IGNORE INTO stale_day VALUES (OLD.day);
        INSERT OR IGNORE INTO stale_day VALUES (NEW.day);
    END""",
)

# Step N brings a file from schema N to N + 1. Never edit a released step: add one, and a fixture for the tests.
STEPS: tuple[Sequence[str], ...] = (_FIRST,)


def newest_schema() -> int:
    """Return the schema that this gutcli writes."""
    return len(STEPS)


def apply_steps(database: sqlite3.Connection, version: int) -> None:
    """Bring the tables from `version` to the newest schema; the caller holds the transaction."""
    for number, statements in enumerate(STEPS[version:], version + 1):
        for statement in statements:
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {number}")


def start_schema(database: sqlite3.Connection, device: str) -> None:
    """Fill a new file: the mark that it is ours, the tables, and this diary's own device id."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("BEGIN IMMEDIATE")
    apply_steps(database, 0)
    database.execute("INSERT INTO device (number, id) VALUES (1, ?)", (device,))
    database.execute("INSERT INTO meta VALUES ('device', ?), ('facts_version', ?)", (device, str(FACTS_VERSION)))
    database.execute("COMMIT")
