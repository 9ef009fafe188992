"""A tip falls with whatever its keys name, and its keys name what its own words do."""

from __future__ import annotations

import pytest

from gutcli.catalog.kinds import ALLERGENS, FOOD_GROUPS
from gutcli.catalog.sorts import find_unnamed, load_sorts
from gutcli.catalog.types import Tip
from gutcli.profile.needs import derive_needs
from gutcli.profile.settings import Profile
from gutcli.profile.tip_verdicts import TipJudge
from tests.safety.oracle import records

HFI = {"conditions": ("hereditary fructose intolerance",)}
PKU = {"conditions": ("PKU",)}


def verdict(catalog, tip, words):
    needs = derive_needs(Profile(**words), catalog, 2026)
    return TipJudge(needs, catalog).judge_tip(tip)


def fits(catalog, tip, words):
    return verdict(catalog, catalog.tips[tip], words).fits


def says(text, foods=(), slot="prebiotic"):
    return Tip("a-tip", text, "prebiotics", slot, (), "kitchen", tuple(foods), ())


@pytest.mark.parametrize(
    ("tip", "words"),
    [
        ("frozen-berries", HFI),
        ("berries-and-microbes", HFI),
        ("plain-yoghurt", HFI),
        ("sardines-on-toast", HFI),
        ("frozen-veg", HFI),
        ("frozen-berries", {"allergies": ("strawberries",)}),
        ("berries-and-microbes", {"allergies": ("strawberries",)}),
        ("plain-yoghurt", {"allergies": ("kiwi",)}),
        ("tired-veg-soup", {"allergies": ("celery",)}),
        ("fish-supper-not-pill", PKU),
        ("blood-thinner-capsules", PKU),
        ("half-and-half", PKU),
        ("gentle-fibre", {"conditions": ("G6PD deficiency",)}),
        ("fish-supper-not-pill", {"dislikes": ("fish",)}),
    ],
)
def test_a_word_for_a_sort_of_food_means_every_food_of_that_sort(catalog, tip, words):
    assert fits(catalog, tip, {})
    assert not fits(catalog, tip, words)


@pytest.mark.parametrize(
    ("tip", "words"),
    [
        ("algae-oil", {"diet": "vegan"}),  # "No fish on your plate?" is not fish
        ("algae-oil", PKU),
        ("fish-and-pregnancy", {"conditions": ("pregnant",)}),  # it says which to leave out, and lists which it means
        ("tinned-fish", {"conditions": ("pregnant",)}),
        ("fish-supper-not-pill", {"conditions": ("diabetes",)}),  # a supper is not smoked salmon
        ("tea-not-pills", {"conditions": ("pregnant",)}),  # nor are liver enzymes liver
        ("walk-after-meal", HFI),  # nor is blood sugar sugar
        ("frozen-berries", {"dislikes": ("strawberries",)}),
        ("plain-yoghurt", {"dislikes": ("kiwi", "apple")}),
    ],
)
def test_what_a_tip_does_not_offer_takes_nothing_away(catalog, tip, words):
    assert fits(catalog, tip, words)


def test_what_a_caution_is_about_takes_out_the_tip_that_names_it(catalog):
    for tip in (says("A spoon of it.", ["honey"]), says("A spoon of it.")._replace(cautions=("fructose-intolerance",))):
        reasons = verdict(catalog, tip, HFI).excluded
        assert "fructose-intolerance" in {reason.caution for reason in reasons}
        assert verdict(catalog, tip, {}).fits


def test_an_allergen_takes_out_the_tip_that_names_it(catalog):
    tip = says("A spoon of it.")._replace(allergens=("sesame",))
    assert not verdict(catalog, tip, {"allergies": ("tahini",)}).fits
    assert verdict(catalog, tip, {"allergies": ("milk",)}).fits


def test_what_is_only_asked_about_is_said_with_the_tip(catalog):
    tip = says("A handful of pieces goes with it.", ["kale"])
    found = verdict(catalog, tip, {"medicines": ("warfarin",)})
    assert found.fits
    assert "warfarin" in {note.id for note in found.notes}
    assert not verdict(catalog, tip, {"medicines": ("warfarin",), "strict": True}).fits


def test_a_word_for_a_sort_is_never_empty(catalog):
    sorts = load_sorts()
    for word, sort in sorts.items():
        assert len(sort.find(catalog.foods.values())) >= 2, word
        assert (sort.group or "fruit") in FOOD_GROUPS
        assert {*sort.contains, *sort.lacks} <= set(ALLERGENS)
        assert all(any(ident.startswith(start) for ident in catalog.foods) for start in sort.prepared)


def unnamed(catalog, text, **keys):
    return [message for _, message, _ in find_unnamed({"text": text, **keys}, catalog.names("foods"))]


@pytest.mark.parametrize(
    ("text", "keys", "said"),
    [
        ("Stir walnuts into it.", {}, "walnut"),
        ("Stir walnuts into it.", {"foods": ["walnuts"]}, ""),
        ("A green banana will do.", {"foods": ["banana"]}, "green banana"),
        ("Use it by the date.", {}, "date"),
        ("Use it by the date.", {"asides": ["date"]}, ""),
        ("Berries will do.", {}, "berry"),
        ("Berries will do.", {"groups": ["berry"]}, ""),
        ("Eat something nice.", {"groups": ["beery"]}, "beery"),
        ("Nutty or grainy, it is a matter of taste.", {}, ""),
        ("A jammed lid opens with a twist.", {}, ""),
    ],
)
def test_the_check_asks_for_what_the_text_names(catalog, text, keys, said):
    found = unnamed(catalog, text, **keys)
    assert any(said in message for message in found) if said else not found


def test_every_tip_of_ours_names_what_its_text_does(catalog):
    assert not [
        (record["id"], problem)
        for record in records("tips")
        for problem in find_unnamed(record, catalog.names("foods"))
    ]
