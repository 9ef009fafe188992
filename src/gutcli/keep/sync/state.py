"""What this machine remembers of the folder that it shares: where, as whom, and what of it was seen."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gutcli.folders import write_private

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gutcli.folders import Folders

STATE = "sync.json"
_IDS, _FORGOTTEN, _LOCK = "sync-ids", "sync-forgotten.json", "sync.lock"
_ID_BYTES = 16


class State:
    """The memory of one machine's syncing; everything but `folder` and `device` can be worked out anew.

    `number` is the next segment's, `seen` the files read (path in the folder -> size, time), `dirs` the times of the
    devices' folders, `stamp` the diary as it was last, `checked` when the folder was looked at, `problems` what was
    wrong with it then, `asks` what only the person can decide, `versions` the time of the profile and catalog files,
    `key` the file with the key by which everything is encrypted ("": nothing is).
    """

    def __init__(self, folder: str, device: str = "", **known: Any) -> None:
        self.folder = folder
        self.device: str = device or os.urandom(8).hex()
        self.diary_device: str = known.get("diary_device", "")
        self.number: int = known.get("number", 1)
        self.seen: dict[str, list[int]] = known.get("seen", {})
        self.dirs: dict[str, int] = known.get("dirs", {})
        self.stamp: list[Any] = known.get("stamp", [])
        self.checked: float = known.get("checked", 0.0)
        self.told: str = known.get("told", "")
        self.problems: list[str] = known.get("problems", [])
        self.asks: dict[str, str] = known.get("asks", {})
        self.versions: dict[str, list[str]] = known.get("versions", {})
        self.forgot: int = known.get("forgot", 0)
        self.key: str = known.get("key", "")

    def become_another(self) -> None:
        """Take a new device id: this one's numbers may be in use elsewhere."""
        self.device, self.number = os.urandom(8).hex(), 1


class Memory:
    """Where the state is kept, beside the diary."""

    def __init__(self, folders: Folders) -> None:
        self.data = Path(folders.data)

    @property
    def is_on(self) -> bool:
        """Return whether this machine shares a folder."""
        return os.path.lexists(self.data / STATE)

    def load(self) -> State | None:
        """Return the state; None where nothing is shared. A spoilt one remembers nothing, and keeps the folder."""
        try:
            fields = json.loads((self.data / STATE).read_bytes())
            return State(**fields) if isinstance(fields["folder"], str) and isinstance(fields["device"], str) else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def save(self, state: State) -> None:
        """Keep the state."""
        write_private(self.data / STATE, json.dumps(vars(state)).encode())

    def load_ids(self) -> set[bytes]:
        """Return the ids of the entries that the folder holds, as far as is known."""
        with suppress(OSError):
            raw = (self.data / _IDS).read_bytes()
            return {raw[place : place + _ID_BYTES] for place in range(0, len(raw) - _ID_BYTES + 1, _ID_BYTES)}
        return set()

    def save_ids(self, ids: set[bytes]) -> None:
        """Keep them; they can be read again."""
        write_private(self.data / _IDS, b"".join(sorted(ids)), durable=False)

    def load_forgotten(self) -> dict[str, str]:
        """Return the ids of what was forgotten on any machine, and what of it: text or entry."""
        try:
            forgotten = json.loads((self.data / _FORGOTTEN).read_bytes())
        except (OSError, ValueError):
            return {}
        return forgotten if isinstance(forgotten, dict) else {}

    def save_forgotten(self, forgotten: dict[str, str]) -> None:
        """Keep them: what was forgotten must not come back from a machine that was away."""
        write_private(self.data / _FORGOTTEN, json.dumps(forgotten).encode())

    def drop(self) -> None:
        """Remember nothing any more."""
        for name in (_IDS, _FORGOTTEN, _LOCK, STATE):
            (self.data / name).unlink(missing_ok=True)

    @contextmanager
    def locked(self, *, wait: bool) -> Iterator[bool]:
        """Hold the only right to sync on this machine; yields whether it could be had."""
        descriptor = os.open(self.data / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield _lock(descriptor, wait=wait)
        finally:
            os.close(descriptor)


def _lock(descriptor: int, *, wait: bool) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows: a segment's name is taken by one process alone, which is enough
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True
