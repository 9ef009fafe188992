"""A diary that is refused for its schema keeps every byte, whatever mode another program left it in."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from gutcli.errors import DiaryError
from gutcli.store import open_diary
from gutcli.store.backup import back_up
from gutcli.store.health import inspect_diary
from tests.diary.given import LIST, NOW, TODAY, decide

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("schema", "said"), [(9, "newer gutcli"), (0, "does not say its schema")])
@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_refused_schema_changes_nothing(path: Path, schema: int, said: str, mode: str) -> None:
    with open_diary(path, read_only=False) as diary:
        diary.change(TODAY, NOW, TODAY, LIST, decide("done 1"))
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {schema}")
    database.execute(f"PRAGMA journal_mode = {mode}")
    database.close()
    before = path.read_bytes()
    backups = path.parent / "backups"
    for read_only in (False, True):
        with pytest.raises(DiaryError, match=said):
            open_diary(path, read_only=read_only, backups=backups)
    with pytest.raises(DiaryError, match=said):
        back_up(path, backups, NOW)
    assert inspect_diary(path, backups).findings
    assert path.read_bytes() == before
    assert {file.name for file in path.parent.iterdir()} <= {"diary.db", "cache"}
