"""A food that a caution names carries it, or stands on the list of those for which somebody has looked and said no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gutcli.catalog.add import find_named_cautions
from gutcli.catalog.browse import find_spreading, follow_cautions
from gutcli.catalog.library import Catalog

if TYPE_CHECKING:
    from pathlib import Path

# caution -> the foods that only seem to be named: the word stands in a name for something else (oyster mushrooms), or
# what the caution is about is not in this form of the food (an oil has no fibre, no protein and no oxalate), or hardly
# in what is eaten of it (a teaspoon of a spice, a spoonful of sauce). Traces are said by may_contain, not by a caution.
REVIEWED = {
    "alcohol-avoidance": "cider-vinegar vinegar sweets",
    "alcohol-trace": "water-kefir",  # it carries the stricter one
    "bisphosphonates": "soya-milk water-kefir coconut-milk milk-chocolate",
    "caffeine-limit": "hibiscus-tea herbal-tea chamomile-tea",
    "celery-mustard-lupin-allergy": "wakame",
    "ckd": (
        "shallot jicama tofu soya-oil water-kefir green-beans runner-beans bean-sprouts tomato-puree "
        "ketchup salsa barbecue-sauce"
    ),
    "coeliac": "vinegar",
    "crustacean-allergy": "kimchi vegan-kimchi",
    "dairy-antibiotics": "water-kefir coconut-milk vegan-cheese milk-chocolate",
    "egg-allergy": "fish-roe",
    "fibre-fast": "jicama tofu fermented-tofu soya-oil green-beans runner-beans bean-sprouts",
    "fish-allergy": "kimchi vegan-kimchi",
    "fructose-intolerance": "kelp herbal-tea",
    "galactosaemia": (
        "jicama tahini oat-yoghurt coconut-yoghurt soy-sauce soya-oil water-kefir cod-liver-oil "
        "coconut-milk almond-butter vegan-cheese oat-milk almond-milk coconut-drink"
    ),
    "gout": (
        "salsify kidney-beans cannellini-beans oyster-mushrooms king-oyster-mushrooms cod-liver-oil "
        "sardine-oil crab-sticks vinegar oyster-sauce"
    ),
    "high-blood-pressure": "olive-oil extra-virgin-olive-oil",
    "histamine-intolerance": "sweets",
    "ibd-strictures": "mustard-oil hemp-oil ground-coriander cumin fennel-seeds mustard-seeds",
    "ibs": (
        "jicama tofu coconut-yoghurt fermented-tofu cider-vinegar soya-oil water-kefir green-beans "
        "runner-beans bean-sprouts lactose-free-milk almond-milk coconut-drink"
    ),
    "iron-tablets": (
        "coconut-yoghurt soya-milk hibiscus-tea coconut-milk oat-milk almond-milk coconut-drink milk-chocolate"
    ),
    "lactose-intolerance": (
        "oat-yoghurt soya-yoghurt coconut-yoghurt soya-milk water-kefir coconut-milk lactose-free-milk "
        "oat-milk almond-milk coconut-drink"
    ),
    "latex-fruit": "shallot green-plantain chestnut-mushrooms",
    "levothyroxine": "coconut-yoghurt chickpea-miso walnut-oil soya-oil coconut-milk milk-chocolate",
    "low-iodine-diet": (
        "tahini oat-yoghurt soya-yoghurt coconut-yoghurt vegan-kimchi soya-milk water-kefir butter-beans "
        "coconut-milk peanut-butter almond-butter vegan-cheese margarine"
    ),
    "maoi-fresh-ferments": "water-kefir",  # it carries the stricter one
    "milk-allergy": (
        "oat-yoghurt soya-yoghurt coconut-yoghurt soya-milk water-kefir coconut-milk vegan-cheese "
        "oat-milk almond-milk coconut-drink"
    ),
    "mollusc-allergy": "salsify oyster-mushrooms king-oyster-mushrooms",
    "pku": (
        "cauliflower jicama pomegranate coconut-yoghurt vegan-kimchi soya-oil mustard-oil hemp-oil "
        "water-kefir cod-liver-oil salmon-oil sardine-oil fish-oil-capsules green-beans runner-beans "
        "coconut-milk vegan-cheese oat-milk almond-milk coconut-drink ground-coriander cumin fennel-seeds "
        "mustard-seeds fish-sauce"
    ),
    "pollen-food": (
        "tomato prunes avocado cider-vinegar walnut-oil tinned-tomatoes tinned-peaches tinned-pears "
        "apple-juice apple-pie"
    ),
    "pregnancy-oily-fish": "fish-roe caviar salmon-oil sardine-oil",
    "pregnancy-pasteurised": "water-kefir",
    "sesame-seed-allergy": "hemp-oil",
    "slow-stomach-bowel": (
        "tofu fermented-tofu soya-oil mustard-oil hemp-oil ground-coriander cumin fennel-seeds mustard-seeds"
    ),
    "soya-allergy": "chickpea-miso",
    "sulphites": "tinned-sauerkraut cider-vinegar vinegar sweets",
    "swallowing-texture": "mustard-oil hemp-oil ground-coriander cumin fennel-seeds mustard-seeds",
}


@pytest.fixture(scope="module")
def catalog(warm_cache: Path) -> Catalog:
    return Catalog(warm_cache / "none", warm_cache)


def test_foods_carry_the_cautions_that_name_them(catalog):
    spreading = find_spreading(catalog.cautions.values())
    missing: dict[str, set[str]] = {}
    for food in catalog.foods.values():
        carried = {*food.cautions, *follow_cautions(food, spreading)}
        names = [food.name, food.id, *food.aliases, *food.plants]
        for ident in find_named_cautions(names, catalog.cautions):
            if ident not in carried:
                missing.setdefault(ident, set()).add(food.id)
    reviewed = {ident: set(foods.split()) for ident, foods in REVIEWED.items()}
    new = {ident: sorted(foods - reviewed.get(ident, set())) for ident, foods in missing.items()}
    assert {ident: foods for ident, foods in new.items() if foods} == {}


def test_the_reviewed_list_names_foods_and_cautions_that_exist(catalog):
    assert set(REVIEWED) <= set(catalog.cautions)
    assert {food for foods in REVIEWED.values() for food in foods.split()} <= set(catalog.foods)


def test_no_food_names_a_caution_about_techniques(catalog):
    for food in catalog.foods.values():
        for ident in food.cautions:
            assert catalog.cautions[ident].applies_to in {"food", "supplement"}, (food.id, ident)


def test_checklist_foods_have_no_serious_caution_for_everybody_that_a_line_cannot_say(catalog):
    for food in catalog.foods.values():
        if food.checklist:
            for ident in food.cautions:
                caution = catalog.cautions[ident]
                if caution.for_anyone and caution.severity == "avoid":
                    assert caution.short, (food.id, ident)
