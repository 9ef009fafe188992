"""What entries name of one another: every cross-reference must lead somewhere, every name must mean one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gutcli.catalog.kinds import EATEN, TABLES
from gutcli.catalog.lexicon import build_allergen_words
from gutcli.catalog.problems import Problem
from gutcli.catalog.sorts import find_unnamed, list_words
from gutcli.catalog.words import find_clashes
from gutcli.text import did_you_mean, fold, nearest, safe

Record = dict[str, Any]

EATABLE = "food or dish"
# What a record may name: kind -> key -> the kind that the ids in that key belong to; EATABLE: any food or dish.
_LINKS: Mapping[str, Mapping[str, str]] = {
    "topics": {"related": "topics"},
    "practices": {"topics": "topics", "cautions": "cautions", "references": "references"},
    "foods": {"topics": "topics", "cautions": "cautions", "plants": "plants"},
    "tips": {"topic": "topics", "references": "references", "practices": "practices", "cautions": "cautions"},
    "conditions": {"implies": "conditions", "past": "conditions", "without_foods": "foods", "references": "references"},
    "classes": {"broader": "classes"},
    "medicines": {"classes": "classes", "local_classes": "classes"},
    "cautions": {kind: kind for kind in ("references", "conditions", "classes", "medicines")},
    "dishes": {"always": "foods", "often": "foods", "cautions": "cautions"},
    "ambiguous": {"choices": EATABLE},
    "kitchen": {"id": "foods", "pack_of": "foods", "goes_with": "foods"},
}
NAMED = ("foods", "practices", "topics", "dishes", "ambiguous")
"""Kinds that people name, so that each name must mean one thing."""


@dataclass(slots=True)
class World:
    """Records with the file that brought each, and what did not hold.

    `changed` names the file of each key that an overlay changed, in lists of words of each word, so that blame falls
    where it belongs; `broken` are entries that are wrong in themselves: they exist for those who name them, and what
    they name is checked as well.
    """

    records: dict[str, dict[str, Record]]
    origin: dict[tuple[str, str], str] = field(default_factory=dict)
    changed: dict[tuple[str, str, str], str] = field(default_factory=dict)
    broken: list[tuple[str, str, Record, str]] = field(default_factory=list)

    def copy(self) -> World:
        """Return a world that can be added to; the records themselves are shared."""
        records = {kind: dict(known) for kind, known in self.records.items()}
        return World(records, dict(self.origin), dict(self.changed), list(self.broken))

    def file_of(self, kind: str, ident: str, key: str) -> str:
        """Return the file that is answerable for a key of an entry."""
        return self.changed.get((kind, ident, key)) or self.origin[kind, ident]


Names = dict[str, dict[str, str]]
"""kind -> folded name -> id"""


def find_link_problems(
    world: World, checked: World | None = None, checked_names: Names | None = None
) -> tuple[Names, list[Problem]]:
    """Return the folded names of each named kind, and every link and name that does not hold.

    Records that `checked` has too were checked with it, and ids never go away: they are not checked again.
    """
    before: Mapping[str, Mapping[str, Record]] = checked.records if checked else {kind: {} for kind in TABLES}
    known = {kind: set(records) for kind, records in world.records.items()}
    for kind, ident, _, _ in world.broken:
        known[kind].add(ident)
    known[EATABLE] = known["foods"] | known["dishes"]
    problems: list[Problem] = []
    nearest: dict[tuple[str, str], str] = {}
    for kind, ident, record, answerable in _unchecked(world, before):
        for key, target, word in _names(kind, record):
            if word == ident and kind == target and key != "past":
                message, expected = "names itself.", "Take it out."
            elif word not in known[target]:
                message = f'names the {TABLES.get(target, target)} "{safe(word)[:60]}", which does not exist.'
                expected = nearest.get((target, word)) or ""
                # Looking for near words is slow: not for a file in which nothing fits.
                if not expected and len(nearest) < 500:
                    expected = nearest[target, word] = _suggest_id(word, target, known[target])
            else:
                continue
            file = answerable or world.file_of(kind, ident, key.partition("[")[0])
            problems.append(Problem(file, kind, safe(ident)[:60], key, message, expected))
    names: Names = {}
    for kind in NAMED:
        names[kind], clashes = _find_clashes(kind, world, before[kind], (checked_names or {}).get(kind, {}))
        problems += clashes
    problems += _share_names(names, world, before)
    for ident, record in world.records["tips"].items():
        if before["tips"].get(ident) is not record:
            for key, message, expected in find_unnamed(record, names["foods"]):
                problems.append(Problem(world.file_of("tips", ident, key), "tips", ident, key, message, expected))
    if checked:
        foods = dict.fromkeys(name for kind in EATEN for name in names[kind])
        for table, ident, word, message in find_clashes(world.records, foods, build_allergen_words(world.records)):
            file = world.file_of(table, ident, word)
            problems.append(Problem(file, table, ident, "words", message, "Use another word, or leave it out."))
    return names, problems


def _share_names(names: Names, world: World, before: Mapping[str, Mapping[str, Record]]) -> Iterator[Problem]:
    """Let each name of what is eaten mean one thing: a person's own food goes before a built-in dish or word."""
    for number, kind in enumerate(EATEN):
        for other in EATEN[:number]:
            for name in sorted(names[kind].keys() & names[other].keys()):
                mine, theirs = names[kind][name], names[other][name]
                if world.records[kind][mine] is before[kind].get(mine):
                    del names[kind][name]
                    continue
                key = next((key for key, own in _own_names(world.records[kind][mine]) if fold(own) == name), "id")
                message = f'has "{safe(name)[:60]}", which already means {theirs}.'
                yield Problem(world.file_of(kind, mine, key), kind, safe(mine)[:60], key, message, "Use another word.")


