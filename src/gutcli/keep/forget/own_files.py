"""The files beside the diary that may repeat what is to be forgotten: by their names, in folders that are not links."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from gutcli.folders import Folders

# What is kept of a person; the last three by version 0.1.0, as were answers under quick/. The compiled catalog is
# nobody's secret and stays.
_KEPT = re.compile(r"\.?(?:person|basket|needs|plan|profile)\.json(?:\.\d+\.[0-9a-f]{8}\.tmp)?")
_ANSWER = re.compile(r"[0-9a-f]{8}")
_STAMP = b'"gutcli '
"""How whatever is kept begins: a file of another program may have such a name, too."""


def find_kept(cache: Path) -> list[Path]:
    """Return the files in the cache that say something of the person."""
    found = [path for path in _list_files(cache) if _KEPT.fullmatch(path.name) and _begins_as_ours(path)]
    return found + [path for path in _list_files(cache / "quick") if _ANSWER.fullmatch(path.name)]


def find_profile(folders: Folders) -> list[Path]:
    """Return the profile and the copy that is made before it is changed."""
    beside = folders.profile.with_name(f"{folders.profile.name}.bak")
    return [path for path in (beside, folders.profile) if os.path.lexists(path)]


def remove(files: list[Path]) -> tuple[list[Path], list[Path]]:
    """Remove files; return those that are gone, and those that could not be removed."""
    gone, left = [], []
    for path in files:
        try:
            path.unlink(missing_ok=True)
            gone.append(path)
        except OSError:
            left.append(path)
    return gone, left


def _list_files(folder: Path) -> list[Path]:
    """Return the plain files of a folder that is no link; none where there is no such folder."""
    try:
        if folder.is_symlink() or (folder.parent.is_symlink() and folder.name == "quick"):
            return []
        with os.scandir(folder) as entries:
            return sorted(
                folder / entry.name for entry in entries if stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode)
            )
    except OSError:
        return []


def _begins_as_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            begins = file.read(len(_STAMP))
    except OSError:
        return True  # who may not read it may still remove it
    return begins in {_STAMP, b""}
