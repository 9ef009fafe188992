"""Whenever a process dies: what it said is there, the file opens, and no change is half there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gutcli.store import open_diary
from gutcli.store.health import inspect_diary

if TYPE_CHECKING:
    from gutcli.diary import Entry

ROOT = Path(__file__).parent.parent.parent


def start(path: Path, number: int, *words: str) -> subprocess.Popen[str]:
    return spawn(sys.executable, "-m", "tests.faults.tick", str(path), str(number), *words)


def hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def spawn(*command: str) -> subprocess.Popen[str]:
    """Start a process that hears Ctrl-C, even where the tests run in the background and do not."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509
    )


def read_said(output: str) -> list[list[str]]:
    """Give the changes that a process said, each as its ids; a line that was cut off was not said."""
    return [line.split() for line in output.split("\n")[:-1]]


def check_whole(entries: list[Entry]) -> None:
    """See that every change has all its entries: three foods, and the list if it was the day's first."""
    sizes = Counter(entry.change for entry in entries if entry.action == "ate")
    assert set(sizes.values()) <= {3}
    assert all(sum(e.action == "offer" for e in entries if e.day == day) == 1 for day in {e.day for e in entries})


@pytest.mark.parametrize("deadly", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_process_killed_at_any_instant_loses_nothing_it_said(path: Path, is_long: bool, deadly: int) -> None:
    rounds = {signal.SIGKILL: 100 if is_long else 8}.get(deadly, 30 if is_long else 3)
    chance = random.Random(deadly)
    said: set[str] = set()
    cut_short = 0
    for number in range(rounds):
        process = start(path, 10_000)
        assert process.stdout is not None
        # Every other one in the midst of its writing, however slow its start was; Ctrl-C always, for while Python
        # itself starts it belongs to Python.
        first = process.stdout.readline() if number % 2 or deadly == signal.SIGINT else ""
        time.sleep(chance.uniform(0.05, 0.45))
        process.send_signal(deadly)
        output, errors = process.communicate(timeout=30)
        assert process.returncode == -deadly, errors
        for change in read_said(first + output):
            said.update(change)
        cut_short += path.with_name("diary.db-journal").exists()
        reader = open_diary(path, read_only=True)
        entries = list(reader.read_entries())
        reader.close()
        assert said <= {entry.id for entry in entries}
        check_whole(entries)
    assert len(said) > rounds
    assert inspect_diary(path, path.parent / "backups").findings == ()
    if is_long and deadly == signal.SIGKILL:
        assert cut_short > 0  # some really died in the midst of a change


def test_many_at_once_lose_nothing(path: Path, is_long: bool) -> None:
    processes, number = (16, 20) if is_long else (6, 6)
    crowd = [start(path, number) for _ in range(processes)]
    said: list[str] = []
    for process in crowd:
        output, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
        changes = read_said(output)
        assert len(changes) == number
        said += [identity for change in changes for identity in change]
    reader = open_diary(path, read_only=True)
    entries = list(reader.read_entries())
    reader.close()
    assert sorted(said) == [entry.id for entry in entries]
    assert len(entries) == processes * number * 3 + 5
    check_whole(entries)


def test_two_that_tick_the_same_at_once_tick_it_once(path: Path, is_long: bool) -> None:
    crowd = [start(path, 5, "done", "all") for _ in range(8 if is_long else 4)]
    said = [change for process in crowd for change in read_said(process.communicate(timeout=60)[0]) if change]
    reader = open_diary(path, read_only=True)
    entries = list(reader.read_entries())
    reader.close()
    assert len(said) == 5
    assert Counter(entry.action for entry in entries) == {"offer": 5, "done": 30}
