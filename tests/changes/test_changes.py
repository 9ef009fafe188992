"""`done`, `undo`, `skip`, `swap`, `ate`, `mood`: what they say and what they write, to a person and to a script."""

from __future__ import annotations

import pytest

from tests.conftest import make_home
from tests.run_gutcli import gutcli

EMPTY = {"slot": "", "subject": "", "amount": "", "text": "", "undoes": "", "mood": None, "energy": None, "gut": None,
         "ratings": None}  # fmt: skip


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
        (["kidneybeans", "a cup of cooked lentils"], ["Kidney beans", "Lentils"], ["", "a cup"]),
        (["sugar", "white flour", "cake"], ["Sugar", "white flour", "Sponge cake"], ["", "", ""]),
        (["peanut", "orange juice"], ["Peanuts", "Orange juice"], ["", ""]),
        (["my aunt's gnudi"], ["my aunt's gnudi"], [""]),
    ],
)
def test_what_was_eaten_in_a_persons_words(words, names, amounts):
    data = gutcli("ate", *words, "--json").data
    ate = [e for e in data["changed"] if e["action"] == "ate"]
    assert [outcome["name"] for outcome in data["outcomes"] if outcome["result"].startswith("ate")] == names
    assert [e["amount"] for e in ate] == amounts


@pytest.mark.parametrize(
    "words", [[""], [","], ["12"], ["no kefir"], ["again"], ["bread"], ["my aunt's birthday cake"], ["kefri"]]
)
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
    assert written == [entry("mood", mood=4, energy=3, ratings={"mood": 4, "energy": 3}, text="slept badly")]
    for wrong in (["0"], ["6"], ["4", "--gut", "9"], ["purple"], []):
        assert gutcli("mood", *wrong, expect=2).out == ""


@pytest.mark.parametrize(
    "verb", [["done", "1"], ["skip", "1"], ["swap", "1"], ["ate", "kefir"], ["mood", "3"], ["undo", "1"]]
)
def test_a_day_to_come_is_refused_and_a_day_long_ago_is_not(verb):
    answer = gutcli(*verb, "--date", "2026-11-24", expect=2)
    assert "2026" in answer.err
    assert gutcli(*verb, "--date", "2020-02-29", "--json").data["day"] == "2020-02-29"
    assert gutcli("today", "--json").data["done"] == 0


def test_swap_after_swap_never_goes_round_in_two_and_each_can_be_taken_back():
    names = [gutcli("swap", "2", "--json").data["items"][1]["name"] for _ in range(4)]
    assert len(set(names)) == 4
    assert gutcli("undo", "2").out.startswith(f"{names[2]} is back in the place of {names[3]}.")
    assert first(2)["name"] == names[2]
    gutcli("undo")
    assert first(2)["name"] == names[3]
    for name in (*reversed(names[:3]), None):
        gutcli("undo", "2")
        assert first(2)["name"] == name or name is None
    assert first(2)["swapped_from"] == ""
    assert gutcli("undo", "2", "--json").data["outcomes"][0]["result"] == "not_done"


def test_all_twice_says_what_is_so():
    gutcli("done", "all")
    assert [o["result"] for o in gutcli("done", "all", "--json").data["outcomes"]] == ["already_done"] * 6
    assert gutcli("skip", "all").out.startswith("Nothing is open on this list.")
    gutcli("undo")
    gutcli("skip", "all")
    assert [o["result"] for o in gutcli("skip", "all", "--json").data["outcomes"]] == ["already_skipped"] * 6
    assert gutcli("done", "all").out.startswith("Nothing is open on this list.")


@pytest.mark.parametrize("words", ["--3", "+-3", "9" * 5000, "-1", "0", "7"])
def test_a_number_that_is_no_item(words):
    assert "There is no item" in gutcli("done", "--", words, expect=3).err


