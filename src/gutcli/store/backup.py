"""Copies of the diary: one a day by itself, one whenever asked for, each looked through before it counts."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

from gutcli.errors import DiaryError, GutcliError, UsageError, format_reason
from gutcli.folders import StrPath, make_private_folder
from gutcli.store.connection import connect, damaged, explaining, is_busy, read_version, reading, run_patiently
from gutcli.store.creation import private_draft, put_in_place
from gutcli.store.places import check_file, daily_backup, list_backups, list_daily, shown, sqlite_address
from gutcli.store.schema import newest_schema

KEPT_DAYS = 7
KEPT_MONTHS = 13  # the month in which the seven days begin, and a year before it
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the diary; `problem` says what is wrong with it, "" if nothing is."""

    path: Path
    size_bytes: int
    entries: int
    problem: str = ""


def back_up_daily(database: sqlite3.Connection, path: StrPath, backups: StrPath, day: date) -> tuple[str, ...]:
    """Copy the diary if this day has no copy yet; then let old copies go. Gives warnings.

    A full disk or a folder that cannot be written does not keep a person from ticking; a damaged diary does, before
    its copies are pushed out by damaged ones. Raise DiaryError for that.
    """
    backups = Path(backups)
    target = Path(daily_backup(backups, day))
    if os.path.lexists(target):
        return ()
    with explaining(path, backups):
        if run_patiently(database, "SELECT 1 FROM entry LIMIT 1").fetchone() is None:
            return ()
    try:
        make_private_folder(backups)
        with private_draft(backups) as draft:
            copy_into(database, draft)
            # In full, though once a day that takes a diary of ten years a tenth of a second more: the quick check
            # does not compare indexes with rows, and bad copies would push out the good ones.
            if problem := look_through(draft)[1]:
                raise damaged(path, backups, problem)
            put_in_place(draft, target)
        with suppress(DiaryError):  # a folder that may be written but not looked at keeps its copies
            drop_old(backups, day)
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error) and _is_damage(error):
            raise damaged(path, backups, str(error)) from error
        return (f"No backup was made today in {shown(backups)}: {shown(str(error)).lower()}.",)
    return ()


def back_up(path: Path, backups: Path, now: datetime, target: Path | None = None, *, reason: str = "") -> Copy:
    """Copy the diary to `target`, or to a file of its own among the backups, and look the copy through.

    `reason` is what gutcli is about to do, for a copy that nobody asked for: it is in its name.

    Raise DiaryError if there is nothing to copy or the copy is not whole, UsageError if `target` is taken.
    """
    if not check_file(path, backups=backups):
        raise DiaryError(f"There is no diary yet at {shown(path)}.", "It begins with your first tick: gutcli done 1")
    at = f"{now:%Y-%m-%dT%H%M%S}"
    if target is None:
        target = find_free_name(backups, f"diary-before-{reason}-{at}") if reason else backups / f"diary-{at}.db"
    if target.is_dir():
        target /= f"diary-{at}.db"
    taken = UsageError(f"{shown(target)} is there already.", "Give another name; a backup never replaces a file.")
    if os.path.lexists(target):
        raise taken
    with explaining(path, backups), closing(connect(path, writing=False)) as database:
        run_patiently(database, "SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
        read_version(database, path, backups)  # a newer diary is not damaged
        with _naming(target.parent), private_draft(target.parent) as draft:
            copy_into(database, draft)
            entries, problem = look_through(draft)
            if problem:
                raise damaged(path, backups, problem)
            size = draft.stat().st_size
            if not put_in_place(draft, target):
                raise taken
    return Copy(target, size, entries)


def find_free_name(backups: Path, start: str) -> Path:
    """Return a name among the backups that nothing has: `start`, else with a number."""
    names = (f"{start}{f'-{number}' if number else ''}.db" for number in count())
    return next(backups / name for name in names if not os.path.lexists(backups / name))


@contextmanager
def _naming(folder: Path) -> Iterator[None]:
    """Make the folder of a copy, and say that it is the folder, not the diary, where the copy cannot be written."""
    try:
        make_private_folder(folder)
        yield
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error) and (is_busy(error) or _is_damage(error)):
            raise
        raise DiaryError(
            f"No backup can be made in {shown(folder)}: {shown(format_reason(error))}. The diary is as it was.",
            "Check the disk's space (df) and whose the folder is (ls -l), or give another place: gutcli backup FILE",
        ) from error


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(_DAMAGE)


