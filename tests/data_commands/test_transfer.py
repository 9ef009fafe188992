"""Export, import, backup."""

from __future__ import annotations

import csv
import io
import json
import shlex
import sqlite3
import stat
import sys
from contextlib import closing

import pytest

from tests.conftest import make_home
from tests.looking_back.seed import FEW_DAYS, seed
from tests.run_gutcli import gutcli


@pytest.fixture
def few_days(home):
    seed(home, FEW_DAYS)
    return home


@pytest.fixture
def other(tmp_path, monkeypatch, home, warm_cache):
    """Another, empty home."""

    def move():
        folder = make_home(tmp_path / "other", warm_cache)
        monkeypatch.setenv("GUTCLI_HOME", str(folder))
        return folder

    return move


def test_the_round_trip_gives_an_equal_diary(few_days, other):
    said = gutcli("export", "--format", "jsonl").out
    assert said == gutcli("export").out == gutcli("export", "-").out
    history, day = gutcli("history", "--json").out, gutcli("history", "yesterday", "--json").out
    stats = gutcli("stats", "--json").out
    gutcli("export", str(few_days / "diary.jsonl"))
    folder = other()
    data = gutcli("import", str(few_days / "diary.jsonl"), "--json").data
    number = len(said.splitlines()) - 1
    assert data.pop("read")["moods"] > 0
    assert data == {
        "source": str(few_days / "diary.jsonl"), "dry_run": False, "entries": number, "new": number, "known": 0,
        "replaced": 0, "days": 5, "first": "2026-11-19", "last": "2026-11-23", "app": "gutcli", "added": number,
        "already": 0, "conflicts": [], "losses": [], "mapping": [], "backup": None, "needs_unknown": True, "files": [],
        "command": f"gutcli import {few_days / 'diary.jsonl'}",
    }  # fmt: skip
    assert gutcli("export").out == said
    assert gutcli("history", "--json").out == history
    assert gutcli("history", "yesterday", "--json").out == day
    assert gutcli("stats", "--json").out == stats
    again = gutcli("import", str(few_days / "diary.jsonl"), "--json").data
    assert (again["new"], again["known"], again["days"], again["first"]) == (0, number, 0, None)
    assert "Nothing new" in gutcli("import", str(few_days / "diary.jsonl")).out
    assert stat.S_IMODE((folder / "diary.db").stat().st_mode) == 0o600


def test_a_dry_run_changes_nothing(few_days, other):
    file = few_days / "x.jsonl"
    gutcli("export", str(file))
    here = gutcli("import", str(file), "--dry-run", "--json").data
    assert (here["new"], here["dry_run"], here["known"]) == (0, True, here["entries"])
    folder = other()
    data = gutcli("import", str(file), "--dry-run", "--json").data
    assert (data["new"], data["days"]) == (data["entries"], 5)
    assert "Nothing was changed." in gutcli("import", str(file), "--dry-run").out
    assert not (folder / "diary.db").exists()


def test_standard_input_is_read(few_days, other, monkeypatch):
    raw = gutcli("export").out.encode()
    other()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    data = gutcli("import", "-", "--json").data
    assert (data["source"], data["days"]) == ("standard input", 5)


def test_every_bad_line_is_named_and_nothing_is_imported(few_days, other):
    lines = gutcli("export").out.splitlines()
    lines[2] = lines[2].replace('"action":"done"', '"action":"eaten"')
    lines[4] = "junk"
    lines.insert(6, '{"day": "2026-13-01"}')
    file = few_days / "bad.jsonl"
    file.write_text("\n".join(lines))
    folder = other()
    error = gutcli("import", str(file), "--json", expect=1).error
    assert error["code"] == "import_invalid"
    assert [line.split(":")[0] for line in error["message"].splitlines()[1:]] == ["line 3", "line 5", "line 7"]
    assert "Nothing was imported" in error["message"]
    assert not (folder / "diary.db").exists()


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b'{"id":"\xff"}', b"[]\n", b"\x00" * 600, '{"a":"\u2028"}'.encode()])
def test_bytes_that_are_no_export_are_refused(home, raw):
    file = home / "bad.jsonl"
    file.write_bytes(raw)
    said = gutcli("import", str(file), expect=1).err
    assert "line 1" in said or "no export of gutcli's" in said
    assert len(said.splitlines()) <= 6
    assert not (home / "diary.db").exists()


