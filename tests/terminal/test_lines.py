"""Streams, paths and programs of the person's: what they wrote means what it means on a command line."""

from __future__ import annotations

import ast
import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import gutcli
from gutcli.completion.view import MENDED, build_completion
from gutcli.terminal.pager import build_pager_environ, find_pager, show_in_pager
from tests.run_gutcli import gutcli as run

GUTCLI = [sys.executable, "-m", "gutcli"]
SOURCE = Path(gutcli.__file__).parent


def test_a_name_that_begins_with_a_tilde_and_is_nobodys_home(home, monkeypatch) -> None:
    monkeypatch.chdir(home)
    run("done", "1")
    for words in (["export", "~old.jsonl"], ["backup", "~old.db"], ["report", "~old.html"]):
        assert "~old" in run(*words).out
    assert "Nothing new in ~old.jsonl" in run("import", "~old.jsonl").out
    assert "cannot be read" in run("import", "~none.jsonl", expect=None).err
    monkeypatch.setenv("GUTCLI_HOME", "~old-home")
    assert run("profile", "path").out == f"{home}/~old-home/profile.toml\n"


def test_no_other_place_makes_out_what_a_tilde_means() -> None:
    """`Path.expanduser` raises where there is no such home."""
    for file in SOURCE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "expanduser" in text else ():
            if isinstance(node, ast.Attribute) and node.attr == "expanduser":
                assert ast.unparse(node) == "os.path.expanduser", file


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({"PAGER": "less -S | cat -n"}, "less -S | cat -n"), ({"PAGER": " cat "}, None), ({"PAGER": ""}, None),
        ({}, "less"),
    ],
)  # fmt: skip
def test_which_pager(environ, found, monkeypatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    assert find_pager(environ) == found
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert find_pager({}) is None


def test_less_always_lets_colours_through() -> None:
    assert build_pager_environ({})["LESS"] == "FRX"
    assert build_pager_environ({"LESS": "-iMS -P a prompt"})["LESS"] == "-R -iMS -P a prompt"


@pytest.mark.parametrize(
    ("pager", "shown"),
    [
        ("cat -n | cat > paged", True), ("false", False), ("/nowhere/pager", False), ("'", False), ("true", True),
        ("N=1 sh -c 'cat > paged'", True), ("cat > paged; sleep 1.2; false", True),
    ],
)  # fmt: skip
def test_a_page_is_printed_where_the_pager_fails_at_once(pager, shown, home, monkeypatch) -> None:
    monkeypatch.chdir(home)
    rows = [[("one", ""), (" row", "title")]]
    assert show_in_pager(rows, str, "utf-8", {**os.environ, "PAGER": pager, "TERM": "xterm"}) is shown
    if "paged" in pager:
        assert "row" in (home / "paged").read_text(encoding="utf-8")


@pytest.mark.parametrize("editor", ["~/ed", "$HOME/ed", "SUCH=a ~/ed", "'{home}/my ed' --wait", "sh -c '~/ed \"$0\"'"])
def test_an_editor_is_called_as_git_calls_it(editor, home, monkeypatch) -> None:
    for name in ("ed", "my ed"):
        (home / name).write_text('#!/bin/sh\nfor file; do :; done\necho "diet = \'vegan\'" > "$file"\n')
        (home / name).chmod(0o755)
    monkeypatch.setenv("EDITOR", editor.format(home=home))
    run("profile", "edit")
    assert "vegan" in (home / "profile.toml").read_text(encoding="utf-8")
    for bad in ("/nowhere/ed", "~/none -x"):
        monkeypatch.setenv("EDITOR", bad)
        assert "could not be started" in run("profile", "edit", expect=1).err
    monkeypatch.setenv("EDITOR", "false")
    assert "ended with code 1" in run("profile", "edit", expect=1).err


def test_a_path_and_a_status_are_never_laid_out(home, monkeypatch) -> None:
    deep = home / ("a long folder  with two spaces" * 4)
    monkeypatch.setenv("GUTCLI_HOME", str(deep))
    monkeypatch.setenv("COLUMNS", "20")
    assert run("profile", "path").out == f"{deep}/profile.toml\n"
    assert f"{deep}/catalog" in run("catalog", "path").out
    line = " ".join(["{done} of {total}"] * 20)
    assert run("status", "--format", line).out == f"{line.format(done=0, total=6)}\n"


def test_a_pipe_that_does_not_wait_gets_the_whole_answer(home) -> None:
    whole = subprocess.run([*GUTCLI, "foods", "--json"], capture_output=True, check=True).stdout
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETFL, fcntl.fcntl(writing, fcntl.F_GETFL) | os.O_NONBLOCK)
    with subprocess.Popen([*GUTCLI, "foods", "--json"], stdout=writing) as program:
        os.close(writing)
        time.sleep(0.5)  # the pipe is full by now
        heard = b""
        while part := os.read(reading, 65536):
            heard += part
        os.close(reading)
        assert program.wait() == 0
    assert len(whole) > 65536
    assert heard == whole


def test_an_answer_that_is_lost_says_that_the_change_is_not(home) -> None:
    for words in (["done", "3"], ["mood", "4", "--note", "so"], ["profile", "set", "diet", "vegan"]):
        with open("/dev/full", "w", encoding="utf-8") as full:
            said = subprocess.run([*GUTCLI, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert said.returncode == 1
        assert "no space left on device" in said.stderr
        assert "a change that you asked for is stored" in said.stderr
    data = run("history", "today", "--json").data
    assert (data["done"], data["check_ins"][0]["mood"]) == (1, 4)


def test_help_reads_the_same_without_docstrings_and_for_who_has_gone() -> None:
    for words in (["-h"], ["profile", "-h"], ["profile", "set", "-h"], ["catalog", "add", "-h"], ["done", "-h"]):
        usual, bare = (
            subprocess.run([sys.executable, *flags, "-m", "gutcli", *words], capture_output=True, check=True).stdout
            for flags in ([], ["-OO"])
        )
        assert usual == bare
        reading, writing = os.pipe()
        os.close(reading)
        gone = subprocess.run([*GUTCLI, *words], stdout=writing, stderr=subprocess.PIPE, check=False)
        os.close(writing)
        assert (gone.returncode, gone.stderr) == (0, b"")


def test_nothing_is_left_open(home, monkeypatch) -> None:
    """Python 3.13 warns of a database that nobody closed; older ones do not, so it is looked for here."""
    import sqlite3

    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def note(*args, **words):
        opened.append(connect(*args, **words))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", note)
    run("done", "1")
    run("export", f"{home}/out.jsonl")
    for words in (
        [], ["status"], ["history"], ["history", "today"], ["stats"], ["week"], ["insights"], ["plan"], ["undo"],
        ["doctor"], ["doctor", "--mend"], ["backup"], ["import", f"{home}/out.jsonl"],
        ["import", f"{home}/out.jsonl", "--dry-run"], ["done", "nosuch"],
        ["forget", "--notes", "--yes"], ["report", "-"],
    ):  # fmt: skip
        run(*words, expect=None)
    assert len(opened) > 15
    for database in opened:
        with pytest.raises(sqlite3.ProgrammingError):
            database.execute("SELECT 1")


def test_typers_scripts_are_those_that_are_mended() -> None:
    for shell, pairs in MENDED.items():
        script = build_completion(shell).script
        assert all(ours in script for _, ours in pairs)
