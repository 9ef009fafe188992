"""What people's words mean, compiled: every phrase of conditions, medicines, allergens, context and danger, by layer.

Built when the catalog is compiled and kept as one document, which is read only where a profile with words changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from gutcli.catalog.data_files import load_vocabulary
from gutcli.catalog.kinds import ALLERGENS
from gutcli.catalog.types import Caution
from gutcli.catalog.words import Lists, find_added
from gutcli.text import fold

Records = Mapping[str, Mapping[str, Any]]
Layer = dict[str, list[Any]]
"""Folded phrase -> what it means."""
_CONDITION_FACTS = (
    "name", "past", "without", "traces", "without_foods", "families", "diet", "life_stage", "care"
)  # fmt: skip


def build_lexicon(records: Mapping[str, Records], plain: Mapping[str, Layer]) -> dict[str, Any]:
    """Return the lexicon of a compiled catalog, as JSON; `plain` are the layers of what is built in."""
    layers = build_layers(records)
    for name, layer in layers.items():
        for phrase in [phrase for phrase in layer if phrase not in plain[name]]:
            tokens = phrase.split()
            # The longest phrase is read first: a phrase of the person's own also means what the shorter ones in it do.
            for start, end in combinations(range(len(tokens) + 1), 2):
                for meaning in layer.get(" ".join(tokens[start:end]), ()):
                    _note(layer, [phrase], meaning)
    return {**layers, **_build_facts(records)}


def build_layers(entries: Mapping[str, Records]) -> dict[str, Layer]:
    """Return phrase -> meanings for each layer: what is said of oneself, taken, eaten, and small words."""
    reading, crisis, eaten = (load_vocabulary(name) for name in ("reading", "crisis", "allergens"))
    said: Layer = {}
    for key, kind in (("words", "holds"), ("alone", "alone"), ("unsure", "unsure")):
        for ident, entry in entries["conditions"].items():
            _note(said, entry[key], [kind, [ident]])
    # A phrase that only sounds like a condition means what is said of it, and nothing else.
    for entry in (*reading["not"], *crisis["not"]):
        said[fold(entry["phrase"])] = [["unsure" if entry.get("asks") else "aside", entry["means"]]]
    for entry in crisis["crisis"]:
        for word in entry["words"]:
            said.setdefault(fold(word), [["crisis", []]])
    taken: Layer = {}
    for ident, entry in entries["classes"].items():
        _note(taken, entry["words"], ["class", ident])
        _note(taken, entry["unsure"], ["unsure-class", ident])
    for ident, entry in entries["medicines"].items():
        _note(taken, (entry["name"], *entry["other_names"], *entry["brands"]), ["medicine", ident])
    foods: Layer = {}
    for entry in eaten["allergen"]:
        _note(foods, (entry["id"], *entry["words"]), ["allergens", [entry["id"]], False])
    for entry in eaten["word"]:
        foods[fold(entry["phrase"])] = [["allergens", entry["allergens"], entry.get("asks", False)]]
    for family in eaten["family"]:
        _note(foods, family["words"], ["family", [family["id"]], False])
        _note(foods, family["members"], ["member", [family["id"]], True])
    small: Layer = {}
    for role in reading["role"]:
        _note(small, role["words"], role["id"])
    for unit in reading["unit"]:
        _note(small, unit["words"], "unit")
    _note(small, _build_numbers(), "number")
    for ident, entry in entries["cautions"].items():
        _note(said, entry.get("words", ()), ["caution", [ident]])
    for table, ident, word in find_added(entries):
        if table == "role":
            _note(small, [word], ident)
        elif table == "crisis":
            _note(said, [word], ["crisis", []])
        elif table in {"allergen", "family"}:
            _note(foods, [word], ["allergens" if table == "allergen" else "family", [ident], False])
    return {"said": said, "taken": taken, "eaten": foods, "roles": small}


def _note(layer: Layer, words: Iterable[str], meaning: Any) -> None:
    """Let each of the words mean this, too."""
    for phrase in filter(None, map(fold, words)):
        meanings = layer.setdefault(phrase, [])
        if meaning not in meanings:
            meanings.append(meaning)


def _build_numbers() -> dict[str, float]:
    """Return the value of each folded number in words."""
    more = {fold(number["word"]): number["value"] for number in load_vocabulary("reading")["number"]}
    return {**load_vocabulary("numbers")["numbers"], **more}


def _build_facts(records: Mapping[str, Records]) -> dict[str, Any]:
    """Return what follows from each condition, medicine, class and family; and forms, times, numbers and ages."""
    reading, eaten = load_vocabulary("reading"), load_vocabulary("allergens")
    conditions, classes = records["conditions"], records["classes"]
    wide = {ident: _widen(ident, classes, "broader") for ident in classes}
    named = {condition for caution in records["cautions"].values() for condition in caution["conditions"]}
    needed = ("without", "without_foods", "families", "diet")
    matters = {
        ident
        for ident in conditions
        if any(
            each in named or any(conditions[each].get(k) for k in needed)
            for each in _widen(ident, conditions, "implies")
        )
    }
    forms: dict[str, list[Any]] = {}
    for form in reading["form"]:
        forms |= {fold(word): [form["id"], form["local"]] for word in form["words"]}
    return {
        "conditions": {
            ident: {
                **{key: entry.get(key) for key in _CONDITION_FACTS},
                "holds": _widen(ident, conditions, "implies"),
                "of_others": entry["through_others"],
                "matters": ident in matters,
            }
            for ident, entry in conditions.items()
        },
        "classes": {
            ident: {"name": entry["name"], "holds": wide[ident], "lasts": _last([ident], wide, classes)}
            for ident, entry in classes.items()
        },
        "medicines": {
            ident: {
                "name": entry["name"],
                "holds": _join(wide, entry["classes"]),
                "local": _join(wide, entry["local_classes"]),
                "lasts": entry.get("lasts_days") or _last(entry["classes"], wide, classes),
            }
            for ident, entry in records["medicines"].items()
        },
        "families": {family["id"]: family for family in eaten["family"]},
        "forms": forms,
        "units": {fold(word): unit["days"] for unit in reading["unit"] for word in unit["words"]},
        "numbers": _build_numbers(),
        "ago": {fold(ago["words"]): ago["days"] for ago in reading["ago"]},
        "phrases": {phrase["id"]: [fold(words) for words in phrase["words"]] for phrase in reading["phrase"]},
        "said_ages": {said["id"]: list(map(_make_pattern, said["words"])) for said in reading["said_age"]},
        "ages": [[age["from"], age["to"], age["condition"]] for age in reading["age"]],
        "patterns": [fold_pattern(text) for pattern in reading["pattern"] for text in pattern["text"]],
    }  # fmt: skip


def build_allergen_words(lists: Lists, *, none_too: bool = False) -> dict[str, list[str]]:
    """Return the legal allergens that each folded word or phrase means: for what is asked without a profile.

    `lists` has the words of each; `none_too`: also the phrases that mean none although a word in them sounds so.
    """
    eaten = load_vocabulary("allergens")
    found = {fold(word): [entry["id"]] for entry in eaten["allergen"] for word in entry["words"]}
    phrases = (entry for entry in eaten["word"] if entry["allergens"] or none_too)
    found |= {fold(entry["phrase"]): list(entry["allergens"]) for entry in phrases}
    for table, ident, word in find_added(lists):
        if table == "allergen":  # the longest phrase is read first: what the words in it mean stays
            meant = found.get(fold(word), find_named_allergens([word], found))
            found[fold(word)] = [*dict.fromkeys((*meant, ident))]
    return found


def is_free_of(tokens: Sequence[str], first: int, last: int, free_of: Mapping[str, Sequence[str]]) -> bool:
    """Return whether words around a run say that this is not in it: "nut free", "without nuts" (data/eating.toml)."""
    return (last < len(tokens) and tokens[last] in free_of["after"]) or (
        first > 0 and tokens[first - 1] in free_of["before"]
    )


def find_named_allergens(names: Iterable[str], words: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the allergens that names speak of, in the law's order: "my walnut bar" says nuts, "butter beans" none.

    `words` are folded phrases, of which the longest wins: one that means none (coconut milk) hides the words inside it.
    """
    found: set[str] = set()
    free_of = load_vocabulary("eating")["free_of"]
    for name in names:
        tokens = fold(name).split()
        at = 0
        while at < len(tokens):
            last = next((n for n in range(len(tokens), at, -1) if " ".join(tokens[at:n]) in words), at)
            # "Milk free" is a phrase of profiles, where it says what to avoid; a food of that name has none.
            if last > at and tokens[last - 1] not in free_of["after"] and not is_free_of(tokens, at, last, free_of):
                found.update(words[" ".join(tokens[at:last])])
            at = max(last, at + 1)
    return [allergen for allergen in ALLERGENS if allergen in found]


