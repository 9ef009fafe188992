"""Going back to a copy of the diary: which one, and what changes by it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from gutcli.errors import DiaryError
from gutcli.folders import Folders, parse_path
from gutcli.keep.restore.view import KEPT, Difference, RestoreView, find_age
from gutcli.store.backup import check_backups
from gutcli.store.restore import load_copy, load_present, put_back
from gutcli.text import safe


def go_back(folders: Folders, now: datetime, words: str, *, dry_run: bool = False) -> RestoreView:
    """Put a copy in the diary's place, and keep a copy of what was there.

    Without a name it is the newest whole copy, and only if nothing that is here would go.
    """
    source = _find_copy(folders, words)
    theirs = load_copy(source)
    present, here = load_present(Path(folders.diary))
    returns = goes = None
    if here is not None:
        returns = _measure(day for identity, day in theirs.items() if identity not in here)
        goes = _measure(day for identity, day in here.items() if identity not in theirs)
    kept = None
    done = not dry_run and bool(words or goes is None or not goes.entries)
    if done and (goes is None or goes.entries or (returns and returns.entries)):
        kept = put_back(source, Path(folders.diary), Path(folders.backups), now)
    return RestoreView(str(source), len(theirs), present, returns, goes, str(kept) if kept else None, dry_run, done)


def _find_copy(folders: Folders, words: str) -> Path:
    backups = Path(folders.backups)
    if words:
        path, beside = parse_path(words), backups / words
        return beside if not path.exists() and beside.parent == backups and beside.exists() else path
    copies = [copy for copy in check_backups(backups) if not (copy.problem or copy.path.name.startswith(KEPT))]
    if not copies:
        raise DiaryError(
            f"There is no whole copy in {safe(folders.backups)}.",
            "If you have one elsewhere, name it: gutcli restore FILE. An export comes back so: gutcli import FILE",
        )
    return max(copies, key=find_age).path


def _measure(days: Iterable[date]) -> Difference:
    every = list(days)
    return Difference(len(every), len(set(every)), min(every, default=None), max(every, default=None))
