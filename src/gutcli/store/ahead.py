"""Entries of days that are not there yet: a clock that was wrong when they were made."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from gutcli.errors import DiaryError
from gutcli.store.diary_file import STANDING, SqliteDiary
from gutcli.store.health import Finding
from gutcli.store.places import check_file
from gutcli.store.reader import DiaryReader
from gutcli.text import count


def find_ahead(path: Path, backups: Path, now: datetime) -> list[Finding]:
    """Return the days to come of which something stands; nothing of a diary that cannot be read, which others say."""
    try:
        ahead, others = _read_days(path, backups, now)
    except DiaryError:
        return []
    if not ahead:
        return []
    what = f"The diary has entries of {count(len(ahead), 'day')} still to come, first {ahead[0]}: a clock was wrong."
    hint = "gutcli doctor --mend takes them back"
    if not _is_clock_right(ahead, others):
        hint = "If your clock is right now, take them back, one change after the other"
    return [Finding("diary", "advice", what, f"{hint}; one day's last change: gutcli undo --date {ahead[0]}")]


def take_back_ahead(path: Path, backups: Path, now: datetime) -> int:
    """Take back what stands on days to come, and return how many days that were.

    Not where most of the diary lies ahead: then it is rather today's clock that is wrong.
    """
    ahead, others = _read_days(path, backups, now)
    if not ahead or not _is_clock_right(ahead, others):
        return 0
    with SqliteDiary(path, backups) as diary:
        for day in ahead:
            while diary.undo_last(now, day):
                pass
    return len(ahead)


def _is_clock_right(ahead: list[date], others: int) -> bool:
    return others >= len(ahead)


def _read_days(path: Path, backups: Path, now: datetime) -> tuple[list[date], int]:
    """Return the days to come of which something stands, and how many other days there are."""
    if not check_file(path, backups=backups):
        return [], 0
    # Who has flown east may be a day ahead of this clock.
    last = (now.date() + timedelta(days=1)).toordinal()
    with DiaryReader(path, backups) as diary, diary.looking() as database:
        # Who says today that they will be away says so of days to come: no clock was wrong.
        found = database.execute(
            f"SELECT DISTINCT day FROM entry WHERE {STANDING} AND action NOT IN ('away', 'back') ORDER BY day"  # noqa: S608
        )
        days = [row[0] for row in found]
        ahead = [date.fromordinal(day) for day in days if day > last]
    return ahead, len(days) - len(ahead)
