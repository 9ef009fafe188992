"""Another process that holds the diary is waited for, whatever it holds and whatever is asked for first."""

from __future__ import annotations

import signal
import sqlite3
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gutcli.errors import DiaryError
from gutcli.store import connection, open_diary
from gutcli.store.backup import back_up
from tests.diary.given import LIST, NOW, TODAY, decide

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def held(path: Path, seconds: float | None = None) -> Iterator[None]:
    """Hold the whole file, for some seconds or until the end of the block."""
    holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    timer = threading.Timer(seconds or 0, holder.execute, ("COMMIT",))
    if seconds:
        timer.start()
    try:
        yield
    finally:
        if seconds:
            timer.join()
        holder.close()


@pytest.fixture
def written(path: Path) -> Path:
    with open_diary(path, read_only=False) as diary:
        diary.change(TODAY, NOW, TODAY, LIST, decide("done 1"))
    return path


def test_a_lock_longer_than_one_slice_is_waited_for(written: Path) -> None:
    with held(written, 0.35), open_diary(written, read_only=False) as diary:
        diary.change(TODAY, NOW, TODAY, LIST, decide("done 2"))
    with held(written, 0.35), open_diary(written, read_only=True) as reader:
        assert reader.count_entries() == 3


def test_a_copy_waits_no_longer_than_everything_else(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups = written.parent / "backups"
    with open_diary(written, read_only=False, backups=backups) as diary:
        monkeypatch.setattr(connection, "PATIENCE_S", 0.1)
        with held(written), pytest.raises(DiaryError, match="is busy"):
            diary.change(TODAY, NOW + timedelta(days=1), TODAY, LIST, decide("done 2"))
    with held(written), pytest.raises(DiaryError, match="is busy"):
        back_up(written, backups, NOW)


def test_what_is_said_is_how_long_it_really_waited(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE_S", 0.3)
    with held(written):
        began = time.monotonic()
        with pytest.raises(DiaryError, match=r"for 0\.3 seconds"):
            open_diary(written, read_only=False)
        assert time.monotonic() - began >= 0.3
        with pytest.raises(DiaryError, match=r"for 0\.1 seconds"):
            open_diary(written, read_only=True, patience=0.1)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer to stand for the key")
def test_ctrl_c_is_heard_while_waiting(written: Path) -> None:
    def press(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, press)
    try:
        with held(written):
            began = time.monotonic()
            signal.setitimer(signal.ITIMER_REAL, 0.1)
            with pytest.raises(KeyboardInterrupt):
                open_diary(written, read_only=False)
            assert time.monotonic() - began < 5
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
