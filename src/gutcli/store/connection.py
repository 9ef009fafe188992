"""Opening the file with SQLite, waiting for other processes, and saying what went wrong."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from gutcli.errors import DiaryError, format_reason
from gutcli.folders import StrPath
from gutcli.store.places import shown, sqlite_address, way_out
from gutcli.store.schema import newest_schema

PATIENCE_S = 15.0
# SQLite waits in C, where Ctrl-C is not heard; so it waits a little, and Python asks again.
_SLICE_MS = 250
_PAUSE_S = 0.01  # some statements do not wait at all, and would be asked for without rest
_PAGE_CACHE_KIB = 8192


class BusyError(sqlite3.OperationalError):
    """Another process has held the file for `waited` seconds."""

    def __init__(self, words: str, waited: float) -> None:
        super().__init__(words)
        self.waited = waited


def connect(path: StrPath, *, writing: bool, patience: float | None = None) -> sqlite3.Connection:
    """Open the database at `path`, which must exist; the caller has looked at the file (places.check_file)."""
    # mode=rw for reading too: a change that was cut short must be rolled back before the file can be believed.
    # SQLite itself falls back to reading alone where it may not write; a missing file is never made.
    database = sqlite3.connect(sqlite_address(path, "rw"), uri=True, isolation_level=None, timeout=_SLICE_MS / 1000)
    try:
        # Any of these may have to read the schema, so any may find the file locked.
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", f"cache_size=-{_PAGE_CACHE_KIB}"):
            run_patiently(database, f"PRAGMA {pragma}", patience)
        if writing:
            # Measured for one change a process: DELETE is as quick as WAL, and a file that is copied or replaced
            # loses nothing in silence. EXTRA also syncs the folder when the journal goes.
            for pragma in ("foreign_keys=ON", "synchronous=EXTRA", "fullfsync=ON", "secure_delete=ON"):
                run_patiently(database, f"PRAGMA {pragma}", patience)
            # This one writes, so a file that the caller is about to refuse for its schema keeps its mode.
            if 1 <= run_patiently(database, "PRAGMA user_version", patience).fetchone()[0] <= newest_schema():
                run_patiently(database, "PRAGMA journal_mode=DELETE", patience)
        else:
            run_patiently(database, "PRAGMA query_only=ON", patience)
    except BaseException:
        database.close()
        raise
    return database


def run_patiently(
    database: sqlite3.Connection, statement: str, patience: float | None = None, values: tuple[object, ...] = ()
) -> sqlite3.Cursor:
    """Run a statement that may find the file locked, for as long as PATIENCE_S; Ctrl-C works meanwhile.

    Raise BusyError where that was not long enough.
    """
    patience = PATIENCE_S if patience is None else patience
    end = time.monotonic() + patience
    while True:
        try:
            return database.execute(statement, values)
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            if time.monotonic() >= end:
                raise BusyError(str(error), patience) from error
        time.sleep(_PAUSE_S)


def is_busy(error: sqlite3.Error) -> bool:
    """Return whether another process holds the file."""
    return isinstance(error, BusyError) or getattr(error, "sqlite_errorname", "").startswith(
        ("SQLITE_BUSY", "SQLITE_LOCKED")
    )


@contextmanager
def reading(database: sqlite3.Connection, patience: float | None = None) -> Iterator[None]:
    """See the file as it is at one instant, whatever others write meanwhile."""
    if database.in_transaction:  # the writer looks at what it is about to change
        yield
        return
    database.execute("BEGIN")
    try:
        run_patiently(database, "SELECT 1 FROM sqlite_master LIMIT 1", patience).fetchall()
        yield
    finally:
        if database.in_transaction:
            database.execute("ROLLBACK")


@contextmanager
def writing(database: sqlite3.Connection) -> Iterator[None]:
    """Write all that happens inside, durably, or nothing."""
    run_patiently(database, "BEGIN IMMEDIATE")
    try:
        yield
        run_patiently(database, "COMMIT")
    except BaseException:
        # After a full disk SQLite has often rolled back already. Where it cannot, the journal stays for the next one.
        with suppress(sqlite3.Error):
            if database.in_transaction:
                database.execute("ROLLBACK")
        raise


@contextmanager
def explaining(path: StrPath, backups: StrPath | None = None) -> Iterator[None]:
    """Turn whatever SQLite, the system or a damaged row raises inside into a DiaryError that says the way out."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, path, backups) from error
    except UnicodeDecodeError as error:  # SQLite quotes the damaged bytes, and Python cannot read its message
        raise damaged(path, backups, "its tables cannot be read") from error
    except OSError as error:
        raise DiaryError(
            f"The diary {shown(path)} cannot be used: {format_reason(error)}.",
            "Check the disk's space (df) and that the file and its folder belong to you (ls -l).",
        ) from error


