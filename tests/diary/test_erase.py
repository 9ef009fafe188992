from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gutcli.errors import DiaryError
from gutcli.store import erase, open_diary
from gutcli.store.backup import back_up
from gutcli.store.erase import NOTES, earlier, erase_all, preview_all
from gutcli.store.health import inspect_diary
from tests.diary.given import LIST, NOW, TODAY, decide

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

SECRETS = (b"SECRETNOTE", b"SECRETKNEE", b"SECRETHM")


@pytest.fixture
def told(path: Path, backups: Path) -> Path:
    """A diary of eleven days with things that one may want gone, and its copies; the index of words is no diary."""
    shutil.rmtree(path.with_name("cache"))
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
    told_before = erase.preview(told, backups, NOTES)
    erased = erase.erase(told, backups, NOTES, NOW)
    assert erased == told_before
    assert (erased.notes, erased.entries, len(erased.files)) == (11 * 3, 0, before)
    assert found(home, *SECRETS) == []
    assert [file.name for file in backups.iterdir()] == ["diary-2026-11-23.db"]
    with open_diary(told, read_only=True) as diary:
        summaries = diary.read_summaries()
        assert len(summaries) == 11
        assert [summary.scores["mood"] for summary in summaries] == [3] * 11
        assert all(summary.done == 2 for summary in summaries)
    assert inspect_diary(told, backups).findings == ()
    assert erase.erase(told, backups, NOTES, NOW).notes == 0


def test_forgotten_days_are_in_no_file(told: Path, backups: Path, home: Path) -> None:
    day = TODAY - timedelta(days=3)
    assert erase.preview(told, backups, earlier(day)).days == 7
    erased = erase.erase(told, backups, earlier(day), NOW)
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
    assert preview_all(told, backups).entries == 11 * 7
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
    assert erase.erase(path, backups, NOTES, NOW).notes == 0
    assert erase.erase(path, backups, earlier(TODAY), NOW).entries == 0
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


class Killed(BaseException):
    """What stops a process in a test."""


def stop_at(monkeypatch: pytest.MonkeyPatch, statement: str, error: BaseException) -> None:
    """Let erasing stop where it runs a statement."""
    run = erase.run_patiently

    def run_or_stop(database: sqlite3.Connection, words: str, *rest: Any) -> sqlite3.Cursor:
        if words == statement:
            raise error
        return run(database, words, *rest)

    monkeypatch.setattr(erase, "run_patiently", run_or_stop)


