"""Look at everything that gutcli keeps, whatever state it is in: one broken part does not hide another."""

from __future__ import annotations

import os
import platform
import sqlite3
import stat
from typing import TYPE_CHECKING

from gutcli import __version__
from gutcli.errors import GutcliError
from gutcli.keep.doctor.view import BackupLine, DiaryLine, DoctorView, FindingLine, PlaceLine, judge
from gutcli.text import count, safe

if TYPE_CHECKING:
    from pathlib import Path

    from gutcli.app import App
    from gutcli.folders import Folders
    from gutcli.store.health import Health

_LITTLE_SPACE = 20_000_000
"""Bytes under which a disk may soon be too full for a change and its backup."""
_PRIVATE_HINT = "Make it yours alone: "
"""How health.py begins a hint about permissions: advice, as the diary works all the same."""


def build_doctor(app: App, *, mend: bool = False) -> DoctorView:
    """Look at diary, backups, profile, catalog, cache and folders; with `mend`, first mend what can be."""
    folders = app.folders
    findings: list[FindingLine] = []
    mended = _mend(folders, findings) if mend else None
    diary, backups = _look_at_diary(folders, findings)
    keys = _look_at_profile(folders, findings)
    entries, overlays = _look_at_catalog(folders, findings)
    _look_at_cache(folders, findings)
    _look_at_space(folders, findings)
    found = tuple(findings)
    code = judge(found)
    return DoctorView(
        code == 0,
        code,
        _find_places(folders),
        diary,
        backups,
        entries,
        overlays,
        keys,
        found,
        mended,
        {
            "gutcli": __version__,
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "system": f"{platform.system()} {platform.release()}".strip(),
        },
    )


def _mend(folders: Folders, findings: list[FindingLine]) -> str:
    from gutcli.store.health import mend_device, mend_diary

    try:
        days = mend_diary(folders.diary, folders.backups)
        named = mend_device(folders.diary, folders.backups)
    except GutcliError as error:
        findings.append(FindingLine("diary", "problem", error.message, error.hint))
        return "Nothing could be mended."
    done = [count(days, "day")] * bool(days) + ["the device's name"] * named
    return f"Mended {' and '.join(done)}." if done else "Nothing needed mending."


def _look_at_diary(folders: Folders, findings: list[FindingLine]) -> tuple[DiaryLine, tuple[BackupLine, ...]]:
    from gutcli.store.health import Health, inspect_diary

    try:
        health = inspect_diary(folders.diary, folders.backups)
    except (GutcliError, OSError, sqlite3.Error) as error:
        health = Health(folders.diary, os.path.lexists(folders.diary))
        message = getattr(error, "message", str(error))
        findings.append(FindingLine("diary", "problem", safe(message), getattr(error, "hint", "")))
    bad = {str(copy.path) for copy in health.backups if copy.problem}
    for finding in health.findings:
        area = "backups" if any(path in finding.what for path in bad) else "diary"
        severity = "advice" if finding.hint.startswith(_PRIVATE_HINT) else "problem"
        findings.append(FindingLine(area, severity, finding.what, finding.hint))
    if health.exists and health.entries and not health.backups:
        hint = "One is made before each day's first change; or make one now: gutcli backup"
        findings.append(FindingLine("backups", "advice", "There is no backup of the diary yet.", hint))
    backups = tuple(BackupLine(str(copy.path), copy.size, copy.entries, copy.problem) for copy in health.backups)
    return _diary_line(health), backups


def _diary_line(health: Health) -> DiaryLine:
    return DiaryLine(
        health.exists, health.size, health.schema, health.entries, health.days, health.first, health.last,
        health.devices, health.is_cut_short,
    )  # fmt: skip


def _look_at_profile(folders: Folders, findings: list[FindingLine]) -> tuple[str, ...]:
    """Give the keys of the profile that hold."""
    from gutcli.profile.file import examine_profile

    examined = examine_profile(folders.profile)
    hint = "Nothing is suggested until it is mended: gutcli profile edit"
    findings += [FindingLine("profile", "problem", str(problem), hint) for problem in examined.problems]
    _look_at_privacy("profile", folders.profile, findings)
    return tuple(examined.values)


def _look_at_catalog(folders: Folders, findings: list[FindingLine]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Give how many entries each kind has, and the person's own files."""
    from gutcli.catalog.compile import compile_catalog
    from gutcli.catalog.library import built_in_files, overlay_files

    if _is_there(folders.overlay) and not os.path.isdir(folders.overlay):
        what = f"{safe(str(folders.overlay))} is not a folder, so no catalog files of yours are read."
        findings.append(FindingLine("catalog", "problem", what, "Move it away, and make a folder in its place."))
    overlays = overlay_files(folders.overlay)
    built_in = built_in_files()
    compiled = compile_catalog(built_in, overlays)
    own = {str(path) for path in built_in}
    for problem in compiled.problems:
        hint = (
            "Installing gutcli again mends what was damaged."
            if problem.file in own
            else "The whole file is left out until it is mended: gutcli catalog check"
        )
        findings.append(FindingLine("catalog", "problem", str(problem), hint))
    return {kind: len(records) for kind, records in compiled.records.items()}, tuple(str(path) for path in overlays)


def _look_at_cache(folders: Folders, findings: list[FindingLine]) -> None:
    cache = folders.cache
    if _is_there(cache) and not (os.path.isdir(cache) and os.access(cache, os.W_OK | os.X_OK)):
        hint = "Answers are slower without it; make it a folder that you can write, or remove it."
        findings.append(FindingLine("cache", "advice", f"The cache {safe(str(cache))} cannot be written.", hint))


def _look_at_privacy(area: str, path: Path, findings: list[FindingLine]) -> None:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except (OSError, ValueError):
        return
    if os.name != "nt" and mode & 0o077:
        from gutcli.store.places import quoted

        what = f"{safe(str(path))} can be read by others on this machine (mode {mode:03o})."
        findings.append(FindingLine(area, "advice", what, f"{_PRIVATE_HINT}chmod 600 {quoted(path)}"))


def _look_at_space(folders: Folders, findings: list[FindingLine]) -> None:
    """See whether the diary's place can be written and has room."""
    import shutil

    place = folders.data
    while not _is_there(place) and place != place.parent:
        place = place.parent
    if not os.path.isdir(place):
        what = f"{safe(str(place))} is not a folder, so the diary has no place."
        findings.append(FindingLine("diary", "problem", what, "Move it away, or set GUTCLI_HOME to another folder."))
        return
    if not os.access(place, os.W_OK | os.X_OK):
        what = f"The folder {safe(str(place))} cannot be written, so nothing can be ticked."
        hint = "Make it writable (chmod u+w), or set GUTCLI_HOME to a folder of yours."
        findings.append(FindingLine("diary", "problem", what, hint))
    try:
        free = shutil.disk_usage(place).free
    except OSError:
        return
    if free < _LITTLE_SPACE:
        what = f"The disk of {safe(str(place))} has {free // 1_000_000} MB left."
        findings.append(FindingLine("folders", "advice", what, "Free some space: a full disk cannot take a tick."))


def _is_there(path: Path) -> bool:
    """Say whether something is at `path`, as far as one may look; pathlib would raise where one may not."""
    return os.path.exists(path)


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
