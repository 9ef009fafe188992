"""The words of reading and of danger keep their own rules, and so do the examples that reading is held to."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from gutcli.catalog.kinds import ALLERGENS
from gutcli.text import fold
from tests.data import read_data

EXAMPLES = Path(__file__).parents[1] / "profile"


def read(path):
    with path.open("rb") as file:
        return tomllib.load(file)


READING = read_data("reading")
CRISIS = read_data("crisis")
SAID = read_data("conditions")
EATEN = read_data("allergens")
CONTEXTS = read(EXAMPLES / "contexts.toml")["example"]
DANGERS = read(EXAMPLES / "crisis.toml")["example"]
CONDITIONS = {entry["id"] for entry in SAID["condition"]}
ROLES = {role["id"]: role for role in READING["role"]}

IN_DANGER = {fold(word): True for entry in CRISIS["crisis"] for word in entry["words"]}
HARMLESS = dict.fromkeys((fold(entry["phrase"]) for entry in CRISIS["not"]), False)
LONGER = {
    fold(word): False
    for entry in SAID["condition"]
    for word in (*entry["words"], *entry.get("unsure", ()))
    if " " in fold(word)
}
PHRASES = sorted((LONGER | IN_DANGER | HARMLESS).items(), key=lambda item: -len(item[0].split()))


def is_danger(words):
    """Read words without their context: whether one is in danger by the longest phrases in them."""
    text, found = f" {fold(words)} ", False
    for phrase, danger in PHRASES:
        if f" {phrase} " in text:
            text = text.replace(f" {phrase} ", " . ")
            found |= danger
    return found


def test_each_part_of_speech_stands_once():
    assert len(ROLES) == len(READING["role"])
    for role in READING["role"]:
        words = Counter(map(fold, role["words"]))
        assert role["why"]
        assert max(words.values(), default=1) == 1, (role["id"], words.most_common(1))


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("other-person", ["my husband", "mother", "wife"]),
        ("family-history", ["family history of", "runs in the family"]),
        ("over", ["as a child", "removed", "in remission", "used to"]),
        ("recent", ["weeks ago", "last month"]),
        ("coming", ["next week", "expecting"]),
        ("negation", ["no", "not", "never"]),
        ("negation-after", ["ruled out"]),
        ("maybe", ["suspected", "possible"]),
        ("allergy-to-medicine", ["allergic to"]),
        ("age-word", ["years old", "aged"]),
    ],
)
def test_the_words_of_context_are_there(role, words):
    assert set(map(fold, words)) <= set(map(fold, ROLES[role]["words"]))


def test_a_form_is_named_once():
    words = [fold(word) for form in READING["form"] for word in form["words"]]
    assert len(words) == len(set(words))
    local = {form["id"] for form in READING["form"] if form["local"]}
    assert {"inhaler", "cream", "nasal-spray", "eye-drop"} <= local
    assert {"tablet", "injection", "patch"}.isdisjoint(local)


def test_ages_follow_each_other_without_a_gap():
    ages = READING["age"]
    assert ages[0]["from"] == 0
    assert all(younger["to"] + 1 == older["from"] for younger, older in pairwise(ages))
    assert all(not age["condition"] or age["condition"] in CONDITIONS for age in ages)


def test_a_phrase_of_danger_is_not_called_harmless():
    assert not IN_DANGER.keys() & HARMLESS.keys()
    assert len(HARMLESS) == len(CRISIS["not"])
    assert all(set(entry["means"]) <= CONDITIONS and entry["why"] for entry in CRISIS["not"])


@pytest.mark.parametrize("example", [e for e in DANGERS if e["crisis"]], ids=lambda example: example["say"])
def test_a_danger_is_heard(example):
    assert is_danger(example["say"])


def test_what_only_sounds_like_danger_needs_context_at_the_most():
    heard = {example["say"] for example in DANGERS if not example["crisis"] and is_danger(example["say"])}
    # Whose, when and whether make these harmless: the code's rules, not a phrase.
    assert heard == {
        "my sister's suicide, lost someone to suicide",
        "my husband is suicidal",
        "my daughter self-harms",
        "no self-harm",
        "self-harm as a teenager",
        "overdose in 2009",
        "suicide attempt twenty years ago",
        "I was suicidal ten years ago",
    }


def test_examples_are_many_and_each_stands_once():
    assert len(CONTEXTS) >= 300
    assert min(Counter(example["crisis"] for example in DANGERS).values()) >= 60
    said = Counter((example["key"], example["say"]) for example in CONTEXTS)
    assert max(said.values()) == 1
    assert max(Counter(example["say"] for example in DANGERS).values()) == 1


def test_examples_name_what_is_there():
    families = {family["id"] for family in EATEN["family"]}
    foods = {food["id"] for name in ("foods", "everyday") for food in read_data(name)["food"]}
    taken = read_data("medicines")
    medicines = {medicine["id"] for medicine in taken["medicine"]}
    classes = {entry["id"] for entry in read_data("classes")["class"]}
    for example in (*CONTEXTS, *DANGERS):
        assert set(example.get("conditions", ())) <= CONDITIONS, example["say"]
        assert set(example.get("allergens", ())) <= set(ALLERGENS), example["say"]
        assert set(example.get("families", ())) <= families, example["say"]
        assert set(example.get("foods", ())) <= foods, example["say"]
        assert {*example.get("medicines", ()), *example.get("not_taken", ())} <= medicines, example["say"]
        assert {*example.get("classes", ()), *example.get("not_classes", ())} <= classes, example["say"]
        assert example["why"], example["say"]
        assert fold(example["unknown"] if example.get("unknown") else example["say"]) in fold(example["say"])


def test_who_is_asked_has_a_stricter_reading():
    strict = ("conditions", "medicines", "classes", "allergens", "families", "foods")
    for example in CONTEXTS:
        if example["asks"]:
            holds = any(example.get(key) for key in strict) or example.get("not_classes")
            assert holds, f"{example['say']}: asks, and nothing holds"
