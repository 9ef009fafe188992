"""What an amount in a person's words weighs, where that is plain; what is not is unknown."""

from __future__ import annotations

import re
from collections.abc import Callable

from gutcli.catalog.kitchen import Kitchen
from gutcli.catalog.types import Food
from gutcli.day.ate.said import Amount
from gutcli.day.ate.words import Words
from gutcli.planner.servings import is_sensible, parse_servings

_POURED = re.compile(r"\b(glass|mug|can|pint|ml)\b")


def find_grams(
    amount: Amount, food: Food, words: Words, find_pack: Callable[[], Kitchen | None] = lambda: None
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
        is_drunk = food.group == "drinks" or _POURED.search(food.serving.text)
        return round(amount.number * unit["ml"], 1) if is_drunk else None
    servings = parse_servings(f"{round(amount.number, 2):g} {amount.measure}".strip(), food)
    pack = words.packs.get(amount.measure)
    if servings is None and pack and (entry := find_pack()) and entry.pack_text.endswith(f" {pack}"):
        servings = amount.number * entry.pack_g / entry.pack_g_per_serving
        servings = servings if is_sensible(servings) else None
    return None if servings is None else round(servings * food.serving.grams, 1)
