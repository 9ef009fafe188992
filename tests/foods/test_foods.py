"""`gutcli foods`: the table, the card, the filters, and the JSON that scripts rely on."""

from __future__ import annotations

import pytest

from gutcli.catalog.kinds import ALLERGENS, FOOD_GROUPS, NUTRIENTS
from gutcli.catalog.library import Catalog
from tests.run_gutcli import gutcli


def ids(*argv: str) -> list[str]:
    return [food["id"] for food in gutcli("foods", *argv, "--json").data["foods"]]


@pytest.fixture
def catalog(home) -> Catalog:
    return Catalog(home / "none", home / "cache")


def test_the_json_of_one_food():
    data = gutcli("foods", "walnuts", "--json").data
    [walnuts] = data["foods"]
    assert data["total"] == 1
    assert walnuts["id"] == "walnuts"
    assert walnuts["kinds"] == ["prebiotic", "omega-3"]
    assert walnuts["plants"] == ["walnut"]
    assert walnuts["contains"] == ["nuts"]
    assert walnuts["may_contain"] == ["peanuts", "sesame"]
    assert walnuts["diets"] == ["vegan", "vegetarian", "pescatarian"]
    assert walnuts["live_cultures"] == "no"
    assert walnuts["serving"] == {"text": "a handful", "grams": 28.35}
    assert list(walnuts["per_100g"]) == list(NUTRIENTS)
    assert list(walnuts["per_serving"]) == list(NUTRIENTS)
    assert walnuts["per_100g"]["ala_g"] == 9.08
    assert walnuts["per_serving"]["ala_g"] == 2.57418
    assert walnuts["omega_3"] == {"value": 2.57418, "bound": "most"}
    assert walnuts["source"] == {
        "dataset": "USDA SR28", "ndb_no": "12155", "fdc_id": 170187, "description": "Nuts, walnuts, english",
        "ala_basis": "619: 18:3 undifferentiated", "fibre_basis": "291",
    }  # fmt: skip
    cautions = {caution["id"]: caution for caution in walnuts["cautions"]}
    assert cautions["young-children"]["severity"] == "avoid"
    assert cautions["young-children"]["advice"]
    assert cautions["nut-allergy"]["who"].startswith("People with a tree-nut")
    assert "nut-allergy" in walnuts["cautions_by_content"]
    assert walnuts["personal"] is None


def test_every_figure_of_every_food_is_there_or_null():
    for food in gutcli("foods", "--all", "--json").data["foods"]:
        assert list(food["per_100g"]) == list(NUTRIENTS)
        for nutrient, figure in food["per_100g"].items():
            serving = food["per_serving"][nutrient]
            if figure is None:
                assert serving is None
            else:
                assert serving == pytest.approx(figure * food["serving"]["grams"] / 100, rel=1e-5)
        if food["source"] is None:
            assert set(food["per_100g"].values()) == {None}


def test_a_kind_is_any_of_and_everything_else_all_of(catalog):
    both = set(ids("--probiotic", "--omega-3"))
    assert both == set(ids("--probiotic")) | set(ids("--omega-3"))
    assert set(ids("--probiotic", "--vegan")) == {
        food.id for food in catalog.foods.values() if "probiotic" in food.kinds and "vegan" in food.diets
    }
    assert set(ids("--vegan", "--group", "fruit")) == set(ids("--vegan", "--all")) & set(ids("--group", "fruit"))


def test_everyday_foods_stand_aside_while_browsing_and_are_counted(catalog):
    browsed, everything = gutcli("foods", "--json").data, gutcli("foods", "--all", "--json").data
    everyday = {food.id for food in catalog.foods.values() if food.everyday and not food.kinds}
    assert not everyday & {food["id"] for food in browsed["foods"]}
    assert browsed["everyday_left_out"] == len(everyday) > 100
    assert {food["id"] for food in everything["foods"]} == set(catalog.foods)
    assert everything["everyday_left_out"] == 0
    assert f"And {len(everyday)} everyday foods: add --all." in gutcli("foods").out
    vegan = sum("vegan" in catalog.foods[ident].diets for ident in everyday)
    assert gutcli("foods", "--vegan", "--json").data["everyday_left_out"] == vegan
    for words, ident in (("marmalade", "marmalade"), ("cookies", "biscuits"), ("Toast", "")):
        assert ids(words) == [ident] if ident else ids(words)
    assert {"apple-juice", "beer"} <= set(ids("--group", "drinks"))
    assert "everyday" not in gutcli("foods", "--probiotic").out


