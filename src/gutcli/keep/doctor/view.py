"""What `doctor` says: where everything is, how it is, and what to do."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gutcli import __version__
from gutcli.catalog.compile import compile_catalog
from gutcli.catalog.data_files import built_in_files, find_data, overlay_files
from gutcli.catalog.kinds import TABLES
from gutcli.errors import GutcliError
from gutcli.folders import Folders, format_distrust
from gutcli.keep.doctor.repair import Repair
from gutcli.keep.sync.view import build_status
from gutcli.profile.file import examine_profile, find_copy
from gutcli.store.backup import Copy
from gutcli.store.health import DiaryFile, Finding, Health, find_ahead, find_open, inspect_diary
from gutcli.text import quoted, safe

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


def build_doctor(folders: Folders, now: datetime, repair: Repair | None = None) -> DoctorView:
    """Build the view of all that gutcli keeps, whatever state it is in: one broken part does not hide another."""
    findings = [*(repair.findings if repair else ()), *find_ahead(Path(folders.diary), Path(folders.backups), now)]
    health = _look_at_diary(folders, findings)
    keys = _look_at_profile(folders, findings)
    entries, overlays = _look_at_catalog(folders, findings)
    _look_at_cache(folders, findings)
    _look_at_space(folders, findings)
    _look_at_sharing(folders, findings)
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
        mended=repair.words if repair else None,
        versions={
            "gutcli": __version__,
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "system": f"{platform.system()} {platform.release()}".strip(),
        },
    )


def _find_places(folders: Folders) -> tuple[PlaceLine, ...]:
    places = {
        "diary": folders.diary,
        "backups": folders.backups,
        "profile": folders.profile,
        "own catalog": folders.overlay,
        "cache": folders.cache,
        "built-in catalog": find_data(),
    }
    return tuple(_measure(what, Path(path)) for what, path in places.items())


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


_LITTLE_SPACE = 20_000_000
"""Bytes under which a disk may soon be too full for a change and its backup."""


def _look_at_diary(folders: Folders, findings: list[Finding]) -> Health:
    """Look at the diary and its copies."""
    try:
        health = inspect_diary(Path(folders.diary), Path(folders.backups))
    except (GutcliError, OSError, sqlite3.Error) as error:
        health = Health(DiaryFile(exists=os.path.lexists(folders.diary)))
        message = getattr(error, "message", str(error))
        findings.append(Finding("diary", "problem", safe(message), getattr(error, "hint", "")))
    findings += health.findings
    findings += find_open("backups", folders.backups)
    if (
        health.diary.exists
        and health.diary.entries
        and not health.backups
        and not any(f.area == "backups" for f in findings)
    ):
        hint = "One is made before each day's first change; or make one now: gutcli backup"
        findings.append(Finding("backups", "advice", "There is no backup of the diary yet.", hint))
    return health


def _look_at_profile(folders: Folders, findings: list[Finding]) -> tuple[str, ...]:
    """Return the keys of the profile that hold."""
    examined = examine_profile(folders.profile)
    hint = "Nothing is suggested until it is mended: gutcli profile edit"
    file = safe(folders.profile)
    findings += [Finding("profile", "problem", problem.format(file), hint) for problem in examined.problems]
    for path in (folders.profile, find_copy(folders.profile)):
        findings += find_open("profile", path)
    return tuple(examined.values)


def _look_at_catalog(folders: Folders, findings: list[Finding]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return how many entries each kind has, and the person's own files."""
    if os.path.exists(folders.overlay) and not os.path.isdir(folders.overlay):
        what = f"{safe(folders.overlay)} is not a folder, so no catalog files of yours are read."
        findings.append(Finding("catalog", "problem", what, "Move it away, and make a folder in its place."))
    overlays = overlay_files(folders.overlay)
    for path in (folders.overlay, *overlays):
        findings += find_open("catalog", path, 0o022)  # what foods are is no secret
    built_in = built_in_files()
    compiled = compile_catalog(built_in, overlays)
    for problem in compiled.problems:
        hint = (
            "Installing gutcli again mends what was damaged."
            if problem.file in built_in
            else "The whole file is left out until it is mended: gutcli catalog check"
        )
        findings.append(Finding("catalog", "problem", str(problem), hint))
    return {kind: len(compiled.records[kind]) for kind in TABLES}, tuple(overlays)


def _look_at_cache(folders: Folders, findings: list[Finding]) -> None:
    """See whether what can be made again can be kept."""
    cache = folders.cache
    if os.path.exists(cache) and not (os.path.isdir(cache) and os.access(cache, os.W_OK | os.X_OK)):
        hint = "Answers are slower without it; make it a folder that you can write, or remove it."
        findings.append(Finding("cache", "advice", f"The cache {safe(cache)} cannot be written.", hint))
    with suppress(OSError):
        for path in (Path(cache), *sorted(Path(cache).glob("*.json")), *Path(cache).glob("words.db")):
            if why := format_distrust(path.stat()):
                what = f"{safe(str(path))} {why}, so it is not believed: everything is worked out anew each time."
                findings.append(Finding("cache", "advice", what, f"Remove it: rm -r {quoted(path)}"))


def _look_at_space(folders: Folders, findings: list[Finding]) -> None:
    """See whether the diary's place can be written and has room."""
    place = Path(folders.data)
    while not os.path.exists(place) and place != place.parent:
        place = place.parent
    if not os.path.isdir(place):
        what = f"{safe(str(place))} is not a folder, so the diary has no place."
        findings.append(Finding("diary", "problem", what, "Move it away, or set GUTCLI_HOME to another folder."))
        return
    if not os.access(place, os.W_OK | os.X_OK):
        what = f"The folder {safe(str(place))} cannot be written, so nothing can be ticked."
        hint = "Make it writable (chmod u+w), or set GUTCLI_HOME to a folder of yours."
        findings.append(Finding("diary", "problem", what, hint))
    try:
        free = shutil.disk_usage(place).free
    except OSError:
        return
    if free < _LITTLE_SPACE:
        what = f"The disk of {safe(str(place))} has {free // 1_000_000} MB left."
        findings.append(Finding("folders", "advice", what, "Free some space: a full disk cannot take a tick."))


def _look_at_sharing(folders: Folders, findings: list[Finding]) -> None:
    """Say what is wrong with the folder that is shared with other machines."""
    view = build_status(folders)
    found = [f"The shared folder: {problem}." for problem in view.problems]
    slow = [device.device for device in view.devices if not device.confirmed]
    found += [f"The machine {device} has not yet erased what was forgotten here." for device in slow]
    findings += [Finding("folders", "advice", what, "See gutcli sync --status.") for what in found]
