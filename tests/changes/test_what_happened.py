"""What is written is what happened, and says so: ratings, blank days, and which day it is."""

import os
import time

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
        "today", "plan", "status", "dish", "shop", "have", "away",
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


def test_what_was_swapped_away_is_not_what_took_its_place(home):
    gone, there = (gutcli(*words, "--json").data["items"][0] for words in (["today"], ["swap", "1"]))
    for verb in ("done", "skip"):
        error = gutcli(verb, gone["id"], "2", "--json", expect=3).error
        assert error["message"] == (
            f"{gone['name']} is no longer on the list: {there['name']} took its place, as item 1."
        )
        assert error["hint"] == (
            f"To log {gone['name']}: gutcli ate {gone['id']}. For {there['name']}: gutcli {verb} 1"
        )
    assert [item["state"] for item in gutcli("today", "--json").data["items"]] == ["open"] * 6
    walk = gutcli("today", "--json").data["items"][4]
    gutcli("swap", "5")
    assert f"To have {walk['name']} back: gutcli swap 5 {walk['id']}" in gutcli("done", walk["id"], expect=3).err
    for words in ([there["id"]], ["1"], [there["name"][:-1]]):
        assert gutcli("done", *words, "--json").data["items"][0]["state"] == "done"
        gutcli("undo", "1")
    assert gutcli("undo", gone["id"], "--json").data["items"][0]["id"] == gone["id"], "undo may name what was there"


class TestAClockThatIsWrong:
    @pytest.fixture
    def ahead(self, home, monkeypatch):
        """Two days of entries, and two changes from a clock that was in 2035."""
        seed(home, {back(1): ["done 1"], back(0): ["done 1 2"]})
        now = os.environ["GUTCLI_NOW"]
        monkeypatch.setenv("GUTCLI_NOW", "2035-06-01T09:00:00+00:00")
        gutcli("done", "1", "2")
        gutcli("mood", "4")
        monkeypatch.setenv("GUTCLI_NOW", now)

    def test_each_change_can_be_taken_back_by_its_day(self, ahead):
        assert "still to come, first 2035-06-01" in gutcli("doctor").out
        for result in ("mood", "done"):
            assert gutcli("undo", "--date", "2035-06-01", "--json").data["changed"][0]["undoes"], result
        assert "still to come" not in gutcli("doctor").out
        assert gutcli("today", "--json").data["done"] == 2

    @pytest.mark.parametrize("words", [("1",), ("2", "1"), ("mood",)])
    def test_single_items_can_be_taken_back_there_too(self, ahead, words):
        changed = gutcli("undo", *words, "--date", "2035-06-01", "--json").data["changed"]
        assert [entry["day"] for entry in changed] == ["2035-06-01"] * len(words)
        assert all(entry["undoes"] or entry["action"] == "undone" for entry in changed)
        assert gutcli("today", "--json").data["done"] == 2

    def test_doctor_mends_on_request_and_nothing_is_lost(self, ahead):
        before = gutcli("export").out.splitlines()[1:]
        assert "Took back what stood on 1 day to come; it stays in the file." in gutcli("doctor", "--mend").out
        assert "still to come" not in gutcli("doctor").out
        assert set(gutcli("export").out.splitlines()) >= set(before)
        assert gutcli("stats", "--json").data["written"] == 1
        assert "Nothing needed mending." in gutcli("doctor", "--mend").out

    def test_a_clock_that_is_wrong_today_takes_nothing_back(self, ahead, monkeypatch):
        monkeypatch.setenv("GUTCLI_NOW", "2001-01-01T09:00:00+00:00")
        before = gutcli("export").out
        assert "If your clock is right now" in gutcli("doctor", "--mend").out
        assert gutcli("export").out == before

    def test_a_day_to_come_has_nothing_to_take_back(self, home):
        for _ in range(2):
            assert "nothing to take back" in gutcli("undo", "--date", "2035-06-01").out
            gutcli("done", "1")


@pytest.mark.parametrize("zone", ["UTC+99", "UTC-24", "UTC+23:59:59"])
@pytest.mark.parametrize("now", ["2026-11-23T08:30:00", None])
def test_a_time_zone_of_a_day_or_more_is_utc_and_said(zone, now, home, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    if now is None:
        monkeypatch.delenv("GUTCLI_NOW")
    else:
        monkeypatch.setenv("GUTCLI_NOW", now)
    for command in (["mood", "3"], ["history", "today"], ["plan"], ["undo"]):
        said = gutcli(*command)
        assert said.err == (
            f"gutcli: The time zone ({zone}) is a day or more from UTC, so UTC is taken. "
            "Set TZ to a place, such as Europe/Paris.\n"
        )
    assert gutcli("status").err == "", "a prompt would say it all day"
    if now:
        assert gutcli("today", "--json").data["day"] == "2026-11-23"


@pytest.mark.parametrize("change", [["set", "diet", "vegan"], ["set", "allergies", "nuts,soya"], ["edit"]])
def test_a_past_days_list_stays_as_it_was_seen(change, home, monkeypatch):
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-18T08:30:00+00:00")
    gutcli("done", "1")
    seen = {}
    for day in ("2026-11-21", "2026-11-22"):
        monkeypatch.setenv("GUTCLI_NOW", f"{day}T08:30:00+00:00")
        seen[day] = [item["id"] for item in gutcli("today", "--json").data["items"]]
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-23T08:30:00+00:00")
    before = [gutcli(command, "--json").data for command in ("stats", "history", "insights")]
    monkeypatch.setenv("EDITOR", 'echo \'dislikes = ["leek", "kefir", "oats"]\' >')
    gutcli("profile", *change)
    for day, ids in seen.items():
        assert [item["id"] for item in gutcli("today", "--date", day, "--json").data["items"]] == ids
    data = gutcli("done", "3", "--date", "2026-11-22", "--json").data
    assert [item["id"] for item in data["items"] if item["state"] == "done"] == [seen["2026-11-22"][2]]
    gutcli("undo")
    assert [gutcli(command, "--json").data for command in ("stats", "history", "insights")] == before, (
        "a list alone counts nowhere"
    )


def test_a_profile_can_be_changed_whatever_the_diary_is(home):
    gutcli("profile", "set", "diet", "vegan")
    assert not (home / "diary.db").exists()
    (home / "diary.db").write_bytes(b"nonsense" * 2000)
    assert gutcli("profile", "set", "diet", "vegetarian").err == ""
    assert (home / "diary.db").read_bytes() == b"nonsense" * 2000