@pytest.mark.parametrize("word", ALLERGENS)
def test_each_allergen_leaves_out_what_contains_it_and_what_may(catalog, word):
    data = gutcli("foods", "--all", "--without", word, "--json").data
    unwanted = set(data["asked"]["without"])
    assert word in unwanted
    expected = [f for f in catalog.foods.values() if not unwanted & {*f.contains, *f.may_contain}]
    assert {food["id"] for food in data["foods"]} == {food.id for food in expected}
    assert set(data["traces"]) == {
        f.id for f in catalog.foods.values() if unwanted & set(f.may_contain) and not unwanted & set(f.contains)
    }


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["dairy"], ["milk"]),
        (["Dairy,gluten"], ["gluten", "milk"]),
        (["nuts"], ["peanuts", "nuts"]),
        (["tree nuts"], ["nuts"]),
        (["soy"], ["soya"]),
        (["sulfites"], ["sulphites"]),
        (["shellfish"], ["crustaceans", "molluscs"]),
        (["eggs", "fish"], ["eggs", "fish"]),
    ],
)
def test_peoples_words_for_allergens(words, meant):
    argv = [part for word in words for part in ("--without", word)]
    assert gutcli("foods", *argv, "--json").data["asked"]["without"] == meant


def test_without_lactose(catalog):
    data = gutcli("foods", "--all", "--without", "lactose", "--json").data
    assert data["asked"]["without_lactose"]
    for food in data["foods"]:
        assert food["lactose"] == "none"
        assert "milk" not in food["may_contain"]
    assert set(data["low_lactose"]) == {food.id for food in catalog.foods.values() if food.lactose == "low"}
    assert "hold only a little lactose and are left out too" in gutcli("foods", "--without", "lactose").out


@pytest.mark.parametrize(
    ("argv", "hint"),
    [
        (("--without", "glutn"), "Did you mean gluten"),
        (("--without", "gremlins"), ""),
        (("--without", ""), "It knows gluten"),
        (("--without", "dairy,ミルク"), "It knows gluten"),
        (("--group", "fruits!"), None),
        (("--group", "fuit"), "Did you mean fruit"),
        (("--sort", "fibber"), "Did you mean fibre"),
        (("--limit", "0"), ""),
        (("--limit", "many"), ""),
    ],
)
def test_words_that_are_not_understood(argv, hint):
    if hint is None:
        gutcli("foods", *argv)
        return
    answer = gutcli("foods", *argv, expect=2)
    assert hint in answer.err
    assert answer.out == ""


def test_traces_are_said():
    data = gutcli("foods", "--without", "nuts", "--json").data
    number = len(data["traces"])
    assert (
        f"{number} foods may contain traces of peanuts or nuts and are left out too."
        in gutcli("foods", "--without", "nuts").out
    )


@pytest.mark.parametrize("sort", ["fibre", "omega-3", "protein", "iron", "kcal", "vitamin-b12"])
def test_sorting_by_a_figure(sort):
    data = gutcli("foods", "--sort", sort, "--json").data
    figures = [amount["value"] for amount in data["sorted_by"]]
    known = [figure for figure in figures if figure is not None]
    assert len(figures) == len(data["foods"])
    assert known == sorted(known, reverse=True)
    assert figures[: len(known)] == known


def test_sorting_words():
    for words, sort in (
        ("fiber", "fibre"),
        ("omega3", "omega-3"),
        ("B12", "vitamin-b12"),
        ("iron_mg", "iron"),
        ("energy", "kcal"),
    ):
        assert gutcli("foods", "--sort", words, "--limit", "1", "--json").data["asked"]["sort"] == sort
    names = ids("--sort", "name")
    assert len(names) == len(set(names))
    assert names.index("almonds") < names.index("walnuts")


def test_fibre_that_is_understated_is_marked_wherever_it_is_ranked():
    answer = gutcli("foods", "--sort", "fibre", "--prebiotic")
    [garlic] = [line for line in answer.out.splitlines() if line.startswith("  Garlic ")]
    assert "≥ 0.13 g" in garlic
    assert "≥ there is more fibre" in answer.out
    assert "Its place in this order is too low." in answer.out
    for food in gutcli("foods", "--json").data["foods"]:
        if food["fibre_understated"] and food["fibre"]["value"] is not None:
            assert food["fibre"]["bound"] == "least"


def test_unknown_is_never_none():
    [line] = [line for line in gutcli("foods", "--group", "drinks").out.splitlines() if line.startswith("  Kombucha")]
    assert " ? " in line
    assert " 0 g" not in line
    assert "? unknown" in gutcli("foods", "--group", "drinks").out


def test_limit_shows_few_and_counts_all():
    data = gutcli("foods", "--probiotic", "--limit", "3", "--json").data
    assert len(data["foods"]) == 3
    assert data["total"] > 3
    assert "1 of " in gutcli("foods", "--probiotic", "--limit", "1").out


def test_one_match_gives_its_card():
    out = gutcli("foods", "kefir").out
    for words in (
        "Kefir",
        "Serving",
        "Live cultures",
        "Contains",
        "Lactose",
        "NDB 01289",
        "For some people",
        "gutcli explain",
    ):
        assert words in out
    assert "See also: goat-kefir · water-kefir" in out


@pytest.mark.parametrize(
    ("words", "ident"),
    [
        ("oats", "oats"), ("Porridge", "oats"), ("yogurt", "yoghurt"), ("KEFIR", "kefir"), ("linseeds", "flaxseed"),
        ("eggplant", "aubergine"), ("chia-seed", "chia-seeds"), ("gruyere", "gruyere"), ("kef", "kefir"),
        ("kidneybeans", "kidney-beans"),
    ],
)  # fmt: skip
def test_names_as_people_type_them(words, ident):
    assert ids(words) == [ident]


