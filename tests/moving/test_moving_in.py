"""From another program into the diary: as what, once, and back out again."""

from __future__ import annotations

import random

from tests.conftest import make_home
from tests.moving.test_importers import SAMPLES, loop_database, loop_zip
from tests.run_gutcli import gutcli


def entries():
    import json

    return [json.loads(line) for line in gutcli("export").out.splitlines()[1:]]


def standing():
    every = entries()
    gone = {entry.get("undoes") for entry in every}
    return [entry for entry in every if entry["id"] not in gone and entry["action"] != "undo"]


def test_a_dry_run_says_all_and_writes_nothing(home, tmp_path):
    (tmp_path / "Loop.zip").write_bytes(loop_zip())
    answer = gutcli("import", str(tmp_path / "Loop.zip"), "--dry-run", "--json").data
    assert (answer["app"], answer["dry_run"]) == ("loop", True)
    assert answer["read"] == {"ticks": 3, "rests": 1, "moods": 0, "notes": 4}
    assert [(line["from"], line["to"], line["kind"], line["times"]) for line in answer["mapping"]] == [
        ("Kefir", "kefir", "food", 2), ("Beans, any", "note", "note", 1), ("Steps", "note", "note", 1)]  # fmt: skip
    said = gutcli("import", str(tmp_path / "Loop.zip"), "--dry-run").out
    assert "3 ticks, 1 rest and 4 notes" in said
    assert "Nothing was changed." in said
    assert not (home / "diary.db").exists()


def test_once_is_as_twice_and_undo_takes_all_of_it_back_and_nothing_else(home, tmp_path):
    (tmp_path / "Loop.zip").write_bytes(loop_zip())
    gutcli("mood", "4")
    before = standing()
    first = gutcli("import", str(tmp_path / "Loop.zip"), "--json").data
    assert (first["already"], first["days"]) == (0, 3)
    assert first["backup"].startswith(str(home / "backups" / "diary-before-import-"))
    after = entries()
    again = gutcli("import", str(tmp_path / "Loop.zip"), "--json").data
    assert (again["added"], again["already"], again["backup"]) == (0, first["added"], None)
    assert entries() == after
    assert gutcli("history", "2026-05-03", "--json").data["ate"] == [
        {"id": "kefir", "name": "Kefir", "amount": "", "plants": []}]  # fmt: skip
    undone = gutcli("undo", "--json").data
    assert len(undone["changed"]) == first["added"] + 1, "and the note that says that it came in"
    assert [line["sentence"] for line in undone["outcomes"]] == [
        "Took back the import (From Loop Habit Tracker: 3 ticks, 1 rest and 4 notes) (Mon 23 Nov)."]  # fmt: skip
    assert standing() == before
    assert gutcli("import", str(tmp_path / "Loop.zip"), "--json").data["added"] == first["added"], (
        "it can come in again"
    )
    gutcli("undo")
    gutcli("undo")
    assert [entry["action"] for entry in standing()] == ["offer"]


def test_what_a_habit_is_can_be_said_at_any_time_and_is_remembered(home, tmp_path):
    log = tmp_path / "log"
    log.write_text(
        "2026-05-01 : Fish night : y :  : \n2026-05-02 : Run : y :  : \n2026-05-02 : Fish night : s : none left : \n"
    )
    gutcli("import", str(log))
    came = {entry["text"] for entry in standing()} - {"From harsh: 2 ticks, 1 rest and 1 note"}
    assert came == {"Fish night: done", "Run: done", "Fish night: rest, none left"}
    wishes = ("--map", "fish night=omega-3", "--map", "Run=brisk-walk")
    answer = gutcli("import", str(log), *wishes, "--json").data
    assert (answer["added"], answer["replaced"]) == (3, 3)
    came = {(e["action"], e.get("subject"), e.get("slot")) for e in standing() if e["day"] < "2026-06"}
    assert came == {("ate", None, "omega-3"), ("done", "brisk-walk", "move"), ("skipped", "omega-3", "omega-3")}
    log.write_text(f"{log.read_text()}2026-05-03 : Run : y :  : \n")
    grown = gutcli("import", str(log), "--json").data
    assert (grown["added"], grown["already"], grown["replaced"]) == (1, 3, 0)
    assert standing()[3]["subject"] == "brisk-walk"
    assert "Did you mean Fish night" in gutcli("import", str(log), "--map", "fish nigt=kefir", expect=2).err
    gutcli("import", str(log), "--map", "Run=nothing-of-ours", expect=3)
    gutcli("import", str(log), "--map", "Run", expect=2)


