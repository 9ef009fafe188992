"""The conversation before a trial, on a real terminal."""

from __future__ import annotations

import sys

import pytest

from tests.run_gutcli import gutcli
from tests.terminal.conftest import live

__all__ = ["live"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


def test_three_questions_the_plan_and_a_yes(live, home) -> None:
    terminal = live("trial", "start", TERM="dumb", height=50)
    terminal.until("What do you want to try?")
    terminal.key("kefir\r")
    terminal.until("What will you rate each day?")
    terminal.key("\r")
    terminal.until("What should end it early?")
    terminal.key("gut 1 x2\r")
    terminal.until("Start it?")
    for words in ("8 of 10 such trials", "6 blocks of 4 days", "gut 1 on 2 days running", "general judgement"):
        assert words in " ".join(terminal.text.split())
    assert gutcli("trial", "--json").data["state"] == "none"
    terminal.key("y\r")
    terminal.until("begins soon")
    terminal.rest()
    trial = gutcli("trial", "--json").data
    assert (trial["what"], trial["watch"], trial["stop_rule"]) == ("Kefir", "gut", "gut 1 on 2 days running")


def test_a_no_writes_nothing(live, home) -> None:
    terminal = live("trial", "start", "kefir", "--watch", "gut", TERM="dumb", height=50)
    terminal.until("What should end it early?")
    terminal.key("\r")
    terminal.until("Start it?")
    terminal.key("\r")
    terminal.until("Nothing was started")
    terminal.rest()
    assert gutcli("trial", "--json").data["state"] == "none"
