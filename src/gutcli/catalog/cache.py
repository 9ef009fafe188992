"""The compiled catalog, kept as JSON under the stamps of the files that it was made from.

A cache that is lost, corrupt or unwritable is rebuilt or gone without; one that another user could write is not
believed: warnings hang on it. JSON, not pickle: a file must not be able to run anything. Each kind has its own
file, so that a command reads what it needs.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from gutcli import __version__
from gutcli.catalog.wheel import build_code_key
from gutcli.folders import StrPath, format_distrust, write_private


def stamp(paths: Iterable[StrPath]) -> str:
    """Return one line that changes when any file or our code does: path, size, time of change in nanoseconds."""
    parts = [f"gutcli {__version__} {build_code_key()}"]
    for path in paths:
        try:
            facts = os.stat(path)
            parts.append(f"{path}\t{facts.st_size}\t{facts.st_mtime_ns}\t{facts.st_ino}")
        except OSError:
            parts.append(f"{path}\t-")
    return json.dumps("\n".join(parts))


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting: a pipe that stands in a file's place has nobody to write into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def to_text(document: Any) -> str:
    """Return a document as the JSON that is kept of it."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


class Cache:
    """Named JSON documents in one folder, each valid for one stamp."""

    __slots__ = ("_is_ours", "folder")

    def __init__(self, folder: StrPath) -> None:
        self.folder = folder
        self._is_ours: bool | None = None

    @property
    def is_ours(self) -> bool:
        """Return whether the folder is ours and only we can write in it; one that is not there yet will be."""
        if self._is_ours is None:
            try:
                self._is_ours = not format_distrust(os.stat(self.folder))
            except FileNotFoundError:
                return True
            except (OSError, ValueError):
                self._is_ours = False
        return self._is_ours

    def read(self, name: str, key: str) -> Any | None:
        """Return the document kept under `name` for `key`, or None."""
        try:
            text = self.read_bytes(f"{name}.json", key)
            return None if text is None else json.loads(text)
        except (ValueError, RecursionError):
            return None

    def read_bytes(self, file: str, key: str) -> bytes | None:
        """Return what is kept in `file` for `key`, or None; a file that another could have written is not believed."""
        if not self.is_ours:
            return None
        try:
            with open(os.path.join(self.folder, file), "rb", opener=_open_at_once) as kept:
                facts = os.fstat(kept.fileno())
                if not stat.S_ISREG(facts.st_mode) or format_distrust(facts):
                    return None
                return kept.read() if kept.readline().rstrip(b"\n") == key.encode() else None
        except (OSError, ValueError):
            return None

    def write(self, name: str, key: str, document: Any) -> None:
        """Keep a document; where that is impossible, go without, silently."""
        with suppress(ValueError):
            self.write_text(name, key, to_text(document))

    def write_text(self, name: str, key: str, text: str) -> None:
        """Keep a document that is JSON already."""
        with suppress(ValueError):
            self.write_bytes(f"{name}.json", key, f"{text}\n".encode("utf-8", "surrogatepass"))

    def write_bytes(self, file: str, key: str, content: bytes) -> None:
        """Keep `content` in `file`."""
        if not self.is_ours:
            return
        with suppress(OSError, ValueError):
            write_private(os.path.join(self.folder, file), key.encode() + b"\n" + content, durable=False)

    def read_or_make(self, name: str, key: str, make: Callable[[], Any]) -> Any:
        """Return the kept document, or make and keep it."""
        if (document := self.read(name, key)) is None:
            document = make()
            self.write(name, key, document)
        return document
