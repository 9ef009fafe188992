"""`cautions`: the person's own, somebody's, a food's; and what is not known is never a promise."""

from __future__ import annotations

import pytest

from tests.run_gutcli import gutcli
from tests.safety.meaning import is_for
from tests.safety.oracle import records


def ids(*argv):
    return [card["id"] for card in gutcli("cautions", *argv, "--json").data["cautions"]]


def test_for_everybody_first_without_a_profile():
    cards = gutcli("cautions", "--json").data["cautions"]
    everybody = {c["id"] for c in records("cautions") if c.get("for_anyone")}
    assert {card["id"] for card in cards} == everybody
    assert not any(card["personal"] for card in cards)
    gutcli("profile", "set", "medicines", "lithium")
    cards = gutcli("cautions", "--json").data["cautions"]
    assert cards[0]["personal"]
    assert {"lithium"} <= {card["id"] for card in cards if card["personal"]}


@pytest.mark.parametrize("word", ["warfarin", "MAOI", "lithium", "coeliac", "gout", "pregnant", "IBS", "Marevan"])
def test_a_condition_or_medicine_finds_every_caution_that_a_profile_with_it_has(word):
    asked = set(ids(word))
    assert {c["id"] for c in records("cautions") if is_for(c, word)} <= asked
    gutcli("profile", "set", "medicines", word)
    mine = {card["id"] for card in gutcli("profile", "--json").data["cautions"] if not card["shared"]}
    assert mine <= asked


def test_a_food_shows_whom_it_concerns():
    kimchi = ids("kimchi")
    assert {"maoi", "fish-allergy", "histamine-intolerance"} <= set(kimchi)
    assert "lactose-intolerance" in ids("kefir")
    assert "epilepsy-hyperventilation" in ids("box", "breathing")
    page = gutcli("cautions", "kimchi").out
    assert "About kimchi" in page
    assert "Source" in page
    assert "gives no diagnosis and no doses" in page


def test_every_card_has_its_source_or_says_that_it_has_none():
    for card in gutcli("cautions", "warfarin", "--json").data["cautions"]:
        assert card["advice"]
        assert card["references"] or card["basis"] != "cited"
        assert all(source["link"].startswith("http") for source in card["references"])


def test_what_is_not_known_is_said_with_whom_to_ask():
    error = gutcli("cautions", "nonsense", "--json", expect=3).error
    assert "cannot warn you" in error["hint"]
    assert "pharmacist" in error["hint"]
    assert "warfarin" in gutcli("cautions", "warfrin", expect=3).err


def test_cautions_are_found_by_the_words_that_stand_in_them():
    assert "pregnancy-mercury" in {
        c["id"] for c in gutcli("cautions", "mercury", "in", "fish", "--json").data["cautions"]
    }
    assert "alcohol-avoidance" in {c["id"] for c in gutcli("cautions", "alcohol", "--json").data["cautions"]}
    assert gutcli("cautions", "zzzqq", expect=3).out == ""


def test_a_medicine_that_is_known_is_never_taken_for_another():
    assert ids("ibuprofen") == []
    assert "No caution names 'ibuprofen'" in gutcli("cautions", "ibuprofen").out
    assert gutcli("cautions", "xyzzyprofen", "--json", expect=3).error["code"]
