"""The doctor: in health, and with each part broken."""

from __future__ import annotations

import os

import pytest

from gutcli.catalog.kinds import TABLES
from tests.looking_back.seed import FEW_DAYS, seed
from tests.run_gutcli import gutcli


@pytest.fixture
def few_days(home):
    seed(home, FEW_DAYS)
    return home


def findings(code):
    data = gutcli("doctor", "--json", expect=code).data
    assert data["exit_code"] == code
    assert data["healthy"] == (code == 0)
    return [(finding["area"], finding["severity"]) for finding in data["findings"]], data


def test_a_new_home_is_well(home):
    found, data = findings(0)
    assert found == []
    assert data["diary"] == {
        "exists": False, "size_bytes": 0, "schema": None, "entries": None, "days": None, "first": None, "last": None,
        "devices": None, "cut_short": False,
    }  # fmt: skip
    assert {place["what"]: place["exists"] for place in data["places"]} == {
        "diary": False, "backups": False, "profile": False, "own catalog": False, "cache": True,
        "built-in catalog": True,
    }  # fmt: skip
    assert data["catalog_entries"]["foods"] > 100
    assert [*data["catalog_entries"]] == [*TABLES]
    assert (data["backups"], data["overlay_files"], data["profile_keys"], data["mended"]) == ([], [], [], None)
    assert set(data["versions"]) == {"gutcli", "python", "sqlite", "system"}
    assert "all is well" in gutcli("doctor").out
    assert not (home / "diary.db").exists()


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_what_is_open_to_others_is_said_in_the_same_words_wherever_it_is(few_days):
    gutcli("backup")
    (few_days / "catalog").mkdir(mode=0o700)
    for name, mode in (("diary.db", 0o644), ("backups", 0o770), ("catalog", 0o722)):
        (few_days / name).chmod(mode)
    found = {each["area"]: (each["what"], each["hint"]) for each in findings(0)[1]["findings"]}
    for area, name, does, mode, right in (
        ("diary", "diary.db", "read", 644, 600), ("backups", "backups", "changed", 770, 700),
        ("catalog", "catalog", "changed", 722, 700),
    ):  # fmt: skip
        assert found[area] == (
            f"{few_days / name} can be {does} by others on this machine (mode {mode}).",
            f"Make it yours alone: chmod {right} {few_days / name}",
        )


def test_a_diary_in_use_is_well(few_days):
    gutcli("backup")
    found, data = findings(0)
    assert found == []
    size = (few_days / "diary.db").stat().st_size
    assert data["diary"] == {
        "exists": True, "size_bytes": size, "schema": 1, "entries": 30, "days": 5, "first": "2026-11-19",
        "last": "2026-11-23", "devices": 1, "cut_short": False,
    }  # fmt: skip
    assert [(backup["entries"], backup["problem"]) for backup in data["backups"]] == [(30, "")]
    said = gutcli("doctor").out
    assert "30 entries of 5 days, Thu 19 Nov 2026 to Mon 23 Nov 2026, schema 1" in said
    assert "1 copy, all whole" in said


@pytest.mark.parametrize("raw", [b"", b"x", b"SQLite format 3\0" + b"\0" * 600, b"text " * 200])
def test_a_broken_diary(few_days, raw):
    gutcli("backup")
    (few_days / "diary.db").write_bytes(raw)
    found, data = findings(5)
    assert found == [("diary", "problem")]
    assert data["diary"]["entries"] is None
    assert (few_days / "diary.db").read_bytes() == raw
    said = gutcli("doctor", expect=5).out
    assert "it cannot be read" in said
    assert "1 problem" in said


def test_damage_inside(few_days):
    path = few_days / "diary.db"
    raw = bytearray(path.read_bytes())
    raw[4096 * 2 : 4096 * 2 + 3000] = b"\xff" * 3000
    path.write_bytes(raw)
    found, _ = findings(5)
    assert ("diary", "problem") in found


