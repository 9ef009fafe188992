"""Places that cannot be written and disks that are full."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gutcli.store.backup
import gutcli.store.diary_file
import gutcli.store.facts
import gutcli.store.migration  # noqa: F401
from gutcli.errors import GutcliError
from gutcli.store import open_diary
from gutcli.store.health import inspect_diary
from tests.diary.given import LIST, NOW, TODAY, decide
from tests.faults.test_kills import ROOT, read_said, spawn, start
from tests.generate_diary import generate_diary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOBODY = 65534


@pytest.fixture
def whole(path: Path) -> bytes:
    generate_diary(path, 20, TODAY)
    return path.read_bytes()


def run(
    path: Path, number: int = 1, *, prepare: Callable[[], None] | None = None, program: tuple[str, ...] = ()
) -> tuple[int, str, str]:
    command = program or (sys.executable, "-m", "tests.faults.tick", str(path), str(number))
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, preexec_fn=prepare
    )
    return done.returncode, done.stdout, done.stderr


def load_ids(path: Path) -> set[str]:
    reader = open_diary(path, read_only=True)
    try:
        return {entry.id for entry in reader.read_entries()}
    finally:
        reader.close()


@pytest.mark.parametrize("extra", [0, 4096, 12288, 20000])
def test_a_file_that_may_not_grow(path: Path, whole: bytes, extra: int) -> None:
    limit = len(whole) + extra
    before = load_ids(path)
    code, output, errors = run(path, 500, prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert code == 5, errors
    assert "Traceback" not in errors
    assert "diary.db" in errors
    said = {identity for change in read_said(output) for identity in change}
    assert before | said == load_ids(path)
    assert inspect_diary(path, path.parent / "backups").findings == ()


def test_a_new_diary_on_a_full_disk_leaves_nothing(path: Path) -> None:
    code, _, errors = run(path, prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000)))
    assert code == 5, errors
    assert [file.name for file in path.parent.iterdir()] == ["cache"]


@pytest.mark.skipif(os.name == "nt" or not shutil.which("unshare"), reason="needs Linux's unshare")
def test_a_tiny_disk_that_fills_up(path: Path, is_long: bool) -> None:
    disk = path.parent / "disk"
    disk.mkdir()
    kept = path.parent / "kept.db"
    ticks = f"{sys.executable} -m tests.faults.tick {disk}/diary.db 2000"
    mount = f"mount -t tmpfs -o size={400 if is_long else 100}k none {disk}"
    script = f"{mount} || exit 77; {ticks}; code=$?; cp {disk}/diary.db {kept}; exit $code"
    code, output, errors = run(path, program=("unshare", "-m", "sh", "-c", script))
    if code in {1, 77} and "tick" not in errors and not output:
        pytest.skip("this machine lets nobody mount a disk")
    assert code == 5, errors
    assert "the disk is full" in errors
    kept.chmod(0o600)
    said = {identity for change in read_said(output) for identity in change}
    assert said
    assert said == load_ids(kept)


def be_nobody() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@pytest.fixture
def open_way() -> Iterator[Path]:
    """A folder that another user can reach, for a machine where the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix="gutcli-nobody-"))
    folder.chmod(0o755)
    yield folder
    for place in folder.rglob("*"):
        place.chmod(0o700)
    shutil.rmtree(folder)


def as_nobody(use: Callable[[], object]) -> tuple[int, list[str]]:
    """Run in a child without root's powers, and give its exit code and what it says.

    A fork, because another user may not even read this checkout's Python; so all modules are here already.
    """
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        code, said = 99, ""
        try:
            be_nobody()
            code, said = 0, str(use())
        except GutcliError as error:
            code, said = error.exit_code, f"{error.message}\n{error.hint}"
        except BaseException as error:  # noqa: BLE001
            said = repr(error)
        finally:
            os.write(send, said.encode())
            os._exit(code)
    os.close(send)
    with os.fdopen(receive) as pipe:
        said = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said.split("\n")


def tick(path: Path) -> None:
    with open_diary(path, read_only=False, backups=path.parent / "backups") as diary:
        diary.change(TODAY, NOW, TODAY, LIST, decide("ate toast"))


def leave_half_a_change(path: Path) -> None:
    """Leave a file and its journal as a process does that was killed in the midst of a change."""
    working = path.with_name("working.db")
    shutil.copy(path, working)
    database = sqlite3.connect(working, isolation_level=None)
    database.execute("PRAGMA cache_size=2")
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE entry SET text = 'half written'")
    for suffix in ("", "-journal"):
        shutil.copyfile(f"{working}{suffix}", f"{path}{suffix}")
    database.execute("ROLLBACK")
    database.close()
    working.unlink()


@pytest.mark.parametrize("place", ["folder", "file", "nothing readable", "journal"])
def test_a_read_only_place_can_be_read_and_says_why_not_written(place: str, open_way: Path, whole: bytes) -> None:
    path = open_way / "home" / "diary.db"
    path.parent.mkdir()
    path.write_bytes(whole)
    if place == "journal":
        leave_half_a_change(path)
    for each in (*path.parent.iterdir(), path.parent):
        if os.geteuid() == 0:
            os.chown(each, NOBODY, NOBODY)
        each.chmod(0o444)
    path.chmod({"nothing readable": 0o000, "folder": 0o600}.get(place, 0o444))
    path.parent.chmod(0o555 if place != "file" else 0o755)
    before = path.read_bytes() if os.geteuid() == 0 else None
    code, said = as_nobody(lambda: len(load_ids(path)))
    if place in {"nothing readable", "journal"}:
        assert code == 5, said
        assert len(said) == 2
    else:
        assert (code, said) == (0, ["400"])
    code, said = as_nobody(lambda: tick(path))
    assert code == 5, said
    assert "diary.db" in said[0]
    assert len(said) == 2
    if before is not None:
        assert path.read_bytes() == before


def test_a_new_diary_in_a_read_only_place(open_way: Path) -> None:
    place = open_way / "home"
    place.mkdir()
    if os.geteuid() == 0:
        os.chown(place, NOBODY, NOBODY)
    place.chmod(0o555)
    code, said = as_nobody(lambda: tick(place / "diary.db"))
    assert code == 5, said
    assert "permission denied" in said[0]
    assert list(place.iterdir()) == []


def test_ctrl_c_while_waiting_for_a_lock_does_not_wait_on(path: Path, whole: bytes) -> None:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    waiting = spawn(sys.executable, "-c", WAIT, str(path))
    assert waiting.stdout is not None
    assert waiting.stdout.readline() == "waiting\n"
    time.sleep(0.1)
    asked = time.monotonic()
    waiting.send_signal(signal.SIGINT)
    waiting.communicate(timeout=10)
    assert waiting.returncode == 130
    assert time.monotonic() - asked < 3
    holder.close()
    assert path.read_bytes() == whole


WAIT = """
import sys
from pathlib import Path
from gutcli.store import open_diary
from tests.diary.given import LIST, NOW, TODAY, decide
diary = open_diary(Path(sys.argv[1]), read_only=False)
print("waiting", flush=True)
try:
    diary.change(TODAY, NOW, TODAY, LIST, decide("ate toast"))
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_a_closed_pipe_does_not_undo_what_was_written(path: Path) -> None:
    process = start(path, 3)
    assert process.stdout is not None
    first = process.stdout.readline().split()
    process.stdout.close()
    process.wait(timeout=30)
    assert set(first) <= load_ids(path)
