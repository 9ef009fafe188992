"""Every released schema has a file here that must open, upgrade and export to the same lines for ever."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from gutcli.diary.exchange.jsonl import write_jsonl
from gutcli.errors import DiaryError
from gutcli.keep.import_.parse import parse_jsonl
from gutcli.store import open_diary, schema
from gutcli.store.backup import verify_copy
from tests.diary.given import LIST, NOW, TODAY, decide

FIXTURES = Path(__file__).parent.parent / "fixtures" / "diary"
RELEASED = sorted(FIXTURES.glob("schema-*.db"))
STEP = (
    "ALTER TABLE entry ADD COLUMN weather TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE place (name TEXT)",
    "INSERT INTO place VALUES ('home')",
)


def tables(database: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(database.execute("SELECT name, sql FROM sqlite_master"))


def test_every_released_schema_has_a_fixture() -> None:
    assert [file.name for file in RELEASED] == [f"schema-{n}.db" for n in range(1, schema.newest_schema() + 1)]


@pytest.mark.parametrize("released", RELEASED, ids=lambda file: file.stem)
@pytest.mark.parametrize("read_only", [True, False])
def test_a_released_file_gives_the_same_export(released: Path, read_only: bool, path: Path) -> None:
    shutil.copy(released, path)
    expected = released.with_suffix(".jsonl").read_text().splitlines()
    with open_diary(path, read_only=read_only) as diary:
        assert list(write_jsonl(diary.read_entries())) == expected
        assert len(diary.read_summaries()) == 3
    assert list(write_jsonl(parse_jsonl(expected).entries)) == expected


def test_a_file_of_an_older_schema_is_upgraded_after_a_copy(
    path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(FIXTURES / "schema-1.db", path)
    expected = (FIXTURES / "schema-1.jsonl").read_text().splitlines()
    before = path.read_bytes()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS[:1], STEP))
    with open_diary(path, read_only=True, backups=backups) as diary:
        assert list(write_jsonl(diary.read_entries())) == expected
    assert path.read_bytes() == before  # reading never writes
    with open_diary(path, read_only=False, backups=backups) as diary:
        assert list(write_jsonl(diary.read_entries())) == expected
        assert diary.change(TODAY, NOW, TODAY, LIST, decide("done 5")).entries
    copy = backups / "diary-before-schema-2.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    verify_copy(copy)
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA user_version").fetchone()[0] == 2
    new = sqlite3.connect(":memory:", isolation_level=None)
    schema.start_schema(new, "x")
    assert tables(database) == tables(new)
    database.close()
    monkeypatch.undo()
    with pytest.raises(DiaryError, match="newer gutcli"):
        open_diary(path, read_only=True)


def test_a_step_that_fails_changes_nothing(path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(FIXTURES / "schema-1.db", path)
    before = path.read_bytes()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS[:1], (*STEP, "nonsense")))
    with pytest.raises(DiaryError):
        open_diary(path, read_only=False, backups=backups)
    assert path.read_bytes() == before
    monkeypatch.undo()
    open_diary(path, read_only=False).close()


def test_a_new_file_and_the_fixture_have_the_same_tables(path: Path) -> None:
    open_diary(path, read_only=False).close()
    new, old = sqlite3.connect(path), sqlite3.connect(f"file:{RELEASED[-1]}?mode=ro", uri=True)
    assert tables(new) == tables(old)
    new.close()
    old.close()
