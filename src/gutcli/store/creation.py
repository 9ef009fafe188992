"""Making a new diary: whole, private and durable, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from gutcli.folders import StrPath, make_private_folder
from gutcli.store.connection import connect, explaining
from gutcli.store.schema import start_schema


def create_diary(path: StrPath) -> None:
    """Make a new, empty diary at `path`, whole or not at all; if another process made one meanwhile, that one stays."""
    path = Path(path)
    with explaining(path):
        make_private_folder(path.parent)
        with private_draft(path.parent) as draft:
            with closing(connect(draft, writing=True)) as database:
                start_schema(database, os.urandom(8).hex())
            put_in_place(draft, path)


@contextmanager
def private_draft(folder: Path) -> Iterator[Path]:
    """Yield a new empty file in `folder`, readable by the person alone; it is gone afterwards unless it was moved."""
    draft = folder / f".diary.{os.getpid()}.{os.urandom(4).hex()}.tmp"
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600))
    try:
        yield draft
    finally:
        for leftover in (draft, Path(f"{draft}-journal")):
            with suppress(OSError):
                leftover.unlink()


def put_in_place(draft: Path, path: Path) -> bool:
    """Return the finished draft its name, unless something has it already; return whether it was given."""
    sync_file(draft)
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:
        if not _rename_if_free(draft, path):  # a file system without hard links
            return False
    sync_folder(path.parent)
    return True


def _rename_if_free(draft: Path, path: Path) -> bool:
    if os.name == "nt":
        try:
            draft.rename(path)  # refuses to replace, there
        except FileExistsError:
            return False
        return True
    import fcntl

    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)  # the look and the renaming are one step among gutclis
        if os.path.lexists(path):
            return False
        draft.rename(path)
        return True
    finally:
        os.close(folder)


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    _sync(path, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk, where the system can."""
    with suppress(OSError):
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
