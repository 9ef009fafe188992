"""Checking catalog files: the built-in ones, a person's own, or any file as if it were one of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gutcli.catalog.compile import compile_catalog
from gutcli.catalog.files import TomlError, read_bytes
from gutcli.catalog.kinds import TABLES
from gutcli.catalog.library import built_in_files, overlay_files
from gutcli.text import join_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gutcli.catalog.problems import Problem

_ID = re.compile(r"""^\s*id\s*=\s*(["'])(.*?)\1""")


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, and the line where its entry begins (None where that cannot be told)."""

    problem: Problem
    line: int | None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was checked and found; `counts` has how many entries of each kind the whole catalog then has.

    `removals` are what the person's own files take out of the warnings of built-in entries: kind, id, files, words.
    `named` are entries of their own whose name alone speaks of allergens: kind, id, files, allergens.
    """

    built_in: tuple[Path, ...]
    checked: tuple[Path, ...]
    findings: tuple[Finding, ...]
    counts: dict[str, int]
    removals: tuple[tuple[str, str, str, str], ...]
    named: tuple[tuple[str, str, str, str], ...]


def check_catalog(overlay: Path, files: Sequence[Path] = ()) -> CheckReport:
    """Check the given files, or, without any, everything that gutcli would read."""
    built_in, own = built_in_files(), overlay_files(overlay)
    places = {_place(path): path for path in [*built_in, *own]}
    # A file that gutcli reads anyway is checked where it stands, any other as if it were the last of the person's own.
    asked = [places.get(_place(path), path) for path in dict.fromkeys(files)]
    more = [path for path in dict.fromkeys(asked) if path not in places.values()]
    compiled = compile_catalog(built_in, [*own, *more])
    checked = tuple(dict.fromkeys(asked)) if files else (*built_in, *own)
    names = {str(path) for path in checked}
    lines: dict[str, dict[str, int]] = {}
    findings = []
    for problem in compiled.problems:
        if problem.file in names:
            known = lines.setdefault(problem.file, _find_lines(Path(problem.file)))
            findings.append(Finding(problem, known.get(problem.entry)))
    findings.sort(key=lambda f: (f.problem.file, f.line or 0, f.problem))
    counts = {kind: len(compiled.records[kind]) for kind in TABLES}
    removals = tuple(
        (kind, ident, join_words(yours["files"]), join_words(yours["removed"]))
        for kind, records in compiled.records.items()
        for ident, record in records.items()
        if (yours := record.get("yours")) and yours["removed"]
    )
    return CheckReport(tuple(built_in), checked, tuple(findings), counts, removals, _list_named(compiled.records))


def _list_named(records: Mapping[str, Mapping[str, Any]]) -> tuple[tuple[str, str, str, str], ...]:
    """Return the entries of the person's own whose name alone speaks of allergens: kind, id, files, allergens."""
    return tuple(
        (kind, ident, join_words(yours["files"]), join_words(yours["named"]))
        for kind in ("foods", "dishes")
        for ident, record in records[kind].items()
        if (yours := record.get("yours")) and yours["named"]
    )


def _place(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _find_lines(path: Path) -> dict[str, int]:
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
