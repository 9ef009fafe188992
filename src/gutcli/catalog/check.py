"""Checking catalog files: the built-in ones, a person's own, or any file as if it were one of their own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gutcli.catalog.compile import compile_catalog
from gutcli.catalog.data_files import built_in_files, overlay_files
from gutcli.catalog.files import TomlError, read_bytes
from gutcli.catalog.kinds import TABLES
from gutcli.catalog.links import Record
from gutcli.catalog.problems import Problem
from gutcli.catalog.stats import StaleView
from gutcli.folders import StrPath
from gutcli.text import join_words

_ID = re.compile(r"""^\s*id\s*=\s*(["'])(.*?)\1""")


@dataclass(frozen=True, slots=True)
class FileView:
    """A file that was checked."""

    path: str
    built_in: bool
    problems: int


@dataclass(frozen=True, slots=True)
class RemovalView:
    """What a file of the person's own takes out of the warnings of a built-in entry, as in "nuts (contains)"."""

    kind: str
    entry: str
    file: str
    removed: str


@dataclass(frozen=True, slots=True)
class NamedView:
    """Allergens that only the name of an entry of the person's own speaks of: they count as what it may contain."""

    kind: str
    entry: str
    file: str
    named: str


@dataclass(frozen=True, slots=True)
class CatalogCheckView:
    """Everything that is wrong or was taken out. `entries` counts what the catalog holds without the files left out.

    `stale` is what was checked too long ago; None where that was not asked.
    """

    ok: bool
    files: tuple[FileView, ...]
    problems: tuple[Problem, ...]
    entries: Mapping[str, int]
    removals: tuple[RemovalView, ...]
    named: tuple[NamedView, ...]
    stale: tuple[StaleView, ...] | None


def check_catalog(
    overlay: StrPath, files: Sequence[str] = (), stale: tuple[StaleView, ...] | None = None
) -> CatalogCheckView:
    """Check the given files, or, without any, everything that gutcli would read."""
    built_in, own = built_in_files(), overlay_files(overlay)
    places = {os.path.realpath(path): path for path in [*built_in, *own]}
    # A file that gutcli reads anyway is checked where it stands, any other as if it were the last of the person's own.
    asked = [places.get(os.path.realpath(path), path) for path in dict.fromkeys(files)]
    more = [path for path in dict.fromkeys(asked) if path not in places.values()]
    compiled = compile_catalog(built_in, [*own, *more])
    checked = tuple(dict.fromkeys(asked)) if files else (*built_in, *own)
    blamed = {problem.file for problem in compiled.problems}
    lines = {path: _find_lines(path) for path in checked if path in blamed}
    found = [replace(p, line=lines[p.file].get(p.entry)) for p in compiled.problems if p.file in lines]
    return CatalogCheckView(
        ok=not found,
        files=tuple(FileView(path, path in built_in, sum(p.file == path for p in found)) for path in checked),
        problems=tuple(sorted(found, key=lambda problem: (problem.file, problem.line or 0, problem))),
        entries={kind: len(compiled.records[kind]) for kind in TABLES},
        removals=tuple(RemovalView(*each) for each in _list_yours(compiled.records, "removed")),
        named=tuple(NamedView(*each) for each in _list_yours(compiled.records, "named")),
        stale=stale,
    )


def _list_yours(records: Mapping[str, Mapping[str, Record]], key: str) -> Iterator[tuple[str, str, str, str]]:
    """Return kind, id, files and words of each entry of which the person's own files have something under this key."""
    for kind, entries in records.items():
        for ident, record in entries.items():
            if (yours := record.get("yours")) and yours[key]:
                yield kind, ident, join_words(yours["files"]), join_words(yours[key])


def _find_lines(path: str) -> dict[str, int]:
    """Return the line of each id in a file; none for an id that stands twice, for which of the two is not known."""
    try:
        text = read_bytes(path).decode("utf-8", "replace")
    except TomlError:
        return {}
    found: dict[str, int] = {}
    twice: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if match := _ID.match(line):
            ident = match[2][:60]
            twice |= {ident} & found.keys()
            found.setdefault(ident, number)
    return {ident: number for ident, number in found.items() if ident not in twice}
