"""Really erasing: from the file, from its free space, and from every copy that gutcli made."""

from __future__ import annotations

import json
import os
import shlex
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from gutcli.errors import DiaryError, GutcliError, format_reason
from gutcli.store import facts
from gutcli.store.backup import back_up_daily
from gutcli.store.connection import connect, damaged, explaining, run_patiently, writing
from gutcli.store.creation import sync_folder
from gutcli.store.diary_file import SqliteDiary
from gutcli.store.places import check_file, list_backups, list_names, shown, way_out
from gutcli.store.reader import DiaryReader
from gutcli.store.rows import format_id
from gutcli.text import quoted

# Stands in `meta` from the change that takes the rows out until the file is rewritten and the copies are gone.
_MARK = "unfinished_erase"
_UNLINKS_OPEN_FILES = os.name != "nt"


@dataclass(frozen=True, slots=True)
class Erased:
    """What is gone: entries, notes, whole days, and files; and whether it also finished what was cut short before."""

    entries: int = 0
    notes: int = 0
    days: int = 0
    files: tuple[Path, ...] = ()
    finished_earlier: bool = False


@dataclass(frozen=True, slots=True)
class EraseRequest:
    """What is to be forgotten: notes, note (of a day), day, before (a day), food, or all.

    `words` are those after `gutcli forget`; the rest says the same in SQL.
    """

    what: str
    words: str
    change: str
    condition: str
    values: tuple[object, ...] = ()
    day: date | None = None
    food: str | None = None

    @property
    def is_text(self) -> bool:
        """Return whether only texts go, and their entries stay."""
        return self.change == _BLANK


_DELETE = "DELETE FROM entry"
_BLANK = "UPDATE entry SET text = ''"
_HAS_NOTE = "text <> '' AND action IN ('mood', 'note', 'skipped')"
ALL = EraseRequest("all", "--all", _DELETE, "1")
"""Every entry; `erase_all` removes the file as well."""
NOTES = EraseRequest("notes", "--notes", _BLANK, _HAS_NOTE)
"""Every note and every reason for a rest; the rest of their entries stays."""


def earlier(day: date) -> EraseRequest:
    """Return the wish to forget every entry of the days before `day`."""
    return EraseRequest("before", f"--before {day}", _DELETE, "day < ?", (day.toordinal(),), day)


def one_day(day: date) -> EraseRequest:
    """Return the wish to forget every entry of a day, what was taken back too."""
    return EraseRequest("day", f"--day {day}", _DELETE, "day = ?", (day.toordinal(),), day)


def notes_of(day: date) -> EraseRequest:
    """Return the wish to forget the notes and reasons of a day, of what was taken back too."""
    return EraseRequest("note", f"--note {day}", _BLANK, f"day = ? AND {_HAS_NOTE}", (day.toordinal(),), day)


def one_food(ident: str, name: str) -> EraseRequest:
    """Return the wish to forget that a food was eaten, ticked or put on a list, by its id or, if it has none, its name.

    What takes such an entry back goes with it. What a list offered by itself stays.
    """
    data = "action IN ('ate', 'swapped') AND json_valid(data)"
    about = (
        "(subject = ? AND subject <> '' AND action <> 'offer')"
        f" OR ({data} AND (json_extract(data, '$.id') = ? OR lower(json_extract(data, '$.name')) = lower(?)))"
    )
    condition = f"({about} OR undoes IN (SELECT id FROM entry WHERE {about}))"  # noqa: S608  # our own words alone
    values = (ident, ident or name, name) * 2
    return EraseRequest("food", shlex.quote(ident or name), _DELETE, condition, values, food=name)


def these(ids: Iterable[str], *, is_text: bool) -> EraseRequest:
    """Return the wish to forget entries, or their texts, that were forgotten on another machine."""
    ours = "lower(hex(id)) IN (SELECT value FROM json_each(?))"
    values = (json.dumps([identity.replace("-", "") for identity in ids]),)
    if is_text:
        return EraseRequest("notes", "--notes", _BLANK, f"text <> '' AND {ours}", values)
    return EraseRequest("entries", "--notes", _DELETE, ours, values)