def list_caution_words(cautions: Iterable[Caution], lexicon: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return, for each caution, every phrase by which somebody is found for whom it is."""
    found: dict[str, list[str]] = {}
    named: dict[tuple[str, str], list[str]] = {}
    for caution in cautions:
        found[caution.id] = list(caution.words)
        for kind, idents in (("said", caution.conditions), ("class", caution.classes), ("medicine", caution.medicines)):
            for ident in idents:
                named.setdefault((kind, ident), []).append(caution.id)
    for phrase, meanings in lexicon["said"].items():
        held = [each for _, idents in meanings for i in idents for each in _holds(lexicon["conditions"], i)]
        for ident in dict.fromkeys(c for each in held for c in named.get(("said", each), ())):
            found[ident].append(phrase)
    for phrase, meanings in lexicon["taken"].items():
        pairs = [("medicine", ident) for kind, ident in meanings if kind == "medicine"]
        for kind, ident in meanings:
            facts = lexicon["medicines" if kind == "medicine" else "classes"]
            pairs += [("class", each) for each in _holds(facts, ident)]
        for ident in dict.fromkeys(c for pair in pairs for c in named.get(pair, ())):
            found[ident].append(phrase)
    return found


def _holds(facts: Mapping[str, Any], ident: str) -> list[str]:
    held: list[str] = facts[ident]["holds"] if ident in facts else []
    return held


def _make_pattern(text: str) -> str:
    """Return the regular expression of how an age is said, in folded words."""
    parts = re.split(r"(\{n\}|\{year\})", text)
    numbers = {"{n}": r"(\d{1,3})", "{year}": r"(19\d\d|20\d\d)"}
    return rf"\b{''.join(numbers.get(part) or re.sub(r'[^ ]+', lambda m: fold(m[0]), part) for part in parts)}\b"


def fold_pattern(text: str) -> list[str]:
    """Return the folded words of a pattern, with "#" for a number."""
    return ["#" if word == "xnx" else word for word in fold(text.replace("{n}", " xnx ")).split()]


def _widen(ident: str, entries: Records, key: str) -> list[str]:
    """Return an id and all that follows from it."""
    found: dict[str, None] = {}
    rest = [ident]
    while rest:
        if (now := rest.pop(0)) not in found and now in entries:
            found[now] = None
            rest += entries[now][key]
    return list(found)


def _join(wide: Mapping[str, list[str]], idents: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(broad for ident in idents for broad in wide.get(ident, ())))


def _last(idents: Iterable[str], wide: Mapping[str, list[str]], classes: Records) -> int:
    """Return for how many days it acts on after stopping: the longest of its classes."""
    return max((classes[broad].get("lasts_days") or 0 for broad in _join(wide, idents)), default=0)
