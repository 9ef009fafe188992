"""Logging what was eaten beside the list, from a person's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from gutcli.day.changes.view import build_change
from gutcli.diary import Item
from gutcli.diary.decide import Eaten, clean_text, decide_ate
from gutcli.errors import UsageError
from gutcli.text import count, safe

if TYPE_CHECKING:
    from gutcli.catalog.library import Catalog
    from gutcli.day.changes.view import ChangeView
    from gutcli.daybook import Daybook

_AMOUNT = re.compile(
    r"^(?:(?:a|an|some|half(?: an?)?|one|two|three|four|five|six|seven|eight|nine|ten|\d+(?:[.,/]\d+)?)\s*"
    r"(?:g|kg|ml|cups?|bowls?|glass(?:es)?|slices?|handfuls?|pieces?|spoons?|tablespoons?|teaspoons?|tbsp|tsp|portions?|pots?|tins?)?"
    r"(?:\s+of)?)\s+(?=\S)",
    re.IGNORECASE,
)
_SLIP = 0.8
_MANNER = re.compile(
    r"^(?:baked|boiled|cooked|fresh|fried|frozen|grilled|raw|roasted?|steamed|stewed) +(?=\S)", re.IGNORECASE
)
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")


def split_amount(words: str) -> tuple[str, str]:
    """Take a household amount off the front of "two dates" or "a bowl of lentils": (amount, food)."""
    match = _AMOUNT.match(words.strip())
    return (match[0].strip(), words.strip()[match.end() :].strip()) if match else ("", words.strip())


def split_list(catalog: Catalog, words: str) -> list[str]:
    """Take "oatmeal, kefir" apart at its commas, but not the name of one food, nor the number in "1,5 cups"."""
    from gutcli.catalog.search import match_name

    parts = [part for part in _COMMA.split(words) if part.strip()]
    if len(parts) < 2 or match_name(split_amount(words)[1], catalog.names("foods")):
        return [words]
    return parts


def log_foods(book: Daybook, day: date, words: Sequence[str]) -> ChangeView:
    """Log each of the foods; what the catalog does not know is kept in the person's words and counts no plants."""
    person = book.person
    eaten: list[Eaten] = []
    unknown: list[str] = []
    remarks: list[str] = []
    for word in (part for each in words for part in split_list(person.catalog, each)):
        food = find_eaten(person.catalog, word)
        eaten.append(food)
        if not food.item.id:
            unknown.append(food.item.name)
        elif person.is_forbidden(food.item.id):
            remarks.append(f"{food.item.name}: {'; '.join(person.reasons_against(food.item.id))}.")
    if unknown:
        remarks.append(f"Not in the catalog, so no plants are counted: {', '.join(unknown)}.")
    plants = list(dict.fromkeys(plant for food in eaten for plant in food.item.plants))
    if plants:
        remarks.insert(0, f"{count(len(plants), 'plant')}: {', '.join(plant.replace('-', ' ') for plant in plants)}.")
    return build_change(book, "ate", day, lambda folded: decide_ate(folded, eaten), remarks)


def find_eaten(catalog: Catalog, words: str) -> Eaten:
    """Give the food that the words mean. Raises AmbiguousNameError, or NameNotFoundError where a name is near."""
    from gutcli.catalog.search import ambiguous, match_eaten, nearest_names, unknown

    text = clean_text(words)
    if not any(letter.isalpha() for letter in text):
        raise UsageError(f"{safe(text)!r} is not a food.", 'Name what you ate: gutcli ate hummus "two dates"')
    names = catalog.names("foods")
    amount, rest = split_amount(text)
    for attempt in dict.fromkeys((text, rest, _MANNER.sub("", rest))):
        found = match_eaten(attempt, names)
        if len(found) == 1:
            food = catalog.food(found[0])
            assert food is not None
            # A ticked item counts its slot: heated, dead cultures do not fill the probiotic one.
            fits = tuple(s for s in food.slots if s != "probiotic" or food.live_cultures != "no")
            amount = amount.removesuffix(" of") if attempt != text or text == rest else ""
            return Eaten(Item("", food.id, food.name, amount, food.plants), fits)
        if found:
            raise ambiguous(attempt, found, "food")
    # Only a slip of the finger is asked about: cake is not in the catalog, and not kale.
    if near := nearest_names(rest, names, cutoff=_SLIP):
        raise unknown(rest, near, "food")
    return Eaten(Item("", "", safe(text)))
