"""Amounts in household words: half of one, and how many of a food's servings one is. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gutcli.text import fold

if TYPE_CHECKING:
    from gutcli.catalog.types import Food

MOST_SERVINGS = 20
"""An amount of more than so many servings is taken for a slip of the pen, and not read."""

_SPOONFULS = {"a third of a cup": "3 tablespoons", "a quarter of a cup": "2 tablespoons"}
_SPOONS = {"tbsp": "tablespoon", "tbs": "tablespoon", "tsp": "teaspoon"}
_WORDS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0,
}  # fmt: skip


def halve(amount: str) -> str:
    """Return half of a household amount: "a glass" gives "half a glass"; what cannot be halved in words stays."""
    for measure, half in _SPOONFULS.items():
        if amount.startswith(measure):
            return half + amount.removeprefix(measure)
    first, _, rest = amount.partition(" ")
    if amount.startswith("a few "):
        return "a " + rest.removeprefix("few ").removesuffix("s") + " or two"
    if first == "half" and rest.startswith(("a ", "an ")):
        return f"a quarter of {rest}"
    if first in {"a", "an"} and rest:
        return f"half {first} {rest}"
    number = int(first) if first.isdecimal() and len(first) < 4 else int(_WORDS.get(first, 0))
    if not rest or not number:
        return amount
    if number == 1:
        return f"half a {rest}"
    if number % 2:
        return f"{number // 2} or {number // 2 + 1} {rest}"
    if number > 2:
        return f"{number // 2} {rest}"
    *before, noun = rest.partition(",")[0].split(" ") if " of " not in rest else [rest.split(" ")[0]]
    singular = noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
    return " ".join(["1", *before, singular]) + rest[len(" ".join([*before, noun])) :]


def parse_servings(amount: str, food: Food) -> float | None:
    """Return how many of the food's servings an amount is; None if the words do not say.

    The list's own words are the serving's text or half of it (`halve`); a person's are grams, or a number of the
    same thing: "two bowls" of what is served by the bowl, "two" of what is counted.
    """
    return _parse_servings(amount, *food.serving, (food.id, food.name, *food.aliases)) if amount else None


@lru_cache(maxsize=4096)
def _parse_servings(amount: str, serving: str, serving_g: float, called: tuple[str, ...]) -> float | None:
    """Do it for a food's own words; the same few come again on every day of a diary."""
    words = " ".join(amount.casefold().split()).removesuffix(" of")
    own = serving.casefold()
    if words == own:
        return 1.0
    if words == halve(serving).casefold():
        return 0.5
    if match := re.fullmatch(r"(\d{1,5}(?:[.,]\d{1,3})?)\s*(g|kg)", words):
        grams = float(match[1].replace(",", ".")) * (1000 if match[2] == "kg" else 1)
        return _sensible(grams / serving_g)
    if "dry" in own or "uncooked" in own:
        return None  # a person's cup of these may be a cooked one
    number, thing = _parse_count(words)
    per, own_thing = _parse_count(own)
    if number is None or per is None:
        return None
    names = {fold(name) for name in called}
    counted = own_thing in names or own_thing.rpartition(" ")[2] in names
    if thing == own_thing or (counted and (not thing or thing in names)):
        return _sensible(number / per)
    return None


def _parse_count(words: str) -> tuple[float | None, str]:
    """Read "2 slices, toasted" as (2, "slice"): the number, and of what, up to a comma or "of"."""
    if match := re.match(r"half(?: an?)?(?: (.+)|$)", words):
        number: float | None = 0.5
        rest = match[1] or ""
    else:
        words = words.replace("a dozen", "12", 1) if words.startswith("a dozen") else words
        first, _, rest = words.partition(" ")
        number = _WORDS.get(first)
        if match := re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,2})?)(?:/(\d{1,2}))?", first):
            below = float(match[2]) if match[2] else 1.0
            number = float(match[1].replace(",", ".")) / below if below else None
    thing = fold(re.split(r",| of\b", rest)[0])
    return number, _SPOONS.get(thing, thing)


def _sensible(servings: float) -> float | None:
    return servings if is_sensible(servings) else None


def is_sensible(servings: float) -> bool:
    """Return whether somebody eats so many."""
    return 0 < servings <= MOST_SERVINGS
