"""A profile that is lost is never taken for one of who told nothing."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

import pytest

from tests.run_gutcli import gutcli

EVERY_DAY = (["today"], ["done", "1"], ["ate", "kefir"], ["swap", "1"], ["plan"], ["tips"], ["status"], ["profile"])


@pytest.fixture
def told(home):
    gutcli("profile", "set", "allergies", "nuts")
    gutcli("profile", "set", "medicines", "warfarin")
    return home / "profile.toml"


def lose(profile, how):
    if how == "missing":
        profile.unlink()
    else:
        profile.write_bytes({"empty": b"", "blank": b" \n\r\n\t"}[how])


@pytest.mark.parametrize("how", ["empty", "blank", "missing"])
def test_a_lost_profile_is_refused_and_its_copy_named(told, how):
    lose(told, how)
    for argv in EVERY_DAY:
        if argv == ["tips"]:
            continue  # reading needs no profile; that it is broken is said
        answer = gutcli(*argv, expect=4 if argv != ["status"] else None)
        assert "walnut" not in answer.out.lower(), argv
    error = gutcli("today", "--json", expect=4).error
    assert f"profile.toml is {how if how == 'missing' else 'empty'}" in error["message"]
    assert f"cp {told}.bak {told}" in error["hint"]
    doctor = gutcli("doctor", "--json", expect=4).data
    assert [f["area"] for f in doctor["findings"] if f["severity"] == "problem"] == ["profile"]
    # What it says is what helps.
    command = error["hint"].partition(": ")[2].partition(" (")[0]
    subprocess.run(shlex.split(command), check=True)
    assert gutcli("profile", "--json").data["values"]["allergies"] == ["nuts"]
    gutcli("today")


def test_nothing_is_written_over_a_lost_profile(told):
    for how in ("missing", "empty"):
        lose(told, how)
        gutcli("profile", "set", "diet", "vegan", expect=4)
        gutcli("profile", "unset", "diet", expect=4)
        assert "warfarin" not in told.with_name("profile.toml.bak").read_text()  # the copy is the one before
        assert "nuts" in told.with_name("profile.toml.bak").read_text()


def test_an_empty_profile_without_a_copy_is_refused_too(home):
    (home / "profile.toml").touch()
    error = gutcli("today", "--json", expect=4).error
    assert f"rm {home}/profile.toml" in error["hint"]


def test_who_told_nothing_is_not_asked(home):
    gutcli("today")
    gutcli("profile", "set", "diet", "vegan")
    gutcli("profile", "unset", "diet")
    assert (home / "profile.toml").read_text().startswith("# Nothing is set here.")
    gutcli("today")
    gutcli("profile", "set", "diet", "vegan")
    assert gutcli("profile", "--json").data["values"]["diet"] == "vegan"


@pytest.mark.skipif(sys.platform == "win32", reason="a script as editor")
def test_an_edit_that_took_something_away_says_so(told, tmp_path, monkeypatch):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho \'medicines = ["levothyroxine"]\' > "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", os.fspath(editor))
    answer = gutcli("profile", "edit")
    said = " ".join(answer.err.split())
    assert "allergies no longer names nuts: nothing is left out or marked for it any more." in said
    assert "medicines no longer names warfarin" in said
    assert "nuts" in told.with_name("profile.toml.bak").read_text()
