"""What a tip's keys owe its text: they decide who is shown it, so a food that it names must be in them."""

from collections.abc import Iterator, Mapping
from typing import Any

from gutcli.catalog.sorts import load_sorts
from gutcli.text import fold


def find_unnamed(record: Mapping[str, Any], food_names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (key, what is wrong, what would be right) for each food of the text that no key names.

    `food_names` are folded names of foods with their ids.
    """
    text = f" {fold(str(record.get('text', '')))} "
    foods, groups, asides = ([fold(word) for word in _words(record, key)] for key in ("foods", "groups", "asides"))
    for word in asides:
        text = text.replace(f" {word} ", " . ")
    for word in groups:
        if word not in load_sorts():
            yield "groups", f'names "{word}", which is no sort of food.', f"The sorts are {', '.join(load_sorts())}."
    named = {name: ident for name, ident in food_names.items() if f" {name} " in text}
    covered = {food_names[word] for word in foods if word in food_names}
    for name, ident in named.items():
        if ident not in covered:
            expected = f'Add it to foods, or, where it is nothing to eat here, asides = ["{name}"].'
            yield "text", f'names the food "{name}", and its foods do not.', expected
    listed = {part for word in foods for part in word.split()}
    for word in load_sorts():
        if f" {word} " in text and word not in listed and word not in groups:
            expected = f'Add it to groups, or, where it is nothing to eat here, asides = ["{word}"].'
            yield "text", f'speaks of "{word}", and its groups do not.', expected


def _words(record: Mapping[str, Any], key: str) -> list[str]:
    words = record.get(key)
    return [word for word in words if isinstance(word, str)] if isinstance(words, list) else []
