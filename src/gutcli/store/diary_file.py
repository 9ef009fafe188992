"""The diary in its file: changing it in one durable transaction a command."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from itertools import groupby

from gutcli.diary.decide import Change, Decision, NewEntry, decide_undo, refuse_future
from gutcli.diary.entry import AWAY, IMPORTED, Entry, Offer, offer_data
from gutcli.diary.fold import Day, fold_day
from gutcli.errors import DiaryError
from gutcli.store import facts
from gutcli.store.connection import explaining, understanding, writing
from gutcli.store.places import daily_backup, identify, shown
from gutcli.store.reader import DiaryReader, select_day
from gutcli.store.rows import format_id, insert_entries, milliseconds, next_id, read_device, select_entries

STANDING = "action NOT IN ('offer', 'undo') AND id NOT IN (SELECT undoes FROM entry WHERE undoes IS NOT NULL)"
"""In SQL, whether an entry is the person's and was not taken back."""


class SqliteDiary(DiaryReader):
    """The diary's file, to be changed."""

    _writes = True

    def change(
        self, day: date, now: datetime, today: date, offered: Offer, decide: Callable[[Day], Decision]
    ) -> Change:
        """Let `decide` look at the day and add what it decides; when this returns, it is on the disk.

        The list and the aim in `offered` are stored with the day's first entry. No decision, no writing. Raise
        UsageError for a day after `today`, DiaryError, and whatever `decide` raises; nothing is then changed.
        """
        refuse_future(day, today)
        warnings = self.back_up_once(now)
        with self.changing() as database:
            with self._understanding():
                entries = select_day(database, day)
                before = fold_day(day, entries, offered)
            decision = decide(before)
            if not decision.entries:
                return Change(before, (), decision.outcomes, warnings)
            additions = decision.entries
            if not before.is_offered and decision.needs_list:
                additions = (NewEntry("offer", data=offer_data(offered)), *additions)
            written = self.write(database, day, now, additions)
            after = fold_day(day, [*entries, *(entry for entry in written if entry.day == day)], offered)
        return Change(after, tuple(written), decision.outcomes, warnings)

    def store_offers(self, offers: Mapping[date, Offer], now: datetime) -> None:
        """Store lists of days that have none, and nothing of the person's."""
        self.back_up_once(now)
        with self.changing() as database:
            for day, offer in offers.items():
                with self._understanding():
                    has_list = any(entry.action == "offer" for entry in select_day(database, day))
                if not has_list:
                    self.write(database, day, now, [NewEntry("offer", data=offer_data(offer))])

    def undo_last(self, now: datetime, day: date | None = None) -> Change | None:
        """Take back the newest change not yet taken back, of `day` or of all; None if there is none."""
        warnings = self.back_up_once(now)
        with self.changing() as database:
            with self._understanding():
                last = self._find_last_change(database, day)
                if not last:
                    return None
                # An import changes many days; it is told as one thing, on the day on which it was made.
                its_day = next((entry.day for entry in last if entry.subject == IMPORTED), last[0].day)
                before = fold_day(its_day, select_day(database, its_day))
            decision = decide_undo(before, last)
            written = self.undo(database, now, last, decision.entries)
            after = fold_day(its_day, select_day(database, its_day))
        return Change(after, tuple(written), decision.outcomes, warnings)

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock on the file that really is at the path; it may have been replaced since it was opened."""
        with explaining(self.path, self.backups):
            with writing(self._database):
                self._refuse_replaced("Nothing was changed; do it again.")
                yield self._database
            self._refuse_replaced("See what is there now with: gutcli history today; do it again if it is missing.")

    def _refuse_replaced(self, hint: str) -> None:
        try:
            same = identify(self.path) == self._identity
        except FileNotFoundError:
            same = False
        if not same:
            raise DiaryError(
                f"The diary {shown(self.path)} was replaced or removed by another program meanwhile.", hint
            )

    def _understanding(self) -> AbstractContextManager[None]:
        return understanding(self.path, self.backups)

    def undo(
        self,
        database: sqlite3.Connection,
        now: datetime,
        last: Iterable[Entry],
        undos: Iterable[NewEntry],
        change: str = "",
    ) -> list[Entry]:
        """Take entries back, each on its own day, as one change."""
        days = {entry.id: entry.day for entry in last}
        written: list[Entry] = []
        for day, its_undos in groupby(sorted(undos, key=lambda new: days[new.undoes]), lambda new: days[new.undoes]):
            written += self.write(database, day, now, its_undos, change or (written[0].id if written else ""))
        return written

    def write(
        self, database: sqlite3.Connection, day: date, now: datetime, additions: Iterable[NewEntry], change: str = ""
    ) -> list[Entry]:
        """Add entries to a day as one change, or as more of one; the caller holds the transaction."""
        device = self._find_device(database)
        newest = database.execute("SELECT max(id) FROM entry").fetchone()[0]
        at = now.astimezone(UTC)
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        offset = now.utcoffset()
        minutes = round(offset.total_seconds() / 60) if offset else 0
        entries: list[Entry] = []
        for new in additions:
            with self._understanding():
                newest = next_id(newest, milliseconds(at))
            own = format_id(newest)
            said = new._asdict() | {"day": new.day or day, "change": change or (entries[0].id if entries else own)}
            entries.append(Entry(id=own, device=device, at=at, offset_minutes=minutes, **said))
        insert_entries(database, entries)
        with self._understanding():
            facts.refresh(database)
        return entries

    def _find_device(self, database: sqlite3.Connection) -> str:
        device = read_device(database)
        if device is None:
            raise DiaryError(
                f"The diary {shown(self.path)} is damaged: it no longer says which device it is of.",
                "Nothing else need be lost; this gives it a new one: gutcli doctor --mend",
            )
        return device

    def _find_last_change(self, database: sqlite3.Connection, day: date | None) -> list[Entry]:
        """Return the standing entries of the newest change that has any: of `day`, or of all that was done here."""
        within = "day = ?" if day else "device = (SELECT number FROM device WHERE id = ?)"
        row = database.execute(
            "SELECT id, change, day, subject, action FROM entry"  # noqa: S608
            f" WHERE {STANDING} AND {within} ORDER BY id DESC LIMIT 1",
            (day.toordinal() if day else self._find_device(database),),
        ).fetchone()
        if row is None:
            return []
        first = row[1] or row[0]
        reaches_far = row[3] == IMPORTED or row[4] in AWAY
        days = "" if reaches_far else "day = ? AND"
        values = (first, first) if reaches_far else (row[2], first, first)
        return list(select_entries(database, f"WHERE {days} (change = ? OR id = ?) AND {STANDING} ORDER BY id", values))

    def back_up_once(self, now: datetime) -> tuple[str, ...]:
        """Copy the diary before the day's first change; gives warnings if that cannot be done."""
        if self.backups is None or os.path.lexists(daily_backup(self.backups, now.date())):
            return ()
        from gutcli.store.backup import back_up_daily

        return back_up_daily(self._database, self.path, self.backups, now.date())
