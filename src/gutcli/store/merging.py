"""Bringing entries in from elsewhere: the union of both records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from gutcli.diary.decide import NewEntry
from gutcli.diary.entry import IMPORTED, Entry
from gutcli.diary.exchange.merge import is_conflict, pick_entry
from gutcli.store import facts
from gutcli.store.connection import understanding
from gutcli.store.diary_file import SqliteDiary
from gutcli.store.rows import NEEDS_UNKNOWN, insert_entries, parse_id, select_entries


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brings: entries that are new, that were known, whose erased version was taken.

    `conflicts` are the ids of those that say something else here, which stays.
    """

    new: int = 0
    known: int = 0
    replaced: int = 0
    conflicts: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    warnings: tuple[str, ...] = ()


class _DryRunError(Exception):
    """What turns back a change that was only to be counted."""


def merge_into(
    diary: SqliteDiary, entries: Iterable[Entry], now: datetime, *, dry_run: bool = False, needs_unknown: bool = False
) -> Merged:
    """Add entries from elsewhere in one transaction, as `exchange.merge.merge_entries` does.

    The order of merges does not matter, nor how often. A dry run counts, and changes nothing. `needs_unknown` is kept:
    these entries come from where the person may have told of allergies, and here they have not.
    """
    warnings = () if dry_run else diary.back_up_once(now)
    merged = Merged()
    with suppress(_DryRunError), diary.changing() as database:
        with understanding(diary.path, diary.backups):
            have = {entry.id: entry for entry in select_entries(database, "")}
        incoming: dict[str, Entry] = {}
        received = set()
        conflicts: dict[str, None] = {}
        for entry in entries:
            received.add(entry.id)
            mine = incoming.get(entry.id) or have.get(entry.id)
            if mine is None:
                incoming[entry.id] = entry
            elif is_conflict(mine, entry):
                conflicts[entry.id] = None
            elif (picked := pick_entry(mine, entry)) != mine:
                incoming[entry.id] = picked
        replaced = [have[identity] for identity in incoming if identity in have]
        days = {entry.day for entry in (*incoming.values(), *replaced)}
        for old in replaced:
            database.execute("DELETE FROM entry WHERE id = ?", (parse_id(old.id),))
        insert_entries(database, sorted(incoming.values(), key=lambda entry: entry.id))
        with understanding(diary.path, diary.backups):
            facts.refresh(database)
        merged = Merged(
            new=len(incoming) - len(replaced), known=len(received) - len(incoming), replaced=len(replaced),
            conflicts=tuple(conflicts), days=tuple(sorted(days)), warnings=warnings,
        )  # fmt: skip
        if needs_unknown and merged.new:
            database.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", (NEEDS_UNKNOWN,))
        if dry_run:
            raise _DryRunError  # it turns the change back
    return merged


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What another program's file adds, which entries of an earlier import it puts right, and how many are here."""

    added: tuple[Entry, ...]
    corrected: tuple[Entry, ...]
    known: int


def bring_in(
    diary: SqliteDiary, now: datetime, day: date, title: str, decide: Callable[[Sequence[Entry]], BroughtIn]
) -> None:
    """Add another program's entries in one transaction, as `decide` says that looks at those of the diary.

    A note of `day` says so, the `title`; it is the change that all of them belong to, so that `undo` takes them back.
    """
    with diary.changing() as database:
        with understanding(diary.path, diary.backups):
            have = list(select_entries(database, ""))
        decided = decide(have)
        if not (decided.added or decided.corrected):
            return
        mark = diary.write(database, day, now, [NewEntry("note", IMPORTED, text=title)])[0].id
        diary.undo(database, now, decided.corrected, [NewEntry("undo", undoes=e.id) for e in decided.corrected], mark)
        insert_entries(database, [entry._replace(change=mark) for entry in decided.added])
        with understanding(diary.path, diary.backups):
            facts.refresh(database)
