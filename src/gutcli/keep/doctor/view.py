"""What `doctor` says: where everything is, how it is, and what to do."""

from __future__ import annotations

import os
import platform
import sqlite3
import stat
from dataclasses import dataclass
from pathlib import Path

from gutcli import __version__
from gutcli.folders import Folders
from gutcli.keep.doctor.findings import (
    look_at_cache,
    look_at_catalog,
    look_at_diary,
    look_at_profile,
    look_at_sharing,
    look_at_space,
)
from gutcli.store.backup import Copy
from gutcli.store.health import DiaryFile, Finding

DIARY_AREAS = {"diary", "backups"}
SETTINGS_AREAS = {"profile", "catalog"}


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place of the person's: a file or folder, whether it is there, its size with all in it, its permissions."""

    what: str
    path: str
    exists: bool
    size_bytes: int
    mode: str


@dataclass(frozen=True, slots=True)
class DoctorView:
    """Everything at a glance. `exit_code` is 0, 5 if the diary is not well, else 4 if catalog or profile are not."""

    healthy: bool
    exit_code: int
    places: tuple[PlaceLine, ...]
    diary: DiaryFile
    backups: tuple[Copy, ...]
    catalog_entries: dict[str, int]
    overlay_files: tuple[str, ...]
    profile_keys: tuple[str, ...]
    findings: tuple[Finding, ...]
    mended: str | None
    versions: dict[str, str]


def build_doctor(folders: Folders, findings: list[Finding], mended: str | None = None) -> DoctorView:
    """Build the view of all that gutcli keeps; `findings` has what repairing found, `mended` what it did."""
    health = look_at_diary(folders, findings)
    keys = look_at_profile(folders, findings)
    entries, overlays = look_at_catalog(folders, findings)
    look_at_cache(folders, findings)
    look_at_space(folders, findings)
    look_at_sharing(folders, findings)
    areas = {finding.area for finding in findings if finding.severity == "problem"}
    code = 5 if areas & DIARY_AREAS else 4 if areas & SETTINGS_AREAS else 0
    return DoctorView(
        healthy=code == 0,
        exit_code=code,
        places=_find_places(folders),
        diary=health.diary,
        backups=health.backups,
        catalog_entries=entries,
        overlay_files=overlays,
        profile_keys=keys,
        findings=tuple(findings),
        mended=mended,
        versions={
            "gutcli": __version__,
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "system": f"{platform.system()} {platform.release()}".strip(),
        },
    )


def _find_places(folders: Folders) -> tuple[PlaceLine, ...]:
    from gutcli.catalog.library import find_data

    places = {
        "diary": folders.diary,
        "backups": folders.backups,
        "profile": folders.profile,
        "own catalog": folders.overlay,
        "cache": folders.cache,
        "built-in catalog": find_data(),
    }
    return tuple(_measure(what, path) for what, path in places.items())


def _measure(what: str, path: Path) -> PlaceLine:
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return PlaceLine(what, str(path), os.path.lexists(path), 0, "")
    size = facts.st_size
    if stat.S_ISDIR(facts.st_mode):
        size = 0
        for folder, _, names in os.walk(path):
            for name in names:
                try:
                    size += os.lstat(os.path.join(folder, name)).st_size
                except OSError:
                    continue
    return PlaceLine(what, str(path), exists=True, size_bytes=size, mode=f"{stat.S_IMODE(facts.st_mode):03o}")
