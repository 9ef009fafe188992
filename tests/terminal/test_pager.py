"""Long pages go through the pager: on a terminal alone, and only where the person has not said no."""

from __future__ import annotations

import io
import shutil

import pytest

from gutcli.terminal.output import Output
from tests.pace.live import Live
from tests.run_gutcli import gutcli

TOPIC = "serotonin"


@pytest.fixture
def pager(home):
    """A pager that says that it is one, and what it was told."""
    script = home / "mypager"
    script.write_text('#!/bin/sh\necho "PAGED $1 LESS=$LESS"\nhead -3\n')
    script.chmod(0o755)
    return str(script)


def test_a_long_page_is_paged(live, pager) -> None:
    terminal: Live = live("explain", TOPIC, height=15, PAGER=f"{pager} 'one word'")
    assert terminal.rest() == 0
    assert terminal.text.splitlines()[0] == "PAGED one word LESS=FRX"
    assert terminal.text.splitlines()[1].startswith("Serotonin")
    assert b"\x1b]8" not in terminal.bytes
    assert b"38;5" in terminal.bytes


@pytest.mark.parametrize(
    ("words", "environ", "height"),
    [
        (["explain", TOPIC], {}, 200),
        (["explain", TOPIC, "--no-pager"], {}, 15),
        (["--no-pager", "foods"], {}, 15),
        (["explain", TOPIC], {"PAGER": ""}, 15),
        (["explain", TOPIC], {"PAGER": "cat"}, 15),
        (["explain", TOPIC], {"TERM": "dumb"}, 15),
        (["explain", TOPIC], {"PAGER": "/nowhere/pager"}, 15),
        (["explain", TOPIC], {"PAGER": "'"}, 15),
        (["explain", TOPIC, "--json"], {}, 15),
        (["today"], {}, 5),
    ],
)
def test_where_it_is_not(live, pager, words, environ, height) -> None:
    terminal: Live = live(*words, height=height, **{"PAGER": pager, **environ})
    assert terminal.rest() == 0
    assert b"PAGED" not in terminal.bytes
    assert len(terminal.bytes) > 500


def test_the_profile_says_no(live, pager, home) -> None:
    (home / "profile.toml").write_text("pager = false\n")
    terminal: Live = live("explain", TOPIC, height=15, PAGER=pager)
    assert terminal.rest() == 0
    assert b"PAGED" not in terminal.bytes


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_less_itself(live) -> None:
    terminal: Live = live("explain", TOPIC, height=15)
    terminal.until(lambda text: "What is known" in text and text.rstrip().endswith(":"))
    terminal.key("q")
    assert terminal.rest() == 0
    assert "Traceback" not in terminal.text


def test_a_pager_that_is_left_early(live, home) -> None:
    terminal: Live = live("foods", "kefir", "--json", height=15)
    assert terminal.rest() == 0
    terminal = live("explain", TOPIC, height=15, PAGER="true")
    assert terminal.rest() == 0
    assert "Traceback" not in terminal.text


def test_never_in_a_pipe(monkeypatch, pager) -> None:
    monkeypatch.setenv("PAGER", pager)
    assert "PAGED" not in gutcli("explain", TOPIC).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "PAGED" not in gutcli("explain", TOPIC).out


def test_an_answer_to_no_terminal_is_never_too_tall() -> None:
    assert not Output(io.StringIO())._is_taller_than_terminal(1000)