@pytest.mark.parametrize("raw", [b"", b"\n \n"])
def test_an_empty_file_brings_nothing_and_says_so(home, raw):
    file = home / "empty.jsonl"
    file.write_bytes(raw)
    answer = gutcli("import", str(file), expect=None)
    assert (answer.code, "empty" in answer.err) in {(1, True), (0, False)}
    assert not (home / "diary.db").exists()


def test_files_that_cannot_be_read(few_days):
    missing = gutcli("import", str(few_days / "none.jsonl"), "--json", expect=1).error
    assert missing["code"] == "file_unusable"
    assert gutcli("import", str(few_days), "--json", expect=1).error["code"] == "file_unusable"
    gutcli("import", expect=2)
    assert "it is no file" in gutcli("import", "/dev/zero", "--json", expect=1).error["message"]


def test_wrong_files_are_named_for_what_they_are(few_days, tmp_path):
    gutcli("export", str(tmp_path / "own.csv"))
    gutcli("export", str(tmp_path / "own.md"))
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE bookmarks (id)")
    (tmp_path / "other.zip").write_bytes(b"PK\x03\x04" + bytes(60))
    (tmp_path / "letter.txt").write_text("Dear Sir,\n" * 3003)
    (tmp_path / "lines.jsonl").write_text("{}\n" * 3003)
    for name, words in {
        "own.csv": "own CSV", "own.md": "own Markdown", "other.db": "another program: tables bookmarks",
        "other.zip": "an archive", "letter.txt": "no export of gutcli", "lines.jsonl": "2998 more lines",
    }.items():  # fmt: skip
        said = gutcli("import", str(tmp_path / name), "--json", expect=1).error["message"]
        assert words in " ".join(said.split()), name
        assert len(said.splitlines()) <= 7, name


def test_a_backup_can_be_imported_like_an_export(few_days, other):
    said, copy = gutcli("export").out, gutcli("backup", "--json").data["path"]
    other()
    assert gutcli("import", copy, "--dry-run", "--json").data["new"] == 30
    gutcli("import", copy)
    assert gutcli("export").out == said


def test_an_import_never_rewrites_what_is_here(few_days):
    gutcli("mood", "4", "--note", "calm")
    lines = gutcli("export").out.splitlines()
    entry = json.loads(lines[-1])
    for change in ({"data": {"mood": 1}}, {"text": "x"}, {"day": "2026-10-01"}, {"action": "note", "data": ...}):
        forged = {key: value for key, value in {**entry, **change}.items() if value is not ...}
        (few_days / "forged.jsonl").write_text(json.dumps(forged))
        answer = gutcli("import", str(few_days / "forged.jsonl"), "--json").data
        assert (answer["replaced"], answer["conflicts"]) == (0, [entry["id"]]), change
        assert "something else than here" in gutcli("import", str(few_days / "forged.jsonl")).out
        assert gutcli("export").out.splitlines() == lines
    del entry["text"]
    (few_days / "erased.jsonl").write_text(json.dumps(entry))
    assert gutcli("import", str(few_days / "erased.jsonl"), "--json").data["replaced"] == 1
    assert json.loads(gutcli("export").out.splitlines()[-1]) == entry


def test_what_the_calendar_or_the_day_does_not_hold_is_refused(few_days):
    offer = next(line for line in map(json.loads, gutcli("export").out.splitlines()) if line.get("action") == "offer")
    before = gutcli("export").out
    for change, words in (
        ({"day": "2026-11-25"}, "of a day still to come"), ({"at": "9999-12-31T23:59:59Z"}, "end of the calendar"),
        ({"at": "0001-01-01T00:00:00Z"}, "end of the calendar"),
    ):  # fmt: skip
        (few_days / "late.jsonl").write_text(json.dumps({**offer, **change, "id": offer["id"][:-1] + "0"}))
        said = gutcli("import", str(few_days / "late.jsonl"), expect=1).err
        assert "line 1" in said
        assert words in said
    assert gutcli("export").out == before
    assert gutcli("doctor", "--json").data["diary"]["entries"] == 30


