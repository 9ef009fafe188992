"""Entries as rows, and their ids."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from gutcli.diary.entry import Entry

# The fields of an Entry, in their order.
_COLUMNS = "id, device, at, offset_minutes, day, action, subject, slot, amount, text, data, undoes, change"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_COUNTER_LIMIT = 1 << 12
NEEDS_UNKNOWN = "needs_unknown"
"""The key in `meta` that says that entries came in from where allergies may be known that are not known here."""

Row = tuple[bytes, int, int, int, int, str, str, str, str, str, str, bytes | None, bytes | None]

_NUMBERS, _TEXTS = (int,) * 4, (str,) * 6
_MAYBE = (bytes, type(None))
# SQLite keeps any type in any column, so a damaged cell may hold another one; one look at all of them is quick.
_KINDS = {(bytes, *_NUMBERS, *_TEXTS, undoes, change) for undoes in _MAYBE for change in _MAYBE}
# A day from either end of the calendar, so that the local clock can still be worked out.
_EARLIEST = (datetime(1, 1, 2, tzinfo=UTC) - _EPOCH) // _MILLISECOND
_LATEST = (datetime(9999, 12, 31, tzinfo=UTC) - _EPOCH) // _MILLISECOND
_LAST_DAY = date.max.toordinal()
_DAY_MINUTES = 24 * 60


class RowError(sqlite3.DatabaseError):
    """A row of the record that gutcli cannot have written; connection.explaining takes it for damage."""

    def __init__(self, why: object) -> None:
        super().__init__(f"a row cannot be read ({why})")


def select_entries(database: sqlite3.Connection, clause: str, values: tuple[object, ...] = ()) -> Iterator[Entry]:
    """Return the entries that `clause` (from WHERE on) selects. Raise RowError for a damaged row."""
    devices = dict(database.execute("SELECT number, id FROM device"))
    if not all(isinstance(device, str) for device in devices.values()):
        raise RowError("the name of a device is not text")
    for row in database.execute(f"SELECT {_COLUMNS} FROM entry {clause}", values):  # noqa: S608
        yield parse_row(row, devices)


def parse_row(row: Row, devices: dict[int, str]) -> Entry:
    """Return the entry that a row keeps. Raise RowError for a damaged one."""
    if tuple(map(type, row)) not in _KINDS:
        raise RowError("a cell holds another type than it should")
    identity, device, at, offset, day, *texts, undoes, change = row
    if len(identity) != 16 or not _EARLIEST < at < _LATEST or not -_DAY_MINUTES < offset < _DAY_MINUTES:
        raise RowError("its id or its time is none")
    if not 1 <= day <= _LAST_DAY:
        raise RowError("its day is none")
    own, instant = format_id(identity), datetime.fromtimestamp(at / 1000, UTC)
    undone = format_id(undoes) if undoes else ""
    change_of = format_id(change) if change else own
    return Entry._make(
        (own, devices.get(device, ""), instant, offset, date.fromordinal(day), *texts, undone, change_of)
    )


def insert_entries(database: sqlite3.Connection, entries: list[Entry]) -> None:
    """Add entries; the caller holds the transaction. An id that is there already raises sqlite3.IntegrityError."""
    numbers = _number_devices(database, entries)
    database.executemany(
        f"INSERT INTO entry ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",  # noqa: S608
        (write_row(entry, numbers[entry.device]) for entry in entries),
    )


def write_row(entry: Entry, device: int) -> tuple[object, ...]:
    """Return the row that keeps an entry."""
    own, _, at, offset, day, *texts, undoes, change = entry
    undone = parse_id(undoes) if undoes else None
    change_of = None if change in {"", own} else parse_id(change)
    return (parse_id(own), device, milliseconds(at), offset, day.toordinal(), *texts, undone, change_of)


def _number_devices(database: sqlite3.Connection, entries: list[Entry]) -> dict[str, int]:
    for device in sorted({entry.device for entry in entries}):
        database.execute("INSERT OR IGNORE INTO device (id) VALUES (?)", (device,))
    numbers = {identity: number for number, identity in database.execute("SELECT number, id FROM device")}
    if not all(entry.device in numbers for entry in entries):  # an index that is not what its table says
        raise RowError("a device is not kept")
    return numbers


def read_device(database: sqlite3.Connection) -> str | None:
    """Return this diary's own device id; None if that was lost."""
    row = database.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    return row[0] if row and isinstance(row[0], str) and row[0] else None


def milliseconds(at: datetime) -> int:
    """Count the milliseconds since 1970."""
    return (at - _EPOCH) // _MILLISECOND


def next_id(newest: bytes | None, at_ms: int) -> bytes:
    """Make a UUIDv7 that sorts after `newest`, even if the clock was set back or stands still."""
    count = 0
    if newest is not None:
        newest_ms = int.from_bytes(newest[:6], "big")
        if at_ms <= newest_ms:
            at_ms = newest_ms
            count = (int.from_bytes(newest[6:8], "big") & 0x0FFF) + 1
            if count == _COUNTER_LIMIT:
                at_ms, count = at_ms + 1, 0
    return pack_id(at_ms, count, int.from_bytes(os.urandom(8), "big"))


def pack_id(at_ms: int, order: int, chance: int) -> bytes:
    """Put a UUIDv7 together: 48 bits of milliseconds, 12 of the order within one, 62 of chance."""
    chance &= 0x3FFF_FFFF_FFFF_FFFF
    return ((at_ms << 80) | (7 << 76) | (order << 64) | (2 << 62) | chance).to_bytes(16, "big")


def format_id(identity: bytes) -> str:
    """Write an id as text."""
    text = identity.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def parse_id(text: str) -> bytes:
    """Return an id's text."""
    return bytes.fromhex(text.replace("-", ""))
