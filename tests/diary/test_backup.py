from __future__ import annotations

import shlex
import sqlite3
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from gutcli.errors import DiaryError, UsageError
from gutcli.store import open_diary, places
from gutcli.store.backup import back_up, check_backups, drop_old
from gutcli.store.health import inspect_diary
from tests.diary.given import LIST, NOW, TODAY, decide

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, backups: Path, words: str, days: int = 0) -> tuple[str, ...]:
    now = NOW + timedelta(days=days)
    with open_diary(path, read_only=False, backups=backups) as diary:
        return diary.change(now.date(), now, now.date(), LIST, decide(words)).warnings


def names(backups: Path) -> list[str]:
    return sorted(file.name for file in backups.iterdir())


def test_the_first_change_of_a_day_is_preceded_by_a_copy(path: Path, backups: Path) -> None:
    write(path, backups, "done 1")
    assert not backups.exists()  # there was nothing to copy yet
    write(path, backups, "done 2", days=1)
    write(path, backups, "done 3", days=1)
    assert names(backups) == ["diary-2026-11-24.db"]
    copy = check_backups(backups)[0]
    assert (copy.entries, copy.problem) == (2, "")
    assert copy.path.stat().st_mode & 0o777 == 0o600
    assert backups.stat().st_mode & 0o777 == 0o700


def test_the_newest_seven_stay_and_then_one_a_month_for_a_year(backups: Path) -> None:
    backups.mkdir()
    days = [TODAY - timedelta(days=back) for back in range(800)]
    for day in days:
        (backups / f"diary-{day}.db").touch()
    for other in ("diary-before-schema-2.db", "diary-2026-11-23T083000.db", "mine.db", "diary-2020-01-01.txt"):
        (backups / other).touch()
    drop_old(backups, TODAY)
    kept = [date.fromisoformat(name[6:16]) for name in names(backups) if len(name) == 19 and name.endswith(".db")]
    assert kept[-7:] == sorted(days[:7])
    assert [day.isoformat() for day in kept[:-7]] == [
        *("2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"),
        *("2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-16"),
    ]
    assert {"diary-before-schema-2.db", "diary-2026-11-23T083000.db", "mine.db", "diary-2020-01-01.txt"} < set(
        names(backups)
    )


def test_a_backup_by_hand_is_whole_private_and_replaces_nothing(path: Path, backups: Path, tmp_path: Path) -> None:
    with pytest.raises(DiaryError, match="no diary yet"):
        back_up(path, backups, NOW)
    write(path, backups, "done 1")
    copy = back_up(path, backups, NOW)
    assert copy.path == backups / "diary-2026-11-23T083000.db"
    assert copy.entries == 2
    own = back_up(path, backups, NOW, tmp_path / "new" / "mine #1?.db")
    assert own.path.stat().st_mode & 0o777 == 0o600
    assert back_up(path, backups, NOW, tmp_path / "new").path.parent == tmp_path / "new"
    before = own.path.read_bytes()
    with pytest.raises(UsageError, match="already"):
        back_up(path, backups, NOW, own.path)
    assert own.path.read_bytes() == before
    with open_diary(own.path, read_only=True) as restored, open_diary(path, read_only=True) as mine:
        assert list(restored.read_entries()) == list(mine.read_entries())
    assert names(tmp_path / "new") == ["diary-2026-11-23T083000.db", "mine #1?.db"]


def test_a_folder_that_cannot_be_used_warns_and_does_not_keep_from_ticking(path: Path, backups: Path) -> None:
    write(path, backups, "done 1")
    backups.write_text("in the way")
    warnings = write(path, backups, "done 2", days=1)
    assert "No backup was made" in warnings[0]
    with open_diary(path, read_only=True) as diary:
        assert diary.count_entries() == 4


def test_a_damaged_diary_is_not_copied_over_good_copies(path: Path, backups: Path) -> None:
    for day in range(40):
        write(path, backups, "done all", days=day)
    kept = names(backups)
    raw = bytearray(path.read_bytes())
    database = sqlite3.connect(path)
    root = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entry_undoes'").fetchone()[0]
    database.close()
    raw[(root - 1) * 4096 : (root - 1) * 4096 + 100] = b"\xff" * 100
    path.write_bytes(raw)
    with pytest.raises(DiaryError, match="damaged") as refusal:
        write(path, backups, "done 1", days=41)
    assert kept[-1] in refusal.value.hint
    assert names(backups) == kept
    assert path.read_bytes() == raw
    assert "damaged" in " ".join(finding.what for finding in inspect_diary(path, backups).findings)


def test_doctor_verifies_the_copies(path: Path, backups: Path) -> None:
    write(path, backups, "done 1")
    write(path, backups, "done 2", days=1)
    good = backups / "diary-2026-11-24.db"
    (backups / "diary-2026-11-20.db").write_bytes(good.read_bytes()[:5000])
    (backups / "diary-2026-11-19.db").write_bytes(b"")
    path.chmod(0o644)
    health = inspect_diary(path, backups)
    assert [bool(copy.problem) for copy in health.backups] == [True, True, False]
    assert len(health.findings) == 3
    assert "chmod 600" in health.findings[0].hint
    assert (health.diary.entries, health.diary.days, health.diary.schema) == (4, 2, 1)
    assert inspect_diary(path.with_name("none.db"), backups).diary.exists is False


def test_the_ways_out_can_be_pasted_where_a_folder_has_a_space(tmp_path: Path) -> None:
    home = tmp_path / "Application Support" / "it's mine"
    path, backups = home / "diary.db", home / "backups"
    with open_diary(path, read_only=False) as diary:
        diary.change(TODAY, NOW, TODAY, LIST, decide("done 1"))
    copy = back_up(path, backups, NOW, backups / "diary-2026-11-22.db").path
    path.chmod(0o644)
    hint = inspect_diary(path, backups).findings[0].hint
    assert shlex.split(hint.rpartition(": ")[2]) == ["chmod", "600", str(path)]
    assert shlex.split(places.way_out(backups).rpartition(": ")[2]) == ["gutcli", "restore", str(copy)]
