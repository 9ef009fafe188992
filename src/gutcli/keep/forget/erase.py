"""Erasing for good, after asking: the diary, its copies, and the files beside it that may repeat what is to go."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from gutcli.catalog.library import Catalog
from gutcli.catalog.search import ambiguous, match_eaten
from gutcli.errors import GutcliError, UsageError
from gutcli.folders import Folders
from gutcli.keep.sync.hook import announce_erasure
from gutcli.keep.view import ForgetView
from gutcli.profile.file import find_copy
from gutcli.store import erase
from gutcli.store.erase import Erased, EraseRequest
from gutcli.store.places import list_backups
from gutcli.terminal.output import Output
from gutcli.terminal.question import ask_whether
from gutcli.text import count

# What is kept of a person; the last three by version 0.1.0, as were answers under quick/. The compiled catalog is
# nobody's secret and stays.
_KEPT = re.compile(r"\.?(?:person|basket|needs|plan|profile)\.json(?:\.\d+\.[0-9a-f]{8}\.tmp)?")
_ANSWER = re.compile(r"[0-9a-f]{8}")
_STAMP = b'"gutcli '
"""How whatever is kept begins: a file of another program may have such a name, too."""


def find_food(catalog: Catalog, words: str) -> tuple[str, str]:
    """Return the id and the name of a food; no id for what the catalog does not know, which is kept in words."""
    found = match_eaten(words, catalog.names("foods"), catalog.vocabulary("eating")["free_of"])
    if len(found) > 1:
        raise ambiguous(words, found, "food")
    return (found[0], catalog.label("foods", found[0])) if found else ("", words)


def forget(
    folders: Folders,
    now: datetime,
    wish: EraseRequest,
    ask: Callable[[str], None] | None = None,
    *,
    with_profile: bool = False,
) -> ForgetView:
    """Erase for good, in the diary and in every copy that gutcli made.

    `ask` is told what goes, before it does, and raises if it is to stay. Raise DiaryError, before anything is erased,
    where a place cannot be looked at.
    """
    diary, backups, cache, is_all = Path(folders.diary), Path(folders.backups), Path(folders.cache), wish.what == "all"
    ahead = erase.preview_all(diary, backups) if is_all else erase.preview(diary, backups, wish)
    own = [find_copy(folders.profile), folders.profile] if with_profile else []
    kept, profile = _find_personal(cache), [Path(path) for path in own if os.path.lexists(path)]
    leftovers = [*erase.list_files(diary, backups), *profile] if is_all else []
    if not (ahead.entries or ahead.notes or ahead.files or ahead.finished_earlier or leftovers):
        # What was worked out from a profile that is gone can be made again: nobody need be asked.
        return _view(wish, Erased(), None, _remove(kept if is_all else [])[1], with_profile=with_profile)
    if ask:
        ask(_format_losses(wish, ahead, with_profile=with_profile))
    announce_erasure(folders, now, wish)
    had = set(list_backups(backups))
    gone = erase.erase_all(diary, backups) if is_all else erase.erase(diary, backups, wish, now)
    removed, left = _remove([*kept, *profile])
    left += [cache] if cache.is_symlink() else []
    remade = [file for file in list_backups(backups) if file in gone.files or file not in had]
    if is_all:
        gone = replace(gone, files=(*gone.files, *removed))
    return _view(wish, gone, remade[-1] if remade else None, left, with_profile=with_profile)


def _view(wish: EraseRequest, gone: Erased, remade: Path | None, left: list[Path], *, with_profile: bool) -> ForgetView:
    before, day = (wish.day, None) if wish.what == "before" else (None, wish.day)
    return ForgetView(gone, wish.what, before, day, wish.food, remade, with_profile, tuple(left))


def _format_losses(wish: EraseRequest, erased: Erased, *, with_profile: bool) -> str:
    """Return in words what goes, for the question before it does."""
    entries, days = count(erased.entries, "entry", "entries"), count(erased.days, "day")
    figures = ""
    if wish.what == "all":
        figures = f"the whole diary, {entries} of {days}," if erased.entries else "the diary"
        figures += " and your profile with its copy" if with_profile else ""
    elif erased.notes:
        figures = count(erased.notes, "note") + (f" of {wish.day}" if wish.day else "")
    elif erased.entries:
        of = {"before": f"{days} before {wish.day}", "day": f"{wish.day}", "food": f"{days} about {wish.food}"}
        figures = f"{entries} of {of[wish.what]}"
    elif erased.finished_earlier:
        figures = "what an earlier forgetting, cut short, left"
    have = ("has" if len(erased.files) == 1 else "have") if figures else "may have"
    copies = f"{count(len(erased.files), 'backup')} that still {have} it" if erased.files else ""
    return " and ".join(part for part in (figures, copies) if part)


def ask_person(output: Output, losses: str) -> None:
    """Ask before anything is erased, on stderr, so that stdout holds the answer alone.

    Raise UsageError where nobody can be asked, GutcliError if the answer is no.
    """
    losses = losses.rstrip(",")
    stderr = output.stderr
    if sys.stdin is None or not sys.stdin.isatty() or stderr is None or not stderr.isatty():
        raise UsageError(
            f"This would erase {losses}, for good, and nobody can be asked here.", "Add --yes to do it all the same."
        )
    output.ask(f"This erases {losses}, for good. An export first? gutcli export diary.jsonl\n")
    if not ask_whether("Erase?", output.ask):
        raise GutcliError("Stopped.", "Nothing was erased.", code="stopped")


def _find_personal(cache: Path) -> list[Path]:
    """Return the files in the cache that say something of the person."""
    found = [path for path in _list_files(cache) if _KEPT.fullmatch(path.name) and _begins_as_ours(path)]
    return found + [path for path in _list_files(cache / "quick") if _ANSWER.fullmatch(path.name)]


def _remove(files: list[Path]) -> tuple[list[Path], list[Path]]:
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