@contextmanager
def understanding(path: StrPath, backups: StrPath | None) -> Iterator[None]:
    """Turn what damaged rows do to whoever folds them into a DiaryError; nothing else belongs inside."""
    try:
        yield
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise damaged(path, backups, f"a row cannot be read ({error})") from error


def damaged(path: StrPath, backups: StrPath | None, detail: str) -> DiaryError:
    """Return the error which says that the file is ours, but broken."""
    return DiaryError(f"The diary {shown(path)} is damaged: {detail}.", way_out(backups))


# How SQLite's names for an error begin, what to say of it, and what to do.
_REASONS = (
    (("SQLITE_FULL",), "cannot grow: the disk is full. Nothing was changed.", "Free some space; try again."),
    (
        ("SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY", "SQLITE_READONLY_CANTINIT"),
        "has a change that was cut short, and its place cannot be written, so it cannot be mended.",
        "Make the file and its folder writable (chmod u+w), or copy both the file and its -journal elsewhere.",
    ),
    (
        ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"),
        "cannot be written: the file or its folder is read-only. Nothing was changed.",
        "Make the file and its folder writable (chmod u+w), or set GUTCLI_HOME to a folder of yours.",
    ),
    (
        ("SQLITE_CANTOPEN",),
        "or its journal cannot be opened. Nothing was changed.",
        "Check that the file and its folder belong to you and can be written (ls -l), and the disk's space (df).",
    ),
    (
        ("SQLITE_IOERR",),
        "cannot be read or written: {}. Nothing was changed.",
        "Check the disk: its space (df), its limits (ulimit -f) and its health; then try again.",
    ),
)


def _explain(error: sqlite3.Error, path: StrPath, backups: StrPath | None) -> DiaryError:
    name = getattr(error, "sqlite_errorname", "")
    where = f"The diary {shown(path)}"
    if is_busy(error):
        waited = f"has held it for {error.waited:g} seconds" if isinstance(error, BusyError) else "holds it"
        return DiaryError(
            f"{where} is busy: another process {waited}. Nothing was changed.",
            "Try again; if it stays so, see who holds it: fuser, or close the program that has it open.",
        )
    for names, what, hint in _REASONS:
        if name.startswith(names):
            return DiaryError(f"{where} {what.format(error)}", hint)
    return damaged(path, backups, str(error))


def read_version(
    database: sqlite3.Connection, path: StrPath, backups: StrPath | None, patience: float | None = None
) -> int:
    """Return the file's schema. Raise DiaryError if a newer gutcli wrote it, or none."""
    version: int = run_patiently(database, "PRAGMA user_version", patience).fetchone()[0]
    if version > newest_schema():
        raise DiaryError(
            f"The diary {shown(path)} was written by a newer gutcli: its schema is {version},"
            f" and this one knows {newest_schema()}.",
            "Update gutcli on this machine. Nothing was changed.",
        )
    if version < 1:
        raise damaged(path, backups, "it does not say its schema")
    return version
