"""What is not a whole diary is refused with a way out, and its bytes are left as they are."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gutcli.errors import DiaryError
from gutcli.store import connection, open_diary
from gutcli.store.health import inspect_diary
from gutcli.store.merging import merge_into
from tests.diary.given import LIST, NOW, TODAY, decide
from tests.generate_diary import generate_diary, generate_entries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "diary.db"
    generate_diary(path, 60, TODAY)
    return path.read_bytes()


def use(path: Path, *, read_only: bool) -> None:
    """Do what a command does: open, look, and change if it may."""
    backups = path.parent / "backups"
    if read_only:
        diary = open_diary(path, read_only=True, backups=backups)
        try:
            diary.read_glance(TODAY, TODAY - timedelta(days=6), TODAY)
            list(diary.read_entries())
            diary.read_summaries()
        finally:
            diary.close()
    else:
        with open_diary(path, read_only=False, backups=backups) as store:
            store.change(TODAY, NOW, TODAY, LIST, decide("ate toast"))


def patch(whole: bytes, place: int, bytes_: bytes) -> bytes:
    return whole[:place] + bytes_ + whole[place + len(bytes_) :]


def foreign(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE entry (id INTEGER)")
    database.commit()
    database.close()


BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "empty"),
    "one byte": (lambda _: b"x", "only 1 bytes"),
    "half a page": (lambda whole: whole[:511], "only 511 bytes"),
    "text": (lambda _: b"dear diary\n" * 100, "not a gutcli diary"),
    "zeros": (lambda whole: bytes(len(whole)), "not a gutcli diary"),
    "another program's": (lambda whole: patch(whole, 68, b"abcd"), "not a gutcli diary"),
    "newer": (lambda whole: patch(whole, 60, (99).to_bytes(4, "big")), "newer gutcli"),
    "no schema": (lambda whole: patch(whole, 60, bytes(4)), "does not say its schema"),
    "first page alone": (lambda whole: whole[:4096], "damaged"),
    "cut in a page": (lambda whole: whole[:5000], "damaged"),
    "half": (lambda whole: whole[: len(whole) // 8192 * 4096], "damaged"),
    "its last page gone": (lambda whole: whole[:-4096], "damaged"),
    "page size": (lambda whole: patch(whole, 16, b"\x00\x07"), "damaged"),
    "schema page": (lambda whole: patch(whole, 100, os.urandom(3996)), "damaged"),
}


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_and_left_as_it_is(kind: str, read_only: bool, whole: bytes, path: Path) -> None:
    spoil, said = BAD[kind]
    path.write_bytes(spoil(whole))
    before, beside = path.read_bytes(), set(path.parent.iterdir())
    with pytest.raises(DiaryError) as refusal:
        use(path, read_only=read_only)
    assert said in refusal.value.message
    assert "diary.db" in refusal.value.message
    assert refusal.value.hint
    assert path.read_bytes() == before
    assert set(path.parent.iterdir()) - {path.parent / "backups"} == beside
    assert inspect_diary(path, path.parent / "backups").findings


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    foreign(path)
    for read_only in (True, False):
        with pytest.raises(DiaryError, match="not a gutcli diary"):
            use(path, read_only=read_only)


def test_pages_of_noise_never_give_a_traceback_and_never_a_write(whole: bytes, path: Path, is_long: bool) -> None:
    chance = random.Random(7)
    refused = 0
    for _ in range(200 if is_long else 20):
        page = chance.randrange(1, len(whole) // 4096)
        spoilt = patch(whole, page * 4096 + chance.choice((0, 0, 500)), chance.randbytes(chance.choice((8, 512, 3000))))
        path.write_bytes(spoilt)
        for read_only in (True, False):
            try:
                use(path, read_only=read_only)
            except DiaryError as error:
                refused += 1
                assert error.hint  # noqa: PT017
                assert path.read_bytes() == spoilt
        inspect_diary(path, path.parent / "none")
        shutil.rmtree(path.parent / "backups", ignore_errors=True)
    assert refused


def test_the_way_out_names_the_newest_backup(whole: bytes, path: Path) -> None:
    backups = path.parent / "backups"
    backups.mkdir()
    (backups / "diary-2026-11-21.db").write_bytes(whole)
    path.write_bytes(b"")
    with pytest.raises(DiaryError) as refusal:
        use(path, read_only=True)
    assert f"gutcli restore {backups}/diary-2026-11-21.db" in refusal.value.hint


def test_folders_pipes_and_dangling_links_are_refused(path: Path) -> None:
    places: list[tuple[Callable[[], object], Callable[[], object], str]] = [
        (path.mkdir, path.rmdir, "a folder"),
        (lambda: os.mkfifo(path), path.unlink, "not a plain file"),
        (lambda: path.symlink_to(path.parent / "gone"), path.unlink, "a link to a file that is not there"),
        (lambda: path.symlink_to(path), path.unlink, "cannot be opened"),
        (lambda: path.symlink_to("/dev/null"), path.unlink, "not a plain file"),
    ]
    for make, remove, said in places:
        make()
        for read_only in (True, False):
            with pytest.raises(DiaryError, match=said):
                use(path, read_only=read_only)
        assert os.path.lexists(path)
        remove()


def test_a_link_to_a_diary_is_that_diary(whole: bytes, path: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.db"
    real.write_bytes(whole)
    path.symlink_to(real)
    use(path, read_only=False)
    assert path.is_symlink()
    assert real.read_bytes() != whole


def test_a_lost_diary_whose_journal_is_left_is_not_begun_anew(path: Path) -> None:
    journal = path.with_name("diary.db-journal")
    journal.write_bytes(b"x" * 600)
    for read_only in (True, False):
        with pytest.raises(DiaryError, match="is gone, but its unfinished work"):
            use(path, read_only=read_only)
    assert not path.exists()
    assert journal.stat().st_size == 600


def test_a_home_that_cannot_be_made_is_said(path: Path) -> None:
    path.write_text("a file")
    inside = path / "deeper" / "diary.db"
    for read_only in (True, False):
        with pytest.raises(DiaryError, match=r"cannot be (opened|used)"):
            use(inside, read_only=read_only)


def test_a_change_cut_short_is_taken_back_by_the_next_reader(whole: bytes, path: Path, tmp_path: Path) -> None:
    working = tmp_path / "working.db"
    working.write_bytes(whole)
    database = sqlite3.connect(working, isolation_level=None)
    database.execute("PRAGMA cache_size=2")
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE entry SET text = 'half written'")
    shutil.copy(f"{working}-journal", f"{path}-journal")
    shutil.copy(working, path)
    database.execute("ROLLBACK")
    database.close()
    assert b"half written" in path.read_bytes()
    use(path, read_only=True)
    assert path.read_bytes() == whole
    assert not path.with_name("diary.db-journal").exists()


def test_a_busy_diary_says_so_after_waiting(whole: bytes, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE_S", 0.3)
    path.write_bytes(whole)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    use(path, read_only=True)  # a writer that has not finished does not keep readers out
    with pytest.raises(DiaryError, match="is busy"):
        use(path, read_only=False)
    holder.execute("COMMIT")
    holder.execute("BEGIN EXCLUSIVE")
    for read_only in (True, False):
        with pytest.raises(DiaryError, match="is busy"):
            use(path, read_only=read_only)
    holder.close()
    assert path.read_bytes() == whole
    use(path, read_only=False)


def test_a_reader_in_the_way_of_a_commit_is_waited_for(
    whole: bytes, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE_S", 0.3)
    path.write_bytes(whole)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entry").fetchall()
    with pytest.raises(DiaryError, match="is busy"):
        use(path, read_only=False)
    reader.execute("COMMIT")
    reader.close()
    assert path.read_bytes() == whole
    use(path, read_only=False)


def test_a_file_in_wal_mode_is_read_and_brought_back(whole: bytes, path: Path) -> None:
    path.write_bytes(whole)
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode=WAL")
    other.close()
    use(path, read_only=True)
    use(path, read_only=False)
    assert path.read_bytes()[18:20] == b"\x01\x01"


def test_a_diary_that_was_replaced_meanwhile_is_said(whole: bytes, path: Path, tmp_path: Path) -> None:
    path.write_bytes(whole)
    with open_diary(path, read_only=False) as store:
        other = tmp_path / "other.db"
        other.write_bytes(whole)
        other.replace(path)
        with pytest.raises(DiaryError, match="was replaced"):
            store.change(TODAY, NOW, TODAY, LIST, decide("ate toast"))
    assert path.read_bytes() == whole


def test_a_merge_that_fails_half_way_changes_nothing(whole: bytes, path: Path) -> None:
    path.write_bytes(whole)
    entries = list(generate_entries(80, TODAY, seed=2))

    def failing() -> object:
        yield from entries[:500]
        raise KeyboardInterrupt

    with open_diary(path, read_only=False) as store, pytest.raises(KeyboardInterrupt):
        merge_into(store, failing(), NOW)  # type: ignore[arg-type]
    assert path.read_bytes() == whole
