"""What the `catalog` commands say: what holds, what does not, where things are, what was added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gutcli.catalog.check import CheckReport
    from gutcli.catalog.stats import StaleView
    from gutcli.folders import Folders


@dataclass(frozen=True, slots=True)
class ProblemView:
    """Something wrong: in which file, near which line, in which entry and key; what, and what would be right."""

    file: str
    line: int | None
    kind: str
    entry: str
    key: str
    message: str
    expected: str


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
    problems: tuple[ProblemView, ...]
    entries: Mapping[str, int]
    removals: tuple[RemovalView, ...]
    named: tuple[NamedView, ...]
    stale: tuple[StaleView, ...] | None


@dataclass(frozen=True, slots=True)
class CatalogPathView:
    """Where the built-in catalog and the person's own files are; `exists`: their folder is there."""

    built_in: str
    own: str
    exists: bool
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogSchemaView:
    """The JSON Schema of one kind of file."""

    kind: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CatalogAddView:
    """A food that was added, or would be (`dry_run`): where, the text, and the cautions that it carries."""

    id: str
    name: str
    file: str
    dry_run: bool
    cautions: tuple[str, ...]
    source: str
    toml: str


def check_view(report: CheckReport, stale: tuple[StaleView, ...] | None = None) -> CatalogCheckView:
    """Return what a check found."""
    problems = tuple(
        ProblemView(p.file, finding.line, p.kind, p.entry, p.key, p.message, p.expected)
        for finding in report.findings
        for p in (finding.problem,)
    )
    files = tuple(
        FileView(str(path), path in report.built_in, sum(p.file == str(path) for p in problems))
        for path in report.checked
    )
    removals = tuple(RemovalView(*removal) for removal in report.removals)
    named = tuple(NamedView(*each) for each in report.named)
    return CatalogCheckView(not problems, files, problems, report.counts, removals, named, stale)


def path_view(folders: Folders) -> CatalogPathView:
    """Return where the catalog is."""
    from gutcli.catalog.library import find_data, overlay_files

    own = folders.overlay
    files = tuple(str(path) for path in overlay_files(own))
    return CatalogPathView(str(find_data()), str(own), own.is_dir(), files)


def add_view(entry: Mapping[str, Any], path: Path, toml: str, *, dry_run: bool) -> CatalogAddView:
    """Return what was added."""
    source = entry.get("source")
    said = f"{source['dataset']} · NDB {source['ndb_no']} · {source['description']}" if source else ""
    return CatalogAddView(entry["id"], entry["name"], str(path), dry_run, tuple(entry["cautions"]), said, toml)
