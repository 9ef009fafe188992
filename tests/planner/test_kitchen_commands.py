"""`have`, `shop`, `away` and `plan --meals`, as a person uses them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gutcli.clock import format_day_short
from gutcli.planner import roll
from tests.run_gutcli import gutcli

TODAY = date(2026, 11, 23)


def kitchen(*words):
    return {line["id"]: line for line in gutcli("have", *words, "--json").data["kitchen"]}


def test_what_is_said_is_there_and_the_lists_use_it(home):
    there = kitchen("lentils", "kefir until friday", "500 g oats")
    assert there["kefir"]["use_by"] == "2026-11-27"
    assert there["oats"]["grams_left"] == 500
    days = gutcli("plan", "--days", "5", "--json").data["days"]
    kefir = [item for day in days for item in day["items"] if item["id"] == "kefir"]
    assert kefir
    assert all(item["at_home"] for item in kefir)
    assert kefir[0]["use_by"] == "2026-11-27"
    shop = gutcli("shop", "--json").data
    assert not {"kefir", "lentils", "oats"} & {line["id"] for line in shop["lines"]}
    gutcli("have", "--out", "kefir")
    assert "kefir" not in kitchen()
    gutcli("undo")
    assert "kefir" in kitchen()


def test_a_shop_alone_is_no_day_and_stores_no_list(home):
    before = gutcli("today", "--json").data
    assert before["streak"]["current"] == 0
    gutcli("shop", "--bought", "all")
    day = gutcli("history", "today", "--json").data
    assert (day["written"], day["items"]) == (False, [])
    assert gutcli("shop", "--json").data["lines"] == []
    assert gutcli("history", "--json").data["written"] == 0


def test_some_of_the_shop_is_bought_by_number_or_name(home):
    lines = gutcli("shop", "--json").data["lines"]
    after = gutcli("shop", "--bought", "1", lines[2]["name"], "--json").data
    assert after["bought"] == [lines[0]["name"], lines[2]["name"]]
    assert {lines[0]["source"], lines[2]["source"]} <= kitchen().keys()
    assert gutcli("shop", "--bought", "99", expect=3).out == ""


def test_what_is_eaten_leaves_the_kitchen_and_what_was_opened_says_so(home):
    gutcli("have", "kefir")
    full = kitchen()["kefir"]
    gutcli("ate", "kefir")
    left = kitchen()["kefir"]
    assert left["grams_left"] < full["grams_left"]
    assert left["opened"] == str(TODAY)
    assert left["use_by"] < full["use_by"]


def test_days_away_keep_the_streak_and_ask_for_nothing(home, monkeypatch):
    gutcli("done", "all")
    gutcli("away", "2026-11-24..2026-11-26")
    for number in range(1, 4):
        monkeypatch.setenv("GUTCLI_NOW", f"{TODAY + timedelta(days=number)}T08:30:00+00:00")
        today = gutcli("today", "--json").data
        assert (today["away"], today["rest_day"]) == ("2026-11-26", True)
        assert today["streak"]["current"] == 1
        page = gutcli("today").out
        assert "Away until Thursday 26 November" in page
        assert today["items"][0]["name"] not in page
    gutcli("away", "--stop")
    today = gutcli("today", "--json").data
    assert today["away"] is None
    assert len(today["items"]) == 6
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-27T08:30:00+00:00")
    assert gutcli("today", "--json").data["streak"]["current"] == 0  # the day of coming back was missed


def test_days_away_are_taken_back_as_one_thing(home):
    gutcli("away", "until", "sunday")
    assert gutcli("plan", "--days", "7", "--json").data["days"][3]["items"] == []
    assert len(gutcli("undo", "--json").data["changed"]) == 7
    assert gutcli("plan", "--days", "7", "--json").data["days"][3]["items"]


@pytest.mark.parametrize("words", [("away",), ("away", "yesterday"), ("away", "2028-01-01"), ("away", "x..y")])
def test_wrong_days_are_wrong_usage(words):
    assert gutcli(*words, expect=2).out == ""


def test_meals_have_every_item_once(home):
    data = gutcli("plan", "--days", "3", "--meals", "--json").data
    page = gutcli("plan", "--days", "3", "--meals").out
    for day in data["days"]:
        for item in day["items"]:
            assert item["name"] in page
            assert all(note["short"] in page for note in item["cautions"])
    foods = [item for day in data["days"] for item in day["items"] if item["slot"] not in {"move", "calm"}]
    assert {item["meal"] for item in foods} >= {"breakfast", "lunch", "dinner"}
    assert any(item["with"] for item in foods)


def test_what_goes_with_a_food_fits_the_person(home):
    gutcli("profile", "set", "allergies", "milk,nuts,gluten,fish")
    names = {
        name
        for day in gutcli("plan", "--days", "28", "--json").data["days"]
        for i in day["items"]
        for name in i["with"]
    }
    foods = {food["name"]: food for food in gutcli("foods", "--all", "--json").data["foods"]}
    assert names
    for name in names:
        assert not {"milk", "nuts", "gluten", "fish"} & set(foods[name]["contains"]), name


def test_a_food_that_does_not_fit_is_said_and_never_listed(home):
    gutcli("profile", "set", "allergies", "milk")
    assert "No list will ask for it" in gutcli("have", "kefir").out
    days = gutcli("plan", "--days", "14", "--json").data["days"]
    assert "kefir" not in {item["id"] for day in days for item in day["items"]}


def test_what_has_gone_off_is_asked_about_for_a_week_and_then_is_gone(home, monkeypatch):
    gutcli("have", "kefir until 2026-11-25", "oats")
    for day, there, over in (("25", True, False), ("26", True, True), ("02", True, True), ("03", False, False)):
        monkeypatch.setenv("GUTCLI_NOW", f"2026-{'12' if day < '20' else '11'}-{day}T08:30:00+00:00")
        lines = {line["id"]: line["gone_off"] for line in gutcli("have", "--json").data["kitchen"]}
        assert ("kefir" in lines, lines.get("kefir", False)) == (there, over), day
        assert "oats" in lines
    assert "kefir" not in str(gutcli("week", "--json").data)  # never assumed to have been eaten


def test_the_first_tick_of_a_diary_finds_the_basket_that_today_made(monkeypatch):
    gutcli("today")
    monkeypatch.setattr(roll, "plan_week", None)
    gutcli("done", "1")
    assert "1 of 6" in gutcli("today").out


def test_no_date_is_said_of_what_keeps_for_months():
    """Use by Mon 22 Nov, without its year, would look past: a date stands where it is near, and in JSON always."""
    gutcli("have", "popcorn", "kefir")
    gutcli("ate", "popcorn")
    gutcli("ate", "kefir")
    foods = {line["id"]: line for line in gutcli("have", "--json").data["kitchen"]}
    far = foods["popcorn"]["use_by"]
    assert far > "2027-03"
    assert gutcli("have").out.count("use by") == 1
    items = [item for day in gutcli("plan", "--days", "14", "--json").data["days"] for item in day["items"]]
    listed = [item for item in items if item["use_by"] == far]
    assert listed
    assert all(item["open_since"] for item in listed)
    assert not any("use by" in reason for item in listed for reason in item["why"])
    page = gutcli("plan", "--days", "14").out
    assert f"use by {format_day_short(date.fromisoformat(far))}" not in page
    assert "open since" in page