def find_ids(path: Path, backups: Path, wish: EraseRequest) -> list[str]:
    """Return the ids of the entries that are meant, in the diary and in its copies."""
    found: dict[bytes, int] = {}
    if check_file(path, backups=backups):
        with DiaryReader(path, backups) as diary:
            found = _find(diary, wish)
    for copy in _copies(backups):
        found |= _find_in_copy(copy, wish) or {}
    return [format_id(identity) for identity in found]


def preview_all(path: Path, backups: Path) -> Erased:
    """Return what `erase_all` would erase; a diary that cannot be read has no figures, but its files can go."""
    files = tuple(_copies(backups))
    try:
        if not check_file(path, backups=backups):
            return Erased(files=files)
        with DiaryReader(path, backups) as diary, diary.looking() as database:
            entries, days = database.execute("SELECT count(*), count(DISTINCT day) FROM entry").fetchone()
    except GutcliError:
        return Erased()
    return Erased(entries, 0, days, files)


def list_files(path: Path, backups: Path) -> list[Path]:
    """Return every file that `erase_all` would remove; the diary last, so that one cut short can be repeated."""
    real = Path(os.path.realpath(path))
    return [*_copies(backups), *_own_files(real), *([path] if path.is_symlink() else [])]


def erase_all(path: Path, backups: Path) -> Erased:
    """Erase the diary's file and every copy; also a diary that cannot be opened."""
    erased, files = preview_all(path, backups), list_files(path, backups)
    path = Path(os.path.realpath(path))
    with explaining(path, backups):
        # Where it can be opened, hold it while it goes: who waits for it then sees that it is gone.
        holder = None
        with suppress(GutcliError, sqlite3.Error):
            if check_file(path):
                holder = connect(path, writing=True)
                run_patiently(holder, "BEGIN EXCLUSIVE")
        try:
            if holder is not None and not _UNLINKS_OPEN_FILES:
                holder.close()
            for file in files:
                file.unlink(missing_ok=True)
            sync_folder(path.parent)
        finally:
            if holder is not None:
                holder.close()
        for suffix in ("-journal", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
    return Erased(erased.entries, 0, erased.days, tuple(files))


def find_unfinished(database: sqlite3.Connection) -> str:
    """Return what an erasing that was cut short was asked for, as the words after `gutcli forget`; "" if none was."""
    row = database.execute("SELECT value FROM meta WHERE key = ?", (_MARK,)).fetchone()
    return str(row[0]).rpartition(" ")[0] if row else ""


def preview(path: Path, backups: Path, wish: EraseRequest) -> Erased:
    """Return what `erase` would erase.

    It is counted in the diary and in its copies: what the diary no longer has may still be in one of them.
    """
    is_there = check_file(path, backups=backups)
    found: dict[bytes, int] = {}
    in_diary = finishes = False
    if is_there:
        with DiaryReader(path, backups) as diary:
            found = _find(diary, wish)
            with diary.looking() as database:
                finishes = bool(find_unfinished(database))
        in_diary = bool(found)
    holders = []
    for copy in _copies(backups):
        held = _find_in_copy(copy, wish)
        if held is None or held:
            holders.append(copy)
            found |= held or {}
    if holders and not is_there:
        raise DiaryError(
            f"There is no diary at {shown(path)}, only backups of one, and they would not outlive this.",
            f"{way_out(backups)} Or erase them all: gutcli forget --all",
        )
    files = tuple(_copies(backups) if in_diary or finishes else holders)
    if wish.is_text:
        return Erased(notes=len(found), files=files, finished_earlier=finishes)
    return Erased(len(found), 0, len(set(found.values())), files, finishes)


def _find(diary: DiaryReader, wish: EraseRequest) -> dict[bytes, int]:
    """Return the ids of the entries that are meant, and their days."""
    with diary.looking() as database:
        return dict(database.execute(f"SELECT id, day FROM entry WHERE {wish.condition}", wish.values))  # noqa: S608


def _find_in_copy(copy: Path, wish: EraseRequest) -> dict[bytes, int] | None:
    """Do the same in a copy; None if it cannot be read, so that nobody knows what it holds."""
    try:
        if not copy.stat().st_size:
            return {}
        check_file(copy)
        with DiaryReader(copy) as diary:
            return _find(diary, wish)
    except (GutcliError, OSError):
        return None


def erase(path: Path, backups: Path, wish: EraseRequest, now: datetime) -> Erased:
    """Run one erasing statement, rewrite the file without its free pages, and make the copies anew.

    What is not finished is marked in the file, in the very change that takes the rows out: whoever forgets next
    finishes it, whatever it was that stopped this one.
    """
    erased = preview(path, backups, wish)
    if not (erased.entries or erased.notes or erased.files or erased.finished_earlier):
        return erased
    SqliteDiary(path, backups).close()  # looks at the file, and upgrades an old one
    with explaining(path, backups):
        database = connect(path, writing=True)
        try:
            # The copies go below, so what stays must be whole.
            fault = run_patiently(database, "PRAGMA quick_check(1)").fetchone()[0]
            if fault != "ok":
                raise damaged(path, backups, str(fault))
            # Nothing of it in a temporary file elsewhere; secure_delete is on, so freed bytes are zeroed.
            database.execute("PRAGMA temp_store=MEMORY")
            # The number tells this mark from that of another process which erases at the same time.
            mark = f"{wish.words} {os.urandom(4).hex()}"
            with writing(database):
                changed = database.execute(f"{wish.change} WHERE {wish.condition}", wish.values).rowcount
                rewrites = changed > 0 or bool(find_unfinished(database))
                if rewrites:
                    database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_MARK, mark))
                facts.refresh(database)
            with _explaining_unfinished(path, wish):
                # The copies first: a full disk may then have the room to rewrite the file.
                for copy in _copies(backups) if rewrites else erased.files:
                    copy.unlink(missing_ok=True)
                sync_folder(backups)
                if rewrites:
                    run_patiently(database, "VACUUM")
                    with writing(database):
                        database.execute("DELETE FROM meta WHERE key = ? AND value = ?", (_MARK, mark))
            back_up_daily(database, path, backups, now.date())
        finally:
            database.close()
    return erased


