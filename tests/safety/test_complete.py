"""Whoever is meant by a caution reaches it: every medicine by its name and a brand, every condition by its words."""

from __future__ import annotations

import pytest

from gutcli.profile.needs import derive_needs
from gutcli.profile.reader import WordReader
from gutcli.profile.settings import Profile
from tests.data import read_data
from tests.safety.meaning import entries, follow, widen

CAUTIONS = read_data("cautions")["caution"]
BY_CLASS = {
    ident: {c["id"] for c in CAUTIONS if ident in c.get("classes", ())} for ident in entries("classes", "class")
}
NEEDS = ("without", "without_foods", "families", "diet")


@pytest.fixture(scope="module")
def reader(catalog):
    return WordReader(catalog, 2026)


def test_every_class_leads_to_a_caution():
    lost = [ident for ident in BY_CLASS if not any(BY_CLASS[each] for each in widen(ident))]
    assert lost == [], "name it in a caution, or take it out"


def test_every_medicine_reaches_the_cautions_of_its_classes_by_its_name_and_a_brand(catalog, reader):
    missed = []
    for medicine in entries("medicines", "medicine").values():
        wanted = {each for ident in medicine["classes"] for each in widen(ident)}
        for word in (medicine["name"], *medicine.get("brands", ())[:1]):
            reading = reader.read("medicines", word)
            if not wanted <= set(reading.classes) or reading.unknown:
                missed.append((medicine["id"], word, sorted(wanted - set(reading.classes)), reading.unknown))
    assert missed == []


@pytest.mark.parametrize("ident", sorted(i for i in BY_CLASS if BY_CLASS[i]))
def test_a_member_of_each_class_has_its_cautions(catalog, ident):
    members = [m for m in entries("medicines", "medicine").values() if any(ident in widen(c) for c in m["classes"])]
    words = [members[0]["name"]] if members else entries("classes", "class")[ident]["words"][:1]
    needs = derive_needs(Profile(medicines=tuple(words)), catalog, 2026)
    assert BY_CLASS[ident] <= needs.active.keys()


def test_every_condition_leads_to_a_caution_or_says_why_none_does():
    conditions = entries("conditions", "condition")
    named = {ident for caution in CAUTIONS for ident in caution.get("conditions", ())}
    silent, both = [], []
    for ident, condition in conditions.items():
        held = follow(ident)
        leads = bool(held & named) or any(conditions[each].get(need) for each in held for need in NEEDS)
        if not leads and "no_caution" not in condition:
            silent.append(ident)
        if leads and "no_caution" in condition:
            both.append(ident)
    assert (silent, both) == ([], [])


def test_every_condition_is_found_by_its_first_word(catalog, reader):
    first = {ident: condition.get("words", ())[:1] for ident, condition in entries("conditions", "condition").items()}
    missed = [
        ident for ident, words in first.items() for w in words if ident not in reader.read("conditions", w).conditions
    ]
    assert missed == []
