"""The words around a food, as the grammar needs them (data/eating.toml), and what an amount in them weighs."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from gutcli.catalog.kitchen import Kitchen
from gutcli.catalog.library import Catalog
from gutcli.catalog.types import Food
from gutcli.day.ate.said import EatenAmount
from gutcli.planner.servings import is_sensible, parse_servings
from gutcli.text import fold


class EatingWords(NamedTuple):
    """What each word is for; all are folded."""

    joiners: frozenset[str]
    without: frozenset[str]
    asides: frozenset[str]
    fillers: frozenset[str]
    about: frozenset[str]
    sizes: frozenset[str]
    kept: frozenset[str]
    heated: frozenset[str]
    raw: frozenset[str]
    forms: frozenset[str]
    small: frozenset[str]
    articles: frozenset[str]
    owners: frozenset[str]
    some: frozenset[str]
    lists: frozenset[str]
    apart: frozenset[str]
    range: frozenset[str]
    multiples: frozenset[str]
    poured: frozenset[str]
    until: frozenset[str]
    meals: dict[str, str]
    numbers: dict[str, float]
    measures: dict[str, dict[str, float]]
    """Measure -> its grams or its ml; nothing, where the food's serving says."""
    packs: dict[str, str]
    """Measure -> the pack that it is, as a pack's words end: a can of beans is their tin."""

    def role_of(self, word: str) -> str:
        """Return what a word beside a food is for; "" for one that is not known."""
        roles = ("without", "heated", "raw", "kept", "sizes", "fillers", "about")
        return next((role for role in roles if word in getattr(self, role)), "")

    def meal_of(self, word: str) -> str:
        """Return the meal that a word names; "" for any other."""
        return self.meals.get(fold(word), "")


@lru_cache(maxsize=1)
def load_words(catalog: Catalog) -> EatingWords:
    """Return the words, those of the person's own files among them."""
    document = catalog.vocabulary("eating")
    sets = {entry["id"]: frozenset(map(fold, entry["words"])) for entry in document["around"]}
    return EatingWords(
        **sets,
        meals={fold(word): entry["id"] for entry in document["meal"] for word in entry["words"]},
        numbers=catalog.vocabulary("numbers")["numbers"] | document["numbers"],
        measures={
            fold(word): {key: float(entry[key]) for key in ("grams", "ml") if key in entry}
            for entry in document["measure"]
            for word in entry["words"]
        },
        packs={fold(word): pack for pack, words in document["packs"].items() for word in words},
    )


def find_grams(
    amount: EatenAmount, food: Food, words: EatingWords, find_pack: Callable[[], Kitchen | None] = lambda: None
) -> float | None:
    """Return the grams of an amount of a food: by weight, its own serving, its pack, or by volume for what is drunk.

    A millilitre of a drink is taken for a gram: milk is 3 in 100 more.
    """
    if amount.number is None or amount.sized or amount.number <= 0:
        return None
    unit = words.measures.get(amount.measure, {})
    if "grams" in unit:
        return round(amount.number * unit["grams"], 1)
    if "ml" in unit:
        is_drunk = food.group == "drinks" or not words.poured.isdisjoint(re.findall(r"\w+", food.serving.text))
        return round(amount.number * unit["ml"], 1) if is_drunk else None
    servings = parse_servings(f"{round(amount.number, 2):g} {amount.measure}".strip(), food)
    pack = words.packs.get(amount.measure)
    if servings is None and pack and (entry := find_pack()) and entry.pack_text.endswith(f" {pack}"):
        servings = amount.number * entry.pack_g / entry.pack_g_per_serving
        servings = servings if is_sensible(servings) else None
    return None if servings is None else round(servings * food.serving.grams, 1)
