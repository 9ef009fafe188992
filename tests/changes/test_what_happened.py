"""What is written is what happened, and says so: ratings, blank days, and which day it is."""

import pytest

from gutcli.commands import COMMANDS
from tests.looking_back.seed import back, seed
from tests.run_gutcli import gutcli

LATE = "It is still Monday 23 November: your day begins at 04:00."


def test_a_second_check_in_takes_no_rating_back(home):
    gutcli("mood", "2", "--energy", "4", "--gut", "3")
    assert gutcli("mood", "5", "--json").data["remarks"] == [
        "Mood 5 of 5.",
        "That counts in place of mood 2, which the diary keeps. Still counted: energy 4, gut 3.",
    ]
    assert "in place of mood 5, gut 3, which" in gutcli("mood", "4", "--gut", "1").out
    day = gutcli("history", "--json").data["days"][-1]
    assert (day["mood"], day["energy"], day["gut"]) == (4, 4, 1)
    ratings = [
        (line["mood"], line["energy"], line["gut"]) for line in gutcli("history", "today", "--json").data["check_ins"]
    ]
    assert ratings == [(2, 4, 3), (5, None, None), (4, None, 1)], "all stay in the diary"


def test_blank_days_are_said_alike_everywhere(home):
    seed(home, {back(days): ["done all"] for days in range(18, 23)})
    words = "5 of 5 written, 17 blank"
    for command in (["stats"], ["history"], ["report", "-"]):
        assert words in gutcli(*command).out, command
    for command in ("stats", "history"):
        data = gutcli(command, "--json").data
        assert (data["met"], data["written"], data["blank"]) == (5, 5, 17)


CHANGES = {
    "done": ["done", "1"], "skip": ["skip", "2"], "swap": ["swap", "3"], "ate": ["ate", "rye bread"],
    "mood": ["mood", "4"], "undo": ["undo"],
}  # fmt: skip


@pytest.mark.parametrize("verb", CHANGES)
def test_after_midnight_a_change_begins_with_its_day(verb, home, monkeypatch):
    gutcli("done", "1")
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-24T00:30:00+00:00")
    assert gutcli(*CHANGES[verb]).out.startswith(f"{LATE}\n")
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-24T04:00:00+00:00")
    data = gutcli(*CHANGES[verb], "--date", "yesterday", "--json").data
    assert (data["late"], data["day"]) == ("", "2026-11-23"), "who names a day knows which"


def test_the_table_has_each_command_that_changes_a_day():
    assert CHANGES.keys() == {verb for verb, (folder, _) in COMMANDS.items() if folder.startswith("day.")} - {
        "today", "plan", "status",
    }  # fmt: skip


def test_a_practice_that_was_just_done_says_its_day_too(home, monkeypatch):
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-24T00:30:00+00:00")
    from datetime import date

    from gutcli.app import App
    from gutcli.day.changes.actions import tick_practice
    from gutcli.terminal.output import Output

    app = App(Output())
    practice = next(p for p in app.catalog.practices.values() if p.slot == "calm")
    assert app.today == date(2026, 11, 23)
    said = app.change(tick_practice, practice, 5)
    assert said is not None
    assert said.startswith(f"{LATE} ")
