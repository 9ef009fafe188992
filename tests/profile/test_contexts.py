"""What people say in its context: every example of contexts.toml and crisis.toml, and every word of version 0.1.0."""

import tomllib
from pathlib import Path

import pytest

from gutcli.profile.needs import derive_needs
from gutcli.profile.reader import WordReader
from gutcli.profile.settings import Profile

HERE = Path(__file__).parent
YEAR = 2026


def read(name):
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


CONTEXTS = read("contexts.toml")["example"]
DANGERS = read("crisis.toml")["example"]
OLD_WORDS = read("old_words.toml")
# Words of 0.1.0 that reach a caution no longer, and why.
CORRECTED = {
    "chia allergy": "seeds are not sesame: only sesame with poppy is documented (AAAAI)",
    "chia seed allergy": "as chia allergy",
    "flax allergy": "as chia allergy",
    "flaxseed allergy": "as chia allergy",
    "linseed allergy": "as chia allergy",
    "sunflower seed allergy": "as chia allergy",
    "pumpkin seed allergy": "as chia allergy",
    "hemp seed allergy": "as chia allergy",
}


@pytest.fixture(scope="module")
def reader(catalog):
    return WordReader(catalog, YEAR)


def is_only_allergen(catalog, ident):
    """Whether a condition only repeats an allergen."""
    facts = catalog.lexicon["conditions"]
    return any(facts[each]["without"] for each in facts[ident]["holds"])


@pytest.mark.parametrize("example", CONTEXTS, ids=lambda example: f"{example['key']}: {example['say']}")
def test_what_is_said_is_read_in_its_context(catalog, reader, example):
    reading = reader.read(example["key"], example["say"])
    if reading is None:
        assert not any(example.get(key) for key in ("conditions", "medicines", "classes", "allergens", "foods", "asks"))
        return
    conditions = set(reading.conditions)
    if example["key"] == "allergies":
        wanted = example["conditions"]
        conditions = {c for c in conditions if c in wanted or not is_only_allergen(catalog, c)}
        assert set(reading.allergens) == set(example.get("allergens", ()))
    if not example["crisis"] or example["conditions"]:
        assert conditions == set(example["conditions"])
    if "medicines" in example:
        assert set(reading.medicines) == set(example["medicines"])
    assert set(example.get("not_taken", ())) <= set(reading.not_taken)
    assert set(example.get("classes", ())) <= set(reading.classes)
    assert not set(example.get("not_classes", ())) & set(reading.classes)
    assert set(example.get("allergens", ())) <= set(reading.allergens)
    assert set(example.get("families", ())) <= set(reading.families)
    assert set(example.get("foods", ())) <= set(reading.foods)
    assert (reading.crisis, bool(reading.asks)) == (example["crisis"], example["asks"])
    assert bool(reading.unknown) == bool(example["unknown"])


@pytest.mark.parametrize("example", DANGERS, ids=lambda example: example["say"])
def test_a_danger_is_heard_and_what_only_sounds_like_one_is_not(reader, example):
    reading = reader.read("conditions", example["say"])
    assert (reading.crisis if reading else False) == example["crisis"]
    if "conditions" in example:
        assert set(reading.conditions if reading else ()) == set(example["conditions"])


@pytest.fixture(scope="module")
def found_by_old_words(catalog):
    """What all words of version 0.1.0 find, under each key: cautions, with the words that found them."""
    words = tuple({word: None for words in OLD_WORDS.values() for word in words})
    keys = ("conditions", "medicines", "allergies")
    return [derive_needs(Profile(**{key: words}), catalog, YEAR).active for key in keys]


@pytest.mark.parametrize("caution", OLD_WORDS)
def test_every_word_of_the_last_version_still_finds_its_caution(catalog, caution, found_by_old_words):
    allergens = set(catalog.cautions[caution].allergens)
    lost = set(OLD_WORDS[caution]).difference(*(active.get(caution, ()) for active in found_by_old_words))
    for word in list(lost):  # each by itself: what a list says of one word must not hang on another
        needs = derive_needs(Profile(allergies=(word,)), catalog, YEAR)
        if allergens & needs.allergens.keys():
            lost.remove(word)
    assert lost <= CORRECTED.keys()


def test_what_was_corrected_is_a_word_of_the_last_version():
    assert CORRECTED.keys() <= {word for words in OLD_WORDS.values() for word in words}
