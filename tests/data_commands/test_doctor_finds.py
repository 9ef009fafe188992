"""What the doctor must not overlook: things that keep a tick from being kept, or a day from being read."""

from __future__ import annotations

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
