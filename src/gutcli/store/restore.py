"""Putting a copy in the diary's place: whole, in one step, with what was there kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from gutcli.errors import DiaryError
from gutcli.folders import make_private_folder
from gutcli.store import open_diary
from gutcli.store.backup import back_up, copy_into, find_free_name, look_through
from gutcli.store.connection import connect, explaining, writing
from gutcli.store.creation import private_draft, put_in_place, sync_file, sync_folder
from gutcli.store.places import check_file, shown

REASON = "restore"


def load_copy(source: Path) -> dict[str, date]:
    """Return the ids of a copy's entries and their days. Raise DiaryError for what is no whole copy of ours."""
    other = f"See the others: gutcli restore --list. An export comes back so: gutcli import {shown(source)}"
    if not os.path.lexists(source):
        raise DiaryError(f"There is no copy {shown(source)}.", "See which there are: gutcli restore --list")
    try:
        check_file(source)
    except DiaryError as error:
        raise DiaryError(error.message, other) from None
    problem = look_through(source)[1]
    if problem:
        raise DiaryError(f"The copy {shown(source)} is not whole: {shown(problem)}.", other)
    return _load_days(source)


def load_present(path: Path) -> tuple[str, dict[str, date] | None]:
    """Return how the diary is (whole, missing, damaged) and the same of it; None where they cannot be read.

    Raise DiaryError for a link to nothing, whose disk may not be mounted, and for a diary of a newer gutcli.
    """
    if path.is_symlink() and not path.exists():
        check_file(path)
    try:
        if not check_file(path):
            return "missing", {}
        problem = look_through(path)[1]
        if not problem:
            return "whole", _load_days(path)
    except DiaryError:
        return "damaged", None
    if problem.startswith("its schema"):
        raise DiaryError(f"The diary {shown(path)} is of a newer gutcli ({problem}).", "Update gutcli here.")
    return "damaged", None


def _load_days(path: Path) -> dict[str, date]:
    with open_diary(path, read_only=True) as diary:
        return {entry.id: entry.day for entry in diary.read_entries()}


def put_back(source: Path, path: Path, backups: Path, now: datetime) -> Path | None:
    """Put a copy of `source` in the diary's place; return the copy of what was there, None if there was nothing.

    Whoever reads meanwhile sees the old diary or the new one; whoever waits to write is told that it was replaced. A
    diary that goes on from an older state is a new device: what it writes next must not be taken for what is gone.
    """
    real = Path(os.path.realpath(path))
    make_private_folder(real.parent)
    with explaining(path), private_draft(real.parent) as draft:
        with closing(connect(source, writing=False)) as database:
            copy_into(database, draft)
        with closing(sqlite3.connect(draft)) as database, database:
            database.execute("PRAGMA synchronous=OFF")  # the draft is synced as a whole
            device = os.urandom(8).hex()
            database.execute("INSERT INTO device (id) VALUES (?)", (device,))
            database.execute("INSERT OR REPLACE INTO meta VALUES ('device', ?)", (device,))
        if problem := look_through(draft)[1]:
            raise DiaryError(f"The copy of {shown(source)} is not whole: {shown(problem)}.", "Nothing was changed.")
        sync_file(draft)
        state, _ = load_present(path)
        if state == "whole":
            with closing(connect(real, writing=True)) as old, writing(old):
                # Nobody else can write from here on, and no journal is left beside the new file.
                kept = back_up(path, backups, now, reason=REASON).path
                os.replace(draft, real)
        elif state == "missing":
            kept = None
            if not put_in_place(draft, real):
                raise DiaryError(f"The diary {shown(path)} came back meanwhile; nothing was changed.", "Do it again.")
        else:
            kept = _set_aside(real, backups, now)
            os.replace(draft, real)
        sync_folder(real.parent)
    return kept


def _set_aside(real: Path, backups: Path, now: datetime) -> Path:
    """Keep the bytes of a damaged diary, and take its journal away: it would be played into the new file."""
    make_private_folder(backups)
    # Named as the backups are, so that `forget` finds them.
    kept = find_free_name(backups, f"diary-damaged-{now:%Y-%m-%dT%H%M%S}")
    for suffix in ("", "-journal", "-wal"):
        damaged = Path(f"{real}{suffix}")
        if os.path.lexists(damaged):
            with private_draft(backups) as draft:
                shutil.copyfile(damaged, draft)
                put_in_place(draft, kept.with_name(f"{kept.stem}{suffix}.db"))
            if suffix:
                damaged.unlink()
    sync_folder(real.parent)
    return kept
