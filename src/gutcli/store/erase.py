"""Really erasing: from the file, from its free space, and from every copy that gutcli made."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gutcli.errors import GutcliError
from gutcli.store import facts
from gutcli.store.backup import back_up_daily
from gutcli.store.connection import connect, explaining, run_patiently, writing
from gutcli.store.creation import sync_folder
from gutcli.store.diary_file import SqliteDiary
from gutcli.store.places import check_file, list_backups
from gutcli.store.reader import SqliteReader

if TYPE_CHECKING:
    from datetime import date, datetime

_NOTED = "text <> '' AND action IN ('mood', 'note', 'skipped')"


@dataclass(frozen=True, slots=True)
class Erased:
    """What is gone: entries, notes, whole days, and files."""

    entries: int = 0
    notes: int = 0
    days: int = 0
    files: tuple[Path, ...] = ()


def count_notes(path: Path, backups: Path) -> Erased:
    """Say what `erase_notes` would erase."""
    return _count(path, backups, _NOTED, notes=True)


def count_before(path: Path, backups: Path, day: date) -> Erased:
    """Say what `erase_before` would erase."""
    return _count(path, backups, "day < ?", day.toordinal())


def count_all(path: Path, backups: Path) -> Erased:
    """Say what `erase_all` would erase."""
    return _count(path, backups, "1")


def erase_notes(path: Path, backups: Path, now: datetime) -> Erased:
    """Erase every note and every reason for a rest; the rest of their entries stays."""
    erased = count_notes(path, backups)
    _erase(path, backups, f"UPDATE entry SET text = '' WHERE {_NOTED}", (), now)  # noqa: S608
    return erased


def erase_before(path: Path, backups: Path, day: date, now: datetime) -> Erased:
    """Erase every entry of the days before `day`."""
    erased = count_before(path, backups, day)
    _erase(path, backups, "DELETE FROM entry WHERE day < ?", (day.toordinal(),), now)
    return erased


def erase_all(path: Path, backups: Path) -> Erased:
    """Erase the diary's file and every copy; also a diary that cannot be opened."""
    erased = Erased()
    with suppress(GutcliError):
        erased = count_all(path, backups)
    link, path = path, Path(os.path.realpath(path))
    with explaining(path, backups):
        files = [*_own_files(path), *([link] if link.is_symlink() else []), *_copies(backups)]
        # Where it can be opened, hold it while it goes: who waits for it then sees that it is gone.
        holder = None
        with suppress(GutcliError, sqlite3.Error):
            if check_file(path):
                holder = connect(path, writing=True)
                run_patiently(holder, "BEGIN EXCLUSIVE")
        try:
            for file in files:
                file.unlink(missing_ok=True)
            sync_folder(path.parent)
        finally:
            if holder is not None:
                holder.close()
        for suffix in ("-journal", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
    return Erased(erased.entries, 0, erased.days, tuple(files))


def _count(path: Path, backups: Path, condition: str, *values: object, notes: bool = False) -> Erased:
    if not check_file(path, backups=backups):
        return Erased(files=tuple(_copies(backups)))
    with SqliteReader(path, backups) as diary:
        number, days = diary.count_where(condition, values)
    files = tuple(_copies(backups)) if number else ()
    return Erased(notes=number, files=files) if notes else Erased(number, 0, days, files)


def _erase(path: Path, backups: Path, statement: str, values: tuple[object, ...], now: datetime) -> None:
    """Run one erasing statement, rewrite the file without its free pages, and make the copies anew."""
    if not check_file(path, backups=backups):
        return
    SqliteDiary(path, backups).close()  # looks at the file, and upgrades an old one
    with explaining(path, backups):
        database = connect(path, writing=True)
        try:
            # Nothing of it in a temporary file elsewhere; secure_delete is on, so freed bytes are zeroed.
            database.execute("PRAGMA temp_store=MEMORY")
            with writing(database):
                if database.execute(statement, values).rowcount == 0:
                    return
                facts.refresh(database)
            run_patiently(database, "VACUUM")
            for copy in _copies(backups):
                copy.unlink(missing_ok=True)
            sync_folder(backups)
            back_up_daily(database, path, backups, now.date())
        finally:
            database.close()


def _own_files(path: Path) -> list[Path]:
    beside = [path, *(Path(f"{path}{suffix}") for suffix in ("-journal", "-wal", "-shm"))]
    return [file for file in beside if os.path.lexists(file)] + _drafts(path.parent)


def _copies(backups: Path) -> list[Path]:
    return [*list_backups(backups), *_drafts(backups)]


def _drafts(folder: Path) -> list[Path]:
    """Find unfinished files of processes that were killed."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [folder / name for name in names if name.startswith(".diary.") and ".tmp" in name]
