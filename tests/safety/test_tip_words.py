"""What a tip says in its own words falls with the foods that those words mean."""

from __future__ import annotations

import pytest

from gutcli.catalog.types import Tip
from gutcli.profile.needs import derive_needs
from gutcli.profile.settings import Profile
from gutcli.profile.verdicts import judge_tip

HFI = {"conditions": ("hereditary fructose intolerance",)}
PKU = {"conditions": ("PKU",)}


def verdict(catalog, tip, words):
    names = catalog.names("foods")
    needs = derive_needs(
        Profile(**words), catalog.cautions, catalog.foods, catalog.practices,
        food_names=names, practice_names=catalog.names("practices"),
    )  # fmt: skip
    return judge_tip(tip, needs, catalog.cautions, catalog.foods, catalog.practices, food_names=names)


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


@pytest.mark.parametrize("text", ["Put a spoon of honey on it.", "Dried fruit keeps well.", "Some JAM will do."])
def test_what_a_caution_is_about_takes_out_the_tip_that_says_it(catalog, text):
    reasons = verdict(catalog, says(text), HFI).excluded
    assert "fructose-intolerance" in {reason.caution for reason in reasons}


def test_only_whole_words_are_meant(catalog):
    assert verdict(catalog, says("A jammed lid opens under warm water."), HFI).fits
    assert verdict(catalog, says("Nutty or grainy, it is a matter of taste."), {"allergies": ("nuts",)}).fits


def test_what_is_only_asked_about_is_said_with_the_tip(catalog):
    found = verdict(catalog, says("A handful of grapefruit pieces goes with it."), {"medicines": ("warfarin",)})
    assert found.fits
    assert "warfarin" in {note.id for note in found.notes}
    strict = verdict(catalog, says("Grapefruit goes with it."), {"medicines": ("warfarin",), "strict": True})
    assert not strict.fits


def test_a_word_for_a_sort_is_never_empty(catalog):
    from gutcli.profile.verdicts import _PREPARED, _SORTS

    for word, belongs in _SORTS.items():
        found = [f.id for f in catalog.foods.values() if belongs(f) and not f.id.startswith(_PREPARED)]
        assert len(found) >= 2, word
    assert all(any(ident.startswith(start) for ident in catalog.foods) for start in _PREPARED)
