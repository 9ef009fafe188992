"""Finding entries by what people type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gutcli.errors import AmbiguousNameError, NameNotFoundError
from gutcli.text import NEAR, did_you_mean, fold, join_words, nearest, safe


def match_name(words: str, names: Mapping[str, str]) -> list[str]:
    """Return the ids that `words` mean: the exact name, else all that a prefix reaches, else whole words inside names.

    `names` maps folded names to ids. The order is the catalog's; no match gives an empty list.
    """
    folded = fold(words)
    if not folded:
        return []
    if exact := names.get(folded):
        return [exact]
    # A person may type the words together or apart: "kidneybeans", "brazil nut".
    joined = folded.replace(" ", "")
    if same := [ident for name, ident in names.items() if name.replace(" ", "") == joined]:
        return list(dict.fromkeys(same))
    # Numbers are whole words: "7" does not mean chocolate with 70 % cocoa, but "4-6" is breathing 4 in and 6 out.
    start = f"{folded} " if joined.isdecimal() else folded
    prefixed = [ident for name, ident in names.items() if name.startswith(start)]
    if prefixed or joined.isdecimal():
        return list(dict.fromkeys(prefixed))
    wanted = folded.split()
    return list(dict.fromkeys(ident for name, ident in names.items() if holds_words(name, wanted)))


def holds_words(name: str, wanted: Sequence[str]) -> bool:
    """Return whether each of the wanted words begins one of a folded name's."""
    words = name.split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


def match_eaten(words: str, names: Mapping[str, str], free_of: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids that `words` mean where something is written down for them unasked.

    That is the exact name, or the names that end in the words, for in English these say what a thing is: "bread" is rye
    bread, but neither bread kvass nor crispbread without bread (`free_of`, data/eating.toml). Else a beginning that is
    no whole word ("kef").
    """
    folded = fold(words)
    if (exact := names.get(folded)) or len(folded) < _SHORTEST:
        return [exact] if exact else []
    if same := [ident for name, ident in names.items() if name.replace(" ", "") == folded.replace(" ", "")]:
        return list(dict.fromkeys(same))  # "kidneybeans"
    without = {word for words in free_of.values() for word in words}
    ending = [n for n in names if n.endswith(f" {folded}") and without.isdisjoint(n.split())]
    begun = [n for n in names if n.startswith(folded) and not n.startswith(f"{folded} ")]
    return list(dict.fromkeys(names[name] for name in ending or begun))


_SHORTEST = 3
_BEHIND = 0.15


def nearest_names(words: str, names: Mapping[str, str], most: int = 3, cutoff: float = NEAR) -> list[str]:
    """Return the ids of the names that look most like `words`, nearest first."""
    import difflib

    folded = fold(words)
    close = nearest(folded, names, most * 4, cutoff)
    if close:  # what is much further off than the nearest was not meant
        best = difflib.SequenceMatcher(None, folded, close[0]).ratio()
        close = [n for n in close if difflib.SequenceMatcher(None, folded, n).ratio() > best - _BEHIND]
    if cutoff > NEAR:
        close = [name for name in close if abs(len(name) - len(folded)) < _SHORTEST]
    return list(dict.fromkeys(names[name] for name in close))[:most]


def resolve(words: str, names: Mapping[str, str], what: str) -> str:
    """Return the one id that `words` mean among `names`.

    Raise NameNotFoundError with the nearest names, or AmbiguousNameError with all matches.
    """
    found = match_name(words, names)
    if len(found) == 1:
        return found[0]
    if found:
        raise ambiguous(words, found, what)
    raise unknown(words, nearest_names(words, names), what, _LISTS.get(what, ""))


_LISTS = {
    "food": "See them with: gutcli foods", "practice": "See them with: gutcli practices",
    "topic": "See them with: gutcli explain",
}  # fmt: skip


def unknown(words: str, nearest: Iterable[str], what: str, otherwise: str = "") -> NameNotFoundError:
    """Return the error which says that nothing has this name, with the nearest ones."""
    close = list(nearest)
    message = f"There is no {what} called {safe(words)!r}."
    return NameNotFoundError(message, did_you_mean(close, otherwise), choices=close)


def ambiguous(words: str, found: Iterable[str], what: str) -> AmbiguousNameError:
    """Return the error which says that several things have this name."""
    matches = list(found)
    listed = join_words(matches[:12], "or") + (" …" if len(matches) > 12 else "")
    return AmbiguousNameError(
        f"{safe(words)!r} could be more than one {what}.", f"Say which: {listed}.", choices=matches
    )
