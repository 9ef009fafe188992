"""Erasing for good, after asking."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from gutcli.catalog.library import Catalog
from gutcli.errors import GutcliError, UsageError
from gutcli.folders import Folders
from gutcli.keep.forget.own_files import find_kept, find_profile, remove
from gutcli.keep.sync.hook import announce_erasure
from gutcli.keep.view import ForgetView
from gutcli.store.erase import Erased, Wish
from gutcli.terminal.output import Output
from gutcli.text import count


class Wanted(NamedTuple):
    """What is to be forgotten: notes, note (of a day), day, before (a day), food (its id and name), or all."""

    what: str
    day: date | None = None
    food: tuple[str, str] = ("", "")
    profile: bool = False

    @property
    def wish(self) -> Wish | None:
        """The same for the diary; None for all of it."""
        from gutcli.store import erase

        if self.what == "notes":
            return erase.NOTES
        if self.what == "food":
            return erase.one_food(*self.food)
        if self.day is None:
            return None
        return {"note": erase.notes_of, "day": erase.one_day, "before": erase.earlier}[self.what](self.day)


def find_food(catalog: Catalog, words: str) -> tuple[str, str]:
    """Return the id and the name of a food; no id for what the catalog does not know, which is kept in words."""
    from gutcli.catalog.search import ambiguous, match_eaten

    found = match_eaten(words, catalog.names("foods"))
    if len(found) > 1:
        raise ambiguous(words, found, "food")
    return (found[0], catalog.label("foods", found[0])) if found else ("", words)


def forget(folders: Folders, now: datetime, wanted: Wanted, ask: Callable[[str], None] | None = None) -> ForgetView:
    """Erase for good, in the diary and in every copy that gutcli made.

    `ask` is told what goes, before it does, and raises if it is to stay. Raise DiaryError, before anything is erased,
    where a place cannot be looked at.
    """
    from gutcli.store import erase
    from gutcli.store.places import list_backups

    diary, backups = folders.diary, folders.backups
    wish = wanted.wish
    ahead = erase.count(diary, backups, wish) if wish else _count_all(folders)
    kept, profile = find_kept(folders.cache), find_profile(folders) if wanted.profile else []
    # A diary that cannot be read has no figures, but its file can go.
    leftovers = [] if wish else [*erase.list_files(diary, backups), *profile]
    if not (ahead.entries or ahead.notes or ahead.files or ahead.finishes or leftovers):
        # What was worked out from a profile that is gone can be made again: nobody need be asked.
        return _view(wanted, Erased(), None, remove([] if wish else kept)[1])
    if ask:
        ask(format_losses(wanted, ahead))
    announce_erasure(folders, now, wish)
    had = set(list_backups(backups))
    gone = erase.erase(diary, backups, wish, now) if wish else erase.erase_all(diary, backups)
    removed, left = remove([*kept, *profile])
    left += [folders.cache] if folders.cache.is_symlink() else []
    remade = [file for file in list_backups(backups) if file in gone.files or file not in had]
    if wish is None:
        gone = replace(gone, files=(*gone.files, *removed))
    return _view(wanted, gone, remade[-1] if remade else None, left)


def _view(wanted: Wanted, gone: Erased, remade: Path | None, left: list[Path]) -> ForgetView:
    return ForgetView(
        what=wanted.what,
        before=wanted.day if wanted.what == "before" else None,
        day=wanted.day if wanted.what != "before" else None,
        food=wanted.food[1] or None,
        entries=gone.entries,
        notes=gone.notes,
        days=gone.days,
        files=tuple(str(file) for file in gone.files),
        remade=str(remade) if remade else None,
        finished_earlier=gone.finishes,
        with_profile=wanted.profile,
        left=tuple(str(file) for file in left),
    )


def _count_all(folders: Folders) -> Erased:
    from gutcli.store import erase

    erase.list_files(folders.diary, folders.backups)  # a place that cannot be looked at is refused here
    with suppress(GutcliError):
        return erase.count_all(folders.diary, folders.backups)
    return Erased()


def format_losses(wanted: Wanted, erased: Erased) -> str:
    """Return in words what goes, for the question before it does."""
    entries, days = count(erased.entries, "entry", "entries"), count(erased.days, "day")
    figures = ""
    if wanted.what == "all":
        figures = f"the whole diary, {entries} of {days}," if erased.entries else "the diary"
        figures += " and your profile with its copy" if wanted.profile else ""
    elif erased.notes:
        figures = count(erased.notes, "note") + (f" of {wanted.day}" if wanted.day else "")
    elif erased.entries:
        of = {"before": f"{days} before {wanted.day}", "day": f"{wanted.day}", "food": f"{days} about {wanted.food[1]}"}
        figures = f"{entries} of {of[wanted.what]}"
    elif erased.finishes:
        figures = "what an earlier forgetting, cut short, left"
    have = ("has" if len(erased.files) == 1 else "have") if figures else "may have"
    copies = f"{count(len(erased.files), 'backup')} that still {have} it" if erased.files else ""
    return " and ".join(part for part in (figures, copies) if part)


def ask_person(output: Output, losses: str) -> None:
    """Ask before anything is erased, on stderr, so that stdout holds the answer alone.

    Raise UsageError where nobody can be asked, GutcliError if the answer is no.
    """
    from gutcli.terminal.question import ask_whether

    losses = losses.rstrip(",")
    stderr = output.stderr
    if sys.stdin is None or not sys.stdin.isatty() or stderr is None or not stderr.isatty():
        raise UsageError(
            f"This would erase {losses}, for good, and nobody can be asked here.", "Add --yes to do it all the same."
        )
    output.ask(f"This erases {losses}, for good. An export first? gutcli export diary.jsonl\n")
    if not ask_whether("Erase?", output.ask):
        raise GutcliError("Stopped.", "Nothing was erased.", code="stopped")
