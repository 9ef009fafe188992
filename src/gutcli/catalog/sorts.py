"""Sorts of food that a tip may be about (data/sorts.toml), and what the keys of a tip owe its text."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.catalog.data_files import load_vocabulary
from gutcli.text import fold

if TYPE_CHECKING:
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

    def find(self, foods: Iterable["Food"]) -> list["Food"]:
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


def find_unnamed(record: Mapping[str, Any], food_names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (key, what is wrong, what would be right) for each food of the text that no key names.

    They decide who is shown the tip. `food_names` are folded names of foods with their ids.
    """
    text = f" {fold(str(record.get('text', '')))} "
    foods, groups, asides = (
        [fold(word) for word in list_words(record.get(key))] for key in ("foods", "groups", "asides")
    )
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


def list_words(value: object) -> list[str]:
    """Return the words of a record's list; where the record is broken, it may be anything."""
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []
