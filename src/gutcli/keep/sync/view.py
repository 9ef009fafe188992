"""What is said of the shared folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from gutcli.folders import Folders
from gutcli.keep.sync import folder as shared
from gutcli.keep.sync.exchange import NOTHING, Round
from gutcli.keep.sync.hook import format_problem
from gutcli.keep.sync.state import Memory, State


class DeviceLine(NamedTuple):
    """A machine that has written to the folder. `confirmed`: it has erased what was forgotten here."""

    device: str
    is_here: bool
    segments: int
    confirmed: bool


class FileConflict(NamedTuple):
    """A file of which another machine has a newer version, and why it is not simply taken."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class SyncView:
    """How sharing is, and what this round did: entries that came, went, were erased, files that came in.

    `encrypted`: what this machine writes there is; `advice` is what to do about its key.
    """

    folder: str | None
    device: str | None
    did: str
    received: int = 0
    sent: int = 0
    erased: int = 0
    files: tuple[str, ...] = ()
    devices: tuple[DeviceLine, ...] = ()
    problems: tuple[str, ...] = ()
    asks: tuple[FileConflict, ...] = ()
    encrypted: bool = False
    advice: str = ""


def build_status(folders: Folders) -> SyncView:
    """Return how sharing is; nothing is read but names and what devices say of themselves."""
    state = Memory(folders).load()
    return view_state(state, "status") if state else SyncView(None, None, "status")


def view_state(state: State, did: str, done: Round = NOTHING, files: tuple[str, ...] = ()) -> SyncView:
    """Return what is said of the folder that is shared, and of what was just done with it."""
    problems = list(state.problems)
    devices: list[DeviceLine] = []
    try:
        listing = shared.list_folder(Path(state.folder))
        abouts = shared.load_abouts(Path(state.folder), listing.dirs, state.key)
        for device in sorted(listing.dirs):
            seen = abouts.get(device, {}).get("seen")
            heard = seen.get(state.device, 0) if isinstance(seen, dict) else 0
            number = sum(name.startswith(f"{device}/") for name in listing.files)
            confirmed = device == state.device or (isinstance(heard, int) and heard >= state.forgot)
            devices.append(DeviceLine(device, device == state.device, number, confirmed))
    except OSError as error:
        problems = list(dict.fromkeys([*problems, format_problem(error)]))
    asks = tuple(FileConflict(name, why) for name, why in state.asks.items())
    return SyncView(
        state.folder, state.device, did, **done._asdict(), files=files, devices=tuple(devices),
        problems=tuple(problems), asks=asks, encrypted=bool(state.key),
    )  # fmt: skip
