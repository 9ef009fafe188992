"""Where the systems differ: what is not there everywhere, what Windows does otherwise, what consoles can write.

It is run on Linux with the other's answers put in their place. That shows that the code asks and what it then does, not
that the system answers so: for that there is the workflow, on whatever hosts the project.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path

import pytest

import gutcli as package
from gutcli import folders
from gutcli.store import places
from gutcli.terminal import programs
from tests.manners.test_manners import ask

ROOT = Path(__file__).parents[1]
SOURCE = sorted(Path(package.__file__).parent.rglob("*.py"))
POSIX_ONLY = {"termios", "tty", "pty", "fcntl", "resource", "pwd", "grp", "curses", "readline", "msvcrt"}
POSIX_CALLS = {
    "getuid",
    "geteuid",
    "getgid",
    "fork",
    "kill",
    "killpg",
    "mkfifo",
    "chown",
    "get_blocking",
    "set_blocking",
}
CHECKS = ("win32", '"nt"', "hasattr(os")


def test_nothing_of_one_system_alone_is_imported_at_start_up() -> None:
    for file in SOURCE:
        text = file.read_text(encoding="utf-8")
        for node in ast.parse(text).body if any(name in text for name in POSIX_ONLY) else ():
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & POSIX_ONLY, file


def test_no_call_of_one_system_alone_stands_without_asking_which_it_is() -> None:
    found = set()
    for file in SOURCE:
        text = file.read_text(encoding="utf-8")
        lines = text.splitlines()
        for node in ast.walk(ast.parse(text)) if any(call in text for call in POSIX_CALLS) else ():
            if isinstance(node, ast.FunctionDef):
                said = "\n".join(lines[node.lineno - 1 : node.end_lineno])
                called = POSIX_CALLS & set(re.findall(r"\bos\.(\w+)", said))
                found |= called
                assert not called or any(check in said for check in CHECKS), (file, node.name)
    assert found, "the test looks for what nobody calls"


@pytest.fixture
def windows(monkeypatch):
    """Let the modules that ask believe that it is Windows."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(places.os, "name", "nt")
    return monkeypatch


@pytest.mark.parametrize("refusals", [0, 1, 5, 6])
def test_a_file_that_is_open_elsewhere_is_replaced_a_moment_later(refusals, tmp_path, monkeypatch) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_text("new")
    old.write_text("old")
    left = [refusals]
    replace, waited = os.replace, []

    def refuse(*paths):
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "in use by another process")
        replace(*paths)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(folders.os, "replace", refuse)
    monkeypatch.setattr("time.sleep", waited.append)
    if refusals > len(folders.REPLACE_WAITS_S):
        with pytest.raises(PermissionError):
            folders.replace_patiently(new, old)
        assert old.read_text() == "old"
    else:
        folders.replace_patiently(new, old)
        assert old.read_text() == "new"
    assert waited == list(folders.REPLACE_WAITS_S[:refusals])


def test_elsewhere_a_refusal_is_a_refusal(tmp_path, monkeypatch) -> None:
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(folders.os, "replace", refuse)
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("it waited"))
    with pytest.raises(PermissionError):
        folders.replace_patiently(tmp_path / "new", tmp_path / "old")


def test_bytes_are_written_as_they_are(tmp_path, monkeypatch) -> None:
    """Without O_BINARY, Windows writes two bytes for a line feed."""
    binary, opened = 1 << 30, []
    monkeypatch.setattr(os, "O_BINARY", binary, raising=False)
    really = os.open

    def note(path, flags, *mode):
        opened.append(flags)
        return really(path, flags & ~binary, *mode)

    monkeypatch.setattr(folders.os, "open", note)
    folders.write_private(tmp_path / "file", b"a\nb\n")
    assert opened
    assert all(flags & binary for flags in opened)
    assert (tmp_path / "file").read_bytes() == b"a\nb\n"


def test_windows_reads_its_own_paths(windows) -> None:
    """cmd.exe is asked, which finds code.cmd and takes a backslash for what it is: nothing here splits the words."""
    call = programs.shell_call
    assert call(r"C:\bin\ed.exe -n", r"C:\my files\p.toml") == (r'C:\bin\ed.exe -n "C:\my files\p.toml"', True)
    assert call("code --wait", "p.toml") == ("code --wait p.toml", True)
    windows.setattr(programs.os.path, "isfile", lambda path: path == r"C:\Program Files\ed.exe")
    assert call(r"C:\Program Files\ed.exe", "p") == (r'"C:\Program Files\ed.exe" p', True)
    assert call(r'"C:\Program Files\ed.exe" -n', "p") == (r'"C:\Program Files\ed.exe" -n p', True)


def test_windows_is_told_paths_in_its_own_way(windows) -> None:
    windows.setattr(places.os.path, "abspath", str)
    assert places.sqlite_address(r"C:\my files\50%#?\diary.db", "rw") == (
        "file:/C:/my files/50%25%23%3f/diary.db?mode=rw"
    )
    assert places.quoted(r"C:\my files\diary.db") == r'"C:\my files\diary.db"'


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp932", "cp1251", "latin-1", "utf-16"])
def test_every_console_gets_words_that_it_can_write(encoding: str) -> None:
    for words in (["today"], ["explain", "serotonin"], ["history"]):
        code, out, err = ask(words, encoding)
        assert (code, err) == (0, "")
        assert "\\x" not in out
        assert "\\u" not in out
        assert len(out) > 50


def test_the_workflow_does_what_the_makefile_does() -> None:
    """On each system and each Python from the oldest that is allowed; it names no host to fetch from."""
    said = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    steps = (ROOT / "Makefile").read_text(encoding="utf-8")
    command = "python -m pytest -n 2 --dist loadscope --no-loadscope-reorder"
    assert command in said
    assert command in steps.replace("$(BIN)/", "")
    assert "make lint" in said
    assert re.findall(r'"(3\.\d+)"', said.split("python: [")[1].split("]")[0]) == ["3.11", "3.12", "3.13", "3.14"]
    assert {"ubuntu", "macos", "windows"} == set(re.findall(r"(\w+)-latest[,\]]", said))
    assert "://" not in said
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'requires-python = ">=3.11"' in project
