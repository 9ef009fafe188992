"""Cautions that follow from what a food is or holds: every food for which the rule holds carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gutcli.catalog.library import Catalog

if TYPE_CHECKING:
    from pathlib import Path

    from gutcli.catalog.types import Food


@pytest.fixture(scope="module")
def catalog(warm_cache: Path) -> Catalog:
    return Catalog(warm_cache / "none", warm_cache)


def lacking(catalog: Catalog, caution: str, rule) -> set[str]:
    """The foods for which the rule holds and that do not carry the caution."""
    return {food.id for food in catalog.foods.values() if rule(food) and caution not in food.cautions}


def is_live(food: Food) -> bool:
    return "probiotic" in food.kinds and food.live_cultures in {"yes", "varies"}


def test_every_live_ferment_is_asked_about_when_ill(catalog):
    assert lacking(catalog, "critical-illness-ferments", is_live) == set()
    ill, ferments = catalog.cautions["critical-illness"], catalog.cautions["critical-illness-ferments"]
    assert set(ill.conditions) <= set(ferments.conditions)
    assert ferments.severity == "ask-first"


# Animal foods hold lactose, not fructose or ordinary sugar, unless somebody sweetens them.
ANIMAL = {"dairy", "fish-and-seafood", "eggs-and-meat"}
SPICE = "herbs-and-spices"
# food that is no spice -> why it may stay though its figure is high, or is not known.
HARDLY_SWEET = {
    "agar": "2 g hold less than 0.1 g of sugars",
    "spirulina": "2 g hold less than 0.1 g of sugars",
    "chicory": "no figure; the green leaves of the same plant hold 0.7 g",
    "cooled-potato": "no figure; boiled potato holds 0.9 g",
    "celery": "no figure; one of the least sweet vegetables",
}


def test_what_holds_sugar_is_out_with_hereditary_fructose_intolerance(catalog):
    def is_sweet(food: Food) -> bool:
        if food.group == "fruit":
            return True
        if food.group in ANIMAL:
            return False
        sugars = food.per_100g.get("sugars_g")
        return food.group == "vegetables" if sugars is None else sugars >= 2.0

    bare = [catalog.foods[ident] for ident in lacking(catalog, "fructose-intolerance", is_sweet)]
    assert {food.id for food in bare if food.group != SPICE} == set(HARDLY_SWEET)
    for food in bare:
        if food.group == SPICE or food.id in {"agar", "spirulina"}:
            assert food.per_100g["sugars_g"] * food.serving.grams / 100 < 0.1, food.id


def test_sweetened_inulin_rich_and_mixed_foods_are_out_with_hereditary_fructose_intolerance(catalog):
    named = (
        "honey kombucha water-kefir beet-kvass bread-kvass muesli linseed-bread kimchi fermented-carrots chickpea-miso"
    )
    named += (
        " pickled-herring coconut-yoghurt oat-yoghurt inulin-powder chicory-root jerusalem-artichoke artichoke garlic"
    )
    assert all("fructose-intolerance" in catalog.foods[ident].cautions for ident in named.split())


def test_hard_dry_and_crumbly_foods_are_asked_about_with_swallowing_trouble(catalog):
    texture, gullet = catalog.cautions["swallowing-texture"], catalog.cautions["gullet-swallowing"]
    assert set(gullet.conditions) - set(texture.conditions) == {"gullet-risk"}
    smooth = {"tahini", "coconut-milk"}
    assert lacking(catalog, "swallowing-texture", lambda food: food.group == "nuts-and-seeds") == smooth
    # Soft as they are eaten: ripe bananas, mashed plantain and avocado, tinned fruit; of lemons it is the juice.
    soft = {"banana", "just-ripe-banana", "overripe-banana", "green-plantain", "avocado", "guacamole"}
    soft |= {"papaya", "tinned-peaches", "tinned-pears", "lemon", "lime"}
    assert lacking(catalog, "swallowing-texture", lambda food: food.group == "fruit") == soft
    assert lacking(catalog, "swallowing-texture", lambda food: food.group == "legumes") == {
        "hummus",
        "split-peas",
        "tofu",
        "refried-beans",
        "quorn",
        "veggie-burger",
        "veggie-sausages",
    }
    smooth = {"oats", "cooked-oatmeal", "steel-cut-oats", "wholewheat-pasta", "pasta", "polenta", "pancakes", "seitan"}
    smooth |= {"egg-noodles", "rice-noodles"}
    assert lacking(catalog, "swallowing-texture", lambda food: food.group == "grains") == smooth
    # What may choke a small child may choke whoever swallows badly.
    chokes = lacking(catalog, "swallowing-texture", lambda food: "young-children" in food.cautions)
    assert chokes == {"honey"}


WHOLE = {"grains", "vegetables", "fruit", "legumes", "nuts-and-seeds", "mushrooms"}
# White grains are what such sheets put in their place.
WHITE = {
    "white-rice", "cooled-rice", "sourdough", "white-bread", "pitta", "naan", "tortilla-wrap", "bagel",
    "english-muffin", "crumpet", "croissant", "crackers", "pretzels", "tortilla-chips", "cornflakes",
    "pancakes", "polenta", "couscous", "egg-noodles", "rice-noodles", "seitan",
}  # fmt: skip
ALL_BUT = {
    "grains": WHITE,
    "legumes": {"tofu"},
    "nuts-and-seeds": {"coconut-milk"},
    "mushrooms": set(),
    # Without skins and pips, cooked and mashed, or juice.
    "fruit": {"just-ripe-banana", "overripe-banana", "green-plantain", "watermelon", "green-olives", "lemon", "lime"},
}


def test_what_a_low_residue_sheet_leaves_out_is_asked_about(catalog):
    def is_rough(food: Food) -> bool:
        fibre = food.per_100g.get("fibre_g")
        if fibre is None:
            return food.group in WHOLE
        return food.group not in {"herbs-and-spices", "drinks"} and fibre * food.serving.grams / 100 >= 2.5

    # No figures of their own, but white grains, boiled potato, coconut milk and a spoonful of sauce stay under it.
    smooth = {"cooled-potato", "coconut-milk", "brown-sauce"}
    assert lacking(catalog, "slow-stomach-bowel", is_rough) - WHITE == smooth
    for group, soft in ALL_BUT.items():
        assert lacking(catalog, "slow-stomach-bowel", lambda food, group=group: food.group == group) == soft


def test_whoever_asks_about_a_stricture_asks_about_a_slow_bowel_too(catalog):
    assert lacking(catalog, "slow-stomach-bowel", lambda food: "ibd-strictures" in food.cautions) == set()


# What is no spice, and seasons or sets what is eaten: its protein in one serving is next to nothing.
PINCHES = {"garlic", "agar"}


def test_what_holds_protein_is_out_with_pku(catalog):
    def is_rich(food: Food) -> bool:
        # Cooked in much water, grains hold less than this, but a bowl of them is a serving of protein all the same.
        return food.per_100g.get("protein_g", 0) >= 3 or food.group == "grains"

    bare = [catalog.foods[ident] for ident in lacking(catalog, "pku", is_rich)]
    assert {food.id for food in bare if food.group != SPICE} == PINCHES
    for food in bare:
        assert food.per_100g["protein_g"] * food.serving.grams / 100 < 0.6, food.id


def test_what_holds_potassium_or_phosphate_is_asked_about_with_ckd(catalog):
    def is_rich(food: Food) -> bool:
        return food.per_100g.get("potassium_mg", 0) * food.serving.grams / 100 >= 250

    assert lacking(catalog, "ckd", is_rich) == set()
    with_bones = "tinned-sardines sardines-in-tomato tinned-salmon tinned-mackerel anchovies"
    bran_and_germ = "oat-bran wheat-bran wheatgerm"
    kernels = "quinoa spelt brown-rice wild-rice black-rice millet buckwheat farro pot-barley rye-grain"
    for ident in f"{with_bones} {bran_and_germ} {kernels}".split():
        assert "ckd" in catalog.foods[ident].cautions, ident


def test_fermented_foods_come_with_a_word_about_maois(catalog):
    assert catalog.cautions["maoi-fresh-ferments"].conditions == catalog.cautions["maoi"].conditions
    bare = {
        food.id
        for food in catalog.foods.values()
        if is_live(food) and not {"maoi", "maoi-fresh-ferments"} & {*food.cautions}
    }
    assert bare == set()


def test_no_food_is_asked_about_and_left_out_for_the_same_tyramine(catalog):
    assert not [f.id for f in catalog.foods.values() if {"maoi", "maoi-fresh-ferments"} <= {*f.cautions}]
