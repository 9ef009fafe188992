"""What a file of the person's own may do to a built-in entry: add to what keeps people safe, never weaken it unsaid.

What is taken away must be named by a key of its own (`remove_contains = ["nuts"]`); the entry then carries who wrote
what (`yours`), so that the card, the list and `catalog check` can say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gutcli.catalog.fields import Rule
from gutcli.catalog.kinds import ALLERGENS, LACTOSE, WORD_LISTS
from gutcli.catalog.lexicon import find_named_allergens
from gutcli.text import describe_unsafe, join_words

Record = dict[str, Any]
# Lists of a built-in entry that only grow. What is found by a name, or left out by an allergen, stays found, left out.
GROWS: Mapping[str, tuple[str, ...]] = {
    "foods": ("contains", "may_contain", "cautions", "aliases"),
    "practices": ("cautions", "aliases"),
    "topics": ("aliases",),
    "tips": ("foods", "practices"),
    "dishes": ("contains_likely", "cautions", "aliases"),
    "conditions": ("words", "alone", "unsure", "implies", "without", "without_foods", "families"),
    "classes": ("words", "unsure", "broader"),
    "medicines": ("other_names", "brands", "classes", "forms", "local_classes"),
    **dict.fromkeys(WORD_LISTS, ("words",)),
}
# Kinds that decide whom a caution reaches: nothing can be taken out of them, not even by name.
_ONLY_GROW = ("conditions", "classes", "medicines", *WORD_LISTS)
REMOVE = "remove_"
"""Before a key it takes out what is named. Not before `aliases`: another entry could take what was let go."""
# Keys that decide who is warned, and help in a crisis: they stay.
_FIXED: Mapping[str, tuple[str, ...]] = {
    "foods": ("group",),
    "practices": ("kind", "category"),
    "topics": ("help",),
    "conditions": ("past", "diet", "life_stage", "care"),
    "classes": ("lasts_days",),
    "medicines": ("lasts_days",),
}
_OWN = "For a product of your own, add an entry with a new id."


class BrokenRulesError(Exception):
    """An overlay would weaken a built-in entry without saying so."""

    def __init__(self, rules: list[Rule]) -> None:
        super().__init__(rules)
        self.rules = rules


def find_removable(kind: str) -> tuple[str, ...]:
    """Return the keys of a kind from which something can be taken out by name."""
    return () if kind in _ONLY_GROW else tuple(key for key in GROWS.get(kind, ()) if key != "aliases")


def merge_entry(old: Record, new: Record) -> Record:
    """Return an entry with single keys changed: tables key by key, anything else as a whole."""
    merged = {key: value for key, value in old.items() if key != "yours"}
    for key, value in new.items():
        below = merged.get(key)
        merged[key] = {**below, **value} if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def merge_built_in(kind: str, old: Record, new: Record) -> Record:
    """Return a built-in entry with the person's changes. Raise BrokenRulesError where they would weaken it unsaid."""
    if rules := [*_find_broken(kind, old, new)]:
        raise BrokenRulesError(rules)
    removed = {key: new[REMOVE + key] for key in find_removable(kind) if REMOVE + key in new}
    merged = merge_entry(old, {key: value for key, value in new.items() if not key.startswith(REMOVE)})
    for key in GROWS.get(kind, ()):
        more = new.get(key, [])
        if isinstance(more, list):  # anything else is refused by the entry's model
            gone = removed.get(key, ())
            merged[key] = [word for word in dict.fromkeys(map(_plain, [*old.get(key, ()), *more])) if word not in gone]
    _add_former_names(kind, old, merged)
    if kind == "foods" and all(isinstance(merged.get(key), list) for key in ("contains", "may_contain")):
        # What it may contain and now does contain is said once.
        merged["may_contain"] = [word for word in merged["may_contain"] if word not in merged["contains"]]
    return merged


def upgrade_caution(entry: Record, conditions: Mapping[str, Record]) -> Record:
    """Return a caution of the person's own as it is written today.

    Until version 0.1.0 its `conditions` were plain words, and "anyone" among them meant everybody.
    """
    said = entry.get("conditions")
    if not isinstance(said, list) or all(isinstance(word, str) and word in conditions for word in said):
        return entry
    plain = [word for word in said if not isinstance(word, str) or word not in conditions]
    words = entry.get("words", [])
    newer = {
        **entry,
        "conditions": [word for word in said if word not in plain],
        "words": [*(words if isinstance(words, list) else []), *(word for word in plain if word != "anyone")],
    }
    return newer | {"for_anyone": True} if "anyone" in plain else newer


def _plain(word: object) -> object:
    """Return a word that can be compared; what is no word is left to the model."""
    return word if isinstance(word, str) else repr(word)


def _add_former_names(kind: str, old: Record, merged: Record) -> None:
    """Keep what the entry was called as another name of it: nothing else may be called so."""
    name = old.get("title" if kind == "topics" else "name")
    if "aliases" in GROWS.get(kind, ()) and merged.get("title" if kind == "topics" else "name") != name:
        merged["aliases"] = [*dict.fromkeys([*merged["aliases"], name])]


