"""Erasing for good, after asking."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from gutcli.errors import GutcliError, UsageError
from gutcli.keep.view import ForgetView
from gutcli.text import count

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from gutcli.folders import Folders
    from gutcli.store.erase import Erased
    from gutcli.terminal.output import Output


def forget(
    folders: Folders,
    now: datetime,
    *,
    notes: bool = False,
    before: date | None = None,
    everything: bool = False,
    ask: Callable[[str], None] | None = None,
) -> ForgetView:
    """Erase for good, in the diary and in every copy that gutcli made.

    `ask` is told what goes, before it does, and raises if it is to stay.
    """
    from gutcli.store import erase
    from gutcli.store.places import list_backups

    diary, backups = folders.diary, folders.backups
    what = "notes" if notes else "all" if everything else "before"
    ahead = _count(folders, what, before)
    # A diary that cannot be read has no figures, but its file can go.
    leftovers = everything and bool(erase.list_files(diary, backups))
    if not (ahead.entries or ahead.notes or ahead.files or ahead.finishes or leftovers):
        return ForgetView(
            what=what, before=before, entries=0, notes=0, days=0, files=(), remade=None, finished_earlier=False
        )
    if ask:
        ask(format_losses(what, before, ahead))
    had = set(list_backups(backups))
    if notes:
        gone = erase.erase_notes(diary, backups, now)
    elif before is not None:
        gone = erase.erase_before(diary, backups, before, now)
    else:
        gone = erase.erase_all(diary, backups)
    _drop_answers(folders.cache)
    remade = [file for file in list_backups(backups) if file in gone.files or file not in had]
    return ForgetView(
        what=what,
        before=before,
        entries=gone.entries,
        notes=gone.notes,
        days=gone.days,
        files=tuple(str(file) for file in gone.files),
        remade=str(remade[-1]) if remade else None,
        finished_earlier=gone.finishes,
    )


def _count(folders: Folders, what: str, before: date | None) -> Erased:
    from gutcli.store import erase

    diary, backups = folders.diary, folders.backups
    if what == "notes":
        return erase.count_notes(diary, backups)
    if before is not None:
        return erase.count_before(diary, backups, before)
    with suppress(GutcliError):
        return erase.count_all(diary, backups)
    return erase.Erased()


def format_losses(what: str, before: date | None, erased: Erased) -> str:
    """Return in words what goes, for the question before it does."""
    figures = ""
    if what == "all":
        of = f", {count(erased.entries, 'entry', 'entries')} of {count(erased.days, 'day')}," if erased.entries else ""
        figures = f"the whole diary{of}" if of else "the diary"
    elif erased.notes:
        figures = count(erased.notes, "note")
    elif erased.entries:
        figures = f"{count(erased.entries, 'entry', 'entries')} of {count(erased.days, 'day')} before {before}"
    elif erased.finishes:
        figures = "what an earlier forgetting, cut short, left"
    have = ("has" if len(erased.files) == 1 else "have") if figures else "may have"
    copies = f"{count(len(erased.files), 'backup')} that still {have} it" if erased.files else ""
    return " and ".join(part for part in (figures, copies) if part)


def ask_person(output: Output, losses: str) -> None:
    """Ask before anything is erased, on stderr, so that stdout holds the answer alone.

    Raises UsageError where nobody can be asked, GutcliError if the answer is no.
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


def _drop_answers(cache: Path) -> None:
    """Drop kept answers, which may repeat what was forgotten; the compiled catalog is nobody's secret and stays."""
    from gutcli.catalog.kinds import FILES

    with suppress(OSError):
        kept = {*(f"{name}.json" for name in FILES), "head.json"}
        for file in sorted(cache.rglob("*")):
            if not file.is_dir() and not (file.parent == cache and file.name in kept):
                with suppress(OSError):
                    file.unlink()
