"""What people type as eaten: everyday foods, plants by their own names, dishes, and words that mean several things."""

from __future__ import annotations

import pytest

from gutcli.catalog.add import find_named_cautions
from gutcli.catalog.browse import find_spreading, follow_cautions
from gutcli.catalog.cache import Cache
from gutcli.catalog.kinds import EATEN
from gutcli.catalog.library import Catalog
from gutcli.text import fold
from tests.catalog.overlays import compile_with, food, write
from tests.data import read_data
from tests.run_gutcli import gutcli


@pytest.fixture
def catalog(warm_cache) -> Catalog:
    return Catalog(warm_cache / "none", warm_cache)


def test_every_food_of_its_file_is_an_everyday_one_and_no_other(catalog):
    file = {entry["id"] for entry in read_data("everyday")["food"]}
    assert {food.id for food in catalog.foods.values() if food.everyday} == file
    assert not any(food.checklist for food in catalog.foods.values() if food.everyday)


def test_every_plant_can_be_logged_by_its_own_name(catalog):
    names, words = catalog.names("foods"), catalog.names("ambiguous")
    for plant in catalog.plants.values():
        name = fold(plant.name.partition(" (")[0])
        word = words.get(name)  # chilli may be a dish or a pepper: that is asked
        meant = catalog.ambiguous[word].choices if word else (names[name],)
        assert any(plant.id in catalog.foods[i].plants for i in meant if i in catalog.foods), plant.name


def test_what_is_typed_as_eaten_means_one_thing(catalog):
    seen: dict[str, str] = {}
    for kind in EATEN:
        for name in catalog.names(kind):
            assert seen.setdefault(name, kind) == kind, name
    assert len(catalog.names("foods")) > 1800


def test_alcohol_and_the_like_carry_their_cautions(catalog):
    for ident in ("beer", "cider", "white-wine", "spirits"):
        assert "alcohol-avoidance" in catalog.foods[ident].cautions
    for ident, caution in (
        ("marmalade", "grapefruit-medicines"),
        ("diet-cola", "pku"),  # aspartame
        ("liver", "pregnancy-vitamin-a"),
        ("pate", "pregnancy-listeria"),
        ("bean-sprouts", "immunocompromised"),
        ("fried-egg", "raw-egg"),
        ("falafel", "g6pd"),
        ("yeast-extract", "maoi"),
        ("pine-nuts", "nut-allergy"),
        ("mineral-water", "bisphosphonates"),
    ):
        assert caution in catalog.foods[ident].cautions, ident
    assert "bisphosphonates" not in catalog.foods["water"].cautions  # plain water is what the tablet is taken with


def test_what_an_everyday_food_contains_and_holds_brings_its_cautions(catalog):
    for item in catalog.foods.values():
        if not item.everyday:
            continue
        if {"milk", "eggs", "fish", "crustaceans", "molluscs"} & {*item.contains}:
            assert "low-iodine-diet" in item.cautions, item.id
        if item.lactose != "none":
            assert "galactosaemia" in item.cautions, item.id
        vitamin_k = item.per_100g.get("vitamin_k_ug", 0) * item.serving.grams / 100
        if item.group in {"vegetables", "herbs-and-spices"} and vitamin_k >= 15:
            assert "warfarin" in item.cautions, item.id


def test_a_dish_warns_of_what_its_foods_contain(catalog):
    for entry in read_data("dishes")["dish"]:
        dish = catalog.dishes[entry["id"]]
        held = {a for ident in (*dish.always, *dish.often) for a in catalog.foods[ident].contains}
        assert held <= set(entry["contains_likely"]), dish.id
        assert set(dish.contains_likely) == set(entry["contains_likely"]), dish.id


# caution -> dishes that only seem to be named by it, or whose foods carry it already.
REVIEWED = {
    "low-iodine-diet": "peanut-butter-toast soya-latte",
    # Coffee with a drink of oats or soya: its names say milk, it holds none.
    "milk-allergy": "oat-latte soya-latte", "lactose-intolerance": "oat-latte soya-latte",
    "galactosaemia": "oat-latte", "pku": "oat-latte",
}  # fmt: skip


def test_a_dish_carries_the_cautions_that_name_it(catalog):
    missing = {}
    for dish in catalog.dishes.values():
        foods = [catalog.foods[ident] for ident in (*dish.always, *dish.often)]
        spreading = find_spreading(catalog.cautions.values())
        carried = {*dish.cautions, *(c for f in foods for c in (*f.cautions, *follow_cautions(f, spreading)))}
        for ident in find_named_cautions([dish.name, *dish.aliases], catalog.cautions):
            if ident not in carried and not {*dish.contains_likely} & {*catalog.cautions[ident].allergens}:
                missing.setdefault(ident, []).append(dish.id)
    assert missing == {ident: dishes.split() for ident, dishes in REVIEWED.items()}


def test_a_changed_food_changes_what_a_dish_warns_of(home):
    write(home / "catalog", "a.toml", food=[{"id": "oats", "contains": ["gluten", "lupin"]}])
    catalog = Catalog(home / "catalog", home / "cache")
    assert catalog.warnings == ()
    assert "lupin" in catalog.dishes["porridge-with-fruit"].contains_likely


