"""A diary that is missing while copies of it are there: said, brought back, and its copies never pushed out."""

from __future__ import annotations

import shlex
from datetime import date, timedelta

import pytest

from gutcli.store.backup import check_backups
from tests.conftest import copy_home, living_at, make_home
from tests.run_gutcli import gutcli

FIRST = date(2026, 11, 1)


@pytest.fixture
def at(monkeypatch):
    def set_day(days: int) -> None:
        monkeypatch.setenv("GUTCLI_NOW", f"{FIRST + timedelta(days)}T08:30:00+00:00")

    set_day(0)
    return set_day


@pytest.fixture(scope="module")
def ticked(tmp_path_factory, warm_cache):
    """A home with ten days of ticks and their backups, and then no diary."""
    folder = make_home(tmp_path_factory.mktemp("ticked") / "home", warm_cache)
    for day in range(10):
        with living_at(folder, f"{FIRST + timedelta(day)}T08:30:00+00:00"):
            gutcli("done", "1", "2")
    (folder / "diary.db").unlink()
    return folder


@pytest.fixture
def lost(home, at, ticked):
    """Ten days of ticks, and then no diary."""
    at(9)
    return copy_home(ticked, home)


@pytest.mark.parametrize("argv", [["today"], ["history"], ["stats"], ["week"], ["export"], ["plan"]])
def test_every_command_that_reads_it_says_so(lost, argv):
    answer = gutcli(*argv, expect=None)
    newest = lost / "backups" / "diary-2026-11-10.db"
    said = " ".join(answer.err.split())
    assert f"The diary {lost}/diary.db is missing, but backups of it are there." in said
    assert f"gutcli restore {newest}" in said
    assert not (lost / "diary.db").exists()


def test_what_it_says_brings_it_back(lost):
    said = " ".join(gutcli("today").err.split())
    gutcli(*shlex.split(said[said.index("gutcli restore") :])[1:])
    assert gutcli("history", "--json").data["begins"] == "2026-11-01"
    assert gutcli("today").err == ""
    assert gutcli("doctor", "--json").data["healthy"]


def test_the_first_change_says_that_a_new_diary_begins_and_the_next_does_not(lost):
    assert "A new diary begins." in gutcli("done", "1").err
    assert gutcli("done", "2").err == ""


def test_doctor_is_not_well_while_a_backup_holds_more(lost, monkeypatch):
    data = gutcli("doctor", "--json", expect=5).data
    assert any("entries that the diary lacks" in finding["what"] for finding in data["findings"])
    gutcli("mood", "3")
    [finding] = [f for f in gutcli("doctor", "--json", expect=5).data["findings"] if "lacks" in f["what"]]
    assert "diary-2026-11-10.db holds" in finding["what"]
    assert finding["hint"].startswith("Add them: ")


def test_the_copies_of_the_lost_one_are_never_pushed_out(lost, at):
    held = max(copy.entries for copy in check_backups(lost / "backups"))
    for day in range(10, 40):
        at(day)
        gutcli("done", "1")
    copies = check_backups(lost / "backups")
    assert max(copy.entries for copy in copies if copy.path.name <= "diary-2026-11-10.db") == held
    # What it holds is held once: the older ones have gone.
    assert len([copy for copy in copies if copy.path.name <= "diary-2026-11-10.db"]) == 1


def test_nothing_is_said_where_nothing_was_lost(home, at):
    assert gutcli("today").err == ""
    gutcli("done", "1")
    at(1)
    gutcli("done", "1")
    gutcli("forget", "--all", "--yes")
    assert gutcli("today").err == ""
    assert gutcli("done", "1").err == ""


def test_a_prompt_does_not_say_that_nothing_is_done(lost):
    view = gutcli("status", "--json").data
    assert (view["text"], view["done"], view["problem"]) == ("🌱 –", None, "diary-missing")
    assert gutcli("status").err == ""
