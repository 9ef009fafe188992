"""Reading the diary's file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from typing import Self

from gutcli.diary.entry import KITCHEN, TRIAL, Entry, parse_item, parse_offer
from gutcli.diary.fold import Mark, drop_taken_back
from gutcli.diary.summary import DaySummary, Glance
from gutcli.folders import StrPath
from gutcli.store import facts
from gutcli.store.connection import connect, explaining, reading, run_patiently, understanding
from gutcli.store.places import identify
from gutcli.store.rows import NEEDS_UNKNOWN, read_device, select_entries
from gutcli.store.schema import newest_schema, start_schema

_KITCHEN = (*KITCHEN, "undo")


class DiaryReader:
    """The diary, to be read. Lists are in the order in which things happened, oldest first."""

    _writes = False

    def __init__(self, path: StrPath, backups: StrPath | None = None, patience: float | None = None) -> None:
        self.path = path
        self.backups = backups
        self._patience = patience
        self._open()

    def _open(self) -> None:
        with explaining(self.path, self.backups):
            self._identity = identify(self.path)
            self._database = connect(self.path, writing=self._writes, patience=self._patience)
            try:
                run_patiently(self._database, "SELECT 1 FROM sqlite_master LIMIT 1", self._patience).fetchall()
                version = run_patiently(self._database, "PRAGMA user_version", self._patience).fetchone()[0]
                if version != newest_schema():
                    from gutcli.store.migration import upgrade, upgrade_in_memory

                    if self._writes:
                        upgrade(self._database, self.path, self.backups)
                    else:
                        self._database = upgrade_in_memory(self._database, self.path, self.backups, self._patience)
            except BaseException:
                self._database.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @contextmanager
    def looking(self) -> Iterator[sqlite3.Connection]:
        """Read at one instant; rows that cannot be understood are damage, and said to be."""
        with (
            explaining(self.path, self.backups),
            reading(self._database, self._patience),
            understanding(self.path, self.backups),
        ):
            yield self._database

    def read_day(self, day: date) -> list[Entry]:
        """Return a day's entries."""
        with self.looking() as database:
            return select_day(database, day)

    def read_entries(
        self, first: date | None = None, last: date | None = None, *, without_check_ins: bool = False
    ) -> Iterator[Entry]:
        """Return the entries of the days from `first` to `last`, in the order of their ids."""
        span = ((first or date.min).toordinal(), (last or date.max).toordinal())
        but = "AND action NOT IN ('mood', 'note')" if without_check_ins else ""
        with self.looking() as database:
            yield from select_entries(database, f"WHERE day BETWEEN ? AND ? {but} ORDER BY id", span)

    def read_ids(self) -> set[bytes]:
        """Return the id of every entry, as the file has it."""
        with self.looking() as database:
            return {row[0] for row in database.execute("SELECT id FROM entry")}

    def read_some(self, ids: Iterable[bytes]) -> list[Entry]:
        """Return the entries of these ids that are here, in the order of their ids."""
        with self.looking() as database:
            return [entry for each in sorted(ids) for entry in select_entries(database, "WHERE id = ?", (each,))]

    def read_glance(self, day: date, first: date, last: date) -> Glance:
        """Return what a daily screen needs, at one instant."""
        with self.looking() as database:
            days = tuple(facts.read_summaries(database, first, last))
            marks = tuple(_sound(facts.read_marks(database)))
            kitchen = select_kitchen(database, first, last)
            return Glance(tuple(select_day(database, day)), marks, days, kitchen, select_trials(database))

    def read_marks(self) -> list[Mark]:
        """Return every written day in four numbers."""
        with self.looking() as database:
            return _sound(facts.read_marks(database))

    def read_summaries(self, first: date | None = None, last: date | None = None) -> list[DaySummary]:
        """Return the written days from `first` to `last` in short."""
        with self.looking() as database:
            return facts.read_summaries(database, first, last)

    def read_trials(self) -> tuple[Entry, ...]:
        """Return the entries about trials, and the undos of those days."""
        with self.looking() as database:
            return select_trials(database)

    def find_first_day(self) -> date | None:
        """Return the earliest day of which something stands."""
        marks = self.read_marks()
        return date.fromordinal(marks[0][0]) if marks else None

    def find_last_names(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the name under which each id was last offered or eaten; for what the catalog no longer has."""
        wanted = set(ids)
        names: dict[str, str] = {}
        if not wanted:
            return names
        with self.looking() as database:
            clause = "WHERE action IN ('offer', 'swapped', 'ate') ORDER BY id DESC"
            for entry in select_entries(database, clause):
                items = parse_offer(entry).items if entry.action == "offer" else (parse_item(entry),)
                for item in items:
                    if item.id in wanted:
                        names[item.id] = item.name
                        wanted.discard(item.id)
                if not wanted:
                    break
        return names

    def lacks_needs(self) -> bool:
        """Return whether entries came in from where the person may have told of needs, without those."""
        with self.looking() as database:
            return database.execute("SELECT 1 FROM meta WHERE key = ?", (NEEDS_UNKNOWN,)).fetchone() is not None

    def read_last_change(self) -> list[Entry]:
        """Return all that the newest change of this device wrote, an undo or not."""
        with self.looking() as database:
            last = "SELECT coalesce(change, id) FROM entry WHERE device = ({}) ORDER BY id DESC LIMIT 1"
            device = "SELECT number FROM device WHERE id = ?"
            row = database.execute(last.format(device), (read_device(database) or "",)).fetchone()
            return list(select_entries(database, "WHERE change = ? OR id = ? ORDER BY id", (*row, *row))) if row else []

    def read_device(self) -> str:
        """Return the id of the device whose diary this is; "" if it is lost, or there is none."""
        with self.looking() as database:
            return read_device(database) or ""

    def count_entries(self) -> int:
        """Count the entries."""
        with self.looking() as database:
            number: int = database.execute("SELECT count(*) FROM entry").fetchone()[0]
            return number


class EmptyDiary(DiaryReader):
    """A diary before its first entry: it stands in memory, and the disk is not touched."""

    def _open(self) -> None:
        self._database = sqlite3.connect(":memory:", isolation_level=None)
        start_schema(self._database, device="")


def _sound(marks: list[Mark]) -> list[Mark]:
    """Return the marks if they are what their type says; a damaged cell may hold anything."""
    if not set(map(type, chain.from_iterable(marks))) <= {int}:
        raise TypeError("a day's figures are no numbers")
    for mark in (*marks[:1], *marks[-1:]):
        date.fromordinal(mark[0])
    return marks


def select_kitchen(database: sqlite3.Connection, first: date, last: date) -> tuple[Entry, ...]:
    """Return what stands of what some days say of the kitchen."""
    clause = f"WHERE day BETWEEN ? AND ? AND action IN ({', '.join('?' * len(_KITCHEN))}) ORDER BY id"
    found = list(select_entries(database, clause, (first.toordinal(), last.toordinal(), *_KITCHEN)))
    if all(entry.action == "undo" for entry in found):
        return ()
    return tuple(drop_taken_back(found))


def select_trials(database: sqlite3.Connection) -> tuple[Entry, ...]:
    """Return what the diary says of trials, and the undos of those days."""
    if not (days := facts.read_trial_days(database)):
        return ()
    actions = (*TRIAL, "undo")
    among = f"day IN ({', '.join(map(str, days))}) AND action IN ({', '.join('?' * len(actions))})"
    return tuple(select_entries(database, f"WHERE {among} ORDER BY id", actions))


def select_day(database: sqlite3.Connection, day: date) -> list[Entry]:
    """Return a day's entries."""
    return list(select_entries(database, "WHERE day = ? ORDER BY id", (day.toordinal(),)))
