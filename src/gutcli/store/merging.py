"""Bringing entries in from elsewhere: the union of both records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from gutcli.diary.exchange.merge import pick_entry
from gutcli.store import facts
from gutcli.store.connection import understanding
from gutcli.store.rows import insert_entries, read_id, select_entries

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from gutcli.diary.entry import Entry
    from gutcli.store.diary_file import SqliteDiary


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brings: entries that are new, that were known, and whose other version was taken."""

    new: int = 0
    known: int = 0
    replaced: int = 0
    days: tuple[date, ...] = ()
    warnings: tuple[str, ...] = ()


class _DryRunError(Exception):
    pass


def merge_into(diary: SqliteDiary, entries: Iterable[Entry], now: datetime, *, dry_run: bool = False) -> Merged:
    """Add entries from elsewhere in one transaction, as `transfer.merge.merge_entries` does.

    The order of merges does not matter, nor how often. A dry run counts, and changes nothing.
    """
    warnings = () if dry_run else diary.back_up_once(now)
    merged = Merged()
    try:
        with diary.changing() as database:
            with understanding(diary.path, diary.backups):
                have = {entry.id: entry for entry in select_entries(database, "")}
            incoming: dict[str, Entry] = {}
            received = set()
            for entry in entries:
                received.add(entry.id)
                mine = incoming.get(entry.id) or have.get(entry.id)
                if mine is None or pick_entry(mine, entry) != mine:
                    incoming[entry.id] = entry
            replaced = [have[identity] for identity in incoming if identity in have]
            days = {entry.day for entry in (*incoming.values(), *replaced)}
            for old in replaced:
                database.execute("DELETE FROM entry WHERE id = ?", (read_id(old.id),))
            insert_entries(database, sorted(incoming.values(), key=lambda entry: entry.id))
            with understanding(diary.path, diary.backups):
                facts.refresh(database)
            merged = Merged(
                len(incoming) - len(replaced),
                len(received) - len(incoming),
                len(replaced),
                tuple(sorted(days)),
                warnings,
            )
            if dry_run:
                _turn_back()
    except _DryRunError:
        pass
    return merged


def _turn_back() -> NoReturn:
    raise _DryRunError
