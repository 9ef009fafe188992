"""The person's own dishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gutcli.catalog.kitchen import Dish
from gutcli.catalog.library import Catalog


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
    return DishView(tuple(show_dish(catalog, dish) for dish in catalog.dishes.values() if dish.yours))


def show_dish(catalog: Catalog, dish: Dish) -> DishLine:
    """Return what is said of one dish."""
    names = tuple(catalog.label("foods", ident) for ident in dish.always)
    return DishLine(dish.id, dish.name, dish.always, names, dish.contains_likely)
