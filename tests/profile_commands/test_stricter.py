"""A profile that becomes stricter acts at once, also on a list that the day has already stored."""

from __future__ import annotations

import pytest

from tests.run_gutcli import gutcli


@pytest.fixture
def day():
    """A day with a stored list: its first item is done, the rest is open."""
    return gutcli("done", "1", "--json").data["items"]


def today():
    return gutcli("today", "--json").data


def test_something_that_fits_stands_in_its_place_and_is_what_gets_ticked(day):
    for number in (2, 3, 4):
        gutcli("profile", "set", "dislikes", f"+{day[number - 1]['name']}")
    view = today()
    for item, before in zip(view["items"], day, strict=True):
        changed = item["number"] in {2, 3, 4}
        assert (item["id"] != before["id"]) == changed, item
        assert item["slot"] == before["slot"]
        assert item["swapped_from"] == (before["id"] if changed else "")
    why = gutcli("today", "--why", "3", "--json").data["why"]
    assert why[0] == f"in place of {day[2]['name']}, which no longer fits your profile"
    assert {i["id"] for i in view["items"]} == {
        i["id"] for i in gutcli("plan", "--days", "1", "--json").data["days"][0]["items"]
    }
    done = gutcli("done", "3", "--json").data
    ticked = [entry["subject"] for entry in done["changed"] if entry["action"] == "done"]
    assert ticked == [view["items"][2]["id"]]
    assert [i["id"] for i in done["items"]] == [i["id"] for i in view["items"]]
    assert today()["items"][2]["state"] == "done"
    everything = gutcli("done", "all", "--json").data
    assert all(item["state"] == "done" for item in everything["items"])
    subjects = [e["subject"] for e in gutcli("history", "today", "--json").data["entries"] if e["action"] == "done"]
    assert not {day[n]["id"] for n in (1, 2, 3)} & set(subjects)


def test_what_was_done_stays_done(day):
    gutcli("profile", "set", "dislikes", day[0]["name"])
    for key in ("id", "name", "amount", "state", "swapped_from"):
        assert today()["items"][0][key] == day[0][key]


def test_looking_writes_nothing(day, home):
    gutcli("profile", "set", "dislikes", day[3]["name"])
    before = (home / "diary.db").read_bytes()
    today()
    gutcli("plan")
    assert (home / "diary.db").read_bytes() == before


def test_a_slot_with_nothing_left_rests_and_says_so(day):
    gutcli("profile", "set", "diet", "vegan")
    gutcli("profile", "set", "medicines", "methotrexate")
    view = today()
    ferment = view["items"][2]
    assert (ferment["state"], ferment["reason"]) == ("skipped", "no longer fits your profile")
    assert [empty["slot"] for empty in view["empty_slots"]] == ["probiotic"]
    page = gutcli("today").out
    assert "no longer fits your profile" in page
    assert "No ferment fits your profile" in page
    assert "See gutcli foods --probiotic --why-not" in page
    assert view["total"] == 5
    done = gutcli("done", "all", "--json").data
    assert done["items"][2]["state"] == "skipped"
    assert today()["empty_slots"] == view["empty_slots"]


def test_no_way_leads_back_to_what_is_forbidden(day):
    name, ident = day[3]["name"], day[3]["id"]
    gutcli("profile", "set", "dislikes", name)
    stands = today()["items"][3]["id"]
    error = gutcli("swap", "4", ident, "--json", expect=2).error
    assert "does not fit your profile" in error["message"]
    assert "you do not like it" in error["message"]
    gutcli("done", "4")
    gutcli("undo")
    assert today()["items"][3]["id"] == stands
    gutcli("undo", "4")
    assert today()["items"][3]["id"] == stands
    for _ in range(4):
        assert gutcli("swap", "4", "--json").data["items"][3]["id"] != ident


def test_eating_it_all_the_same_is_logged_with_a_word(day):
    gutcli("profile", "set", "allergies", "milk")
    answer = gutcli("ate", "kefir", "--json").data
    assert any("contains milk" in remark for remark in answer["warnings"])


def test_a_looser_profile_offers_it_again():
    before = today()["items"]
    gutcli("profile", "set", "dislikes", before[1]["name"])
    assert today()["items"][1]["id"] != before[1]["id"]
    gutcli("profile", "unset", "dislikes")
    assert today()["items"] == before


def test_nothing_is_suggested_to_who_is_in_danger(day):
    gutcli("profile", "set", "conditions", "suicidal")
    view = today()
    assert view["items"] == []
    assert view["tip"] is None
    assert view["care"]
    assert view["streak"]["current"] is None
    page = gutcli("today").out
    assert view["care"][0]["advice"] in page
    assert gutcli("plan", "--days", "3", "--json").data["plants"] is None
    assert "different plant" not in gutcli("plan").out
    assert "What to buy" not in gutcli("plan", "--date", "tomorrow").out
    assert gutcli("tips", "--all", "--json").data["tips"] == []
    assert "No tip suits your profile" in gutcli("tips").out


def test_who_should_see_no_lists_of_food_is_not_sent_to_them(day):
    gutcli("profile", "set", "conditions", "anorexia")
    for argv in (("today",), ("plan",), ("plan", "--shopping"), ("today", "--date", "tomorrow")):
        page = gutcli(*argv).out
        assert "gutcli foods" not in page
        assert "Tracking food can make an eating disorder worse" in page
    view = gutcli("today", "--date", "tomorrow", "--json").data
    assert [item["slot"] for item in view["items"]] == ["move", "calm"]
    assert all(
        "eating-disorder" in [c["id"] for c in item["cautions"]] for item in view["items"] if item["slot"] == "move"
    )
    assert view["plants"] == {"week": None, "goal": None}


def test_in_a_crisis_only_where_help_is_is_shown(day):
    said = gutcli("profile", "set", "conditions", "suicidal").out
    assert "emergency number" in said
    assert "left out" not in said
    view = today()
    assert (view["items"], view["empty_slots"], view["tip"]) == ([], [], None)
    for command in (["today"], ["today", "--easy"], ["plan", "--days", "3"]):
        page = gutcli(*command).out
        assert page.count("emergency number") == 1
        assert "streak" not in page.lower()
        assert not any(item["name"] in page for item in day)
    assert "To buy" not in gutcli("plan").out