def test_a_broken_backup(few_days):
    gutcli("backup")
    (copy,) = (few_days / "backups").iterdir()
    copy.write_bytes(copy.read_bytes()[:5000])
    found, data = findings(5)
    assert found == [("backups", "problem")]
    assert data["backups"][0]["problem"]


def test_a_broken_profile(few_days):
    gutcli("backup")
    file = few_days / "profile.toml"
    file.write_text('diet = "x"\nnonsense = 1\n')
    file.chmod(0o600)
    found, data = findings(4)
    assert found == [("profile", "problem")] * 2
    assert "diet" in gutcli("doctor", expect=4).out
    file.write_text("= broken")
    assert findings(4)[0] == [("profile", "problem")]
    assert data["diary"]["entries"] == 30


def test_a_broken_overlay(few_days):
    gutcli("backup")
    (few_days / "catalog").mkdir(mode=0o700)
    (few_days / "catalog" / "mine.toml").write_text("[[food]]\n")
    found, data = findings(4)
    assert set(found) == {("catalog", "problem")}
    assert data["overlay_files"] == [str(few_days / "catalog" / "mine.toml")]
    assert data["catalog_entries"]["foods"] > 100
    assert "gutcli catalog check" in gutcli("doctor", expect=4).out


def test_a_broken_built_in_catalog(few_days, tmp_path, monkeypatch):
    from gutcli.catalog import data_files

    gutcli("backup")
    monkeypatch.setattr(data_files, "find_data", lambda: tmp_path / "nowhere")
    found, _ = findings(4)
    assert ("catalog", "problem") in found


def test_everything_broken_at_once_is_all_said(few_days):
    (few_days / "diary.db").write_bytes(b"x")
    (few_days / "profile.toml").write_text("[")
    (few_days / "catalog").write_text("a file")
    found, _ = findings(5)
    assert {area for area, _ in found} == {"diary", "profile", "catalog"}


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_what_others_can_read_is_advice(few_days):
    gutcli("backup")
    (few_days / "diary.db").chmod(0o644)
    few_days.chmod(0o755)
    (few_days / "profile.toml").write_text('diet = "vegan"\n')
    (few_days / "profile.toml").chmod(0o644)
    found, data = findings(0)
    assert sorted(found) == [("diary", "advice"), ("diary", "advice"), ("profile", "advice")]
    assert all(finding["hint"].startswith("Make it yours alone: chmod ") for finding in data["findings"])
    assert "3 to improve" in gutcli("doctor").out


def test_a_diary_without_a_backup_is_advice(few_days):
    assert findings(0)[0] == [("backups", "advice")]


def test_mending(few_days):
    import sqlite3

    gutcli("backup")
    with sqlite3.connect(few_days / "diary.db") as database:
        database.execute("UPDATE day_mark SET done = 99")
    found, data = findings(5)
    assert found == [("diary", "problem")]
    assert "doctor --mend" in data["findings"][0]["hint"]
    data = gutcli("doctor", "--mend", "--json").data
    assert (data["mended"], data["findings"]) == ("Mended 5 days.", [])
    assert gutcli("doctor", "--mend", "--json").data["mended"] == "Nothing needed mending."
    (few_days / "diary.db").write_bytes(b"x")
    assert gutcli("doctor", "--mend", "--json", expect=5).data["mended"] == "Nothing could be mended."


def test_it_fits_every_width(few_days):
    from gutcli.clock import parse_now
    from gutcli.folders import find_folders
    from gutcli.keep.doctor.page import draw_doctor
    from gutcli.keep.doctor.view import build_doctor
    from gutcli.terminal.draw.layout import lay_out

    (few_days / "profile.toml").write_text('diet = "x"\n')
    view = build_doctor(find_folders(os.environ), parse_now())
    for width in (None, 20, 40, 80, 120):
        for row in lay_out(draw_doctor(view, width), width):
            line = "".join(words for words, _ in row).rstrip()
            assert width is None or len(line) <= width, line