def test_several_words_need_no_quotes():
    assert ids("soy", "sauce") == ["soy-sauce"]


def test_several_matches_are_a_table():
    found = ids("beans")
    assert len(found) > 5
    assert "haricot-beans" in found
    assert gutcli("foods", "beans").out.startswith("Foods: beans")


def test_a_group_or_kind_by_its_name(catalog):
    fish = set(ids("fish"))
    assert {food.id for food in catalog.foods.values() if food.group == "fish-and-seafood"} <= fish
    assert set(ids("probiotic")) >= set(ids("--probiotic"))
    for group in FOOD_GROUPS:
        assert set(ids("--group", group)) == {food.id for food in catalog.foods.values() if food.group == group}


def test_no_match_gives_the_nearest():
    answer = gutcli("foods", "kefri", expect=3)
    assert "Did you mean kefir" in answer.err
    error = gutcli("foods", "kefri", "--json", expect=3).error
    assert error["code"] == "not_found"
    assert "gutcli foods lists them all" in gutcli("foods", "qqqqqq", expect=3).err


def test_a_match_that_a_filter_leaves_out_says_why():
    data = gutcli("foods", "kefir", "--vegan", "--json").data
    assert data["foods"] == []
    assert data["left_out"] == [{"id": "kefir", "name": "Kefir", "reason": "not vegan"}]
    assert "Kefir  not vegan" in gutcli("foods", "kefir", "--vegan").out
    assert "may contain" in gutcli("foods", "walnuts", "--without", "sesame").out


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("argv", [(), ("--probiotic",), ("kefir",), ("walnuts",), ("--sort", "iron"), ("kombucha",)])
def test_every_screen_fits_its_width(monkeypatch, width, argv):
    monkeypatch.setenv("COLUMNS", str(width))
    out = gutcli("foods", *argv).out
    assert max(len(line) for line in out.splitlines()) <= width


def test_colour_where_it_is_wanted(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    for words in ("--probiotic", "walnuts"):
        assert "\x1b[" in gutcli("foods", words).out


def test_a_pipe_gets_one_food_a_line():
    data = gutcli("foods", "--json").data
    lines = gutcli("foods").out.splitlines()
    for food in data["foods"]:
        assert sum(line.startswith(f"  {food['name']}  ") and f"  {food['id']}  " in line for line in lines) == 1


def test_the_profile_marks_what_does_not_fit(home):
    (home / "profile.toml").write_text('diet = "vegan"\nallergies = ["walnuts"]\nmedicines = ["warfarin"]\n')
    foods = {food["id"]: food for food in gutcli("foods", "--json").data["foods"]}
    assert foods["kefir"]["personal"]["fits"] is False
    assert "not vegan" in [reason["text"] for reason in foods["kefir"]["personal"]["reasons"]]
    assert foods["walnuts"]["personal"]["fits"] is False
    assert foods["oats"]["personal"]["fits"] is True
    assert [note["id"] for note in foods["kale"]["personal"]["notes"]] == ["warfarin"]
    assert "! not for you" in gutcli("foods", "kefir").out
    table = gutcli("foods", "--probiotic").out
    [kefir] = [line for line in table.splitlines() if line.startswith("  ✗  Kefir ")]
    assert kefir.endswith("not for you: not vegan")
    assert "gutcli foods --probiotic --why-not" in table


def test_why_not(home):
    assert "leaves none of them out" in gutcli("foods", "--probiotic", "--why-not").out
    (home / "profile.toml").write_text('diet = "vegan"\n')
    answer = gutcli("foods", "--probiotic", "--why-not", "--json")
    assert {"kefir", "brie"} <= {food["id"] for food in answer.data["foods"]}
    assert all(food["reasons"] for food in answer.data["foods"])
    assert answer.data["fitting"] == len(ids("--probiotic")) - len(answer.data["foods"])
    assert "not vegan" in gutcli("foods", "--probiotic", "--why-not").out


def test_a_broken_profile_does_not_keep_anyone_from_reading(home):
    (home / "profile.toml").write_text("diet = 3")
    answer = gutcli("foods", "kefir")
    assert "Kefir" in answer.out
    assert "without" in answer.err
    gutcli("foods", "--why-not", expect=4)


def test_help_has_examples_and_says_how_filters_combine():
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "gutcli", "foods", "--help"], capture_output=True, text=True, check=True
    )
    assert "gutcli foods kefir" in done.stdout
    assert "either will do" in " ".join(done.stdout.split())


def test_a_sort_is_found_by_how_its_names_end():
    assert {"blueberries", "strawberries", "raspberries", "blackberries"} <= set(ids("berries"))
    assert gutcli("foods", "a", expect=3).err


def test_names_in_any_alphabet_are_found(home):
    (home / "catalog").mkdir()
    own = '[[food]]\nid = "oats"\naliases = ["овсянка", "納豆茶", "βρώμη"]\n'
    (home / "catalog" / "mine.toml").write_text(own, encoding="utf-8")
    for word in ("овсянка", "ОВСЯНКА", "納豆茶", "βρώμη"):
        assert ids(word) == ["oats"]
