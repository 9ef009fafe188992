"""What is said of copies to go back to, and of going back to one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gutcli.folders import Folders
from gutcli.store.backup import Copy, check_backups

KEPT = "diary-before-restore-"
"""How the copies begin that a restore makes of what was there; the newest copy to go back to is none of them."""


class Difference(NamedTuple):
    """Entries that one diary has and another has not, and their days."""

    entries: int
    days: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class RestoreListView:
    """The copies among the backups, newest last."""

    folder: str
    backups: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class RestoreView:
    """What a restore changed, or would change: `returns` come back, `goes` is no longer there.

    `present` is how the diary is: whole, missing or damaged (then what goes is unknown, null). `kept` is the copy that
    was made of it. `done` is false in a dry run, and where no copy was named and the newest lacks something.
    """

    path: str
    entries: int
    present: str
    returns: Difference | None
    goes: Difference | None
    kept: str | None
    dry_run: bool
    done: bool


def build_copies(folders: Folders) -> RestoreListView:
    """Return every copy, looked through."""
    return RestoreListView(folders.backups, tuple(sorted(check_backups(Path(folders.backups)), key=find_age)))


def find_age(copy: Copy) -> tuple[int, str]:
    """Return by what copies are put in order, the newest last."""
    try:
        return (copy.path.stat().st_mtime_ns, copy.path.name)
    except OSError:
        return (0, copy.path.name)
