"""What `catalog path`, `catalog schema` and `catalog add` say."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gutcli.catalog.data_files import find_data, overlay_files
from gutcli.folders import Folders


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


def build_path(folders: Folders) -> CatalogPathView:
    """Return where the catalog is."""
    own = folders.overlay
    files = tuple(overlay_files(own))
    return CatalogPathView(find_data(), own, os.path.isdir(own), files)


def view_added(entry: Mapping[str, Any], path: Path, toml: str, *, dry_run: bool) -> CatalogAddView:
    """Return what was added."""
    source = entry.get("source")
    said = f"{source['dataset']} · NDB {source['ndb_no']} · {source['description']}" if source else ""
    return CatalogAddView(entry["id"], entry["name"], str(path), dry_run, tuple(entry["cautions"]), said, toml)