def test_a_range_backwards_and_a_rating_of_nothing():
    assert states(gutcli("done", "3-1", "--json").data)[:3] == ["done"] * 3
    for rating in ("--energy", "--gut"):
        assert gutcli("mood", "3", rating, "0", expect=2).out == ""


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "-999999"])
@pytest.mark.parametrize("verb", [["today"], ["done", "1"], ["mood", "3"], ["week"], ["plan"], ["undo"]])
def test_a_year_beyond_reason_is_wrong_usage(day, verb):
    assert "range" in gutcli(*verb, f"--date={day}", expect=2).err


def test_a_mended_place_is_not_the_persons_own_dislike():
    old = first(4)
    gutcli("done", "1")
    gutcli("profile", "set", "dislikes", old["name"])
    gutcli("done", "2")
    gutcli("profile", "unset", "dislikes")
    why = gutcli("today", "--why", "4", "--json").data["why"]
    assert why[0] == f"in place of {old['name']}, which no longer fits your profile"
    days = gutcli("plan", "--days", "28", "--json").data["days"]
    assert not [item for day in days for item in day["items"] if any("you swapped" in why for why in item["why"])]


def test_a_day_that_is_over_keeps_its_list_and_says_what_no_longer_fits():
    day = ("--date", "2026-11-20")
    before = gutcli("done", "1", *day, "--json").data["items"]
    gutcli("profile", "set", "dislikes", before[3]["name"])
    after = gutcli("today", *day, "--json").data["items"]
    assert [item["id"] for item in after] == [item["id"] for item in before]
    assert after[3]["cautions"][0]["id"] == "no-longer-fits"
    assert "no longer fits your profile" in gutcli("today", *day).out
    written, _ = entries("done", "2", *day)
    assert [e["action"] for e in written] == ["done"]


@pytest.mark.parametrize("verb", ["set", "add"])
def test_a_day_without_a_list_yet_keeps_the_one_that_was_seen(verb):
    gutcli("mood", "4", "--date", "2026-11-18")
    day = ("--date", "2026-11-20")
    before = gutcli("today", *day, "--json").data["items"]
    gutcli("profile", verb, "dislikes", before[0]["name"])
    assert [item["id"] for item in gutcli("today", *day, "--json").data["items"]] == [item["id"] for item in before]


def test_where_help_is_stands_once_a_day(monkeypatch):
    for day in ("2026-11-21", "2026-11-22"):
        gutcli("mood", "1", "--date", day)
    said = [gutcli("mood", "1").out.count("findahelpline.com") for _ in range(3)]
    assert said == [1, 0, 0]
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-24T08:30:00+00:00")
    assert "findahelpline.com" in gutcli("mood", "1").out


def test_options_of_every_command_may_stand_before_its_name():
    assert gutcli("--json", "explain", "scfa").data["id"] == "scfa"
    assert gutcli("-q", "--json", "done", "1").data["done"] == 1
    assert gutcli("--json", "nonsense", expect=2).error["code"]


def test_a_slip_that_was_taken_back_leaves_no_day_behind():
    gutcli("done", "1")
    gutcli("done", "1", "--date", "2020-01-01")
    assert gutcli("stats", "--json").data["first"] == "2020-01-01"
    gutcli("undo")
    assert gutcli("stats", "--json").data["first"] == "2026-11-23"
    assert gutcli("history", "2020-01-01", "--json").data["written"] is False


@pytest.mark.parametrize(
    "words",
    [
        ["done", "1", "3"],
        ["done", "all"],
        ["done", "9"],
        ["mood", "4"],
        ["mood", "6"],
        ["ate", "kefir"],
        ["ate", "bread"],
    ],
)
def test_without_options_it_does_as_with_them(words, home, tmp_path, monkeypatch, warm_cache):
    short = gutcli(*words, "--json", expect=None)
    monkeypatch.setenv("GUTCLI_HOME", str(make_home(tmp_path / "other", warm_cache)))
    long = gutcli(*words, "--date", "today", "--json", expect=None)
    assert (short.code, short.err) == (long.code, long.err)
    if short.out:
        mine, theirs = (answer.data for answer in (short, long))
        for data in (mine, theirs):
            data["changed"] = [{k: v for k, v in entry.items() if k != "id"} for entry in data["changed"]]
        assert mine == theirs
