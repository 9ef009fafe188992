"""Sorts of food that a tip may be about, and which foods they mean: data/sorts.toml."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.library import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gutcli.catalog.types import Food


class Sort(NamedTuple):
    """One sort of food, by the facts that its foods share; what is empty says nothing."""

    word: str
    group: str = ""
    endings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    contains: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    prepared: tuple[str, ...] = ()

    def holds(self, food: "Food") -> bool:
        """Return whether the food is of this sort, and plainly so."""
        there = self.contains.intersection(food.contains)
        return (
            not food.everyday  # what is made of a sort (fish fingers, coleslaw) is not what its word means
            and (not self.group or food.group == self.group)
            and (not self.endings or food.id.endswith(self.endings))
            and (not self.names or any(part in name for part in self.names for name in (food.id, *food.aliases)))
            and (not self.contains or bool(there))
            and self.lacks.isdisjoint(food.contains)
            and not food.id.startswith(self.prepared)
        )

    def find(self, foods: "Iterable[Food]") -> "list[Food]":
        """Return the foods of this sort."""
        return [food for food in foods if self.holds(food)]


@cache
def load_sorts() -> dict[str, Sort]:
    """Return the sorts by their words."""
    document = load_vocabulary("sorts")
    prepared = tuple(document["prepared"])
    return {
        entry["word"]: Sort(
            word=entry["word"],
            group=entry.get("group", ""),
            endings=tuple(entry.get("endings", ())),
            names=tuple(entry.get("names", ())),
            contains=frozenset(entry.get("contains", ())),
            lacks=frozenset(entry.get("lacks", ())),
            prepared=prepared,
        )
        for entry in document["sort"]
    }