@contextmanager
def _explaining_unfinished(path: Path, wish: EraseRequest) -> Iterator[None]:
    """Return what is true when it stops after the rows are gone: the usual words, that nothing was changed, are not."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise DiaryError(
            f"The diary {shown(path)} no longer shows it, but the forgetting is not finished: "
            f"{shown(format_reason(error))}. The file or a backup may still have it.",
            f"Check the disk's space (df) and whose the files are (ls -l), then finish it: gutcli forget {wish.words}",
        ) from error


def _own_files(path: Path) -> list[Path]:
    beside = [*(Path(f"{path}{suffix}") for suffix in ("-journal", "-wal", "-shm")), path]
    return _drafts(path.parent) + [file for file in beside if os.path.lexists(file)]


def _copies(backups: Path) -> list[Path]:
    if backups.is_symlink():
        raise DiaryError(
            f"The folder {shown(backups)} is a link to another place, and nothing is erased through a link.",
            f"Remove the copies there (ls -l {quoted(backups)}), then the link; and forget again.",
        )
    return [file for file in [*list_backups(backups), *_drafts(backups)] if not file.is_dir()]


def _drafts(folder: Path) -> list[Path]:
    """Find unfinished files of processes that were killed."""
    return [folder / name for name in list_names(folder) if name.startswith(".diary.") and ".tmp" in name]
