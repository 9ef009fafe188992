"""Compile catalog files into validated records, and report every problem with its place.

Heavy (tomllib, pydantic): runs when a file has changed, or for `catalog check`; the daily path reads its result from
the cache (catalog/cache.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import fspath
from os.path import basename
from typing import Any

from pydantic import ValidationError

from gutcli.catalog.fields import Rule
from gutcli.catalog.files import TomlError, load_toml, parse_toml
from gutcli.catalog.kinds import TABLES, WORD_LISTS
from gutcli.catalog.lexicon import build_allergen_words
from gutcli.catalog.links import Names, Record, World, find_link_problems
from gutcli.catalog.models import ENTRIES
from gutcli.catalog.overlay import (
    NAMED_GOES,
    BrokenRulesError,
    add_named_allergens,
    drop_removal,
    find_unsafe,
    merge_built_in,
    merge_entry,
    note_authors,
    upgrade_caution,
)
from gutcli.catalog.problems import Problem, find_problems, format_value, suggest
from gutcli.catalog.words import load_lists
from gutcli.folders import StrPath
from gutcli.text import join_words, safe

KINDS = {table: kind for kind, table in TABLES.items()} | {table: table for table in WORD_LISTS}
"""Table -> the kind of what is in it; lists of words are called by their table."""
FIXED = ("cautions", "references")
"""Kinds of which an overlay may add entries but change none: what gutcli warns of, and why, stays as it is."""


@dataclass(frozen=True, slots=True)
class Base:
    """The built-in catalog, compiled: what overlays are laid over."""

    world: World
    names: Names
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Compiled:
    """Records that hold (kind -> id -> record), their folded names, what was wrong, and the files left out.

    `base` is what is built in.
    """

    base: Base
    records: dict[str, dict[str, Record]]
    names: Names
    problems: list[Problem]
    left_out: list[str]


@dataclass(slots=True)
class _File:
    name: str
    overlay: bool
    tables: dict[str, list[dict[str, Any]]]
    problems: list[Problem]


_Verdict = Record | list[Problem]
_MOST = 1000
"""Problems of one file after which it is not looked at further."""


def compile_catalog(
    built_in: Iterable[StrPath], overlays: Iterable[StrPath] = (), drafts: Mapping[str, str] | None = None
) -> Compiled:
    """Read, merge and validate the catalog; `drafts` are texts to take for a path in place of what is on the disk.

    A problem in an overlay file leaves that whole file out; the rest holds without it. Problems in the built-in files
    are reported too, and their entries are left out.
    """
    return apply_overlays(compile_base(built_in), overlays, drafts)


def compile_base(built_in: Iterable[StrPath]) -> Base:
    """Compile the built-in files."""
    files = [_read(path, overlay=False, drafts={}) for path in built_in]
    world, wrong = _merge(files, World({kind: {} for kind in TABLES} | load_lists()), {})
    names, links = find_link_problems(world)
    return Base(world, names, (*(p for file in files for p in file.problems), *wrong, *links))


def apply_overlays(base: Base, overlays: Iterable[StrPath], drafts: Mapping[str, str] | None = None) -> Compiled:
    """Lay overlay files over the base; those with a problem are left out whole."""
    live = [_read(path, overlay=True, drafts=drafts or {}) for path in overlays]
    remembered: dict[int, _Verdict] = {}
    problems = list(base.problems)
    left_out: list[str] = []
    world, names = base.world, base.names
    while live:
        world, wrong = _merge(live, base.world, remembered)
        names, links = find_link_problems(world, base.world, base.names)
        # First those out that are wrong in themselves: what they bring may be all that is wrong with another.
        own = [*(p for file in live for p in file.problems), *wrong]
        blamed = {p.file for p in own or links}
        if not blamed:
            break
        problems += [p for p in [*own, *links] if p.file in blamed]
        left_out += [file.name for file in live if file.name in blamed]
        live = [file for file in live if file.name not in blamed]
    else:
        world, names = base.world, base.names
    return Compiled(base, world.records, names, sorted(set(problems)), left_out)


def _read(path: StrPath, *, overlay: bool, drafts: Mapping[str, str]) -> _File:
    """Read one file into its tables; what cannot be one is a problem."""
    name = fspath(path)
    problems: list[Problem] = []
    tables: dict[str, list[dict[str, Any]]] = {}
    try:
        content = parse_toml(drafts[name], name) if name in drafts else load_toml(path)
    except TomlError as error:
        message = error.message.removeprefix(safe(name)).removeprefix(":").lstrip(", ")
        return _File(name, overlay, {}, [Problem(name, "", "", "", message, error.hint)])
    for key, value in content.items():
        if key not in KINDS:
            expected = suggest(key, KINDS, "[[{}]]")
            problems.append(Problem(name, "", "", safe(key)[:60], "is not a kind of entry.", expected))
        elif not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            message = f"is {format_value(value)}, not a list of tables."
            problems.append(Problem(name, KINDS[key], "", key, message, f"Write [[{key}]] above each entry."))
        else:
            tables[KINDS[key]] = value
    for kind, entries in tables.items():
        seen: set[str] = set()
        twice: set[str] = set()
        for entry in entries:
            if isinstance(ident := entry.get("id"), str):
                (twice if ident in seen else seen).add(ident)
        problems += [
            Problem(name, kind, safe(ident)[:60], "id", "stands twice in this file.", "Keep one, or rename one.")
            for ident in twice
        ]
    # What is named comes before what names it, whatever the order in the file.
    return _File(name, overlay, {kind: tables[kind] for kind in (*WORD_LISTS, *TABLES) if kind in tables}, problems)


def _merge(files: list[_File], base: World, remembered: dict[int, _Verdict]) -> tuple[World, list[Problem]]:
    """Lay `files` over `base`: a known id changes single keys, a new one adds. `remembered` is keyed by identity."""
    world = base.copy()
    problems: list[Problem] = []
    for file in files:
        name = file.name
        most = len(problems) + _MOST
        for kind, entries in file.tables.items():
            records = world.records[kind]
            is_named = file.overlay and kind in NAMED_GOES
            meant = build_allergen_words(world.records, none_too=True) if is_named else {}
            for number, entry in enumerate(entries, 1):
                if len(problems) >= most:
                    problems.append(Problem(name, "", "", "", "has more problems than these.", "Mend these first."))
                    break
                named = entry.get("id")
                ident = named if isinstance(named, str) else ""
                old = records.get(ident)
                if refused := _refuse(file, kind, ident, world):
                    problems.append(refused)
                    continue
                result = None if old is not None else remembered.get(id(entry))
                if result is None:
                    said = entry
                    if file.overlay and kind == "cautions":
                        said = upgrade_caution(said, world.records["conditions"])
                    if file.overlay and old is None:
                        said = drop_removal(kind, said)
                    is_built_in = ident in base.records[kind]
                    result = remembered[id(entry)] = _validate(
                        kind, old, said, file=name, number=number, records=records, is_built_in=is_built_in
                    )
                if isinstance(result, list):
                    problems.extend(result)
                    world.broken.append((kind, ident, entry, name))
                else:
                    records[ident] = _sign(kind, result, old, entry, basename(name)) if file.overlay else result
                    if meant and not records[ident]["yours"]["keys"]:  # of a built-in one it is said in full
                        records[ident] = add_named_allergens(kind, records[ident], entry, meant)
                    if old is None:
                        world.origin[kind, ident] = name
                    else:
                        is_list = kind in WORD_LISTS  # several files may add to one, and each answers for its own words
                        parts = [word for word in result["words"] if word not in old["words"]] if is_list else entry
                        world.changed |= {(kind, ident, part): name for part in parts}
    return world, problems


def _refuse(file: _File, kind: str, ident: str, world: World) -> Problem | None:
    """Return what is wrong where a file may not have an entry of this id, whatever it says."""
    records = world.records[kind]
    if ident in records and (not file.overlay or kind in FIXED):
        message = f"is already in {basename(world.origin[kind, ident])} and stays as it is."
        expected = "To say it your way, add an entry with a new id." if file.overlay else "Use a new id."
    elif ident and ident not in records and kind in WORD_LISTS:
        message = "names no list of words to which more can be added."
        expected = f"Words can be added to {join_words([*records], 'or')}."
    else:
        return None
    return Problem(file.name, kind, safe(ident)[:60], "id", message, expected)


def _sign(kind: str, record: Record, old: Record | None, entry: Record, file: str) -> Record:
    """Return an entry of the person's own files with who wrote what."""
    signed = note_authors(record, old, entry, file, kind)
    if kind == "cautions":  # it stands beside other words on lists, cards and pages, and must not sound like gutcli
        mark = f" (yours: {safe(file)})"
        return {**signed, "short": record["short"] + mark, "advice": record["advice"] + mark}
    return signed