def test_moods_keep_their_scale_their_times_and_their_notes(home):
    answer = gutcli("import", str(SAMPLES / "daylio" / "daylio_export.csv"), "--json").data
    assert answer["read"] == {"ticks": 2, "rests": 0, "moods": 3, "notes": 2}
    assert {line["from"]: line["to"] for line in answer["mapping"] if line["kind"] == "mood"} == {
        "rad": "5",
        "meh": "3",
        "awful": "1",
    }
    checks = gutcli("history", "2026-05-03", "--json").data["check_ins"]
    assert [(check["mood"], check["note"], check["at"][11:16]) for check in checks] == [
        (3, "", "08:00"),
        (5, "a good day", "21:10"),
    ]
    older = str(SAMPLES / "daylio" / "older.csv")
    assert gutcli("import", older, "--map", "calm=4", "--json").data["mapping"][0]["to"] == "4"
    assert gutcli("history", "2019-05-17", "--json").data["check_ins"][0]["mood"] == 4
    gutcli("import", older, "--map", "calm=kefir", expect=2)


def test_boxes_are_sorts_of_food_and_never_a_food_that_nobody_named(home):
    gutcli("import", str(SAMPLES / "daily_dozen" / "dailydozen_backup.json"))
    ate = gutcli("history", "2026-05-01", "--json").data["ate"]
    assert {"id": "", "name": "Beans", "amount": "2 servings", "plants": []} in ate
    assert all(not food["id"] and not food["plants"] for food in ate)


def test_two_machines_that_import_the_same_file_have_each_tick_once(home, tmp_path, monkeypatch, warm_cache):
    (tmp_path / "a.db").write_bytes(loop_database())
    gutcli("import", str(tmp_path / "a.db"))
    mine = {entry["id"] for entry in entries() if entry["device"] == "import.loop"}
    gutcli("export", str(tmp_path / "one.jsonl"))
    other = make_home(tmp_path / "other", warm_cache)
    monkeypatch.setenv("GUTCLI_HOME", str(other))
    gutcli("import", str(tmp_path / "a.db"), "--as", "loop-db")
    answer = gutcli("import", str(tmp_path / "one.jsonl"), "--json").data
    assert answer["conflicts"] == []
    assert {entry["id"] for entry in entries() if entry["device"] == "import.loop"} == mine
    assert gutcli("import", str(tmp_path / "one.jsonl"), "--json").data["added"] == 0


def test_what_is_asked_for_and_cannot_be(home, tmp_path):
    assert "Did you mean loop" in gutcli("import", str(SAMPLES / "harsh" / "log"), "--as", "looop", expect=2).err
    (tmp_path / "late.txt").write_text("x 2026-12-24 Brisk walk\nx 2026-05-01 Brisk walk\n")
    answer = gutcli("import", str(tmp_path / "late.txt"), "--json").data
    assert [(loss["what"], loss["count"]) for loss in answer["losses"]] == [("records", 1)]
    (tmp_path / "own.jsonl").write_text(gutcli("export").out)
    gutcli("import", str(tmp_path / "own.jsonl"), "--map", "a=kefir", expect=2)


def test_spoilt_files_never_leave_half_of_themselves(home, tmp_path):
    whole, chance, file = (SAMPLES / "daylio" / "daylio_export.csv").read_bytes(), random.Random(7), tmp_path / "file"
    for _ in range(25):
        raw = bytearray(whole)
        place = chance.randrange(len(raw))
        raw[place : place + 9] = chance.choice((b"\x1b[31m", b'"', b"\xff\xff", b"a" * 5000))
        file.write_bytes(bytes(raw))
        answer = gutcli("import", str(file), expect=None)
        assert answer.code in {0, 1}
        assert "Traceback" not in answer.err
        assert "\x1b" not in answer.out
        if answer.code == 0:
            assert gutcli("import", str(file), "--json").data["added"] == 0
    lines = gutcli("export").out
    (tmp_path / "own.jsonl").write_text(lines)
    assert gutcli("import", str(tmp_path / "own.jsonl"), "--json").data["new"] == 0, (
        "what came in passes the strict door"
    )