def _find_broken(kind: str, old: Record, new: Record) -> Iterator[Rule]:
    for key in _FIXED.get(kind, ()):
        if key in new and new[key] != old.get(key):
            yield key, "of a built-in entry stays as it is: what is warned of hangs on it.", _OWN
    for key in GROWS.get(kind, ()):
        if new.get(key) == [] and old.get(key):
            words = ", ".join(f'"{word}"' for word in old[key][:3])
            removal = f"To take something out, write {REMOVE}{key} = [{words}]."
            expected = removal if key in find_removable(kind) else "Leave the key out."
            yield key, "of a built-in entry only grows, so an empty list says nothing.", expected
    for key in (key for key in new if key.startswith(REMOVE)):
        yield from _find_broken_removal(kind, key, old, new)
    if kind == "foods":
        diets = new.get("diets")
        if isinstance(diets, list) and (more := [str(diet) for diet in diets if diet not in old["diets"]]):
            yield "diets", f"adds {join_words(more)}, and a built-in food suits no more diets than it does.", _OWN
        if LACTOSE.index(old["lactose"]) > (LACTOSE.index(new["lactose"]) if new.get("lactose") in LACTOSE else 9):
            yield "lactose", "of a built-in food is never less than it was.", _OWN


def _find_broken_removal(kind: str, key: str, old: Record, new: Record) -> Iterator[Rule]:
    plain = key.removeprefix(REMOVE)
    if plain not in find_removable(kind):
        known = [f"{REMOVE}{each}" for each in find_removable(kind)]
        yield key, "is not a key that gutcli knows.", f"There is {join_words(known, 'or')}." if known else ""
    elif not isinstance(new[key], list) or not all(isinstance(word, str) for word in new[key]):
        yield key, "is not a list of words.", f'Write it like {key} = ["…"].'
    elif lacking := [word for word in new[key] if word not in old.get(plain, ())]:
        has = join_words(old.get(plain, [])) or "nothing"
        yield key, f"names {join_words(lacking)}, which {plain} does not have.", f"It has {has}."


def find_unsafe(value: Any, key: str = "") -> Iterator[Rule]:
    """Return every key whose text holds control or bidi characters: no page, table or calendar may be made to obey."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from find_unsafe(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from find_unsafe(inner, f"{key}[{number}]")
    elif isinstance(value, str) and (what := describe_unsafe(value)):
        yield key, f"holds {what}, which a terminal could obey.", "Take it out."


NAMED_GOES = {"foods": "may_contain", "dishes": "contains_likely"}
"""The key of a new entry into which an allergen goes that only its name speaks of."""


def drop_removal(kind: str, entry: Record) -> Record:
    """Return a new entry without the key by which it says that its name only sounds like an allergen."""
    key = _removal_key(kind)
    words = entry.get(key)
    if not isinstance(words, list) or not all(word in ALLERGENS for word in words):
        return entry  # no such key, or the model says what is wrong with it
    return {name: value for name, value in entry.items() if name != key}


def _removal_key(kind: str) -> str:
    return REMOVE + NAMED_GOES[kind] if kind in NAMED_GOES else ""


def add_named_allergens(kind: str, record: Record, entry: Record, meant: Mapping[str, list[str]]) -> Record:
    """Return a new entry of the person's own with the allergens that its names speak of and that it says nowhere.

    "My walnut bar" with `contains = []` would otherwise be offered to somebody allergic to nuts. `meant` says which
    allergens each folded word or phrase means.
    """
    if not (target := NAMED_GOES.get(kind)):
        return record
    named = find_named_allergens([record["name"], *record["aliases"]], meant)
    said = {*record.get("contains", ()), *record[target], *entry.get(_removal_key(kind), ())}
    more = [word for word in named if word not in said]
    return {**record, target: [*record[target], *more], "yours": {**record["yours"], "named": more}} if more else record


def note_authors(record: Record, old: Record | None, entry: Record, file: str, kind: str) -> Record:
    """Return the record with who wrote what: a new entry whole, of a known one the keys that this file changes."""
    before = (old or {}).get("yours") or {"files": [], "keys": [], "removed": [], "named": []}
    is_whole = old is None or (old.get("yours") is not None and not before["keys"])
    removed = [f"{word} ({key})" for key in find_removable(kind) for word in entry.get(REMOVE + key, ())]
    keys: Iterable[str] = () if is_whole else [*before["keys"], *(key for key in entry if key != "id")]
    yours = {
        "files": [*dict.fromkeys([*before["files"], file])],
        "keys": [*dict.fromkeys(key.removeprefix(REMOVE) for key in keys)],
        "removed": [*dict.fromkeys([*before["removed"], *removed])],
        "named": before["named"],
    }
    return {**record, "yours": yours}
