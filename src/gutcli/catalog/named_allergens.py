"""The allergens that a name speaks of: "my walnut bar" says nuts, "butter beans" say none, "nut free" says none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.catalog.kinds import ALLERGENS
from gutcli.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_FREE_BEFORE = frozenset(("no", "without", "minus", "sans"))


def is_free_of(tokens: Sequence[str], first: int, last: int) -> bool:
    """Return whether words around a run say that this is not in it: "nut free", "without nuts"."""
    return (last < len(tokens) and tokens[last] == "free") or (first > 0 and tokens[first - 1] in _FREE_BEFORE)


def find_named_allergens(names: Iterable[str], words: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the allergens that names speak of, in the law's order; `words` are folded phrases, the longest one wins.

    A phrase that means none of them (coconut milk) hides the words inside it.
    """
    found: set[str] = set()
    for name in names:
        tokens = fold(name).split()
        at = 0
        while at < len(tokens):
            last = next((n for n in range(len(tokens), at, -1) if " ".join(tokens[at:n]) in words), at)
            # "Milk free" is a phrase of profiles, where it says what to avoid; a food of that name has none.
            if last > at and tokens[last - 1] != "free" and not is_free_of(tokens, at, last):
                found.update(words[" ".join(tokens[at:last])])
            at = max(last, at + 1)
    return [allergen for allergen in ALLERGENS if allergen in found]
