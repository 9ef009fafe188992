"""What the doctor must not overlook: things that keep a tick from being kept, or a day from being read."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.looking_back.seed import FEW_DAYS, seed
from tests.run_gutcli import gutcli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def few_days(home: Path) -> Path:
    seed(home, FEW_DAYS)
    gutcli("backup")
    return home


def alter(home: Path, statement: str) -> None:
    database = sqlite3.connect(home / "diary.db")
    database.execute(statement)
    database.commit()
    database.close()


def test_a_diary_that_lost_its_device_gets_a_new_one(few_days: Path) -> None:
    alter(few_days, "DELETE FROM meta")
    assert gutcli("done", "5", "--json", expect=5).error["code"] == "diary_unusable"
    assert "which device it is of" in gutcli("doctor", expect=5).out
    assert gutcli("doctor", "--mend", "--json").data["mended"] == "Mended the device's name."
    gutcli("done", "5")


def test_bytes_in_a_note_are_damage_to_every_export(few_days: Path) -> None:
    alter(few_days, "UPDATE entry SET text = X'c3'")
    for form in ("csv", "md", "jsonl"):
        assert "damaged" in gutcli("export", "--format", form, expect=5).err


def test_a_diary_that_cannot_be_written(few_days: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    diary = few_days / "diary.db"
    diary.chmod(0o400)
    can = os.access
    # Whoever runs the tests as root may write anything.
    monkeypatch.setattr(os, "access", lambda place, how: can(place, how) and (place != diary or not how & os.W_OK))
    (finding,) = gutcli("doctor", "--json", expect=5).data["findings"]
    assert (finding["area"], finding["severity"]) == ("diary", "problem")
    assert "cannot be written (mode 400)" in finding["what"]
    assert f"chmod u+w {diary}" in finding["hint"]


def test_a_home_that_cannot_be_looked_into(few_days: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look, home = os.stat, f"{few_days}{os.sep}"

    def refuse(place: object, **how: object) -> os.stat_result:
        if isinstance(place, str | os.PathLike) and os.fspath(place).startswith(home):
            raise PermissionError(13, "Permission denied", os.fspath(place))
        return look(place, **how)  # type: ignore[arg-type]

    for name in ("stat", "lstat"):
        monkeypatch.setattr(os, name, refuse)
    answer = gutcli("doctor", "--json", expect=5)
    monkeypatch.undo()
    assert answer.data["diary"]["exists"]
    (what,) = [finding["what"] for finding in answer.data["findings"] if finding["area"] == "diary"]
    assert "cannot be opened: permission denied" in what


@pytest.mark.parametrize("data", ['{"items": [', "[]", '{"items": 6}', "six"])
def test_a_list_that_cannot_be_read(few_days: Path, data: str) -> None:
    alter(few_days, f"UPDATE entry SET data = '{data}' WHERE action = 'offer' AND day = (SELECT max(day) FROM entry)")
    (finding,) = gutcli("doctor", "--json", expect=5).data["findings"]
    assert (finding["area"], finding["severity"]) == ("diary", "problem")
    assert "What 1 entry should hold cannot be read, first on 2026-11-23" in finding["what"]
