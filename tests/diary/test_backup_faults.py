"""Copies when not all is as it should be: a clock that is wrong, a damaged diary, a folder that takes none."""

from __future__ import annotations

import os
import sqlite3
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from gutcli.errors import DiaryError
from gutcli.store import backup, open_diary
from gutcli.store.backup import back_up, check_backups, drop_old
from tests.diary.given import LIST, NOW, TODAY, decide

if TYPE_CHECKING:
    from pathlib import Path

LATER = date(2030, 5, 10)


def write(path: Path, backups: Path, words: str, now: datetime = NOW) -> tuple[str, ...]:
    with open_diary(path, read_only=False, backups=backups) as diary:
        return diary.change(now.date(), now, now.date(), LIST, decide(words)).warnings


def names(backups: Path) -> list[str]:
    return sorted(file.name for file in backups.iterdir())


def use_daily(backups: Path, first: date, days: int) -> None:
    """Make a copy on each of some days, and let old ones go, as the daily backup does."""
    for number in range(days):
        day = first + timedelta(days=number)
        (backups / f"diary-{day}.db").touch()
        drop_old(backups, day)


def test_a_clock_years_ahead_pushes_out_no_month(backups: Path) -> None:
    backups.mkdir()
    use_daily(backups, TODAY - timedelta(days=399), 400)
    before = names(backups)
    months = {name[6:13] for name in before}
    assert len(before) == 20
    use_daily(backups, LATER, 9)
    kept = names(backups)
    assert {name[6:13] for name in kept} >= months - {min(months)}
    assert f"diary-{TODAY}.db" in kept
    assert len(kept) == 20


def test_copies_of_days_to_come_are_neither_counted_nor_let_go(backups: Path) -> None:
    backups.mkdir()
    use_daily(backups, TODAY - timedelta(days=20), 21)
    use_daily(backups, LATER, 9)
    ahead = [name for name in names(backups) if name.startswith("diary-2030")]
    use_daily(backups, TODAY + timedelta(days=1), 10)
    kept = names(backups)
    assert [name for name in kept if name.startswith("diary-2030")] == ahead
    newest = [f"diary-{TODAY + timedelta(days=number)}.db" for number in range(4, 11)]
    assert [name for name in kept if name.startswith("diary-2026")][-7:] == newest


def test_a_clock_years_behind_lets_nothing_go(backups: Path) -> None:
    backups.mkdir()
    use_daily(backups, TODAY - timedelta(days=399), 400)
    before = names(backups)
    use_daily(backups, date(1970, 1, 1), 9)
    assert set(before) < set(names(backups))


def test_copies_of_days_to_come_do_not_pile_up(backups: Path) -> None:
    backups.mkdir()
    for number in range(100):
        (backups / f"diary-{LATER + timedelta(days=number)}.db").touch()
    drop_old(backups, TODAY)
    assert len(names(backups)) <= backup.KEPT_DAYS + backup.KEPT_MONTHS
    assert f"diary-{LATER + timedelta(days=99)}.db" in names(backups)


def test_an_index_that_is_not_what_its_rows_say_stops_the_daily_copy(path: Path, backups: Path) -> None:
    for number in range(3):
        write(path, backups, "done all", NOW + timedelta(days=number))
    kept = names(backups)
    database = sqlite3.connect(path)
    root = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entry_day'").fetchone()[0]
    database.close()
    raw = bytearray(path.read_bytes())
    # A cell of the index: a day in three bytes, then an id in sixteen. It is now of the day after.
    cell = bytes([3, 3, 44]) + TODAY.toordinal().to_bytes(3, "big")
    place = raw.index(cell, (root - 1) * 4096, root * 4096) + 5
    raw[place] ^= 1
    path.write_bytes(raw)
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    database.close()
    with pytest.raises(DiaryError, match="damaged"):
        write(path, backups, "done 1", NOW + timedelta(days=5))
    assert names(backups) == kept
    assert path.read_bytes() == raw


def test_a_backup_of_a_damaged_diary_speaks_of_the_diary(path: Path, backups: Path) -> None:
    write(path, backups, "done 1")
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(DiaryError) as refusal:
        back_up(path, backups, NOW)
    assert f"The diary {path} is damaged" in refusal.value.message
    assert not backups.exists()


def test_a_backup_of_a_newer_diary_asks_for_an_update(path: Path, backups: Path) -> None:
    write(path, backups, "done 1")
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 2")
    database.close()
    before = path.read_bytes()
    with pytest.raises(DiaryError, match="written by a newer gutcli") as refusal:
        back_up(path, backups, NOW)
    assert refusal.value.hint.startswith("Update gutcli")
    assert path.read_bytes() == before
    assert not backups.exists()


def test_a_folder_that_takes_no_copy_is_named_and_the_diary_is_not_blamed(
    path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(path, backups, "done 1")
    backups.write_text("in the way")
    with pytest.raises(DiaryError) as refusal:
        back_up(path, backups, NOW)
    assert f"No backup can be made in {backups}" in refusal.value.message
    assert "Move it away" not in refusal.value.hint
    backups.unlink()

    def fill(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backup, "copy_into", fill)
    with pytest.raises(DiaryError, match=r"No backup can be made in .*: database or disk is full"):
        back_up(path, backups, NOW)
    assert check_backups(backups) == []
    assert os.listdir(backups) == []
