"""Bringing a diary of an older gutcli to the newest schema, and refusing one of a newer gutcli."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from gutcli.folders import StrPath
from gutcli.store import schema
from gutcli.store.connection import read_version, reading, run_patiently, writing


def upgrade(database: sqlite3.Connection, path: StrPath, backups: StrPath | None) -> None:
    """Bring the file to the newest schema, after a verified copy of it as it was."""
    from gutcli.folders import make_private_folder
    from gutcli.store import facts
    from gutcli.store.backup import verify_copy
    from gutcli.store.creation import private_draft, put_in_place

    version = read_version(database, path, backups)
    folder = Path(backups or Path(path).parent / "backups")
    make_private_folder(folder)
    with private_draft(folder) as draft:
        run_patiently(database, "VACUUM INTO ?", values=(str(draft),))
        verify_copy(draft)
        put_in_place(draft, folder / f"diary-before-schema-{version + 1}.db")
    with writing(database):
        # Read again: another process may have done it while this one copied.
        schema.apply_steps(database, read_version(database, path, backups))
        facts.refresh(database)


def upgrade_in_memory(
    database: sqlite3.Connection, path: StrPath, backups: StrPath | None, patience: float | None = None
) -> sqlite3.Connection:
    """Return an upgraded copy in memory, for reading: reading never writes to the file."""
    version = read_version(database, path, backups, patience)
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with reading(database, patience):  # on its own, a copy waits for a locked file for ever
        database.backup(copy)
    database.close()
    with writing(copy):
        schema.apply_steps(copy, version)
    return copy
