"""The plants of a week."""

from __future__ import annotations

import pytest

from tests.looking_back.seed import MONDAY, seed
from tests.run_gutcli import gutcli


def test_the_week_of_yesterday_in_full(few_days):
    data = gutcli("week", "--date", "yesterday", "--json").data
    assert data == {
        "first": "2026-11-16",
        "last": "2026-11-22",
        "today": "2026-11-23",
        "is_current": False,
        "rolling": False,
        "plants": {"week": 4, "goal": 30},
        "mushrooms_count": True,
        "counts_hidden": False,
        "species": [
            {"id": "oat", "name": "Oat", "kind": "plant", "first": "2026-11-19", "days": 3},
            {"id": "leek", "name": "Leek", "kind": "plant", "first": "2026-11-19", "days": 2},
            {"id": "walnut", "name": "Walnut", "kind": "plant", "first": "2026-11-19", "days": 2},
            {"id": "shiitake", "name": "Shiitake", "kind": "mushroom", "first": "2026-11-22", "days": 1},
        ],
        "days": [
            {"day": "2026-11-16", "plants": [], "new": []},
            {"day": "2026-11-17", "plants": [], "new": []},
            {"day": "2026-11-18", "plants": [], "new": []},
            {"day": "2026-11-19", "plants": ["oat", "leek", "walnut"], "new": ["oat", "leek", "walnut"]},
            {"day": "2026-11-20", "plants": ["oat", "leek", "walnut"], "new": []},
            {"day": "2026-11-21", "plants": [], "new": []},
            {"day": "2026-11-22", "plants": ["oat", "shiitake"], "new": ["shiitake"]},
        ],
        "would_be_new": [],
        "ways": [],
    }


def test_this_week_says_what_would_be_new(few_days):
    data = gutcli("week", "--json").data
    assert (data["first"], data["is_current"], data["plants"]) == ("2026-11-23", True, {"week": 2, "goal": 30})
    (chance,) = data["would_be_new"]
    assert (chance["number"], chance["id"], chance["new_plant"], chance["plants"]) == (4, "t-walnuts", True, ["walnut"])
    # Within the last seven days there were walnuts already.
    assert gutcli("week", "--rolling", "--json").data["would_be_new"] == []


def test_the_rolling_week_ends_with_the_day(few_days):
    data = gutcli("week", "--rolling", "--json").data
    assert (data["first"], data["last"], data["rolling"], data["is_current"]) == (
        "2026-11-17",
        "2026-11-23",
        True,
        True,
    )
    assert data["plants"]["week"] == 4


@pytest.mark.parametrize(
    ("start", "first"), [("monday", "2026-11-23"), ("sunday", "2026-11-22"), ("saturday", "2026-11-21")]
)
def test_the_week_starts_where_the_person_says(few_days, start, first):
    (few_days / "profile.toml").write_text(f'week_starts = "{start}"\n')
    assert gutcli("week", "--json").data["first"] == first


def test_mushrooms_can_be_left_out_of_the_count(few_days):
    (few_days / "profile.toml").write_text("mushrooms_count = false\n")
    answer = gutcli("week", "--rolling")
    assert "3 of 30" in answer.out
    assert "Shiitake (mushroom)" in answer.out
    assert "not counted, as you set it" in answer.out


def test_who_is_shown_no_food_has_no_plants_in_the_week(few_days):
    (few_days / "profile.toml").write_text('conditions = ["eating disorder"]\n')
    data = gutcli("week", "--json").data
    assert (data["plants"], data["counts_hidden"], data["would_be_new"]) == ({"week": None, "goal": None}, True, [])
    said = gutcli("week").out
    assert "because of what your profile says" in said
    assert "Oat" not in said
    assert "of 30" not in said
    assert data["species"] == []


@pytest.mark.parametrize("width", ["20", "40", "80", "120", ""])
def test_no_line_is_wider_than_the_terminal(few_days, monkeypatch, width):
    if width:
        monkeypatch.setenv("COLUMNS", width)
    for words in (["week"], ["week", "--rolling"], ["week", "--date", "-7"]):
        for line in gutcli(*words).out.splitlines():
            assert not width or len(line) <= int(width), line


def test_an_empty_week_is_kind(home):
    said = gutcli("week").out
    assert "0 of 30" in said
    assert "Nothing is logged yet." in said
    assert not (home / "diary.db").exists()


def test_the_goal_reached(home):
    (home / "profile.toml").write_text("[goals]\nplants = 2\n")
    seed(home, {MONDAY: ["done 1 2"]})
    assert "the goal is reached" in gutcli("week").out


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_do_not_break(home, day):
    answer = gutcli("week", "--date", day, expect=None)
    assert answer.code in {0, 2}
