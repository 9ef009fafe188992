"""The daily commands without options: answered without Typer, in the very words that Typer's way gives."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.quick.asking import ask
from tests.run_gutcli import gutcli


@pytest.mark.parametrize(
    "before", [[], ["done", "1", "3"], ["skip", "all"], ["profile", "set", "medicines", "warfarin"]]
)
def test_without_options_it_is_drawn_as_with_them(before) -> None:
    if before:
        gutcli(*before)
    for form in ([], ["--json"]):
        assert gutcli("today", *form).out == gutcli("today", "--date", "today", *form).out == gutcli(*form).out
        assert gutcli("status", *form).out == gutcli("status", "--quiet", *form).out
        assert gutcli("plan", *form).out == gutcli("plan", "--date", "today", *form).out
        assert gutcli("plan", "--days", "28", *form).out == gutcli("plan", "--days", "28", "-q", *form).out
    for days in ("0", "367", "99999999", "-1", "x", ""):
        short, long = gutcli("plan", "--days", days, expect=2), gutcli("plan", "-q", "--days", days, expect=2)
        assert short == long


def test_a_setting_of_old_profiles_is_read_and_means_nothing(home) -> None:
    fresh = ask()
    for value in ("false", "true"):
        (home / "profile.toml").write_text(f"quick_answers = {value}\n")
        assert ask() == fresh
    assert not (home / "cache" / "quick").exists()


def test_an_answer_is_drawn_afresh_each_time(home) -> None:
    first = ask(terminal=True)
    gutcli("done", "1")
    assert "1 of 6" in ask(terminal=True).out
    gutcli("undo")
    assert ask(terminal=True) == first


def test_a_full_disk_and_a_reader_that_has_gone_are_told_apart() -> None:
    command = f"{sys.executable} -m gutcli today"
    run = subprocess.run(["bash", "-c", f"{command} > /dev/full"], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "space" in run.stderr.lower()
    assert "Traceback" not in run.stderr
    run = subprocess.run(
        ["bash", "-c", f"{command} | head -c 1; exit ${{PIPESTATUS[0]}}"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0
    assert run.stderr == ""
