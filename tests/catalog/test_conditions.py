"""What people say about themselves: data/conditions.toml and data/allergens.toml keep their own rules."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from gutcli.catalog.kinds import ALLERGENS
from gutcli.text import fold
from tests.data import read_data

CARE = {"none", "pharmacist", "gp", "specialist", "dietitian", "emergency"}
STAGES = {"pregnancy", "breastfeeding", "trying-to-conceive", "infant", "child", "teenager", "older"}


SAID = read_data("conditions")
CONDITIONS = {entry["id"]: entry for entry in SAID["condition"]}


def all_words(condition):
    """Give every word for a condition: those that count anywhere, those that count alone, those that are unsure."""
    return (*condition["words"], *condition.get("alone", ()), *condition.get("unsure", ()))


WORDS = {fold(word): entry["id"] for entry in SAID["condition"] for word in all_words(entry)}
EATEN = read_data("allergens")
FOODS = {food["id"] for name in ("foods", "everyday") for food in read_data(name)["food"]}
PLANTS = {plant["id"] for plant in read_data("plants")["plant"]}
REFERENCES = {reference["id"] for reference in read_data("references")["reference"]}


def imply(ident):
    """Give all that holds with a condition, itself included."""
    found, open_ends = set(), [ident]
    while open_ends:
        if (now := open_ends.pop()) not in found:
            found.add(now)
            open_ends += CONDITIONS[now].get("implies", ())
    return found


def test_each_condition_stands_once():
    assert len(CONDITIONS) == len(SAID["condition"]) >= 350
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", ident) for ident in CONDITIONS)


def test_each_word_means_one_condition():
    said = [(fold(word), entry["id"]) for entry in SAID["condition"] for word in all_words(entry)]
    twice = [(a, b) for a, b in pairwise(sorted(said)) if a[0] == b[0]]
    assert not twice
    assert all(word for word, _ in said)


@pytest.mark.parametrize("key", ["implies", "past"])
def test_conditions_name_conditions(key):
    assert not [(c["id"], other) for c in SAID["condition"] for other in c.get(key, ()) if other not in CONDITIONS]


def test_nothing_implies_itself():
    assert not [
        ident for ident in CONDITIONS for other in CONDITIONS[ident].get("implies", ()) if ident in imply(other)
    ]


def test_a_condition_without_words_is_meant_by_another():
    meant = {other for c in SAID["condition"] for other in (*c.get("implies", ()), *c.get("past", ()))}
    assert not [c["id"] for c in SAID["condition"] if not all_words(c) and c["id"] not in meant]


def test_conditions_point_at_what_is_there():
    families = {family["id"] for family in EATEN["family"]}
    for entry in SAID["condition"]:
        assert entry["care"] in CARE, entry["id"]
        assert entry.get("life_stage", "older") in STAGES, entry["id"]
        assert set(entry.get("without", ())) <= set(ALLERGENS), entry["id"]
        assert set(entry.get("without_foods", ())) <= FOODS, entry["id"]
        assert set(entry.get("families", ())) <= families, entry["id"]
        assert set(entry.get("references", ())) <= REFERENCES, entry["id"]
        assert entry.get("diet", "vegan") in {"vegan", "vegetarian", "pescatarian"}, entry["id"]


def test_phrases_that_mean_something_else_are_no_words():
    phrases = [fold(entry["phrase"]) for entry in read_data("reading")["not"]]
    assert len(phrases) == len(set(phrases))
    assert not set(phrases) & WORDS.keys()
    assert all(set(entry["means"]) <= CONDITIONS.keys() and entry["why"] for entry in read_data("reading")["not"])


@pytest.mark.parametrize(
    ("word", "implied"),
    [
        ("pre-eclampsia", {"pregnancy", "high-blood-pressure"}),
        ("GDM", {"pregnancy", "diabetes"}),
        ("gastric sleeve", {"recent-weight-loss-surgery", "pureed-diet", "swallowing"}),
        ("Crohn's with stricture", {"low-residue", "ibd"}),
        ("crohns flare", {"low-residue", "ibd"}),
        ("colonoscopy", {"low-residue"}),
        ("prosthetic heart valve", {"live-microbes-danger", "heart-disease"}),
        ("heart failure", {"fluid-restriction", "low-salt-plan"}),
        ("dialysis", {"fluid-restriction", "kidney-disease"}),
        ("renal transplant", {"no-grapefruit", "weak-immunity", "kidney-disease"}),
        ("AIDS", {"hiv", "weak-immunity"}),
        ("type 2", {"diabetes"}),
        ("puréed diet", {"swallowing"}),
        ("Ramadan", {"halal", "no-alcohol", "fasting-for-faith"}),
    ],
)
def test_what_a_word_implies(word, implied):
    assert implied <= imply(WORDS[fold(word)])


@pytest.mark.parametrize(
    ("word", "apart"),
    [
        ("chronic pancreatitis", "live-microbes-danger"),
        ("diabetes insipidus", "diabetes"),
        ("pernicious anaemia", "iron-deficiency"),
        ("corneal transplant", "weak-immunity"),
        ("sickle cell trait", "sickle-cell"),
        ("history of self-harm", "depression"),
        ("cancer free", "weak-immunity"),
        ("fluid restriction", "heart-disease"),
        ("soft diet", "pureed-diet"),
    ],
)
def test_what_a_word_does_not_imply(word, apart):
    assert apart not in imply(WORDS[fold(word)])


@pytest.mark.parametrize(
    "word",
    [
        "alpha-gal", "FPIES", "dementia", "pureed diet", "soft diet", "gallstones", "diverticular disease",
        "acid reflux", "migraine", "high cholesterol", "kosher", "Jain", "salicylates", "nursing home",
    ],
)  # fmt: skip
def test_common_words_are_known(word):
    assert fold(word) in WORDS


def test_the_allergens_are_those_of_the_law():
    assert tuple(entry["id"] for entry in EATEN["allergen"]) == ALLERGENS


def test_an_allergen_word_stands_once():
    words = [fold(word) for entry in EATEN["allergen"] for word in entry["words"]]
    phrases = [fold(entry["phrase"]) for entry in EATEN["word"]]
    assert len(words) == len(set(words))
    assert len(phrases) == len(set(phrases))
    assert not set(words) & set(phrases)
    assert all(set(entry["allergens"]) <= set(ALLERGENS) and entry["why"] for entry in EATEN["word"])


def test_a_family_word_stands_once():
    words = [fold(word) for family in EATEN["family"] for word in (*family["words"], *family["members"])]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("family", EATEN["family"], ids=lambda family: family["id"])
def test_families_hold_what_is_there(family):
    assert family["words"] or family["members"]
    assert family["plants"] or family["foods"] or family["allergens"]
    assert set(family["plants"]) <= PLANTS
    assert set(family["foods"]) <= FOODS
    assert set(family["allergens"]) <= set(ALLERGENS)
    assert set(family["references"]) <= REFERENCES
    assert family["references"] or family["source"].startswith("general knowledge")


def test_a_family_takes_no_food_that_is_not_its_kin():
    taken = {ident for family in EATEN["family"] if family["id"] == "sesame-poppy" for ident in family["foods"]}
    assert not taken & {"chia-seeds", "flaxseed", "sunflower-seeds", "pumpkin-seeds", "hemp-seeds"}
