"""Going back to a copy: what is said, what is kept, and that one of the two diaries is always there."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.looking_back.seed import FEW_DAYS, seed
from tests.run_gutcli import gutcli


@pytest.fixture
def copied(home):
    """A diary of 30 entries with a copy, and one entry since."""
    seed(home, FEW_DAYS)
    copy = gutcli("backup", "--json").data["path"]
    gutcli("mood", "5", "--note", "since")
    (home / "backups" / "diary-2026-11-23.db").unlink()
    return Path(copy)


def test_the_newest_copy_comes_back_only_if_nothing_goes(home, copied):
    now = gutcli("export").out
    for words in ((), ("--dry-run",), (copied.name, "--dry-run")):
        answer = gutcli("restore", *words, "--json").data
        assert (answer["path"], answer["done"], answer["kept"]) == (str(copied), False, None)
        assert (answer["returns"]["entries"], answer["goes"]["entries"], answer["goes"]["days"]) == (0, 1, 1)
    assert "Nothing was changed. Do it: gutcli restore" in gutcli("restore").out
    assert gutcli("export").out == now


def test_a_named_copy_takes_the_diarys_place_and_can_be_taken_back(home, copied):
    now = gutcli("export").out
    answer = gutcli("restore", copied.name, "--json").data
    assert (answer["present"], answer["done"], answer["entries"]) == ("whole", True, 30)
    assert "since" not in gutcli("export").out
    assert oct(os.stat(home / "diary.db").st_mode & 0o777) == "0o600"
    back = gutcli("restore", answer["kept"]).out
    assert "1 entry (Mon 23 Nov 2026) came back" in " ".join(back.split())
    assert gutcli("export").out == now
    assert "the same entries" in gutcli("restore", Path(answer["kept"]).name).out
    gutcli("restore", answer["path"])
    gutcli("mood", "1")
    devices = [json.loads(line)["device"] for line in gutcli("export").out.splitlines()[1:]]
    assert devices[0] != devices[-1], "it goes on as a new device: what it writes must not be taken for what is gone"
    assert [path.name for path in home.iterdir() if path.name.startswith(".diary")] == [], "no draft is left"
    assert {Path(copy["path"]).name for copy in gutcli("restore", "--list", "--json").data["backups"]} >= {copied.name}
    assert copied.name in gutcli("restore", "--list").out


def test_a_diary_that_is_lost_or_damaged_comes_back_and_its_bytes_are_kept(home, copied):
    whole = (home / "diary.db").read_bytes()
    for raw in (None, b"", whole[:3000] + bytes(4096) + whole[7096:]):
        (home / "diary.db").unlink()
        if raw is not None:
            (home / "diary.db").write_bytes(raw)
            (home / "diary.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
        answer = gutcli("restore", "--json").data
        assert (answer["present"], answer["done"], answer["path"]) == (
            "missing" if raw is None else "damaged",
            True,
            str(copied),
        )
        assert len(gutcli("export").out.splitlines()) == 31
        assert not (home / "diary.db-journal").exists()
        if raw is not None:
            assert Path(answer["kept"]).read_bytes() == raw
    (home / "diary.db").write_bytes(b"")
    assert "gutcli restore" in gutcli("history", expect=5).err
    gutcli("forget", "--all", "--yes")
    assert list((home / "backups").iterdir()) == []


def test_what_is_no_copy_is_refused_and_the_diary_stays(home, copied, tmp_path):
    now = gutcli("export").out
    (tmp_path / "own.jsonl").write_text(now)
    (tmp_path / "cut.db").write_bytes(copied.read_bytes()[:5000])
    for name, words in {"own.jsonl": "gutcli import", "cut.db": "gutcli restore --list", "none.db": "no copy"}.items():
        assert words in gutcli("restore", str(tmp_path / name), expect=5).err
        assert gutcli("export").out == now


def test_without_any_copy_it_says_what_to_do(home):
    assert "gutcli import FILE" in gutcli("restore", expect=5).err
    assert "There is no copy" in gutcli("restore", "--list").out


def test_killed_at_any_instant_the_old_or_the_new_is_there(home, copied):
    """The command as the system runs it, killed after a while that differs each time."""
    new_lines = 30
    chance, ends = random.Random(3), set()
    for _ in range(8):
        process = subprocess.Popen([sys.executable, "-m", "gutcli", "restore", copied.name], stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.05, 0.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        entries = len(gutcli("export").out.splitlines()) - 1
        assert entries in {new_lines, new_lines + 1}
        assert gutcli("doctor", "--json", expect=None).data["diary"]["entries"] == entries
        ends.add(entries)
        if entries == new_lines:
            gutcli("mood", "5")
