"""Fibre and omega-3 fats of what was ticked and logged, with what is unknown carried along. Pure.

A sum is a range: `least` adds what the figures prove, `most` what they allow. A food without a figure, or whose
figure misses part of its fibre, leaves the top open (None). No food with a figure at all: both are None, never 0.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from gutcli.catalog.data_files import load_vocabulary
from gutcli.catalog.types import Food
from gutcli.diary.entry import Item
from gutcli.diary.fold import Day
from gutcli.planner.servings import is_sensible, parse_servings

TITLES = {"fibre_g": "Fibre", "ala_g": "ALA", "epa_dha_mg": "EPA + DHA"}
"""What is added up, with its unit at the end, and how it is called."""
_NOT_EXACTLY_ALA = "619"
"""USDA's number for 18:3 undifferentiated: ALA and its isomer together, so an upper bound for ALA."""


class Intake(NamedTuple):
    """What an authority says of a nutrient, for adults, from everything eaten. `basis` is the arithmetic behind it."""

    nutrient: str
    per_day: float
    authority: str
    text: str
    basis: str
    references: tuple[str, ...]


def list_intakes() -> tuple[Intake, ...]:
    """Return the reference intakes (data/intakes.toml), in the order of TITLES."""
    entries = load_vocabulary("intakes")["intake"]
    return tuple(Intake(**{**entry, "references": tuple(entry["references"])}) for entry in entries)


class Portion(NamedTuple):
    """One food as it was logged. `food` None: the catalog does not know it. `assumed`: its amount could not be read."""

    id: str
    name: str
    food: Food | None
    servings: float = 1.0
    assumed: bool = False


class Amount(NamedTuple):
    """A sum as a range. `most` is None where it is open; both are None where no food had a figure, never 0.

    `known_foods` and `unknown_foods` had a figure or none; of the known, `bounded_foods` had an upper bound alone and
    `understated_foods` a figure that misses part of their fibre.
    """

    least: float | None = None
    most: float | None = None
    known_foods: int = 0
    unknown_foods: int = 0
    bounded_foods: int = 0
    understated_foods: int = 0


class Totals(NamedTuple):
    """The sums over some portions; `assumed` counts those whose amount could not be read."""

    foods: int
    assumed: int
    fibre_g: Amount
    ala_g: Amount
    epa_dha_mg: Amount

    @property
    def amounts(self) -> tuple[Amount, Amount, Amount]:
        """Return the three sums, in the order of TITLES."""
        return self.fibre_g, self.ala_g, self.epa_dha_mg


class Mean(NamedTuple):
    """The mean of a day on which food was logged; None as in Amount."""

    least: float | None
    most: float | None


def find_means(totals: Totals, logged_days: int) -> list[Mean]:
    """Return the mean of each sum, in the order of TITLES."""
    return [Mean(*(_share(value, logged_days) for value in amount[:2])) for amount in totals.amounts]


def _share(value: float | None, days: int) -> float | None:
    return None if value is None or not days else round(value / days, 4)


def find_unit(nutrient: str) -> str:
    """Return what a nutrient is counted in: "g" for fibre_g."""
    return nutrient.rpartition("_")[2]


def portions_of(day: Day, foods: Mapping[str, Food], practices: Collection[str] = ()) -> tuple[Portion, ...]:
    """Return what a day says was eaten, each once: a food that was logged and so ticked its item is one food."""
    ticked = [item for item in day.items if item.state == "done"]
    found = []
    for item in day.ate:
        twin = next((t for t in ticked if item.slot and (t.id, t.slot) == (item.id, item.slot)), None)
        if twin:
            ticked.remove(twin)
        found.append(_portion(item, foods, item.amount or (twin.amount if twin else "")))
    found += [
        _portion(item, foods, item.amount)
        for item in (*ticked, *day.extras)
        if item.id in foods or not (item.slot in {"move", "calm"} or item.id in practices)
    ]
    return tuple(found)


def _portion(item: Item, foods: Mapping[str, Food], amount: str) -> Portion:
    food = foods.get(item.id) if item.id else None
    servings = parse_servings(amount, food) if food else None
    if food and item.logged and item.logged.grams:
        said = item.logged.grams / food.serving.grams
        servings = said if is_sensible(said) else None
    return Portion(item.id, item.name, food, 1.0 if servings is None else servings, servings is None)


def add_up(portions: Iterable[Portion]) -> Totals:
    """Add the portions up, nutrient by nutrient."""
    every = list(portions)
    assumed = sum(portion.assumed for portion in every if portion.food)
    return Totals(len(every), assumed, *(_sum(every, nutrient) for nutrient in TITLES))


def _sum(portions: Sequence[Portion], nutrient: str) -> Amount:
    known: list[tuple[float, float | None]] = []
    for portion in portions:
        if portion.food and (bounds := find_bounds(portion.food, nutrient)):
            low, high = bounds
            known.append((low * portion.servings, None if high is None else high * portion.servings))
    unknown = len(portions) - len(known)
    if not known:
        return Amount(unknown_foods=unknown)
    tops = [high for _, high in known if high is not None]
    understated = len(known) - len(tops)
    bounded = sum(high is not None and high > low for low, high in known)
    least = round(math.fsum(low for low, _ in known), 6)
    most = None if unknown or understated else round(math.fsum(tops), 6)
    return Amount(least, most, len(known), unknown, bounded, understated)


def find_bounds(food: Food, nutrient: str) -> tuple[float, float | None] | None:
    """Return what a serving has at least and at most (None: open); None where the source has no figure."""
    figures, share = food.per_100g, food.serving.grams / 100
    if nutrient == "epa_dha_mg":
        if "epa_g" not in figures or "dha_g" not in figures:
            return None
        amount = (figures["epa_g"] + figures["dha_g"]) * share * 1000
        return amount, amount
    value = figures.get(nutrient)
    if value is None:
        return None
    amount = value * share
    if nutrient == "fibre_g" and food.fibre_understated:
        return amount, None
    basis = (food.source.ala_basis if food.source else None) or ""
    if nutrient == "ala_g" and basis.startswith(_NOT_EXACTLY_ALA):
        return 0.0, amount
    return amount, amount
