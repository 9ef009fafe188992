"""What names mean where something was eaten: foods, dishes, and words that mean several of them."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from gutcli.catalog.library import Catalog
from gutcli.catalog.search import nearest_names
from gutcli.text import SLIP, fold

MOST_CHOICES = 6
_SHORTEST = 3
_KINDS = {"food": "foods", "dish": "dishes", "word": "ambiguous"}


class Meaning(NamedTuple):
    """A food, a dish, or a word that means several of them."""

    kind: str
    id: str


class Names:
    """Every name of what is eaten, folded, and what it means."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def known(self) -> dict[str, Meaning]:
        """Return every name; no two kinds share one."""
        return {
            name: Meaning(kind, i)
            for kind in ("word", "dish", "food")
            for name, i in self._catalog.names(_KINDS[kind]).items()
        }

    @cached_property
    def _joined(self) -> dict[str, Meaning]:
        return {name.replace(" ", ""): meaning for name, meaning in self.known.items() if " " in name}

    def find(self, folded: Sequence[str], has_and: bool = False) -> Meaning | None:
        """Return what a whole name means; people write some of its words together or apart ("kidneybeans")."""
        words = [word for word in folded if word]
        name = " ".join(words)
        if has_and and (meaning := self.known.get(" ".join(word or "and" for word in folded))):
            return meaning
        if meaning := self.known.get(name):
            return meaning
        joined = "".join(words)
        if len(joined) < _SHORTEST or len(words) > 3:
            return None
        return (self.known.get(joined) if len(words) > 1 else None) or self._joined.get(joined)

    def has_comma(self, meaning: Meaning) -> bool:
        """Return whether the shown name of something has a comma in it: "Muesli, no added sugar"."""
        return "," in self.label(meaning)

    def label(self, meaning: Meaning) -> str:
        """Return the shown name."""
        if meaning.kind == "word":
            return self._catalog.ambiguous[meaning.id].word
        return self._catalog.label(_KINDS[meaning.kind], meaning.id)

    def choices(self, words: str, meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
        """Return what words may mean that are no name: what they name in part, else what they nearly spell.

        A word that means several things gives these, the commonest first.
        """
        found = list(meanings) or self._guess(fold(words))
        spread = [choice for meaning in found for choice in self._spread(meaning)]
        return tuple(dict.fromkeys(spread))[:MOST_CHOICES]

    def _spread(self, meaning: Meaning) -> Iterable[Meaning]:
        if meaning.kind != "word":
            return (meaning,)
        catalog = self._catalog
        return (Meaning("food" if catalog.food(i) else "dish", i) for i in catalog.ambiguous[meaning.id].choices)

    def _guess(self, folded: str) -> list[Meaning]:
        if len(folded) < _SHORTEST or not any(letter.isalpha() for letter in folded):
            return []
        close = nearest_names(folded, {name: name for name in self.known}, most=MOST_CHOICES, cutoff=SLIP)
        # "wheat loaf" may be a loaf that is known, "kef" the beginning of a name.
        near = close or [n for n in self.known if n.startswith(folded) or n.endswith(f" {folded}")]
        return [self.known[name] for name in near]
