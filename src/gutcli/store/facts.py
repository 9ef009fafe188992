"""What each day looks like, worked out from the entries and kept beside them so that ten years are read at once.

Never the truth: triggers put every day whose entries are touched, by whatever program, into `stale_day`. A writer
works those out again before it commits; a reader that finds some works them out for itself and believes only them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from gutcli.diary.entry import TRIAL, from_data, to_data
from gutcli.diary.fold import FACTS_VERSION, Day, Mark, fold_day
from gutcli.diary.summary import DaySummary, detail_of, read_summary, summarize_day
from gutcli.store.rows import select_entries

_TRIAL_DAYS = "trial_days"
"""The key in `meta` under which the days stand that have entries about a trial."""


def refresh(database: sqlite3.Connection) -> None:
    """Work out every stale day again; the caller holds the transaction."""
    if not _is_current(database):
        database.execute("DELETE FROM day_mark")
        database.execute("DELETE FROM day_detail")
        database.execute("INSERT OR IGNORE INTO stale_day SELECT DISTINCT day FROM entry")
        database.execute("INSERT OR REPLACE INTO meta VALUES ('facts_version', ?)", (str(FACTS_VERSION),))
    for table in ("day_mark", "day_detail"):
        database.execute(f"DELETE FROM {table} WHERE day IN (SELECT day FROM stale_day)")  # noqa: S608
    folded = list(_fold(database, "WHERE day IN (SELECT day FROM stale_day) ORDER BY day, id"))
    database.executemany("INSERT INTO day_mark VALUES (?,?,?,?)", (day.mark for day in folded))
    database.executemany(
        "INSERT INTO day_detail VALUES (?,?)", ((day.day.toordinal(), to_data(detail_of(day))) for day in folded)
    )
    _store_trial_days(database)
    database.execute("DELETE FROM stale_day")


def read_trial_days(database: sqlite3.Connection) -> list[int]:
    """Return the days with entries about a trial; without them kept, every day would have to be looked through."""
    kept, stale = _load_trial_days(database), _stale(database)
    if stale is None:
        return kept
    found = _find_trial_days(database, "SELECT day FROM stale_day" if stale else "SELECT day FROM entry")
    return sorted({*(day for day in kept if stale and day not in stale), *found})


def _store_trial_days(database: sqlite3.Connection) -> None:
    """Keep which days have entries about a trial; the caller holds the transaction, and the stale days."""
    kept = _load_trial_days(database)
    among = "SELECT day FROM stale_day"
    stale = {row[0] for row in database.execute(among)}
    days = sorted({*(day for day in kept if day not in stale), *_find_trial_days(database, among)})
    if days != kept:
        database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_TRIAL_DAYS, " ".join(map(str, days))))


def _load_trial_days(database: sqlite3.Connection) -> list[int]:
    row = database.execute("SELECT value FROM meta WHERE key = ?", (_TRIAL_DAYS,)).fetchone()
    return [int(day) for day in row[0].split() if day.isdecimal()] if row and isinstance(row[0], str) else []


def _find_trial_days(database: sqlite3.Connection, among: str) -> list[int]:
    wanted = ", ".join("?" * len(TRIAL))
    found = database.execute(f"SELECT DISTINCT day FROM entry WHERE day IN ({among}) AND action IN ({wanted})", TRIAL)  # noqa: S608
    return [row[0] for row in found]


def rebuild(database: sqlite3.Connection) -> None:
    """Work out every day again; the caller holds the transaction."""
    database.execute("DELETE FROM meta WHERE key = 'facts_version'")
    refresh(database)


def read_marks(database: sqlite3.Connection) -> list[Mark]:
    """Return every written day in four numbers, oldest first."""
    marks: list[Mark] = database.execute("SELECT day, state, done, total FROM day_mark ORDER BY day").fetchall()
    stale = _stale(database)
    if stale is None:
        return marks
    fresh = {day.day.toordinal(): day.mark for day in _fold_days(database, stale)}
    kept = {mark[0]: mark for mark in marks if stale and mark[0] not in stale}
    return sorted((kept | fresh).values())


def read_summaries(database: sqlite3.Connection, first: date | None, last: date | None) -> list[DaySummary]:
    """Return the written days from `first` to `last` in short, oldest first."""
    span = ((first or date.min).toordinal(), (last or date.max).toordinal())
    rows = database.execute(
        "SELECT day, state, done, total, detail FROM day_mark JOIN day_detail USING (day)"
        " WHERE day BETWEEN ? AND ? ORDER BY day",
        span,
    )
    stale = _stale(database)
    kept = {row[0]: read_summary(row[:4], from_data(row[4])) for row in rows if stale is None or row[0] not in stale}
    if stale is None:
        return list(kept.values())
    if not stale:
        kept = {}
    fresh = {day.day.toordinal(): summarize_day(day) for day in _fold_days(database, stale)}
    both = kept | fresh
    return [both[ordinal] for ordinal in sorted(both) if span[0] <= ordinal <= span[1]]


def find_differences(database: sqlite3.Connection) -> list[date]:
    """Return the days whose kept facts are not what their entries say; for `doctor`, which looks at all of them."""
    kept = {summary.day: summary for summary in read_summaries(database, None, None)}
    true = {day.day: summarize_day(day) for day in _fold_days(database, set())}
    return sorted(day for day in kept.keys() | true.keys() if kept.get(day) != true.get(day))


def _is_current(database: sqlite3.Connection) -> bool:
    row = database.execute("SELECT value FROM meta WHERE key = 'facts_version'").fetchone()
    return row is not None and row[0] == str(FACTS_VERSION)


def _stale(database: sqlite3.Connection) -> set[int] | None:
    """Return the days not to believe: None if all are well, an empty set if none is (another version's facts)."""
    if not _is_current(database):
        return set()
    return {row[0] for row in database.execute("SELECT day FROM stale_day")} or None


def _fold_days(database: sqlite3.Connection, days: Iterable[int]) -> Iterator[Day]:
    """Fold these days, or every day if there are none given."""
    wanted = sorted(days)
    if not wanted:
        yield from _fold(database, "ORDER BY day, id")
    for ordinal in wanted:
        yield from _fold(database, "WHERE day = ? ORDER BY id", (ordinal,))


def _fold(database: sqlite3.Connection, clause: str, values: tuple[object, ...] = ()) -> Iterator[Day]:
    for day, entries in groupby(select_entries(database, clause, values), key=lambda entry: entry.day):
        folded = fold_day(day, entries)
        if folded.is_written:
            yield folded
