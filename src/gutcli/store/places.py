"""What can be known of the diary's file without opening it as a database."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from gutcli.errors import DiaryError, format_reason
from gutcli.folders import StrPath
from gutcli.text import quoted, safe

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x67757443  # "gutC"
SMALLEST = 512  # SQLite takes a file of 0 or 1 byte for a new one; ours is never under one page
_MAGIC = b"SQLite format 3\0"

Stamp = tuple[str, int, int, int, int]


def check_file(path: StrPath, *, backups: StrPath | None = None) -> bool:
    """Return whether the diary's file is there and may be opened; False if it is missing, so that a new one may start.

    Raise DiaryError for what is not a diary, before anything opens it.
    """
    try:
        facts = os.stat(path)
    except FileNotFoundError:
        if os.path.islink(path):
            raise DiaryError(
                f"The diary {shown(path)} is a link to a file that is not there.",
                "Bring back what it pointed to (is a disk not mounted?), or remove the link to start a new diary.",
            ) from None
        check_no_leftovers(path, backups)
        return False
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if not stat.S_ISREG(facts.st_mode):
        kind = "a folder" if stat.S_ISDIR(facts.st_mode) else "not a plain file"
        raise DiaryError(
            f"The diary {shown(path)} is {kind}.",
            "Move it away to start a new diary, or set GUTCLI_HOME to another folder.",
        )
    if facts.st_size < SMALLEST:
        size = "empty" if not facts.st_size else f"only {facts.st_size} bytes long"
        raise DiaryError(f"The diary {shown(path)} is {size}, so it is not whole.", way_out(backups))
    try:
        header = _load_header(path)
    except OSError as error:
        raise unreadable(path, error) from None
    if not is_diary(header):
        raise DiaryError(f"The file {shown(path)} is not a gutcli diary.", way_out(backups))
    return True


def is_diary(header: bytes) -> bool:
    """Return whether a file that begins so is an SQLite file with our mark."""
    return header[:16] == _MAGIC and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def check_no_leftovers(path: StrPath, backups: StrPath | None = None) -> None:
    """Raise DiaryError if a lost diary's journal is still there: a new file would be taken for the old one."""
    for suffix in ("-journal", "-wal"):
        beside = f"{os.fspath(path)}{suffix}"
        if os.path.lexists(beside) and (os.path.islink(beside) or os.stat(beside).st_size):
            name = shown(os.path.basename(beside))
            raise DiaryError(
                f"The diary {shown(path)} is gone, but its unfinished work {name} is there.",
                f"Put the diary back beside it. {way_out(backups)}"
                f" Move {name} away first: it belongs to the lost file.",
            )


def load_stamp(path: StrPath) -> Stamp | None:
    """Return what changes whenever the diary does: path, size, time, SQLite's change counter and inode.

    No database is opened. None means "do not rely on it": no file, or a change is under way or was cut short.
    """
    try:
        real = os.path.realpath(path)  # SQLite keeps the journal beside the file that a link means
        if os.path.lexists(f"{real}-journal") or os.path.lexists(f"{real}-wal"):
            return None
        facts = os.stat(path)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size < SMALLEST:
            return None
        header = _load_header(path)
        return (str(path), facts.st_size, facts.st_mtime_ns, int.from_bytes(header[24:28], "big"), facts.st_ino)
    except OSError:
        return None


def identify(path: StrPath) -> tuple[int, int]:
    """Return what tells this very file from another put in its place."""
    facts = os.stat(path)
    return (facts.st_dev, facts.st_ino)


def unreadable(path: StrPath, error: OSError | ValueError) -> DiaryError:
    """Return the error which says that the system does not let the diary be read."""
    return DiaryError(
        f"The diary {shown(path)} cannot be opened: {format_reason(error)}.",
        "Check that the file and its folder belong to you (ls -l), or set GUTCLI_HOME to another folder.",
    )


def way_out(backups: StrPath | None) -> str:
    """Return what to do about a diary that cannot be used: the newest copy, if there is one, or a new start."""
    newest: list[Path] = []
    if backups:
        with suppress(DiaryError):
            newest = list_daily(backups)[-1:]
    if newest:
        return f"Go back to the newest backup, which keeps what is there: gutcli restore {quoted(newest[0])}"
    return "Move it away to start a new diary; if you have a copy: gutcli restore FILE, or gutcli import FILE"


def daily_backup(backups: StrPath, day: date) -> str:
    """Return the automatic backup's place for a day."""
    return os.path.join(backups, f"diary-{day.isoformat()}.db")


def list_daily(backups: StrPath) -> list[Path]:
    """Return the automatic backups, oldest first."""
    return [path for path in list_backups(backups) if re.fullmatch(r"diary-\d{4}-\d\d-\d\d\.db", path.name)]


def find_newest_copy(backups: StrPath) -> Path | None:
    """Return the copy that was made last; None if there is none. Raise DiaryError where one may not look."""
    copies = [path for path in list_backups(backups) if path.is_file()]
    return max(copies, key=lambda path: (path.stat().st_mtime_ns, path.name), default=None)


def list_backups(backups: StrPath) -> list[Path]:
    """Return every copy that gutcli made in its own folder, by name. Raise DiaryError where one may not look."""
    names = [name for name in list_names(backups) if name.startswith("diary-") and name.endswith(".db")]
    if not names:
        return []
    from pathlib import Path

    return [Path(backups, name) for name in names]


def list_names(folder: StrPath) -> list[str]:
    """Return what is in a folder of ours; a missing one alone is empty. Raise DiaryError for what one may not see."""
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise DiaryError(
            f"The folder {shown(folder)} cannot be looked at: {format_reason(error)}. What it holds is not known.",
            f'Make it yours again: sudo chown -R "$(id -u)" {quoted(folder)} && chmod 700 {quoted(folder)}',
        ) from None


def shown(path: StrPath) -> str:
    """Write a path so that it is safe to show."""
    return safe(str(path))


def _load_header(path: StrPath) -> bytes:
    # O_NONBLOCK: were a FIFO put here since the look at it, opening must not hang. O_BINARY: Windows would otherwise
    # take bytes of the header for line ends, or for the file's end.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        return os.read(descriptor, 100)
    finally:
        os.close(descriptor)


def sqlite_address(path: StrPath, mode: str) -> str:
    """Write a file as the address that SQLite opens; on Windows with slashes, and one before the drive."""
    name = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.name == "nt":
        name = "/" + name.replace("\\", "/")
    return f"file:{name}?mode={mode}"
