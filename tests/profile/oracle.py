"""The rules of exclusion once more, slow and plain, from the data files themselves: none of the program's reading.

What counts as the same word, and reading the files, is the other oracle's. Everything is looked up by going through
everything.
"""

from __future__ import annotations

from functools import cache

from gutcli.catalog.allergens import ALLERGEN_WORDS
from gutcli.catalog.kinds import ALLERGENS
from tests.safety.oracle import folded, means, records, says

STRICTER = {
    "omnivore": set(),
    "pescatarian": {"pescatarian"},
    "vegetarian": {"vegetarian"},
    "vegan": {"vegan"},
}


def found_cautions(profile):
    """Cautions that the person's own words name."""
    return _found((*profile["allergies"], *profile["conditions"], *profile["medicines"]))


@cache
def _found(words):
    return {
        caution["id"]
        for caution in records("cautions")
        if any(means(condition, word) for condition in caution["conditions"] if condition != "anyone" for word in words)
    }


def allergens_of(profile):
    """Legal allergens that the person said, or that an avoid caution that they named stands for."""
    mine = set()
    for word in profile["allergies"]:
        if word in ALLERGENS:
            mine.add(word)
        mine.update(ALLERGEN_WORDS.get(word, ()))
    found = found_cautions(profile)
    for caution in records("cautions"):
        if caution["id"] in found and caution["severity"] == "avoid":
            mine.update(caution.get("allergens", ()))
    return mine


def food_is_out(food, profile):
    """Whether a food must not be suggested."""
    if profile["diet"] != "omnivore" and profile["diet"] not in food["diets"]:
        return True
    mine = allergens_of(profile)
    if any(allergen in food["contains"] or allergen in food.get("may_contain", ()) for allergen in mine):
        return True
    if food["id"] in profile["dislikes"] or food["name"] in profile["dislikes"]:
        return True
    found = found_cautions(profile)
    for caution in records("cautions"):
        if caution["id"] not in found:
            continue
        if caution["severity"] == "avoid" and (caution["applies_to"] == "app" or caution["id"] in food["cautions"]):
            return True
        if caution["applies_to"] == "app" and "food tracking" in caution["items"]:
            return True
        if profile["strict"] and carries(food, caution):
            return True
    return False


def carries(food, caution):
    """Whether a food carries a caution."""
    if caution["id"] in food["cautions"]:
        return True
    there = [*food["contains"], *food.get("may_contain", ())]
    if any(allergen in there for allergen in caution.get("allergens", ())):
        return True
    return "lactose" in caution["conditions"] and food["lactose"] != "none"


def food_notes(food, profile):
    """The asking and limiting cautions that must stand on the line of a food that is suggested."""
    found = found_cautions(profile)
    return {
        caution["id"]
        for caution in records("cautions")
        if caution["severity"] != "avoid" and caution["id"] in found and carries(food, caution)
    }


def practice_is_out(practice, profile):
    """Whether a practice must not be suggested."""
    if practice["id"] in profile["practices_avoid"] or practice["family"] in profile["practices_avoid"]:
        return True
    found = found_cautions(profile)
    for caution in records("cautions"):
        if caution["id"] not in found:
            continue
        if caution["severity"] == "avoid" and (caution["applies_to"] == "app" or caution["id"] in practice["cautions"]):
            return True
        if profile["strict"] and caution["id"] in practice["cautions"]:
            return True
    return False


def practice_notes(practice, profile):
    found = found_cautions(profile)
    return {
        c["id"]
        for c in records("cautions")
        if c["severity"] != "avoid" and c["id"] in found and c["id"] in practice["cautions"]
    }


def tip_is_out(tip, profile):
    """Whether a tip must not be shown, as far as its own lists say."""
    found = found_cautions(profile)
    for caution in records("cautions"):
        named = caution["id"] in found
        if (
            named
            and caution["severity"] == "avoid"
            and any(says(a, b) and says(b, a) for a in caution["items"] for b in tip.get("foods", ()))
        ):
            return True
    foods = {f["id"]: f for f in records("foods")}
    for word in tip.get("foods", ()):
        for food in foods.values():
            if folded(word) in {folded(name) for name in (food["id"], food["name"], *food["aliases"])} and food_is_out(
                food, profile
            ):
                return True
    practices = {p["id"]: p for p in records("practices")}
    return any(practice_is_out(practices[ident], profile) for ident in tip.get("practices", ()))
