"""The lists of words that rules read, and the words that a person's own files add to them: never one less."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from gutcli.catalog.data_files import load_vocabulary
from gutcli.catalog.kinds import WORD_LISTS
from gutcli.text import SLIP, fold, nearest, safe

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
    lists: Lists, foods: Collection[str], allergens: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield (table, id, word, what is wrong) for each added word around a food that would hide a food or an allergen.

    `foods` are folded names, `allergens` says what each folded word for them means.
    """
    for table, ident, word in find_added(lists):
        if table in {"around", "meal", "measure"}:
            folded, said = fold(word), safe(word)[:60]
            if not folded or (" " in folded and table != "meal"):
                yield table, ident, word, f'has "{said}", which is not one word.'
            elif other := _find_eating_words().get(folded):
                yield table, ident, word, f'has "{said}", which stands among the words for {other}.'
            elif meant := _find_meant(folded, foods, allergens):
                yield table, ident, word, f'has "{said}", which may mean {meant}.'


def _find_eating_words() -> dict[str, str]:
    """Return where each built-in word around a food stands; those that say nothing may be given something to say."""
    document = load_vocabulary("eating")
    lists = [entry for table in ("around", "meal", "measure") for entry in document[table] if entry["id"] != "fillers"]
    found = {fold(word): entry["id"] for entry in lists for word in entry["words"]}
    return found | dict.fromkeys((*document["numbers"], *load_vocabulary("numbers")["numbers"]), "numbers")


def _find_meant(word: str, foods: Collection[str], allergens: Mapping[str, Sequence[str]]) -> str:
    """Return what to eat a word may be taken for, as `ate` takes one that it does not know; "" for nothing."""
    if word in foods:
        return word
    if meant := next((meant for part, meant in allergens.items() if part == word or is_within(part, word)), ()):
        return " and ".join(meant)
    if len(word) < _ENOUGH:
        return ""
    return next((name for name in foods if word in name.split()), "") or "".join(nearest(word, foods, 1, SLIP))


def is_within(allergen: str, word: str) -> bool:
    """Return whether a word for an allergen begins or ends another: fishcake, milkshake."""
    return len(allergen) >= _ENOUGH and (word.startswith(allergen) or word.endswith(allergen))
