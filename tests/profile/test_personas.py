"""The twenty people: each file holds, each word is understood or said, and nothing unfit is suggested to them."""

from pathlib import Path

import pytest

from gutcli.catalog.kinds import SLOTS
from gutcli.profile.file import load_profile
from gutcli.profile.needs import derive_needs
from gutcli.profile.settings import Profile
from gutcli.profile.verdicts import judge_food, judge_practice

FOLDER = Path(__file__).parent.parent / "personas"
PERSONAS = sorted(FOLDER.glob("*.toml"))

# Persona -> what must never be suggested, and what they must be left with.
EXPECTED = {
    "vegan-walnut-warfarin": ("walnuts almonds salmon kefir natto flaxseed walnut-oil honey", "kale brown-rice"),
    "pregnant-pescatarian": ("brie blue-cheese kombucha smoked-salmon bluefin-tuna", "salmon yoghurt oats"),
    "coeliac-lactose": ("oats rye-bread soy-sauce", "brown-rice cheddar kefir quinoa"),
    "phenelzine": ("sauerkraut kimchi miso tempeh natto blue-cheese kombucha", "oats apple"),
    "chemotherapy": ("kombucha kefir sauerkraut blue-cheese raw-egg", "oats apple"),
    "kidney-disease": ("", "apple oats"),
    "histamine-intolerance": ("sauerkraut kimchi kefir miso spinach red-wine", "oats apple"),
    "ibs": ("onion garlic spring-onion salmon", "oats"),
    "nut-free-school-cook": ("walnuts almonds hummus tahini peanut-butter muesli flaxseed", "oats salmon"),
    "hates-fish": ("salmon mackerel mussels kippers tinned-sardines anchovies", "walnuts kefir"),
    "nobody-in-particular": ("", "oats kefir salmon walnuts"),
    "eating-disorder": ("oats kefir salmon walnuts", ""),
    "epilepsy-and-panic": ("box-breathing four-seven-eight cyclic-sighing", "oats brisk-walk"),
    "diabetes-statin": ("grapefruit", "oats walnuts"),
    "lithium": ("", "oats sauerkraut"),
    "milk-egg-soya-allergy": ("kefir eggs tofu rye-bread yoghurt miso", "salmon oats"),
    "thyroid-vegetarian": ("salmon cod-liver-oil", "kefir walnuts"),
    "gout-and-heart": ("strength-basics easy-cycle", "walnuts oats"),
    "all-fourteen-allergens": ("oats walnuts salmon kefir tofu celeriac", "apple"),
    "halal-shellfish": ("red-wine mussels oysters krill-oil kombucha", "yoghurt dates salmon"),
}


def judged(path, catalog):
    needs = derive_needs(load_profile(path), catalog, 2026)
    verdicts = {i: judge_food(food, needs, catalog.cautions) for i, food in catalog.foods.items()}
    verdicts |= {i: judge_practice(practice, needs, catalog.cautions) for i, practice in catalog.practices.items()}
    return needs, verdicts


def test_there_are_twenty_and_each_says_who():
    assert len(PERSONAS) == 20
    assert {path.stem for path in PERSONAS} == set(EXPECTED)
    assert all(path.read_text().startswith("# ") for path in PERSONAS)


@pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)
def test_a_persona(path, catalog):
    needs, verdicts = judged(path, catalog)
    unknown = {reading.word for reading in needs.unknown if reading.key in {"allergies", "conditions", "medicines"}}
    assert unknown == ({"frobnitis"} if path.stem == "halal-shellfish" else set())
    never, left = (set(words.split()) for words in EXPECTED[path.stem])
    fits = {ident for ident, verdict in verdicts.items() if verdict.fits}
    assert (never & fits, left - fits) == (set(), set())
    profile = load_profile(path)
    if profile == Profile():
        assert fits == set(verdicts)
    if profile.strict:
        assert not [i for i in fits if any(n.personal for n in verdicts[i].notes)]


def test_only_the_hardest_go_without_a_slot(catalog):
    """Slots that nothing in the catalog can fill, per persona: to be looked at when it grows."""
    empty = {}
    for path in PERSONAS:
        _, verdicts = judged(path, catalog)
        filled = {
            slot for i, food in catalog.foods.items() if food.checklist and verdicts[i].fits for slot in food.slots
        } | {p.slot for i, p in catalog.practices.items() if p.checklist and verdicts[i].fits}
        if missing := [slot for slot in SLOTS if slot not in filled]:
            empty[path.stem] = missing
    hard = "all-fourteen-allergens eating-disorder histamine-intolerance chemotherapy vegan-walnut-warfarin phenelzine"
    assert set(empty) <= set(hard.split())
