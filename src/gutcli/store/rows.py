"""Entries as rows, and their ids."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from gutcli.diary.entry import Entry

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_COLUMNS = "id, change, device, at, offset_minutes, day, action, subject, slot, amount, text, data, undoes"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_COUNTER_LIMIT = 1 << 12

Row = tuple[bytes, bytes | None, int, int, int, int, str, str, str, str, str, str, bytes | None]


def select_entries(database: sqlite3.Connection, clause: str, values: tuple[object, ...] = ()) -> Iterator[Entry]:
    """Read the entries that `clause` (from WHERE on) selects. Raises ValueError, TypeError for a damaged row."""
    devices = dict(database.execute("SELECT number, id FROM device"))
    for row in database.execute(f"SELECT {_COLUMNS} FROM entry {clause}", values):  # noqa: S608
        yield read_row(row, devices)


def read_row(row: Row, devices: dict[int, str]) -> Entry:
    """Give the entry that a row keeps."""
    identity, change, device, at, offset, day, action, subject, slot, amount, text, data, undoes = row
    own = say_id(identity)
    return Entry(
        own,
        devices.get(device, ""),
        datetime.fromtimestamp(at / 1000, UTC),
        offset,
        date.fromordinal(day),
        action,
        subject,
        slot,
        amount,
        text,
        data,
        say_id(undoes) if undoes else "",
        say_id(change) if change else own,
    )


def insert_entries(database: sqlite3.Connection, entries: list[Entry]) -> None:
    """Add entries; the caller holds the transaction. An id that is there already raises sqlite3.IntegrityError."""
    numbers = _number_devices(database, entries)
    database.executemany(
        f"INSERT INTO entry ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",  # noqa: S608
        (write_row(entry, numbers[entry.device]) for entry in entries),
    )


def write_row(entry: Entry, device: int) -> Row:
    """Give the row that keeps an entry."""
    return (
        read_id(entry.id),
        None if entry.change in {"", entry.id} else read_id(entry.change),
        device,
        milliseconds(entry.at),
        entry.offset_minutes,
        entry.day.toordinal(),
        entry.action,
        entry.subject,
        entry.slot,
        entry.amount,
        entry.text,
        entry.data,
        read_id(entry.undoes) if entry.undoes else None,
    )


def _number_devices(database: sqlite3.Connection, entries: list[Entry]) -> dict[str, int]:
    for device in sorted({entry.device for entry in entries}):
        database.execute("INSERT OR IGNORE INTO device (id) VALUES (?)", (device,))
    return {identity: number for number, identity in database.execute("SELECT number, id FROM device")}


def milliseconds(at: datetime) -> int:
    """Count the milliseconds since 1970."""
    return (at - _EPOCH) // _MILLISECOND


def next_id(newest: bytes | None, at_ms: int) -> bytes:
    """Make a UUIDv7 that sorts after `newest`, even if the clock was set back or stands still.

    48 bits of milliseconds, a counter of 12 bits within one, 62 random bits.
    """
    count = 0
    if newest is not None:
        newest_ms = int.from_bytes(newest[:6], "big")
        if at_ms <= newest_ms:
            at_ms = newest_ms
            count = (int.from_bytes(newest[6:8], "big") & 0x0FFF) + 1
            if count == _COUNTER_LIMIT:
                at_ms, count = at_ms + 1, 0
    chance = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    return ((at_ms << 80) | (7 << 76) | (count << 64) | (2 << 62) | chance).to_bytes(16, "big")


def say_id(identity: bytes) -> str:
    """Write an id as text."""
    text = identity.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def read_id(text: str) -> bytes:
    """Read an id's text."""
    return bytes.fromhex(text.replace("-", ""))
