"""Syncing by itself: at each change, at most once a minute on reading, and never in anybody's way."""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gutcli.errors import GutcliError, format_reason
from gutcli.keep.sync.state import Memory
from gutcli.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from gutcli.folders import Folders
    from gutcli.keep.sync.exchange import Round
    from gutcli.keep.sync.state import State
    from gutcli.store.erase import EraseRequest

_PAUSE_S = 60


def sync_quietly(folders: Folders, now: datetime, warn: Callable[[str], None], *, before: bool) -> None:
    """Sync before a command that may read, if that was not done within a minute, and after one that changed anything.

    A folder that cannot be used stops no command; `gutcli sync --status` and `doctor` say what is wrong.
    """
    memory = Memory(folders)
    state = memory.load()
    if state is None or (before and abs(time.time() - state.checked) < _PAUSE_S):
        return
    from gutcli.keep.sync.exchange import is_changed, is_new

    try:
        if not (is_new(state, folders) if before else is_changed(state, folders)):
            if before:
                state.checked = time.time()
                memory.save(state)
            return
        with memory.locked(wait=False) as held:
            if held:
                sync_now(memory, folders, now)
    except (OSError, GutcliError, sqlite3.Error) as error:
        state.problems, state.checked = [format_problem(error)], time.time()
        _save_quietly(memory, state)
        return
    state = memory.load() or state
    if state.asks and state.told != f"{now:%Y-%m-%d}":
        state.told = f"{now:%Y-%m-%d}"
        _save_quietly(memory, state)
        for name, why in state.asks.items():
            warn(f"Another machine has a newer {name}: {why}. Decide: gutcli sync --take {name}, or --keep {name}")


def sync_now(memory: Memory, folders: Folders, now: datetime) -> tuple[State, Round, list[str]]:
    """Run a round; return the state after it, what it did, and the files that came in. The caller holds the lock."""
    from gutcli.keep.sync.exchange import own_dir, run_round
    from gutcli.keep.sync.versions import exchange_versions, write_about

    state = memory.load()  # as it is now that nobody else changes it
    if state is None:
        raise GutcliError("Nothing is shared.", "Begin: gutcli sync FOLDER")
    done = run_round(state, memory, folders, now)
    taken = exchange_versions(state, folders, now)
    write_about(state, folders)
    if state.dirs:  # what this machine says of itself is nothing new to it
        state.dirs |= own_dir(state)
    state.checked = time.time()
    memory.save(state)
    return state, done, taken


def announce_erasure(folders: Folders, now: datetime, wish: EraseRequest) -> None:
    """Let the other machines know what is about to be forgotten here, so that it goes there, too, and never returns.

    Raise GutcliError where the folder cannot be written: what is forgotten here would come back from it.
    """
    memory = Memory(folders)
    if not memory.is_on:
        return
    from gutcli.keep.sync.exchange import forget
    from gutcli.store.erase import find_ids

    try:
        with memory.locked(wait=True):
            state, _, _ = sync_now(memory, folders, now)  # first, for what comes in meanwhile is meant, too
            forget(
                state,
                memory,
                find_ids(Path(folders.diary), Path(folders.backups), wish),
                "text" if wish.is_text else "entry",
            )
    except OSError as error:
        raise GutcliError(
            f"The shared folder cannot be written, so what is forgotten would come back: {format_problem(error)}.",
            "Make it reachable, or stop sharing first: gutcli sync --off. Nothing was erased.",
            code="file_unusable",
        ) from None


def format_problem(error: BaseException) -> str:
    """Return in a few words why the folder or the diary cannot be used."""
    if isinstance(error, GutcliError):
        return error.message
    if isinstance(error, OSError):
        return safe(f"{error.filename or 'the folder'}: {format_reason(error)}")
    return safe(str(error))


def _save_quietly(memory: Memory, state: State) -> None:
    with suppress(OSError):
        memory.save(state)