def _unchecked(world: World, before: Mapping[str, Mapping[str, Record]]) -> Iterator[tuple[str, str, Record, str]]:
    """Return (kind, id, record, the file answerable for it or, where that depends on the key, "")."""
    for kind, records in world.records.items():
        if kind in _LINKS:
            old = before[kind]
            for ident, record in records.items():
                if old.get(ident) is not record:
                    yield kind, ident, record, ""
    yield from world.broken


def _names(kind: str, record: Record) -> Iterator[tuple[str, str, str]]:
    """Return (key, kind of what is named, word) for all that a record names; a broken record may hold anything."""
    for key, target in _LINKS.get(kind, {}).items():
        value = record.get(key)
        yield from ((key, target, word) for word in ([value] if isinstance(value, str) else list_words(value)))
    for part in ("claim", "popular_claim") if kind == "topics" else ():
        claims = record.get(part)
        for number, claim in enumerate(claims if isinstance(claims, list) else (), 1):
            references = claim.get("references") if isinstance(claim, dict) else None
            yield from ((f"{part}[{number}].references", "references", word) for word in list_words(references))


def _suggest_id(word: str, target: str, known: Iterable[str]) -> str:
    otherwise = f"Add a [[{TABLES.get(target, 'food')}]] with that id, or name another."
    return did_you_mean(nearest(word, known, 1), otherwise)


def _find_clashes(
    kind: str, world: World, before: Mapping[str, Record], names_before: Mapping[str, str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return folded name -> id, and the names that already mean something else; the later file is to blame."""
    records = world.records[kind]
    taken = dict(names_before)  # what a built-in entry is called, it stays called
    problems: list[Problem] = []

    def take(ident: str, record: Record, answerable: str, *, keep: bool) -> None:
        for key, name in _own_names(record):
            # A name in another script folds to nothing: it is shown, but cannot be typed, so it clashes with nothing.
            if not (folded := fold(name)):
                continue
            if keep and kind == "foods" and _may_take_over(record, before.get(taken.get(folded, ""))):
                taken[folded] = ident
            owner = taken.setdefault(folded, ident) if keep else taken.get(folded, ident)
            if owner != ident:
                file = answerable or world.file_of(kind, ident, key)
                message = f'has "{safe(name)[:60]}", which already means {owner}.'
                problems.append(Problem(file, kind, safe(ident)[:60], key, message, "Use another word."))

    changed = {ident for changed_kind, ident, _ in world.changed if changed_kind == kind}
    fresh = [ident for ident, record in records.items() if before.get(ident) is not record]
    # New entries first, changed ones after them: a clash is laid at the door of the change.
    for ident in sorted(fresh, key=changed.__contains__):
        take(ident, records[ident], "", keep=True)
    for broken_kind, ident, record, file in world.broken:
        if broken_kind == kind:
            take(ident, record, file, keep=False)
    return taken, problems


def _may_take_over(mine: Record, built_in: Record | None) -> bool:
    """Return whether a person's own food may have the name of an everyday one: it is theirs, and warns of no less."""
    if built_in is None or not built_in["everyday"] or mine["id"] == built_in["id"]:
        return False
    return {*built_in["contains"]} <= {*mine["contains"], *mine["may_contain"]}


def _own_names(record: Record) -> Iterator[tuple[str, str]]:
    """Every name of an entry that people name, with the key where it stands; a broken record may hold anything."""
    for key in ("id", "name", "title", "word"):
        if isinstance(name := record.get(key), str):
            yield key, name
    yield from (("aliases", alias) for alias in list_words(record.get("aliases")))
