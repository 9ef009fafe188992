"""The day on real terminals: the same words in the same places as in a pipe of that width, first and again."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.pace.live import Live


@pytest.mark.parametrize(("width", "height"), [(40, 40), (80, 24), (120, 40)])
def test_screens(live, width: int, height: int, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    piped = subprocess.run(
        [sys.executable, "-m", "gutcli"], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout
    for _ in range(2):  # the catalog compiled, and read from the cache
        terminal: Live = live(width=width, height=height)
        terminal.check_modes(terminal.modes)
        assert terminal.rest() == 0
        assert terminal.text.rstrip() == piped.rstrip()
        assert re.search(rb"\x1b\[[\d;]*m", terminal.bytes)
        assert not re.search(rb"\x1b\[[\d;]*[A-LN-Za-ln-z]", terminal.bytes)  # colours, and nothing that moves


def test_a_small_terminal_scrolls_and_nothing_is_cut(live, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    piped = subprocess.run(
        [sys.executable, "-m", "gutcli"], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout
    terminal: Live = live(width=40, height=15)
    assert terminal.rest() == 0
    assert terminal.text.strip() == "\n".join(piped.rstrip().splitlines()[-14:]).strip()


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"CLICOLOR": "0"}, False),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_wishes(live, environ: dict[str, str], coloured: bool) -> None:
    terminal: Live = live("today", **environ)
    assert terminal.rest() == 0
    assert (b"38;5;" in terminal.bytes) == coloured
    if environ.get("TERM") == "dumb":
        assert b"\x1b" not in terminal.bytes
