"""The lists of words that rules read, and the words that a person's own files add to them: never one less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gutcli.catalog.kinds import WORD_LISTS
from gutcli.catalog.library import load_vocabulary
from gutcli.text import fold, safe

Lists = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Table -> id -> its list."""
# Of some tables, the lists that can only make gutcli more careful or say nothing: a new word for "no" would deny.
_OPEN = {
    "role": ("allergy", "intolerance", "cannot-have", "beside"),
    "around": ("joiners", "fillers", "about", "sizes"),
}


_ENOUGH = 4
"""So many letters of an allergen's word are found at either end of a longer one."""


def load_lists() -> dict[str, dict[str, dict[str, Any]]]:
    """Return the built-in lists to which words may be added."""
    return {
        table: {
            entry["id"]: {"id": entry["id"], "words": entry["words"]}
            for entry in load_vocabulary(file)[table]
            if entry["id"] in _OPEN.get(table, (entry["id"],))
        }
        for table, file in WORD_LISTS.items()
    }


def extend_vocabulary(name: str, lists: Lists) -> dict[str, Any]:
    """Return a file of words that rules read (data/NAME.toml) with what `lists` has beside it."""
    document = dict(load_vocabulary(name))
    for table in (table for table, file in WORD_LISTS.items() if file == name):
        document[table] = [
            {**entry, "words": lists[table].get(entry["id"], entry)["words"]} for entry in document[table]
        ]
    return document


def find_added(lists: Lists) -> list[tuple[str, str, str]]:
    """Return (table, id, word) for each word of a person's own files."""
    built_in = load_lists()
    return [
        (table, ident, word)
        for table, entries in built_in.items()
        for ident, entry in entries.items()
        if (more := lists[table][ident]["words"]) != entry["words"]
        for word in more
        if word not in entry["words"]
    ]


def find_clashes(
    lists: Lists, foods: Mapping[str, str], allergens: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield (table, id, what is wrong) for each added word around a food that would hide a food or an allergen.

    `foods` and `allergens` say what each folded word for them means.
    """
    for table, ident, word in find_added(lists):
        if table in {"around", "meal", "measure"}:
            folded, said = fold(word), safe(word)[:60]
            if not folded or (" " in folded and table != "meal"):
                yield table, ident, f'has "{said}", which is not one word.'
            elif folded in foods:
                yield table, ident, f'has "{said}", which already means {foods[folded]}.'
            elif meant := next(
                (meant for part, meant in allergens.items() if part == folded or is_within(part, folded)), ()
            ):
                yield table, ident, f'has "{said}", in which {" and ".join(meant)} may be.'


def is_within(allergen: str, word: str) -> bool:
    """Return whether a word for an allergen begins or ends another: fishcake, milkshake."""
    return len(allergen) >= _ENOUGH and (word.startswith(allergen) or word.endswith(allergen))