def check_backups(backups: Path) -> list[Copy]:
    """Look through every copy that gutcli made in its folder, oldest first."""
    copies = []
    for path in list_backups(backups):
        try:
            check_file(path)
            entries, problem = look_through(path)
            size = path.stat().st_size
        except (GutcliError, OSError) as error:
            entries, problem, size = 0, str(error), 0
        copies.append(Copy(path, size, entries, problem))
    return copies


def verify_copy(path: Path) -> None:
    """Raise DiaryError if a copy is not whole."""
    if problem := look_through(path)[1]:
        raise damaged(path, None, problem)


def drop_old(backups: Path, today: date) -> list[Path]:
    """Let automatic copies go: all but the newest 7, and before these the last of each month for a year.

    Months are counted as they come, not by the calendar, so that a clock that is years ahead pushes out none of the
    true ones. What it left behind, copies of days to come, is neither counted nor let go; unless there are more of
    them than a clock can leave that was wrong once. A copy stays, too, while it holds entries that no newer one has.
    """
    daily = list_daily(backups)
    ahead = [path for path in daily if str(path) > daily_backup(backups, today)]
    gone = _find_old(daily[: len(daily) - len(ahead)])
    if len(ahead) > KEPT_DAYS + KEPT_MONTHS:
        gone += _find_old(ahead)
    # A diary that was lost and began anew must not push out the copies of the one before it.
    gone = [path for path in gone if not _holds_alone(path, [other for other in daily if other.name > path.name])]
    for path in gone:
        with suppress(OSError):
            path.unlink()
    return gone


def _holds_alone(path: Path, newer: list[Path]) -> bool:
    """Return whether a copy holds entries that no newer one has; one that cannot be read holds nothing."""
    held = load_ids(path)
    for other in reversed(newer):
        if not held:
            return False
        held -= load_ids(other)
    return bool(held)


def load_ids(path: Path) -> set[bytes]:
    """Return the ids of a copy's entries; none if it cannot be read."""
    try:
        with closing(sqlite3.connect(sqlite_address(path, "ro"), uri=True)) as database:
            return {row[0] for row in database.execute("SELECT id FROM entry")}
    except (sqlite3.Error, UnicodeDecodeError):
        return set()


def _find_old(daily: list[Path]) -> list[Path]:
    older = daily[:-KEPT_DAYS]
    last_of_month = {path.name[6:13]: path for path in older}
    kept = set(list(last_of_month.values())[-KEPT_MONTHS:])
    return [path for path in older if path not in kept]


def copy_into(database: sqlite3.Connection, draft: Path) -> None:
    """Copy a database into a new file that nobody sees yet."""
    with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
        # Nobody sees the draft before it is synced whole, so its own journal would be for nothing.
        copy.execute("PRAGMA journal_mode=MEMORY")
        copy.execute("PRAGMA synchronous=OFF")
        with reading(database):  # on its own, a copy waits for a locked file for ever
            database.backup(copy)
        # What the copy keeps is a plain file, whatever mode the diary was in.
        copy.execute("PRAGMA journal_mode=DELETE")


def look_through(path: Path) -> tuple[int, str]:
    """Return a copy's number of entries, and what is wrong ("" if nothing is)."""
    try:
        with closing(sqlite3.connect(sqlite_address(path, "ro"), uri=True)) as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if not 1 <= version <= newest_schema():
                return 0, f"its schema is {version}"
            faults = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
            if faults != ["ok"]:
                return 0, "; ".join(str(fault) for fault in faults)
            return database.execute("SELECT count(*) FROM entry").fetchone()[0], ""
    except UnicodeDecodeError:  # SQLite quotes the damaged bytes, and Python cannot read its message
        return 0, "its tables cannot be read"
    except sqlite3.Error as error:
        return 0, str(error)
