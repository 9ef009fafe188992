"""Adding a dish of the person's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gutcli.catalog.add_dish import add_dish
from gutcli.catalog.library import Catalog
from gutcli.day.ate.grammar import parse_line
from gutcli.day.ate.names import Names
from gutcli.day.ate.words import load_words
from gutcli.day.dish.view import DishView, show_dish
from gutcli.errors import UsageError
from gutcli.text import fold, safe


def add_own_dish(catalog: Catalog, overlay: Path, cache: Path, name: str, words: Sequence[str]) -> DishView:
    """Write a dish of the person's own. Raise UsageError for what is no food, CatalogError."""
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
    return DishView((show_dish(own, own.dishes[ident]),), str(path))
