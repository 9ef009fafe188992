"""What the person decides about the shared folder: to share it, to stop, whose version of a file holds."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from gutcli.errors import GutcliError, UsageError
from gutcli.folders import Folders, make_private_folder, parse_path
from gutcli.keep.sync.exchange import seal_own
from gutcli.keep.sync.hook import format_problem, sync_now
from gutcli.keep.sync.sealing import find_key, format_key_advice, make_key, refuse_strange_seal
from gutcli.keep.sync.state import Memory, State
from gutcli.keep.sync.versions import find_version, take, write_about
from gutcli.keep.sync.view import SyncView, view_state
from gutcli.text import safe


def share(folders: Folders, now: datetime, words: str, how: str = "") -> SyncView:
    """Begin to share a folder, or run a round with the one that is shared; `how` is "age" to encrypt from now on."""
    memory = Memory(folders)
    if how not in {"", "age"}:
        raise UsageError(f"gutcli cannot encrypt with {safe(how)!r}.", "It can with age: gutcli sync FOLDER --with age")
    before = memory.load()
    if not words and before is None:
        raise UsageError(
            "Nothing is shared yet.", "Name a folder that something else carries: gutcli sync ~/Dropbox/gutcli"
        )
    path = parse_path(words) if words or before is None else Path(before.folder)
    refuse_strange_seal(path, folders, seals=bool(how or (before and before.key and before.folder == str(path))))
    is_new = bool(how) and make_key(folders)  # before anything goes out
    if words:
        _begin(memory, folders, words)
    try:
        with memory.locked(wait=True):
            if how:
                _encrypt(memory, folders)
            state, done, taken = sync_now(memory, folders, now)
    except (OSError, sqlite3.Error) as error:
        raise GutcliError(
            f"The shared folder cannot be used: {format_problem(error)}.",
            "Is it mounted, and yours to write? Everything is on this machine all the same.",
            code="file_unusable",
        ) from None
    view = view_state(state, "synced", done, tuple(taken))
    return replace(view, advice=format_key_advice(folders)) if is_new else view


def _encrypt(memory: Memory, folders: Folders) -> None:
    """Encrypt what goes out from now on, and what this machine has written there already."""
    state = memory.load()
    assert state is not None
    state.key = str(find_key(folders))
    state.seen = {name: facts for name, facts in state.seen.items() if name.startswith(f"{state.device}/")}
    state.dirs = {}  # what could not be read without the key is looked at again
    seal_own(state)
    memory.save(state)


def stop(folders: Folders) -> SyncView:
    """Share no longer; what is in the folder stays there."""
    memory = Memory(folders)
    state = memory.load()
    memory.drop()
    return SyncView(state.folder, state.device, "off") if state else SyncView(None, None, "off")


def decide(folders: Folders, now: datetime, name: str, *, takes: bool) -> SyncView:
    """Take another machine's version of a file, or let the one that is here be the newest."""
    memory = Memory(folders)
    state = memory.load()
    if state is None or name not in state.asks:
        raise UsageError(f"Nothing is to be decided about {safe(name)!r}.", "See what is: gutcli sync --status")
    version = find_version(state, folders, name)
    if takes and version:
        take(state, folders, name, *version)
    else:
        state.versions[name] = [state.versions.get(name, [""])[0], now.isoformat(timespec="seconds")]
        state.asks.pop(name)
    write_about(state, folders)
    memory.save(state)
    return view_state(state, "taken" if takes else "kept", files=(name,))


def _begin(memory: Memory, folders: Folders, words: str) -> None:
    path = parse_path(words)
    own = {Path(place).resolve() for place in (folders.config, folders.data, folders.cache)}
    if own & {path.resolve(), *path.resolve().parents}:
        raise UsageError(f"{safe(words)} is inside gutcli's own folders.", "Give one that something else carries.")
    if not path.parent.is_dir() or (path.exists() and not path.is_dir()):
        raise UsageError(
            f"{safe(words)} is not a folder, and cannot be made.", "Is the disk there? Name a folder in it."
        )
    before = memory.load()
    if before and before.folder == str(path):
        return
    try:
        make_private_folder(path)
        make_private_folder(folders.data)
        memory.drop()
        memory.save(State(str(path)))
    except OSError as error:
        raise GutcliError(
            f"{format_problem(error).capitalize()}.", "Give another folder.", code="file_unusable"
        ) from None
