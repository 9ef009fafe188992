"""The shared folder: each device writes files of its own only, once, and reads everybody's."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gutcli.folders import make_private_folder
from gutcli.keep.sync.sealing import NO_KEY, SealError, unseal
from gutcli.store.creation import private_draft, put_in_place

SEGMENT_SCHEMA = 1
ABOUT = "about.json"
_DEVICE = re.compile(r"[0-9a-f]{16}")
_SEGMENT = re.compile(r"(\d{6,9})\.jsonl")
_FORGOTTEN = "gutcli-forgotten"
_MOST_BYTES = 64 * 1024 * 1024
COMPACTED = 64
"""So many segments of its own a device puts together into one."""


class Listing(NamedTuple):
    """What is in the folder: segments with their size and time, the times of devices' folders, and what is odd."""

    files: dict[str, list[int]]
    dirs: dict[str, int]
    odd: tuple[str, ...]


class Segment(NamedTuple):
    """What a file says: lines of entries, ids that were forgotten (and what of them), and whether it is whole.

    `replaces` are the names of older ones of its device that it holds together.
    """

    lines: tuple[str, ...]
    forgotten: dict[str, str]
    problem: str = ""
    replaces: tuple[str, ...] = ()


def list_dirs(folder: Path) -> dict[str, int]:
    """Return the times of the folders of devices: they change when a file comes, goes or is replaced."""
    with os.scandir(folder) as entries:
        return {entry.name: entry.stat().st_mtime_ns for entry in entries if _DEVICE.fullmatch(entry.name)}


def list_folder(folder: Path) -> Listing:
    """Return every segment of every device; copies that a syncing program renamed are read like any other."""
    files: dict[str, list[int]] = {}
    odd: list[str] = []
    dirs = list_dirs(folder)
    for device in sorted(dirs):
        with os.scandir(folder / device) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.startswith(".") or entry.name == ABOUT:
                    continue
                facts = entry.stat()
                if "jsonl" in entry.name and entry.is_file():
                    files[f"{device}/{entry.name}"] = [facts.st_size, facts.st_mtime_ns]
                if not _SEGMENT.fullmatch(entry.name):
                    odd.append(f"{device}/{entry.name}")
    return Listing(files, dirs, tuple(odd))


def load_segment(path: Path, key: str = "") -> Segment:
    """Return what a segment says. One that is still coming, or that is none, says why, and nothing else."""
    try:
        with path.open("rb") as file:
            raw = unseal(file.read(_MOST_BYTES + 1), key)
        lines = [line for line in raw.decode("ascii").split("\n") if line]
        head: Any = json.loads(lines[0]) if lines else None
    except (OSError, ValueError, RecursionError) as error:
        return Segment((), {}, f"cannot be read ({type(error).__name__})")
    except SealError as error:
        return Segment((), {}, str(error) if str(error) == NO_KEY else f"cannot be decrypted: {error}")
    if not isinstance(head, dict) or head.get("kind") != "gutcli-segment":
        return Segment((), {}, "is no segment of gutcli's")
    if head.get("schema") != SEGMENT_SCHEMA:
        return Segment((), {}, "is of a newer gutcli: update here")
    if head.get("lines") != len(lines) - 1 or not raw.endswith(b"\n"):
        return Segment((), {}, "has not come whole yet")
    kept: list[str] = []
    forgotten: dict[str, str] = {}
    for line in lines[1:]:
        if f'"{_FORGOTTEN}"' not in line[:40]:
            kept.append(line)
            continue
        try:
            said = json.loads(line)
            forgotten |= {str(identity): "entry" if said["what"] == "entry" else "text" for identity in said["ids"]}
        except (ValueError, TypeError, KeyError):
            return Segment((), {}, "is damaged")
    replaces = head.get("replaces")
    return Segment(tuple(kept), forgotten, "", tuple(map(str, replaces)) if isinstance(replaces, list) else ())


def format_segment(
    device: str, number: int, lines: Sequence[str], forgotten: dict[str, str], replaces: Sequence[str] = ()
) -> bytes:
    """Return a segment as it is written."""
    told = [(what, sorted(i for i, whole in forgotten.items() if whole == what)) for what in ("text", "entry")]
    every = [*lines, *(_dump({"kind": _FORGOTTEN, "what": what, "ids": ids}) for what, ids in told if ids)]
    head: dict[str, Any] = {"kind": "gutcli-segment", "schema": SEGMENT_SCHEMA, "device": device, "number": number}
    head["lines"] = len(every)
    if replaces:
        head["replaces"] = list(replaces)
    return "".join(f"{line}\n" for line in (_dump(head), *every)).encode("ascii")


def _dump(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def write_segment(folder: Path, device: str, number: int, raw: bytes) -> bool:
    """Put a new segment in the folder, whole; return False if there is one of that number already."""
    home = folder / device
    make_private_folder(home)
    with private_draft(home) as draft:
        draft.write_bytes(raw)
        return put_in_place(draft, home / f"{number:06}.jsonl")


def own_segments(folder: Path, device: str) -> list[Path]:
    """Return a device's segments, oldest first."""
    try:
        names = sorted(os.listdir(folder / device))
    except FileNotFoundError:
        return []
    return [folder / device / name for name in names if _SEGMENT.fullmatch(name)]


def number_of(path: Path | str) -> int:
    """Return the running number of a segment; 0 for a copy that was renamed."""
    match = _SEGMENT.fullmatch(Path(path).name)
    return int(match[1]) if match else 0


def load_abouts(folder: Path, devices: Iterable[str], key: str = "") -> dict[str, dict[str, Any]]:
    """Return what each device says of itself: what it has seen, its profile, its catalog."""
    found: dict[str, dict[str, Any]] = {}
    for device in devices:
        try:
            said = json.loads(unseal((folder / device / ABOUT).read_bytes(), key))
        except (OSError, ValueError, RecursionError, SealError):
            continue
        if isinstance(said, dict) and said.get("kind") == "gutcli-device":
            found[device] = said
    return found
