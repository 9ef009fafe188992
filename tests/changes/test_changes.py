"""`done`, `undo`, `skip`, `swap`, `ate`, `mood`: what they say and what they write, to a person and to a script."""

from __future__ import annotations

import pytest

from tests.run_gutcli import gutcli

EMPTY = {"slot": "", "subject": "", "amount": "", "text": "", "undoes": "", "mood": None, "energy": None, "gut": None}


def entries(*argv):
    """Run a command; give its entries without what differs each time, and the whole answer."""
    data = gutcli(*argv, "--json").data
    return [{k: v for k, v in entry.items() if k not in {"id", "at"}} for entry in data["changed"]], data


def entry(action, **parts):
    return {**EMPTY, "day": "2026-11-23", "action": action, **parts}


def first(number):
    return gutcli("today", "--json").data["items"][number - 1]


def states(data):
    return [item["state"] for item in data["items"]]


def test_a_tick_is_one_entry_and_the_day_as_today_says_it():
    item = first(1)
    written, data = entries("done", "1")
    assert written == [entry("done", subject=item["id"], slot=item["slot"])]
    today = gutcli("today", "--json").data
    assert {key: data[key] for key in ("items", "done", "total", "streak", "plants")} == {
        key: today[key] for key in ("items", "done", "total", "streak", "plants")
    }
    assert states(data) == ["done", *["open"] * 5]


def test_ticking_again_writes_nothing_and_is_no_error():
    gutcli("done", "1")
    written, data = entries("done", "1")
    assert written == []
    assert [outcome["result"] for outcome in data["outcomes"]] == ["already_done"]


def test_one_wrong_name_among_several_changes_nothing():
    answer = gutcli("done", "1", "9", expect=3)
    assert answer.out == ""
    assert states(gutcli("today", "--json").data) == ["open"] * 6


def test_undo_goes_back_step_by_step_and_says_what():
    one, two = first(1)["name"], first(2)["name"]
    gutcli("done", "1")
    gutcli("done", "2")
    assert two in gutcli("undo").out.splitlines()[0]
    assert one in gutcli("undo").out.splitlines()[0]
    assert states(gutcli("today", "--json").data) == ["open"] * 6
    assert "nothing" in gutcli("undo").out.lower()


def test_a_rest_keeps_its_reason_and_leaves_the_count():
    item = first(5)
    written, data = entries("skip", "5", "--because", "sore knee")
    assert written == [entry("skipped", subject=item["id"], slot=item["slot"], text="sore knee")]
    assert (data["done"], data["total"]) == (0, 5)
    assert data["items"][4]["reason"] == "sore knee"


def test_a_swap_stays_and_names_others():
    old = first(2)
    written, data = entries("swap", "2")
    new = data["items"][1]
    assert written == [entry("swapped", subject=old["id"], slot=old["slot"])]
    assert new["id"] != old["id"]
    assert new["swapped_from"] == old["id"]
    assert first(2)["id"] == new["id"]
    assert gutcli("swap", "2", "leeks", "--json").data["items"][1]["id"] == "leek"


@pytest.mark.parametrize(
    ("words", "names", "amounts"),
    [
        (["hummus", "dates"], ["Hummus", "Dates"], ["", ""]),
        (["two dates"], ["Dates"], ["two"]),
        (["a bowl of lentils"], ["Lentils"], ["a bowl"]),
        (["1,5 cups lentils"], ["Lentils"], ["1,5 cups"]),
        (["oatmeal,kefir"], ["Oats", "Kefir"], ["", ""]),
        (["two dates, a glass of kefir , hummus,"], ["Dates", "Kefir", "Hummus"], ["two", "a glass", ""]),
        (["Muesli, no added sugar"], ["Muesli, no added sugar"], [""]),
        (["my aunt's birthday cake"], ["my aunt's birthday cake"], [""]),
    ],
)
def test_what_was_eaten_in_a_persons_words(words, names, amounts):
    data = gutcli("ate", *words, "--json").data
    ate = [e for e in data["changed"] if e["action"] == "ate"]
    assert [outcome["name"] for outcome in data["outcomes"] if outcome["result"].startswith("ate")] == names
    assert [e["amount"] for e in ate] == amounts


@pytest.mark.parametrize("words", [[""], [","], ["kefir", " "], ["kefir", "12"], ["hummus,hummmuss"]])
def test_what_is_no_food_or_nearly_one_logs_nothing_at_all(words):
    gutcli("ate", *words, expect=None)
    assert gutcli("ate", *words, expect=None).code in {2, 3}
    assert gutcli("history", "today", "--json").data["entries"] == []


def test_a_food_that_fits_an_open_slot_ticks_it_and_a_second_does_not():
    data = gutcli("ate", "kefir", "--json").data
    assert [i["state"] for i in data["items"] if i["slot"] == "probiotic"] == ["done"]
    again = gutcli("ate", "kimchi", "--json").data
    assert [i["state"] for i in again["items"] if i["slot"] in {"probiotic", "omega-3"}] == ["done", "open"]


def test_a_check_in_has_its_ratings_and_its_note():
    written, _ = entries("mood", "4", "--energy", "3", "--note", "slept badly")
    assert written == [entry("mood", mood=4, energy=3, text="slept badly")]
    for wrong in (["0"], ["6"], ["4", "--gut", "9"], ["happy"], []):
        assert gutcli("mood", *wrong, expect=2).out == ""


@pytest.mark.parametrize(
    "verb", [["done", "1"], ["skip", "1"], ["swap", "1"], ["ate", "kefir"], ["mood", "3"], ["undo", "1"]]
)
def test_a_day_to_come_is_refused_and_a_day_long_ago_is_not(verb):
    answer = gutcli(*verb, "--date", "2026-11-24", expect=2)
    assert "2026" in answer.err
    assert gutcli(*verb, "--date", "2020-02-29", "--json").data["day"] == "2020-02-29"
    assert gutcli("today", "--json").data["done"] == 0
