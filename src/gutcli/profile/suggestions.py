"""What the person may have meant: for asking "did you mean", never for acting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gutcli.catalog.kinds import ALLERGENS
from gutcli.catalog.library import Catalog
from gutcli.profile.reading import Reading
from gutcli.text import NEARER, fold, nearest


def nearest_words(words: str, lexicon: Mapping[str, Any], names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names of the conditions and medicines that are called most like `words`.

    `names` are further known ones: those of foods and allergens where these are meant.
    """
    said = fold(words)
    known: dict[str, str] = {fold(name): name for name in names}
    for layer, kinds in (("said", ("conditions",)), ("taken", ("medicines", "classes"))):
        for phrase, meanings in lexicon[layer].items():
            # Of ten thousand phrases only those are looked at that begin or end alike.
            if phrase[:1] == said[:1] or phrase[-3:] == said[-3:]:
                name = _name(meanings, kinds, lexicon)
                known.setdefault(phrase, name if fold(name).startswith(phrase) else phrase)
    close = nearest(said, known, 3, NEARER)
    return tuple(dict.fromkeys(known[word] for word in close))


def _name(meanings: list[Any], kinds: tuple[str, ...], lexicon: Mapping[str, Any]) -> str:
    """Return the name of what a phrase means first; "" where it means nothing."""
    _, meant = meanings[0]
    ident = meant[0] if isinstance(meant, list) and meant else meant
    for kind in kinds:
        if isinstance(ident, str) and (entry := lexicon[kind].get(ident)):
            return str(entry["name"])
    return ""


def find_meant(reading: Reading, catalog: Catalog) -> tuple[str, ...]:
    """Return the words that what was not understood in an entry may have meant."""
    if not reading.unknown:
        return ()
    if reading.key in {"conditions", "medicines"}:
        return nearest_words(reading.unknown, catalog.lexicon)
    entries = catalog.practices if reading.key == "practices.avoid" else catalog.foods
    names = [entry.name.lower() for entry in entries.values()]
    if reading.key == "allergies":
        return nearest_words(reading.unknown, catalog.lexicon, [*ALLERGENS, *catalog.lexicon["eaten"], *names])
    known = {fold(name): name for name in names}
    return tuple(known[word] for word in nearest(fold(reading.unknown), known, 3, NEARER))


def known_phrases(catalog: Catalog) -> frozenset[str]:
    """Return every folded phrase that gutcli knows: of conditions, medicines, allergens, foods and practices."""
    lexicon = catalog.lexicon
    return frozenset(
        (*lexicon["said"], *lexicon["taken"], *lexicon["eaten"], *catalog.names("foods"), *catalog.names("practices"))
    )