def _validate(
    kind: str,
    old: Record | None,
    entry: Record,
    *,
    file: str,
    number: int,
    records: Mapping[str, Record],
    is_built_in: bool,
) -> _Verdict:
    ident = entry.get("id")
    place = ident if isinstance(ident, str) and ident else f"number {number}"
    if unsafe := list(find_unsafe(entry)):
        return _find_rule_problems(file, kind, place, unsafe)
    try:
        if old is not None:
            entry = merge_built_in(kind, old, entry) if is_built_in else merge_entry(old, entry)
        return ENTRIES[kind].model_validate(entry).model_dump(exclude_none=True)
    except BrokenRulesError as error:
        return _find_rule_problems(file, kind, place, error.rules)
    except ValidationError as error:
        found = error.errors(include_url=False)
        # An entry with little in it is more likely a change of an existing one whose id is misspelled.
        if isinstance(ident, str) and old is None and len(entry) <= 4 and (near := suggest(ident, records, most=0)):
            lacking = [str(e["loc"][0]) for e in found if e["type"] == "missing" and len(e["loc"]) == 1]
            found = [e for e in found if e["type"] != "missing" or len(e["loc"]) > 1]
            message = f"is not in the catalog, and a new {TABLES[kind]} needs {join_words(lacking)} too."
            wrong = [Problem(file, kind, safe(ident)[:60], "id", message, near)] if lacking else []
            return wrong + find_problems(file, kind, ident, found)
        return find_problems(file, kind, place, found)


def _find_rule_problems(file: str, kind: str, ident: str, rules: list[Rule]) -> list[Problem]:
    return [
        Problem(file, kind, safe(ident)[:60], safe(key)[:60], safe(message)[:300], expected)
        for key, message, expected in rules
    ]
