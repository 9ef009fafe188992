"""SQLite files of other programs, looked at in memory: nothing of theirs is opened on the disk."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gutcli.keep.importers.source import Source


DAMAGE = (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError)
"""What a damaged file raises; SQLite's message may quote bytes that are no text."""


def open_database(data: bytes) -> sqlite3.Connection:
    """Return a database in memory that holds a copy of the file. Raise sqlite3.Error for a damaged one."""
    raw = bytearray(data)
    raw[18:20] = b"\x01\x01"  # a file that kept a log beside it cannot be read in memory; the log is not here anyway
    database = sqlite3.connect(":memory:")
    database.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        database.deserialize(bytes(raw))
        database.execute("PRAGMA trusted_schema=OFF")
    except BaseException:
        database.close()
        raise
    return database


def list_tables(source: Source) -> list[str]:
    """Return the names of the tables of an SQLite file; none if it is none, or is damaged."""
    if not source.is_sqlite:
        return []
    try:
        with closing(open_database(source.data)) as database:
            rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            return sorted(str(name) for (name,) in rows)
    except DAMAGE:
        return []
