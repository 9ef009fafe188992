"""Half a letter in an answer, as a backspace leaves it on a terminal without UTF-8: the question comes again."""

from __future__ import annotations

import subprocess
import sys
import termios

import pytest

from tests.pace.live import Live
from tests.run_gutcli import gutcli

IUTF8 = 0o40000
AGAIN = "could not be read"


@pytest.mark.parametrize(
    ("words", "question", "answer", "then"),
    [
        (("profile", "setup"), "vegetarian or vegan?", "", "Any allergies?"),
        (("done",), "Numbers to tick", "1", "1 of 6"),
        (("forget", "--all"), "Erase?", "n", "Nothing was erased"),
        (("catalog", "add", "Black walnuts"), ":", "", "AGAIN"),
    ],
)
def test_it_is_asked_again(live, words, question: str, answer: str, then: str) -> None:
    if words[0] == "forget":
        gutcli("mood", "4")
    terminal: Live = live(*words, TERM="dumb", height=60)
    terminal.until(question)
    modes = termios.tcgetattr(terminal.child.child_fd)
    modes[0] &= ~IUTF8
    termios.tcsetattr(terminal.child.child_fd, termios.TCSANOW, modes)
    terminal.key("né\x7f\r")
    terminal.until(AGAIN)
    assert "Traceback" not in terminal.text
    assert "inside gutcli" not in terminal.text
    terminal.key(f"{answer}\r")
    if then != "AGAIN":
        terminal.until(then)
    terminal.child.sendeof()
    terminal.rest()


def test_a_file_cannot_be_asked_again(home) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "gutcli", "profile", "setup"],
        input=b"vegan\nnu\xe9ts\n",
        capture_output=True,
        check=False,
    )
    assert run.returncode == 2
    assert b"not in UTF-8" in run.stderr
    assert gutcli("profile", "--json").data["values"]["diet"] == "vegan"
