"""The person's own dishes: which there are, and adding one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from gutcli.catalog.kitchen import Dish
from gutcli.catalog.library import Catalog
from gutcli.errors import UsageError
from gutcli.text import fold, safe


class DishLine(NamedTuple):
    """A dish of the person's own, and the foods that are always in it."""

    id: str
    name: str
    always: tuple[str, ...]
    names: tuple[str, ...]
    contains_likely: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DishView:
    """The person's dishes; `added` is the file in which one was just written, "" otherwise."""

    dishes: tuple[DishLine, ...]
    added: str = ""


def build_dishes(catalog: Catalog) -> DishView:
    """Return the person's own dishes."""
    return DishView(tuple(_line(catalog, dish) for dish in catalog.dishes.values() if dish.yours))


def add_own_dish(catalog: Catalog, overlay: Path, cache: Path, name: str, words: Sequence[str]) -> DishView:
    """Write a dish of the person's own. Raise UsageError for what is no food, CatalogError."""
    from gutcli.catalog.add_dish import add_dish
    from gutcli.day.ate.grammar import parse_line
    from gutcli.day.ate.names import Names
    from gutcli.day.ate.words import load_words

    if not fold(name):
        raise UsageError("Say what the dish is called.", 'As in: gutcli dish add "my muesli" oats walnuts raisins')
    names = Names(catalog)
    foods: dict[str, None] = {}
    for part in parse_line(words, names, load_words(catalog)).parts:
        meaning = part.meanings[0] if len(part.meanings) == 1 and not part.unclear else None
        if meaning and meaning.kind == "food":
            foods[meaning.id] = None
        elif meaning and meaning.kind == "dish":
            foods |= dict.fromkeys(catalog.dishes[meaning.id].always)
        else:
            near = [choice.id for choice in names.choices(part.words, part.meanings)]
            hint = f"Did you mean {near[0]}?" if near else "See what there is: gutcli foods"
            raise UsageError(f"{safe(part.words)!r} is no food that gutcli knows.", hint)
    if not foods:
        raise UsageError("Say what is in it.", 'As in: gutcli dish add "my muesli" oats walnuts raisins')
    path = add_dish(name, list(foods), overlay, catalog)
    own = Catalog(overlay, cache)
    ident = own.names("dishes")[fold(name)]
    return DishView((_line(own, own.dishes[ident]),), str(path))


def _line(catalog: Catalog, dish: Dish) -> DishLine:
    names = tuple(catalog.label("foods", ident) for ident in dish.always)
    return DishLine(dish.id, dish.name, dish.always, names, dish.contains_likely)
