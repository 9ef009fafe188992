"""`ate`, `undo FOOD`, `dish`: what is logged, asked, said and warned of, to a person and to a script."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.app import App
from gutcli.catalog.kinds import ALLERGENS
from gutcli.cli import run
from gutcli.day.ate.cautions import Cautions
from gutcli.day.ate.names import Names
from gutcli.terminal.output import Output
from tests.run_gutcli import gutcli
from tests.safety.meaning import allergen_words, allergens_said


def logged(day="today"):
    return [
        (e["subject"], e["amount"]) for e in gutcli("history", day, "--json").data["entries"] if e["action"] == "ate"
    ]


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def on_a_terminal(monkeypatch):
    def answer(typed, *argv):
        monkeypatch.setattr("sys.stdin", Terminal(typed))
        out, err = Terminal(), io.StringIO()
        code = run(argv, Output(out, err))
        return code, out.getvalue(), err.getvalue()

    return answer


def test_what_is_clear_is_logged_and_what_is_not_is_said():
    answer = gutcli("ate", "hummus, bread and", "peanut thingies", "--json", expect=3)
    data = answer.data if not answer.err else json.loads(answer.out)["data"]
    assert [(u["id"], u["grams"]) for u in data["understood"]] == [("hummus", None)]
    assert data["not_understood"][0] == {
        "words": "bread", "choices": ["wholemeal-bread", "white-bread", "sourdough", "rye-bread"],
    }  # fmt: skip
    assert data["not_understood"][1] == {"words": "peanut thingies", "choices": ["peanuts"]}
    assert json.loads(answer.err)["error"]["code"] == "ambiguous"
    assert logged() == [("hummus", "")]


def test_where_nothing_is_clear_nothing_is_written():
    answer = gutcli("ate", "bread", "--json", expect=3)
    assert answer.error["code"] == "ambiguous"
    assert answer.error["choices"] == ["wholemeal-bread", "white-bread", "sourdough", "rye-bread"]
    assert gutcli("ate", "kefri", "--json", expect=3).error["code"] == "not_found"
    assert logged() == []


def test_the_right_amount_counts_and_an_amount_can_be_corrected():
    def fibre():
        return gutcli("week", "--nutrients", "--json").data["total"]["fibre_g"]["least"]

    gutcli("ate", "300 g lentils")
    much = fibre()
    gutcli("ate", "100 g lentils", "--instead")
    assert fibre() == pytest.approx(much / 3, abs=1e-3)
    assert gutcli("today", "--json").data["done"] == 1, "the tick stays"
    gutcli("undo")
    assert fibre() == much, "undo gives the first amount back"
    gutcli("ate", "100 g lentils", "--instead")
    gutcli("undo", "lentils")
    assert gutcli("today", "--json").data["done"] == 0
    assert gutcli("week", "--json").data["plants"]["week"] == 0
    item = gutcli("today", "--json").data["items"][0]
    gutcli("done", "1")
    gutcli("ate", "10 g", item["id"], "--instead")
    assert gutcli("week", "--nutrients", "--json").data["total"]["foods"] == 1, "what was ticked is counted once"


def test_undo_alone_gives_back_what_undo_took_back_by_name(monkeypatch):
    gutcli("ate", "chickpeas")
    logged = gutcli("ate", "30 g walnuts", "--json").data
    gutcli("ate", "40 g walnuts", "--instead")
    whole = gutcli("today", "--json").data
    assert logged["done"] == whole["done"] > 0
    gutcli("undo", "walnuts")
    assert [food["id"] for food in gutcli("today", "--json").data["ate"]] == ["chickpeas"]
    back = gutcli("undo", "--json").data
    assert [(o["result"], o["name"]) for o in back["outcomes"]] == [("ate", "Walnuts")]
    assert gutcli("today", "--json").data == whole
    gutcli("undo")
    gutcli("undo")
    assert gutcli("today", "--json").data["ate"] == []


def test_undo_takes_back_what_was_logged_with_what_it_ticked():
    before = gutcli("today", "--json").data["items"]
    gutcli("ate", "oats, kefir and a pizza")
    gutcli("undo", "porridge")
    data = gutcli("undo", "pizza", "--json").data
    assert {o["name"] for o in data["outcomes"]} == {"Tomato pasta sauce", "Mozzarella"}
    gutcli("undo", "kefir")
    after = gutcli("today", "--json").data["items"]
    assert [(i["id"], i["state"]) for i in after] == [(i["id"], i["state"]) for i in before]
    assert gutcli("week", "--json").data["plants"]["week"] == 0
    assert "not on the list" in gutcli("undo", "pizza", expect=3).err


def test_a_meal_again():
    gutcli("ate", "100 g oats and a banana", "--at", "brekkie", "--date", "yesterday")
    gutcli("ate", "soup of the day for lunch", "--date", "yesterday")
    assert gutcli("ate", "again", "--at", "breakfast", "--json").data["understood"][0]["grams"] == 100
    assert logged() == [("oats", "100 g"), ("banana", "a")]
    gutcli("undo")
    gutcli("ate", "yesterday")
    assert {food for food, _ in logged()} >= {"oats", "banana", "carrot"}
    assert gutcli("ate", "again", "--at", "tuesday", expect=2).err
    assert "Nothing was logged" in gutcli("ate", "yesterday", "--date", "2020-01-01", expect=3).err
    gutcli("ate", "kefir", "yesterday")
    assert ("kefir", "") in logged("yesterday")


def test_words_are_kept_and_never_tick():
    data = gutcli("ate", "walnuts", "at", "Anna's", "--note", "rain", "--json").data
    assert [e["text"] for e in data["changed"] if e["action"] == "note"] == ["rain; at Anna's"]
    before = gutcli("today", "--json").data["done"]
    data = gutcli("ate", "--note", "bread and nuts", "--json").data
    assert data["done"] == before
    assert [e["subject"] for e in data["changed"]] == [""]


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ("natto", "undoes warfarin"),
        ("1 oz natto", "undoes warfarin"),
        ("walnuts 30g", "contains nuts"),
        ("½ walnut", "contains nuts"),
        ("peanut thingies", "names peanuts"),
        ("peanutty gnudi", "names peanuts"),
        ("gnudi with a walnut glaze", "contains nuts"),
        ("natto surprise", "undoes warfarin"),
        ("kefir at the walnut tree", "contains nuts"),
        ("nuts", "names peanuts and nuts"),
        ("walnuttz", "contains nuts"),
        ("pesto pasta", "often holds"),
        ("kiwi thingy", "you said kiwi"),
    ],
)
def test_no_caution_hangs_on_how_a_thing_is_written(said, warned, home):
    (home / "profile.toml").write_text('allergies = ["nuts", "kiwi"]\nmedicines = ["warfarin"]\n')
    answer = gutcli("ate", *said.split(), expect=None)
    assert warned in answer.out + answer.err
    in_quotes = gutcli("ate", said, "--json", expect=None)
    words = in_quotes.out and json.loads(in_quotes.out)["data"]["warnings"]
    assert any(warned in each for each in words or [in_quotes.err])


def test_every_word_for_an_allergen_warns_in_what_could_not_be_read(home):
    for allergen in ALLERGENS:
        (home / "profile.toml").write_text(f'allergies = ["{allergen}"]\n')
        person = App(Output(io.StringIO(), io.StringIO())).person
        cautions = Cautions(person, Names(person.catalog))
        own = [word for word in allergen_words() if allergen in allergens_said(word)]
        assert len(own) > 1
        for word in own:
            assert any("names" in said for said in cautions.of_words(f"zzzz {word} qqqq")), (allergen, word)


def test_what_is_free_of_it_and_what_concerns_nobody_warns_of_nothing(home):
    assert gutcli("ate", "natto and walnuts", "--json").data["warnings"] == []
    (home / "profile.toml").write_text('allergies = ["peanuts"]\n')
    assert "names" not in gutcli("ate", "peanut free gnudi", expect=3).err
    # What something else is free of says nothing of the peanuts.
    assert "names peanuts" in gutcli("ate", "gluten free peanut gnudi", expect=3).err
    assert gutcli("ate", "banana", "--json").data["warnings"] == []


def test_a_dish_counts_what_is_always_in_it_and_says_what_it_does_not():
    answer = gutcli("ate", "a bowl of Greek salad without feta")
    assert "Not counted" in answer.out
    assert {food for food, _ in logged()} == {"tomato", "cucumber"}
    gutcli("ate", "bean salad")
    assert logged()[-1] == ("", ""), "nothing is always in it, but it is not lost"
    assert gutcli("ate", "miso soup", "--json").data["items"][2]["state"] == "open", "cooking ends live cultures"
    assert gutcli("ate", "yoghurt bowl", "--json").data["items"][2]["state"] == "done"


def test_a_dish_of_ones_own(home):
    gutcli("dish", "add", "my muesli", "oats", "walnuts", "raisins")
    gutcli("ate", "my", "muesli")
    assert [food for food, _ in logged()] == ["oats", "walnuts", "raisins"]
    gutcli("dish", "add", "my muesli", "oats", "kefir")
    assert gutcli("dish", "--json").data["dishes"][0]["always"] == ["oats", "kefir"]
    assert gutcli("dish", "add", "walnuts", "oats", expect=4).err
    assert "Did you mean kefir?" in gutcli("dish", "add", "mine", "kefri", expect=2).err
    assert gutcli("catalog", "check").code == 0


def test_on_a_terminal_it_is_asked_once_and_remembered(on_a_terminal, home):
    code, _, err = on_a_terminal("1 2\n", "ate", "salad")
    assert code == 0
    assert "what was in it besides lettuce" in err
    code, _, err = on_a_terminal("", "ate", "salad")
    assert (code, err) == (0, ""), "asked once"
    assert [food for food, _ in logged()] == ["lettuce", "tomato", "cucumber"] * 2


def test_on_a_terminal_words_are_picked_or_noted(on_a_terminal):
    code, _, err = on_a_terminal("9\n2\n", "ate", "2 slices of bread")
    assert code == 0
    assert "1  Wholemeal bread" in err
    assert logged() == [("white-bread", "2 slices")]
    for typed in ("0\n", "\n", ""):
        code, out, _ = on_a_terminal(typed, "ate", "peanut thingies")
        assert code == 0
        assert "peanut thingies" in out
    assert logged()[1:] == [("", "")] * 3
    assert gutcli("today", "--json").data["done"] == 0


@settings(max_examples=20)
@given(said=st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_no_words_in_any_alphabet_are_a_crash(said):
    gutcli("ate", "--", *said, expect=None)
