"""What the person may have meant: for asking "did you mean", never for acting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.catalog.allergens import ALLERGEN_WORDS
from gutcli.catalog.kinds import ALLERGENS
from gutcli.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gutcli.catalog.types import Caution, Food, Practice
    from gutcli.profile.words import Reading


def nearest_words(
    words: str, cautions: Mapping[str, Caution], names: Iterable[str] = (), most: int = 3
) -> tuple[str, ...]:
    """Return the known words that look most like `words`: for asking "did you mean", never for acting.

    `names` are further known ones: those of foods and allergens where these are meant.
    """
    conditions = [word for c in cautions.values() for word in c.conditions if word != "anyone"]
    # Of words that fold alike, the first one is shown.
    known = {fold(word): word for word in reversed((*conditions, *names))}
    close = nearest(fold(words), known, most, 0.75)
    return tuple(dict.fromkeys(known[word] for word in close))


def find_meant(
    reading: Reading, cautions: Mapping[str, Caution], foods: Mapping[str, Food], practices: Mapping[str, Practice]
) -> tuple[str, ...]:
    """Return the words that what was not understood in an entry may have meant."""
    if not reading.unknown:
        return ()
    if reading.key in {"conditions", "medicines"}:
        return nearest_words(reading.unknown, cautions)
    entries: Mapping[str, Food | Practice] = practices if reading.key == "practices.avoid" else foods
    names = [entry.name.lower() for entry in entries.values()]
    if reading.key == "allergies":
        return nearest_words(reading.unknown, cautions, [*ALLERGENS, *ALLERGEN_WORDS, *names])
    return nearest_words(reading.unknown, {}, names)


def known_phrases(cautions: Mapping[str, Caution], *names: Iterable[str]) -> frozenset[str]:
    """Return every folded phrase that gutcli knows: conditions, allergens, and the folded names given."""
    words = {fold(word) for c in cautions.values() for word in c.conditions if word != "anyone"}
    words |= {fold(word) for word in (*ALLERGENS, *ALLERGEN_WORDS)}
    return frozenset(words.union(*names))
