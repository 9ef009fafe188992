"""Every figure is the one that USDA published, and what follows from the figures follows."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gutcli.catalog.data_files import find_data
from gutcli.catalog.kinds import NUTRIENTS
from gutcli.catalog.library import Catalog
from gutcli.catalog.usda import read_rows

if TYPE_CHECKING:
    from gutcli.catalog.types import Food

ROWS = Path(__file__).parents[1] / "usda" / "foods.csv"
COLUMNS = {"fibre_g": "fiber_g", "vitamin_k_ug": "vit_k_ug", "vitamin_b12_ug": "vit_b12_ug"}
DATASETS = {"SR28": "USDA SR28", "Foundation": "USDA Foundation Foods"}
ALA_BASES = {"619": "619: 18:3 undifferentiated", "851": "851: 18:3 n-3 c,c,c (ALA)"}
MARINE = {"fish-and-seafood", "seaweeds", "eggs-and-meat"}
MARINE_OILS = {"cod-liver-oil", "salmon-oil", "sardine-oil"}


@pytest.fixture(scope="module")
def foods(warm_cache: Path) -> dict[str, Food]:
    return dict(Catalog(warm_cache / "none", warm_cache).foods)


@pytest.fixture(scope="module")
def everyday(foods: dict[str, Food]) -> set[str]:
    return {food.id for food in foods.values() if food.everyday}


@pytest.fixture(scope="module")
def chosen() -> dict[tuple[str, str], dict[str, str]]:
    with ROWS.open(encoding="utf-8", newline="") as file:
        found = {}
        for row in csv.DictReader(file):
            key = row["ndb_no"] if row["source_dataset"] == "SR28" else row["fdc_id"]
            found[row["source_dataset"], key] = row
        return found


@pytest.fixture(scope="module")
def rows(chosen: dict[tuple[str, str], dict[str, str]]) -> dict[tuple[str, str], dict[str, str]]:
    """The rows chosen for the list's foods, and behind them the whole table of SR28, as everyday foods cite it."""
    with gzip.open(Path(find_data()) / "usda" / "sr_full.csv.gz", "rt", encoding="utf-8", newline="") as file:
        found = {}
        for row in csv.DictReader(file):
            # That table has the number of the ALA basis alone, one way of measuring fibre, and no biotin.
            row |= {
                "source_dataset": "SR28",
                "ala_basis": ALA_BASES[row["ala_basis"]] if row["ala_g"] else "",
                "fiber_basis": "291" if row["fiber_g"] else "",
                "biotin_ug": "",
            }
            found["SR28", row["ndb_no"]] = row
    return found | chosen


def key_of(food: Food) -> tuple[str, str]:
    assert food.source
    if food.source.ndb_no:
        return "SR28", food.source.ndb_no
    return "Foundation", str(food.source.fdc_id)


def row_of(food: Food, rows: dict[tuple[str, str], dict[str, str]]) -> dict[str, str]:
    return rows[key_of(food)]


def test_every_figure_is_copied_exactly(foods, rows):
    wrong = []
    for food in foods.values():
        if food.source is None:
            assert not food.per_100g, food.id
            continue
        row = row_of(food, rows)
        for nutrient in NUTRIENTS:
            cell = row[COLUMNS.get(nutrient, nutrient)]
            figure = food.per_100g.get(nutrient)
            if (float(cell) if cell else None) != figure:
                wrong.append((food.id, nutrient, cell, figure))
    assert wrong == []


def test_every_source_is_cited_as_it_is(foods, rows):
    for food in foods.values():
        if food.source is None:
            continue
        row = row_of(food, rows)
        assert food.source.description == row["usda_description"], food.id
        assert food.source.dataset.startswith(DATASETS[row["source_dataset"]]), food.id
        assert (food.source.ala_basis or "") == row["ala_basis"], food.id
        assert (food.source.fibre_basis or "") == row["fiber_basis"], food.id


def test_fdc_ids_stand_only_where_the_later_release_agrees(foods, rows):
    for food in foods.values():
        if food.source is None or food.source.fdc_id is None:
            continue
        row = row_of(food, rows)
        assert str(food.source.fdc_id) == row["fdc_id"], food.id
        assert row["srlegacy_check"] == "same" or row["source_dataset"] == "Foundation", food.id


def test_every_chosen_row_is_in_the_catalog_and_no_row_is_twice(foods, chosen):
    used = [key_of(food) for food in foods.values() if food.source]
    assert len(used) == len(set(used))
    assert set(chosen) <= set(used)


def test_enough_foods_have_no_figures_and_say_so(foods):
    assert sum(food.source is None for food in foods.values()) >= 12
    assert sum(food.source is not None for food in foods.values()) >= 400


def is_source_of_omega_3(food: Food) -> bool:
    """EU 1924/2006 and 116/2010: 0.3 g ALA, or 40 mg EPA and DHA, in 100 g and in 100 kcal."""
    figures = food.per_100g
    kcal = figures.get("kcal") or 0
    per_kcal = 100 / kcal if kcal else 0
    ala = figures.get("ala_g", 0)
    marine = figures.get("epa_g", 0) + figures.get("dha_g", 0)
    if food.group not in MARINE and food.id not in MARINE_OILS:
        marine = 0
    return min(ala, ala * per_kcal) >= 0.3 or min(marine, marine * per_kcal) >= 0.04


# Everyday foods of which a serving holds enough, but that are sauces or spreads, or of which recipes differ.
NOT_CLAIMED = {"mayonnaise", "veggie-sausages", "fish-fingers"}


def is_served(food: Food) -> bool:
    """At least 0.3 g ALA or 40 mg EPA and DHA in a serving: asked of everyday foods beside the rule."""
    grams = {name: food.per_100g.get(name, 0) * food.serving.grams / 100 for name in ("ala_g", "epa_g", "dha_g")}
    return grams["ala_g"] >= 0.3 or grams["epa_g"] + grams["dha_g"] >= 0.04


def test_the_omega_3_kind_follows_the_eu_rule(foods, everyday):
    known = [food for food in foods.values() if food.per_100g]
    said = {food.id for food in known if "omega-3" in food.kinds}
    earned = {food.id for food in known if is_source_of_omega_3(food) and (food.id not in everyday or is_served(food))}
    assert earned & everyday >= NOT_CLAIMED
    assert said == earned - NOT_CLAIMED


def test_an_everyday_food_is_prebiotic_only_as_a_whole_plant_with_fibre(foods, everyday):
    for food in (foods[ident] for ident in everyday):
        fibre = food.per_100g.get("fibre_g")
        if "prebiotic" in food.kinds:
            assert food.group in {"vegetables", "fruit", "legumes", "nuts-and-seeds", "grains"}, food.id
            if fibre is not None:
                assert fibre * food.serving.grams / 100 >= 1, food.id
                assert fibre >= 3 or fibre * 100 / food.per_100g["kcal"] >= 1.5, food.id


def test_servings_are_what_a_person_eats(foods):
    for food in foods.values():
        assert 0 < food.serving.grams <= (400 if food.group != "drinks" else 568), food.id  # a pint
        assert food.serving.text, food.id


def test_the_full_table_agrees_with_the_chosen_rows(chosen):
    table = {row.ndb_no: row for row in read_rows()}
    assert len(table) == 8789
    for (dataset, key), row in chosen.items():
        if dataset == "SR28":
            figures = {n: float(row[COLUMNS.get(n, n)]) for n in NUTRIENTS if row[COLUMNS.get(n, n)]}
            figures.pop("biotin_ug", None)
            assert table[key].figures == figures, key
