"""A file from outside, as one can look at it: text, rows, JSON, tables, an archive."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

MOST_BYTES = 256 * 1024 * 1024
"""More than a century of diary; a file without an end must end somewhere."""
_MOST_FILES = 5000
_MARKS = (b"\xff\xfe", b"\xfe\xff")

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


class ForeignFile:
    """A file from outside: its name, its bytes, and what they are if one looks at them."""

    def __init__(self, name: str, data: bytes, path: Path | None = None) -> None:
        self.name = PurePath(name).name
        self.data = data
        self.path = path

    @cached_property
    def text(self) -> str:
        """The file as text: UTF-8 with or without BOM, UTF-16 with one, else Windows' Western letters; "" if none."""
        if self.data.startswith(_MARKS):
            return self.data.decode("utf-16", "replace")
        if b"\0" in self.data[:4096]:
            return ""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self.data.decode("cp1252", "replace")

    @property
    def is_sqlite(self) -> bool:
        """Return whether it is an SQLite file."""
        return self.data.startswith(b"SQLite format 3\0")

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines, without their ends."""
        return [line.removesuffix("\r") for line in self.text.split("\n")]

    def walk_lines(self, first: int = 1) -> Iterator[tuple[int, str]]:
        """Return each line from `first` on that is not blank, with its number."""
        return ((number, line) for number, line in enumerate(self.lines[first - 1 :], first) if line.strip())

    @cached_property
    def tables(self) -> list[str]:
        """Return the names of the tables of an SQLite file; none if it is none, or is damaged."""
        if not self.is_sqlite:
            return []
        try:
            with closing(open_database(self.data)) as database:
                tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                return sorted(str(name) for (name,) in database.execute(tables))
        except DAMAGE:
            return []

    @cached_property
    def json(self) -> Any:
        """Return the JSON document; None if it is none."""
        if self.text.lstrip()[:1] not in {"{", "["}:
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None

    @property
    def habits(self) -> list[dict[str, Any]]:
        """Return the objects that a JSON list holds, or the list under `habits`."""
        habits = self.json.get("habits") if isinstance(self.json, dict) else self.json
        return [habit for habit in habits if isinstance(habit, dict)] if isinstance(habits, list) else []

    @cached_property
    def rows(self) -> list[tuple[int, list[str]]]:
        """Return the rows of a CSV file, each with the number of its last line; none if it is no CSV."""
        reader = csv.reader(io.StringIO(self.text, newline=""))
        rows: list[tuple[int, list[str]]] = []
        try:
            rows.extend((reader.line_num, row) for row in reader if row)
        except csv.Error:
            return rows
        return rows

    @cached_property
    def header(self) -> list[str]:
        """Return the first row of a CSV file, in small letters."""
        return [name.strip().lower() for name in self.rows[0][1]] if self.rows else []

    def walk_rows(self, names: dict[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
        """Return each row by `names`: our key -> the column's name in small letters; a missing cell is ""."""
        places = {key: self.header.index(name) for key, name in names.items() if name in self.header}
        for line, row in self.rows[1:]:
            found = {key: row[place].strip() if place < len(row) else "" for key, place in places.items()}
            yield line, dict.fromkeys(names, "") | found

    @cached_property
    def members(self) -> dict[str, ForeignFile]:
        """Return the files of a zip archive by their path; none if it is no archive, or too large when unpacked."""
        if not self.data.startswith(b"PK"):
            return {}
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                infos = [info for info in archive.infolist() if not info.is_dir()]
                if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
                    return {}
                return {info.filename: ForeignFile(info.filename, archive.read(info)) for info in infos}
        except Exception:  # noqa: BLE001  # a spoilt archive raises anything that its unpackers do
            return {}