def test_undo_takes_back_what_was_done_here(few_days, other):
    gutcli("export", str(few_days / "diary.jsonl"))
    other()
    gutcli("mood", "2")
    gutcli("import", str(few_days / "diary.jsonl"))
    assert [line["action"] for line in gutcli("undo", "--json").data["changed"]] == ["undo"]
    assert gutcli("undo", "--json").data["outcomes"][0]["result"] == "nothing"


def test_a_file_is_private_and_never_replaced_unasked(few_days):
    file = few_days / "out" / "diary.csv"
    data = gutcli("export", str(file), "--json").data
    size = file.stat().st_size
    assert data == {"format": "csv", "path": str(file), "entries": 30, "size_bytes": size, "content": None,
                    "holds": ["diary"], "lacks": []}  # fmt: skip
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [f.name for f in file.parent.iterdir()] == ["diary.csv"], "no draft is left"
    before = file.read_bytes()
    assert "there already" in gutcli("export", "--format", "md", str(file), expect=2).err
    assert file.read_bytes() == before
    gutcli("export", "--format", "md", str(file), "--force")
    assert file.read_text().startswith("# Diary")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_gets_a_file_named_by_the_day(few_days, tmp_path):
    assert gutcli("export", str(tmp_path), "--json").data["path"] == str(tmp_path / "gutcli-2026-11-23.jsonl")


@pytest.mark.parametrize("name", ["diary.db", "profile.toml", "link.db"])
def test_gutclis_own_files_are_not_replaced_even_by_force(few_days, name):
    (few_days / "profile.toml").write_text('diet = "vegan"\n')
    (few_days / "link.db").symlink_to(few_days / "diary.db")
    before = (few_days / "diary.db").read_bytes()
    assert "own file" in gutcli("export", str(few_days / name), "--force", expect=2).err
    assert (few_days / "diary.db").read_bytes() == before
    assert "ordinary" in gutcli("export", "/dev/null", "--force", expect=2).err


def test_csv_and_markdown(few_days):
    rows = list(csv.DictReader(io.StringIO(gutcli("export", "--format", "csv").out)))
    assert len(rows) == 30
    assert rows[0]["action"] == "offer"
    assert [row["name"] for row in rows if row["undone"] == "yes"] == ["Test leeks"]
    assert "## Sunday 22 November 2026" in gutcli("export", "--format", "md").out
    assert "is not a format" in gutcli("export", "--format", "xml", expect=2).err


def test_json_of_an_export_without_a_file_holds_it(few_days):
    data = gutcli("export", "--json").data
    assert data["content"] == gutcli("export").out
    assert data["size_bytes"] == len(data["content"])
    assert json.loads(data["content"].splitlines()[0]) == {"kind": "gutcli-diary", "schema": 1, "entries": 30}


def test_an_empty_diary_exports_as_empty(home):
    assert gutcli("export").out == '{"kind":"gutcli-diary","schema":1,"entries":0}\n'
    assert gutcli("export", "--format", "md").out == "# Diary\n"
    assert not (home / "diary.db").exists()


def test_an_export_needs_no_profile(few_days):
    (few_days / "profile.toml").write_text("diet = 7\n")
    assert gutcli("export").out
    gutcli("stats", expect=4)


def test_a_backup_is_a_whole_diary(few_days, other, tmp_path):
    data = gutcli("backup", "--json").data
    assert data["path"] == str(few_days / "backups" / "diary-2026-11-23T083000.db")
    assert data["entries"] == 30
    said = gutcli("export").out
    copy = tmp_path / "other" / "diary.db"
    assert "30 entries" in gutcli("backup", str(copy)).out
    assert "there already" in gutcli("backup", str(copy), expect=2).err
    other()
    assert gutcli("export").out == said


def test_without_a_diary_there_is_no_backup_to_rely_on(home):
    error = gutcli("backup", "--json", expect=5).error
    assert error["code"] == "diary_unusable"
    assert "no diary yet" in error["message"]


def test_the_command_that_brings_it_in_can_be_pasted(home, tmp_path):
    seed(home, FEW_DAYS)
    file = tmp_path / "my own" / "it's.jsonl"
    file.parent.mkdir()
    for words in (["export", str(file)], ["import", str(file), "--dry-run"]):
        said = gutcli(*words).out
        command = " ".join(said[said.index("gutcli import") :].split())
        assert shlex.split(command) == ["gutcli", "import", str(file)]
        gutcli("forget", "--all", "--yes")
