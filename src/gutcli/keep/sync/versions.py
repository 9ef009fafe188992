"""The profile and the own catalog on several machines: a newer version comes in unasked only if it is stricter."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from gutcli.catalog.kinds import DIETS
from gutcli.folders import Folders, write_private
from gutcli.keep.home import PROFILE, check_toml, find_place, is_beside, list_beside
from gutcli.keep.sync.folder import ABOUT, list_dirs, load_abouts, number_of
from gutcli.keep.sync.sealing import SealError, is_sealed, seal, unseal
from gutcli.keep.sync.state import State
from gutcli.profile.file import find_copy
from gutcli.profile.settings import Profile
from gutcli.text import fold, join_words, safe

_NEEDS = ("allergies", "conditions", "medicines", "practices_avoid")


def exchange_versions(state: State, folders: Folders, now: datetime) -> list[str]:
    """Take over what is stricter, note what only the person can decide, and say what is here; return what came in."""
    mine = _read_mine(folders)
    for name, text in mine.items():
        digest = sha256(text.encode()).hexdigest()[:16]
        if state.versions.get(name, [""])[0] != digest:
            state.versions[name] = [digest, now.isoformat(timespec="seconds")]
    state.asks, taken = {}, []
    for name, (at, text, device) in sorted(_find_newest(state, mine).items()):
        if check_toml(name, text.encode()):
            continue
        here = mine.get(name)
        why = _find_loss(name, here, text)
        known = state.versions.get(name, ["", ""])
        if here is None and known[0] and name != PROFILE:
            continue  # it was removed here
        if here is not None and at <= known[1]:
            continue  # this one is newer: the others take it, or ask there
        if why:
            state.asks[name] = f"{why} (from {device})"
        else:
            take(state, folders, name, text, at)
            taken.append(name)
    return taken


def take(state: State, folders: Folders, name: str, text: str, at: str) -> None:
    """Put a version in its place; the one that was there is kept beside it."""
    path = find_place(name, folders)
    with suppress(FileNotFoundError):
        write_private(find_copy(path), path.read_bytes())
    write_private(os.path.realpath(path), text.encode())
    state.versions[name] = [sha256(text.encode()).hexdigest()[:16], at]
    state.asks.pop(name, None)


def find_version(state: State, folders: Folders, name: str) -> tuple[str, str] | None:
    """Return the newest other version of a file, and its time."""
    found = _find_newest(state, _read_mine(folders)).get(name)
    return (found[1], found[0]) if found else None


def write_about(state: State, folders: Folders) -> None:
    """Say in a file of this device's own what it has seen, and which profile and catalog are here."""
    seen: dict[str, int] = {}
    for name in state.seen:
        device = name.partition("/")[0]
        seen[device] = max(seen.get(device, 0), number_of(name))
    files = {
        name: {"at": state.versions[name][1], "text": text}
        for name, text in _read_mine(folders).items()
        if name in state.versions
    }
    about = {"kind": "gutcli-device", "schema": 1, "device": state.device, "seen": seen, "files": files}
    path, raw = Path(state.folder) / state.device / ABOUT, json.dumps(about, sort_keys=True).encode()
    with suppress(OSError, SealError):
        there = path.read_bytes()
        if is_sealed(there) == bool(state.key) and unseal(there, state.key) == raw:
            return
    write_private(path, seal(raw, state.key))


def _read_mine(folders: Folders) -> dict[str, str]:
    found = {}
    for name, path in list_beside(folders):
        with suppress(OSError, ValueError):
            found[name] = path.read_bytes().decode()
    return found


def _find_newest(state: State, mine: Mapping[str, str]) -> dict[str, tuple[str, str, str]]:
    """Return the newest version of each file on another device that is not the one here: time, text, device."""
    newest: dict[str, tuple[str, str, str]] = {}
    folder = Path(state.folder)
    for device, about in load_abouts(folder, state.dirs or list_dirs(folder), state.key).items():
        files = about.get("files")
        for name, version in files.items() if isinstance(files, dict) and device != state.device else ():
            said: Any = version if isinstance(version, dict) else {}
            at, text = said.get("at"), said.get("text")
            if is_beside(name) and isinstance(at, str) and isinstance(text, str) and text != mine.get(name):
                newest[name] = max(newest.get(name, ("", "", "")), (at[:40], text, device))
    return newest


def _find_loss(name: str, here: str | None, text: str) -> str:
    """Return what of the safety of the version here another one would take away; "" if nothing."""
    if name != PROFILE:
        if here is not None:
            return "it is another version of a file of your catalog"
        return "it takes warnings away from built-in entries" if "remove_" in text else ""
    if here is None:
        return ""
    old, new = _load(here), _load(text)
    lost = [
        word
        for key in _NEEDS
        for word in getattr(old, key)
        if fold(word) not in {fold(other) for other in getattr(new, key)}
    ]
    ranks = (*DIETS, old.diet)  # the strictest first; whoever eats everything stands last
    if new.diet not in ranks[: ranks.index(old.diet) + 1]:
        lost.append(f"diet {old.diet}")
    if old.strict and not new.strict:
        lost.append("strict")
    return f"it is without {join_words([safe(word) for word in lost])}" if lost else ""


def _load(text: str) -> Profile:
    from gutcli.catalog.files import TomlError, parse_toml
    from gutcli.profile.file import examine_data
    from gutcli.profile.settings import make_profile

    try:
        return make_profile(examine_data(parse_toml(text, PROFILE)).values)
    except TomlError:
        return make_profile({})
