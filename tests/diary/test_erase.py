from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gutcli.errors import DiaryError
from gutcli.store import open_diary
from gutcli.store.backup import back_up
from gutcli.store.erase import count_all, count_before, count_notes, erase_all, erase_before, erase_notes
from gutcli.store.health import inspect_diary
from tests.diary.given import LIST, NOW, TODAY, decide

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = (b"SECRETNOTE", b"SECRETKNEE", b"SECRETHM")


@pytest.fixture
def told(path: Path, backups: Path) -> Path:
    """A diary of eleven days with things that one may want gone, and its copies."""
    for back in range(10, -1, -1):
        day = TODAY - timedelta(days=back)
        now = NOW - timedelta(days=back)
        with open_diary(path, read_only=False, backups=backups) as diary:
            for words in ("done 1 2", f"mood 3 SECRETNOTE{back}", "skip 5 SECRETKNEE", "note SECRETHM", "undo"):
                diary.undo_last(now) if words == "undo" else diary.change(day, now, day, LIST, decide(words))
    back_up(path, backups, NOW)
    return path


def found(home: Path, *words: bytes) -> list[str]:
    files = [file for file in home.rglob("*") if file.is_file()]
    return [file.name for file in files if any(word in file.read_bytes() for word in words)]


def test_forgotten_notes_are_in_no_file(told: Path, backups: Path, home: Path) -> None:
    assert len(found(home, *SECRETS)) > 7
    before = len(list(backups.iterdir()))
    told_before = count_notes(told, backups)
    erased = erase_notes(told, backups, NOW)
    assert erased == told_before
    assert (erased.notes, erased.entries, len(erased.files)) == (11 * 3, 0, before)
    assert found(home, *SECRETS) == []
    assert [file.name for file in backups.iterdir()] == ["diary-2026-11-23.db"]
    with open_diary(told, read_only=True) as diary:
        summaries = diary.read_summaries()
        assert len(summaries) == 11
        assert {summary.mood for summary in summaries} == {3}
        assert all(summary.done == 2 for summary in summaries)
    assert inspect_diary(told, backups).findings == ()
    assert erase_notes(told, backups, NOW).notes == 0


def test_forgotten_days_are_in_no_file(told: Path, backups: Path, home: Path) -> None:
    day = TODAY - timedelta(days=3)
    assert count_before(told, backups, day).days == 7
    erased = erase_before(told, backups, day, NOW)
    assert (erased.days, erased.entries) == (7, 7 * 7)
    assert found(home, b"SECRETNOTE4", b"SECRETNOTE10", b"SECRETNOTE7") == []
    assert sorted(found(home, b"SECRETNOTE3")) == ["diary-2026-11-23.db", "diary.db"]
    with open_diary(told, read_only=True) as diary:
        assert diary.find_first_day() == day
        assert len(diary.read_marks()) == 4
    assert inspect_diary(told, backups).findings == ()


def test_forgetting_all_leaves_nothing(told: Path, backups: Path, home: Path) -> None:
    (home / ".diary.77.abcd.tmp").write_bytes(b"SECRETNOTE")
    (backups / ".diary.78.abcd.tmp-journal").write_bytes(b"SECRETNOTE")
    assert count_all(told, backups).entries == 11 * 7
    erased = erase_all(told, backups)
    assert (erased.entries, erased.days) == (11 * 7, 11)
    assert found(home, b"SECRET", b"SQLite format 3") == []
    assert list(backups.iterdir()) == []
    assert open_diary(told, read_only=True).count_entries() == 0


def test_forgetting_all_also_takes_a_diary_that_cannot_be_opened(path: Path, backups: Path, home: Path) -> None:
    path.write_bytes(b"SECRETNOTE" * 100)
    real = home / "elsewhere.db"
    path.rename(real)
    path.symlink_to(real)
    erase_all(path, backups)
    assert not path.is_symlink()
    assert not real.exists()
    assert erase_all(path, backups).files == ()
    path.mkdir()
    with pytest.raises(DiaryError):
        erase_all(path, backups)


def test_nothing_to_forget_touches_nothing(path: Path, backups: Path, home: Path) -> None:
    assert erase_notes(path, backups, NOW).notes == 0
    assert erase_before(path, backups, TODAY, NOW).entries == 0
    assert not path.exists()


def test_who_waits_while_all_is_forgotten_does_not_lose_a_tick_in_silence(told: Path, backups: Path) -> None:
    waiting = open_diary(told, read_only=False)
    erase_all(told, backups)
    with pytest.raises(DiaryError, match="replaced or removed"):
        waiting.change(TODAY, NOW, TODAY, LIST, decide("done 1"))
    waiting.close()
    with open_diary(told, read_only=False) as diary:
        diary.change(TODAY, NOW, TODAY, LIST, decide("done 1"))
        assert diary.count_entries() == 2
