"""`catalog check` and `catalog path`, as people and scripts use them."""

from __future__ import annotations

import os

import pytest

from gutcli.catalog.data_files import built_in_files, find_data
from tests.catalog.overlays import food, write
from tests.run_gutcli import gutcli


def test_all_is_well(home):
    answer = gutcli("catalog", "check")
    assert answer.out.startswith("✓ Nothing is wrong in 14 files.\n")
    data = gutcli("catalog", "check", "--json").data
    assert data["ok"]
    assert data["problems"] == []
    assert [file["path"] for file in data["files"]] == built_in_files()
    assert data["entries"]["foods"] >= 242


def test_every_problem_with_file_line_entry_and_key(home):
    path = write(
        home / "catalog", "mine.toml", food=[food(group="fruits", sugar=1), food(id="haws", name="H", lactose="")]
    )
    answer = gutcli("catalog", "check", expect=4)
    assert answer.err == ""
    assert (
        answer.out.splitlines()[:5]
        == [
            "4 problems in 1 file",
            "",
            f'{path}:2: foods rose-hips: group is "fruits". Did you mean "fruit"?',
            f"{path}:2: foods rose-hips: sugar is not a key that gutcli knows.",
            f'{path}:24: foods haws: aliases has "hips", which already means rose-hips. Use another word.',
        ]
        or answer.out
    )
    data = gutcli("catalog", "check", "--json", expect=4).data
    assert data["ok"] is False
    assert data["problems"][0] == {
        "file": str(path), "line": 2, "kind": "foods", "entry": "rose-hips", "key": "group",
        "message": 'is "fruits".', "expected": 'Did you mean "fruit"?',
    }  # fmt: skip
    assert {file["path"]: file["problems"] for file in data["files"]}[str(path)] == len(data["problems"])


def test_a_file_is_checked_as_if_it_were_ones_own(home, tmp_path):
    write(home / "catalog", "broken.toml", food=[food(x=1)])
    fine = write(tmp_path, "fine.toml", food=[food(id="haws", name="Haws", aliases=[])])
    wrong = write(tmp_path, "wrong.toml", food=[{"id": "oats", "kinds": ["probiotc"]}])
    assert gutcli("catalog", "check", str(fine)).out.startswith("✓ Nothing is wrong in 1 file")
    data = gutcli("catalog", "check", str(wrong), str(fine), "--json", expect=4).data
    assert [(p["file"], p["entry"], p["key"]) for p in data["problems"]] == [(str(wrong), "oats", "kinds[1]")]


def test_a_built_in_file_is_checked_where_it_stands(monkeypatch):
    monkeypatch.chdir(find_data())
    assert gutcli("catalog", "check", "foods.toml").out.startswith("✓ Nothing is wrong in 1 file.")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a = [", b"[[food]]\nid = 3"])
def test_files_that_cannot_be_read(tmp_path, content):
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    answer = gutcli("catalog", "check", str(path), expect=4)
    assert str(path) in answer.out


def test_a_file_that_is_not_there(tmp_path):
    answer = gutcli("catalog", "check", str(tmp_path / "none.toml"), expect=4)
    assert "none.toml: cannot be read: no such file" in answer.out


def test_problems_on_a_terminal_stand_under_their_entry(home, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    write(home / "catalog", "mine.toml", food=[food(group="fruits", sugar=1)])
    lines = gutcli("catalog", "check", expect=4).out.splitlines()
    assert "  foods rose-hips · line 2" in lines
    assert '    group is "fruits". Did you mean "fruit"?' in lines
    assert all(len(line) <= 60 for line in lines if "/" not in line)


def test_control_characters_and_markup_are_only_text(home):
    evil = "[bold]x[/bold]\x1b[31m\x07\u202e"
    write(home / "catalog", "mine.toml", food=[food(name=evil, group=evil, **{evil: 1})])
    for argv in (("catalog", "check"), ("catalog", "check", "--json"), ("today",)):
        answer = gutcli(*argv, expect=None)
        for stream in (answer.out, answer.err):
            assert not set(stream) & {"\x1b", "\x07", "\u202e"}
    said = gutcli("catalog", "check", expect=4).out
    assert "name holds the character U+001B" in said
    write(home / "catalog", "mine.toml", food=[food(group="[bold]x[/bold]")])
    assert "[bold]" in gutcli("catalog", "check", expect=4).out


def test_where_things_are(home):
    data = gutcli("catalog", "path", "--json").data
    assert data == {"built_in": str(find_data()), "own": str(home / "catalog"), "exists": False, "files": []}
    path = write(home / "catalog", "mine.toml", food=[food()])
    assert gutcli("catalog", "path", "--json").data["files"] == [str(path)]
    assert str(path) in gutcli("catalog", "path").out


def test_alone_it_shows_its_help():
    answer = gutcli("catalog")
    assert "Commands:" in answer.out
    assert "Examples:" in answer.out


def test_an_overlay_changes_what_the_other_commands_say(home):
    write(home / "catalog", "mine.toml", food=[food(), {"id": "oats", "how_to_eat": "Mine."}])
    assert gutcli("foods", "rose hips", "--json").data["foods"][0]["id"] == "rose-hips"
    assert gutcli("foods", "oats", "--json").data["foods"][0]["how_to_eat"] == "Mine."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")
def test_a_pipe_in_a_files_place_is_not_waited_for(home):
    (home / "catalog").mkdir()
    os.mkfifo(home / "catalog" / "pipe.toml")
    (home / "cache" / "foods.json").unlink(missing_ok=True)
    os.mkfifo(home / "cache" / "foods.json")
    assert "not a file" in gutcli("catalog", "check", expect=4).out
    assert "not a file" in gutcli("catalog", "check", str(home / "catalog" / "pipe.toml"), expect=4).out
    assert "Kefir" in gutcli("foods", "kefir").out


def test_an_id_that_stands_twice_names_no_line_that_may_be_the_wrong_one(home):
    (home / "catalog").mkdir()
    food = '[[food]]\nid = "my-tea"\nname = "My tea"\nkinds = ["nonsense"]\n'
    (home / "catalog" / "twice.toml").write_text(food + food.replace("My tea", "Other"), encoding="utf-8")
    problems = gutcli("catalog", "check", "--json", expect=4).data["problems"]
    assert problems
    assert {problem["line"] for problem in problems} == {None}
