"""A file from outside, as one can look at it: text, rows, JSON, an archive."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 256 * 1024 * 1024
"""More than a century of diary; a file without an end must end somewhere."""
_MOST_FILES = 5000
_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Source:
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
        """Whether it is an SQLite file."""
        return self.data.startswith(b"SQLite format 3\0")

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return [line.removesuffix("\r") for line in self.text.split("\n")]

    @cached_property
    def json(self) -> Any:
        """The JSON document; None if it is none."""
        if self.text.lstrip()[:1] not in {"{", "["}:
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def rows(self) -> list[tuple[int, list[str]]]:
        """The rows of a CSV file, each with the number of its last line; none if it is no CSV."""
        reader = csv.reader(io.StringIO(self.text, newline=""))
        rows: list[tuple[int, list[str]]] = []
        try:
            rows.extend((reader.line_num, row) for row in reader if row)
        except csv.Error:
            return rows
        return rows

    @cached_property
    def header(self) -> list[str]:
        """The first row of a CSV file, in small letters."""
        return [name.strip().lower() for name in self.rows[0][1]] if self.rows else []

    @cached_property
    def members(self) -> dict[str, Source]:
        """The files of a zip archive by their path; none if it is no archive, or too large when unpacked."""
        if not self.data.startswith(b"PK"):
            return {}
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                infos = [info for info in archive.infolist() if not info.is_dir()]
                if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
                    return {}
                return {info.filename: Source(info.filename, archive.read(info)) for info in infos}
        except Exception:  # noqa: BLE001  # a spoilt archive raises anything that its unpackers do
            return {}
