"""One byte of the diary flipped, anywhere: it is used, or it is refused with a way out and left as it is."""

from __future__ import annotations

import random
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from gutcli.diary.exchange.jsonl import write_jsonl
from gutcli.diary.exchange.tables import write_csv, write_markdown
from gutcli.errors import DiaryError
from gutcli.store import open_diary
from gutcli.store.backup import back_up
from gutcli.store.health import inspect_diary, repair_device, repair_diary
from gutcli.store.rows import read_device
from tests.diary.given import LIST, NOW, TODAY, decide
from tests.generate_diary import generate_diary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "diary.db"
    generate_diary(path, 2, TODAY)
    return path.read_bytes()


def look(path: Path) -> None:
    with open_diary(path, read_only=True) as diary:
        diary.read_glance(TODAY, TODAY, TODAY)
        diary.read_summaries()


def export(path: Path) -> None:
    with open_diary(path, read_only=True) as diary:
        entries = list(diary.read_entries())
    for write in (write_csv, write_markdown, write_jsonl):
        list(write(entries))


def tick(path: Path) -> None:
    with open_diary(path, read_only=False) as diary:
        diary.change(TODAY, NOW, TODAY, LIST, decide("ate toast"))


def undo(path: Path) -> None:
    with open_diary(path, read_only=False) as diary:
        diary.undo_last(NOW)


def copy(path: Path) -> None:
    back_up(path, path.parent / "backups", NOW)


def say_mending(path: Path, backups: Path) -> bool:
    """Say whether the doctor knows that `--mend` helps."""
    return any("doctor --mend" in finding.hint for finding in inspect_diary(path, backups).findings)


USES = (look, export, tick, undo, copy)


def test_a_flipped_byte_is_used_or_refused(whole: bytes, path: Path, is_long: bool) -> None:
    chance = random.Random(6)
    refused = 0
    for number in range(3000 if is_long else 150):
        # The first page says what the tables are: every second flip lies there.
        place = chance.randrange(4096 if number % 2 else len(whole))
        spoilt = bytearray(whole)
        spoilt[place] ^= chance.randrange(1, 256)
        path.write_bytes(spoilt)
        try:
            USES[number // 2 % len(USES)](path)
        except DiaryError as error:
            refused += 1
            assert error.hint  # noqa: PT017
            assert path.read_bytes() == spoilt, place
        shutil.rmtree(path.parent / "backups", ignore_errors=True)
    assert refused > 20


def test_a_description_that_is_no_text_is_damage(whole: bytes, path: Path) -> None:
    spoilt = whole.replace(b"CREATE INDEX entry_day ON entry", b"CREATE INDEX \xff\xfe\xfdry_day \xa0\xa0 \xffntry")
    assert spoilt != whole
    path.write_bytes(spoilt)
    for use in USES:
        with pytest.raises(DiaryError, match="damaged"):
            use(path)
    assert inspect_diary(path, path.parent / "backups").findings
    assert path.read_bytes() == spoilt


@pytest.mark.parametrize(
    "change",
    [
        "text = X'ff00'",
        "subject = X'6f617473'",
        "at = 9e18",
        "at = 'noon'",
        "offset_minutes = 100000",
        "device = 'x'",
    ],
)
def test_a_cell_of_another_kind_is_damage(change: str, whole: bytes, path: Path) -> None:
    path.write_bytes(whole)
    database = sqlite3.connect(path)
    database.execute("PRAGMA ignore_check_constraints=ON")
    database.execute(f"UPDATE entry SET {change}")
    database.commit()
    database.close()
    before = path.read_bytes()
    for use in (export, tick):
        with pytest.raises(DiaryError, match="a row cannot be read"):
            use(path)
    assert inspect_diary(path, path.parent / "backups").findings
    assert path.read_bytes() == before


@pytest.mark.parametrize("change", ["state = X'00'", "total = 'six'"])
def test_kept_figures_of_another_kind_are_mended(change: str, whole: bytes, path: Path) -> None:
    backups = path.parent / "backups"
    path.write_bytes(whole)
    database = sqlite3.connect(path)
    database.execute(f"UPDATE day_mark SET {change}")
    database.commit()
    database.close()
    with pytest.raises(DiaryError, match="damaged"):
        look(path)
    assert say_mending(path, backups)
    assert repair_diary(path, backups) == 2
    look(path)
    assert not say_mending(path, backups)


def test_a_lost_device_is_noticed_and_mended(whole: bytes, path: Path) -> None:
    backups = path.parent / "backups"
    path.write_bytes(whole)
    database = sqlite3.connect(path)
    database.execute("DELETE FROM meta")
    database.commit()
    database.close()
    with pytest.raises(DiaryError, match="which device it is of") as refusal:
        tick(path)
    assert "doctor --mend" in refusal.value.hint
    assert say_mending(path, backups)
    assert repair_device(path, backups)
    assert not repair_device(path, backups)
    tick(path)
    with open_diary(path, read_only=True) as diary:
        assert len({entry.device for entry in diary.read_entries()}) == 2
    database = sqlite3.connect(path)
    assert read_device(database)
    database.close()