def marks(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT value FROM meta WHERE key = 'unfinished_erase'").fetchall()


@pytest.mark.parametrize("days", [None, 3])
def test_who_was_stopped_before_the_file_is_rewritten_can_forget_again(
    told: Path, backups: Path, home: Path, monkeypatch: pytest.MonkeyPatch, days: int | None
) -> None:
    before = TODAY - timedelta(days=days) if days else None
    words = SECRETS if before is None else (b"SECRETNOTE4", b"SECRETNOTE10")
    with monkeypatch.context() as patch:
        stop_at(patch, "VACUUM", Killed())
        with pytest.raises(Killed):
            erase.erase(told, backups, earlier(before), NOW) if before else erase.erase(told, backups, NOTES, NOW)
    asked = f"gutcli forget --before {before}" if before else "gutcli forget --notes"
    assert [finding.hint for finding in inspect_diary(told, backups).findings] == [f"Finish it: {asked}"]
    again = erase.erase(told, backups, earlier(before), NOW) if before else erase.erase(told, backups, NOTES, NOW)
    assert (again.entries, again.notes, again.finished_earlier) == (0, 0, True)
    assert found(home, *words) == []
    assert marks(told) == []
    assert inspect_diary(told, backups).findings == ()
    assert [file.name for file in backups.iterdir()] == ["diary-2026-11-23.db"]
    assert marks(backups / "diary-2026-11-23.db") == []
    with open_diary(told, read_only=True) as diary:
        assert len(diary.read_marks()) == (4 if before else 11)
    assert not erase.erase(told, backups, NOTES, NOW).finished_earlier


def test_who_was_stopped_before_a_backup_is_removed_can_forget_again(
    told: Path, backups: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(type(told), "unlink", lambda *_, **__: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            erase.erase(told, backups, NOTES, NOW)
    assert len(found(backups, *SECRETS)) > 7
    again = erase.preview(told, backups, NOTES)
    assert (again.notes, again.finished_earlier) == (33, True)
    assert erase.erase(told, backups, NOTES, NOW) == again
    assert found(home, *SECRETS) == []
    assert not erase.preview(told, backups, NOTES).finished_earlier


def test_a_full_disk_after_the_notes_are_gone_is_not_said_to_have_changed_nothing(
    told: Path, backups: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        stop_at(patch, "VACUUM", sqlite3.OperationalError("database or disk is full"))
        with pytest.raises(DiaryError) as caught:
            erase.erase(told, backups, NOTES, NOW)
    assert "not finished: database or disk is full" in caught.value.message
    assert "Nothing was changed" not in caught.value.message
    assert caught.value.hint.endswith("gutcli forget --notes")
    erase.erase(told, backups, NOTES, NOW)
    assert found(home, *SECRETS) == []


def test_what_only_a_backup_has_is_found_there_and_other_backups_stay(told: Path, backups: Path, home: Path) -> None:
    old = (backups / "diary-2026-11-23T083000.db").read_bytes()
    erase.erase(told, backups, NOTES, NOW)
    (backups / "diary-2026-11-01.db").write_bytes(old)
    counted = erase.preview(told, backups, NOTES)
    assert (counted.notes, [file.name for file in counted.files]) == (33, ["diary-2026-11-01.db"])
    assert erase.erase(told, backups, NOTES, NOW) == counted
    assert found(home, *SECRETS) == []
    assert [file.name for file in backups.iterdir()] == ["diary-2026-11-23.db"]


def test_a_backup_that_cannot_be_read_may_hold_it_so_it_goes(told: Path, backups: Path, home: Path) -> None:
    erase.erase(told, backups, NOTES, NOW)
    (backups / "diary-2026-11-01.db").write_bytes(b"SECRETNOTE" * 100)
    (backups / "diary-of-mine.db").mkdir()
    assert [file.name for file in erase.preview(told, backups, NOTES).files] == ["diary-2026-11-01.db"]
    erase.erase(told, backups, NOTES, NOW)
    assert found(home, *SECRETS) == []
    assert len(list(backups.iterdir())) == 2


def test_backups_without_their_diary_are_not_forgotten_in_passing(told: Path, backups: Path) -> None:
    told.unlink()
    there = sorted(backups.iterdir())
    with pytest.raises(DiaryError, match="only backups of one"):
        erase.erase(told, backups, NOTES, NOW)
    assert sorted(backups.iterdir()) == there
    assert len(preview_all(told, backups).files) == len(there)


def test_a_damaged_diary_keeps_its_backups(told: Path, backups: Path) -> None:
    there = sorted(backups.iterdir())
    with closing(sqlite3.connect(told)) as database:
        database.execute("PRAGMA writable_schema=ON")
        database.execute("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'entry_undoes'")
        database.commit()
    with pytest.raises(DiaryError, match="damaged"):
        erase.erase(told, backups, NOTES, NOW)
    assert sorted(backups.iterdir()) == there


def test_forgetting_all_leaves_the_diary_for_last_so_that_it_can_be_repeated(
    told: Path, backups: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "diary.db-journal").write_bytes(b"")
    unlink = type(told).unlink

    def stop_at_diary(file: Path, **words: bool) -> None:
        if file == told:
            raise Killed
        unlink(file, **words)

    with monkeypatch.context() as patch:
        patch.setattr(type(told), "unlink", stop_at_diary)
        with pytest.raises(Killed):
            erase_all(told, backups)
    assert [file.name for file in home.iterdir() if file.is_file()] == ["diary.db"]
    assert erase_all(told, backups).entries == 77
    assert found(home, b"SQLite format 3") == []


def test_where_an_open_file_cannot_go_it_is_closed_first(
    told: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_now: list[str] = []

    class Holder(sqlite3.Connection):
        def close(self) -> None:
            open_now.clear()
            super().close()

    def connect(path: Path, *, writing: bool) -> sqlite3.Connection:
        open_now.append(str(path))
        return sqlite3.connect(path, isolation_level=None, factory=Holder)

    def unlink(file: Path, *, missing_ok: bool = False) -> None:
        if str(file) in open_now:
            raise PermissionError(13, "The process cannot access the file", str(file))
        if not missing_ok or file.exists():
            remove(file)

    remove = type(told).unlink
    monkeypatch.setattr(erase, "connect", connect)
    monkeypatch.setattr(type(told), "unlink", unlink)
    monkeypatch.setattr(erase, "_UNLINKS_OPEN_FILES", False)
    erase_all(told, backups)
    assert not told.exists()