def test_a_dish_of_ones_own(home):
    dish = {"id": "my-muesli", "name": "My muesli", "always": ["oats", "walnuts", "raisins"]}
    write(home / "catalog", "a.toml", dish=[dish])
    catalog = Catalog(home / "catalog", home / "cache")
    assert catalog.warnings == ()
    assert catalog.names("dishes")["my muesli"] == "my-muesli"
    assert {"gluten", "nuts"} <= set(catalog.dishes["my-muesli"].contains_likely)


def test_ones_own_food_takes_its_name_from_a_built_in_dish_or_everyday_food(home):
    """A catalog written before gutcli knew of pizza or white bread goes on as it was."""
    mine = [
        food(id="my-pizza", name="Pizza", aliases=[]),
        food(id="my-bread", name="White bread", aliases=["toast"], contains=["gluten"]),
    ]
    write(home / "catalog", "a.toml", food=mine)
    catalog = Catalog(home / "catalog", home / "cache")
    assert catalog.warnings == ()
    assert catalog.names("foods")["pizza"] == "my-pizza"
    assert catalog.names("foods")["white bread"] == "my-bread"
    assert "pizza" not in catalog.names("dishes")
    assert "toast" not in catalog.names("ambiguous")
    assert catalog.names("foods")["baguette"] == "white-bread"


def test_a_name_is_not_taken_by_what_warns_of_less(tmp_path):
    # Its name alone would count it among what may contain peanuts.
    mine = food(id="my-spread", name="Peanut butter", aliases=[], contains=[], remove_may_contain=["peanuts"])
    [problem] = compile_with(write(tmp_path, "a.toml", food=[mine])).problems
    assert "which already means peanut-butter" in str(problem)


def test_a_dish_of_ones_own_takes_no_name_of_a_food(tmp_path):
    mine = {"id": "my-butter", "name": "Peanut butter", "always": ["oats"]}
    [problem] = compile_with(write(tmp_path, "a.toml", dish=[mine])).problems
    assert "which already means peanut-butter" in str(problem)


def test_a_built_in_dish_never_warns_of_less(home):
    write(home / "catalog", "a.toml", dish=[{"id": "curry", "contains_likely": ["lupin"]}])
    catalog = Catalog(home / "catalog", home / "cache")
    assert {"lupin", "peanuts", "milk"} <= set(catalog.dishes["curry"].contains_likely)


def test_two_of_ones_own_cannot_share_a_name(tmp_path):
    mine = {"food": [food(aliases=["glop"])], "dish": [{"id": "glop", "name": "Glop", "always": ["oats"]}]}
    [problem] = compile_with(write(tmp_path, "a.toml", **mine)).problems
    assert "which already means rose-hips" in str(problem)


def test_a_food_of_the_list_keeps_its_names_whatever_else_of_it_is_changed(tmp_path):
    mine = [{"id": "oats", "aliases": ["porage"]}, food(id="my-oats", name="Oats", aliases=[])]
    [problem] = compile_with(write(tmp_path, "a.toml", food=mine)).problems
    assert problem.entry == "my-oats"


@pytest.mark.parametrize(
    ("tables", "complaint"),
    [
        ({"dish": [{"id": "glop", "name": "Glop"}]}, "are both empty"),
        ({"dish": [{"id": "glop", "name": "Glop", "always": ["otas"]}]}, "Did you mean oats?"),
        ({"dish": [{"id": "glop", "name": "Glop", "always": ["oats"], "often": ["oats"]}]}, "which always names too"),
        ({"dish": [{"id": "glop", "name": "Glop", "always": ["oats"], "cautions": ["glopp"]}]}, "does not exist"),
        ({"word": [{"id": "glop", "word": "glop", "choices": ["oats"]}]}, "choices"),
        ({"word": [{"id": "glop", "word": "glop", "choices": ["oats", "pitza"]}]}, "Did you mean pizza?"),
        ({"word": [{"id": "glop", "word": "glop", "choices": ["oats", "xyz"]}]}, "food or dish"),
        ({"word": [{"id": "berries", "choices": ["oats", "kefir"]}]}, None),
    ],
)
def test_what_does_not_hold_is_said(tmp_path, tables, complaint):
    problems = compile_with(write(tmp_path, "a.toml", **tables)).problems
    if complaint is None:
        assert problems == []
    else:
        [problem] = problems
        assert complaint in str(problem)


def test_the_daily_list_reads_nothing_of_what_is_only_eaten_or_bought(home, monkeypatch):
    gutcli("today")
    read: list[str] = []
    plain = Cache.read

    def note(self, name, key):
        read.append(name)
        return plain(self, name, key)

    monkeypatch.setattr(Cache, "read", note)
    gutcli("today")
    assert read
    assert not {"everyday", "dishes", "ambiguous", "kitchen"} & {*read}
    gutcli("ate", "lettuce")
    assert "everyday" in read
    assert "kitchen" not in read
