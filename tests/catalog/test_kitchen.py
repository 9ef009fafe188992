"""Foods in shops and at home: every figure is sourced, agrees with its fellows, and is read as it stands."""

from __future__ import annotations

import re

import pytest

from gutcli.catalog.kitchen import ALL_YEAR
from gutcli.catalog.library import Catalog
from tests.catalog.overlays import compile_with, food, write
from tests.data import read_data

MINE = {
    "id": "rose-hips", "commonness": "rare", "aisle": "other", "form": "fresh", "keep_where": "fridge",
    "pack_text": "a bag", "pack_g": 200, "pack_g_per_serving": 30, "eats_at": ["snack"], "effort_min": 5,
    "price_band": 2,
}  # fmt: skip


@pytest.fixture
def catalog(warm_cache) -> Catalog:
    return Catalog(warm_cache / "none", warm_cache)


def test_every_food_of_the_list_has_an_entry(catalog):
    listed = {entry["id"] for entry in read_data("foods")["food"]}
    assert set(catalog.kitchen) == listed


def test_keeping_times_say_who_says_so():
    for item in read_data("kitchen")["kitchen"]:
        for which in ("unopened", "opened"):
            if f"keeps_{which}_days" not in item:
                continue
            basis = item[f"{which}_basis"]
            parts = item["keeps_source"].split("; opened: ")
            if len(parts) == 1 and parts[0].startswith("opened: "):
                parts = ["", parts[0].removeprefix("opened: ")]
            said = parts[0].removeprefix("unopened: ") if which == "unopened" else parts[1]
            assert said, item["id"]
            if basis == "foodkeeper":
                assert re.search(r"FoodKeeper \d+ .*: \w+.* \d", said), item["id"]
            elif basis == "judgement":
                assert said.startswith("judgement"), item["id"]


def test_cooked_rice_keeps_a_day_and_opened_tins_two(catalog):
    assert catalog.kitchen["cooled-rice"].keeps_opened_days == 1
    for item in catalog.kitchen.values():
        if item.form == "tinned" and catalog.foods[item.id].group in {"fish-and-seafood", "legumes"}:
            assert item.keeps_opened_days <= 3, item.id


def test_a_pack_that_is_anothers_is_the_same_pack(catalog):
    for item in catalog.kitchen.values():
        if item.pack_of:
            other = catalog.kitchen[item.pack_of]
            assert other.pack_of is None
            assert (other.pack_text, other.pack_g) == (item.pack_text, item.pack_g)


def test_months_are_those_of_the_year_and_sourced(catalog):
    for item in catalog.kitchen.values():
        assert list(item.fresh_months) == sorted(set(item.fresh_months))
        assert set(item.fresh_months) <= set(ALL_YEAR)
    for entry in read_data("kitchen")["kitchen"]:
        assert "fresh_months" not in entry or entry["season_source"], entry["id"]
    assert catalog.kitchen["leek"].fresh_months == (1, 2, 3, 8, 9, 10, 11, 12)
    assert catalog.kitchen["oats"].fresh_months == ALL_YEAR


@pytest.mark.parametrize("diet", ["vegan", "vegetarian"])
def test_companions_suit_whoever_eats_the_food(catalog, diet):
    for item in catalog.kitchen.values():
        if diet in catalog.foods[item.id].diets:
            assert sum(diet in catalog.foods[mate].diets for mate in item.goes_with) >= 2, item.id


def test_what_is_unknown_is_none(home):
    write(home / "catalog", "a.toml", food=[food()], kitchen=[MINE])
    catalog = Catalog(home / "catalog", home / "cache")
    assert catalog.warnings == ()
    mine = catalog.kitchen["rose-hips"]
    assert (mine.keeps_opened_days, mine.small_pack_g, mine.dish) == (None, None, None)
    assert (mine.fresh_months, mine.goes_with) == (ALL_YEAR, ())


def test_a_pack_of_ones_own_shop(home):
    write(home / "catalog", "a.toml", kitchen=[{"id": "oats", "pack_text": "a 2 kg sack", "pack_g": 2000}])
    catalog = Catalog(home / "catalog", home / "cache")
    assert catalog.warnings == ()
    assert catalog.kitchen["oats"].pack_g == 2000
    assert catalog.kitchen["oats"].dish == "porridge with fruit and nuts"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"id": "rose-hops"}, "does not exist"),
        ({"small_pack_g": 100}, "stand alone"),
        ({"small_pack_g": 300, "small_pack_text": "a sack"}, "is more than pack_g"),
        ({"pack_g_per_serving": 300}, "more than a pack holds"),
        ({"keeps_opened_days": 3, "opened_means": "pack", "keeps_source": "me"}, "do not stand together"),
        ({"keeps_unopened_days": 3, "unopened_basis": "judgement"}, "keeps_source is missing"),
        ({"opened_means": "pack"}, "do not stand together"),
        (
            {
                "keeps_unopened_days": 3, "unopened_basis": "judgement", "keeps_opened_days": 4, "opened_means": "pack",
                "opened_basis": "judgement", "keeps_source": "me",
            },
            "no longer than a full one",
        ),
        ({"fresh_months": [1, 2]}, "season_source is missing"),
        ({"fresh_months": [13], "season_source": "me"}, "at most 12"),
        ({"pack_of": "oatz"}, "Did you mean oats?"),
        ({"goes_with": ["kefr"]}, "Did you mean kefir?"),
        ({"price_band": 4}, "at most 3"),
        ({"aisle": "shelf"}, "is one of"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_said(tmp_path, change, complaint):
    problems = compile_with(write(tmp_path, "a.toml", food=[food()], kitchen=[MINE | change])).problems
    assert [complaint in str(problem) for problem in problems] == [True], problems
