"""One round with the shared folder: what others wrote comes in, what only this machine has goes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from gutcli.diary.entry import Entry
from gutcli.folders import Folders, write_private
from gutcli.keep.sync import folder as shared
from gutcli.keep.sync.sealing import is_sealed, seal
from gutcli.keep.sync.state import Memory, State
from gutcli.store.places import load_stamp
from gutcli.store.rows import parse_id

_KNOWN_PROBLEMS = 5


class Round(NamedTuple):
    """What a round did: entries that came and went, and whether anything here changed."""

    received: int = 0
    sent: int = 0
    erased: int = 0


NOTHING = Round()


def is_new(state: State, folders: Folders) -> bool:
    """Return whether the diary or the folder is another than at the last round; a few looks at file times."""
    stamp = load_stamp(folders.diary)
    return list(stamp or ()) != state.stamp or shared.list_dirs(Path(state.folder)) != state.dirs


def is_changed(state: State, folders: Folders) -> bool:
    """Return whether this machine has something to say: its diary, profile or catalog is another than it said."""
    from gutcli.keep.home import list_beside

    latest = max((path.stat().st_mtime for _, path in list_beside(folders)), default=0.0)
    return list(load_stamp(folders.diary) or ()) != state.stamp or latest > state.checked


def run_round(state: State, memory: Memory, folders: Folders, now: datetime) -> Round:
    """Take in what is new, erase what was forgotten elsewhere, write what is new here. The caller holds the lock.

    Raise OSError for a folder that cannot be used, GutcliError for a diary that cannot.
    """
    folder = Path(state.folder)
    listing = shared.list_folder(folder)
    known, is_back = memory.load_ids(), _has_gone_back(state, folders)
    if is_back:
        state.become_another()  # what it writes next must not be taken for what it has written before
        state.seen.clear()  # and what is gone from it comes again
        known.clear()
    entries, told, problems = _read_new(state, folder, listing, known)
    if any(name not in listing.files for name in state.seen):
        # Files went that no other holds together: what they held may be nowhere now, so everything is read again.
        state.seen.clear()
        known.clear()
        entries, told, problems = _read_new(state, folder, listing, known)
    forgotten = memory.load_forgotten()
    told = {identity: what for identity, what in told.items() if forgotten.get(identity) not in {what, "entry"}}
    if is_back:
        told = forgotten | told  # what was forgotten since may be there again
    erased = _learn_forgotten(state, memory, folders, now, told) if told else 0
    received = _take_in(entries, memory.load_forgotten(), folders, now) if entries else 0
    sent = _send(state, memory, folders, known)
    odd = [f"{name} is not of gutcli's naming; if it is a copy of a segment, it was read" for name in listing.odd]
    state.problems = [*problems, *odd][:_KNOWN_PROBLEMS]
    # What is still coming may end without its folder's time changing: so look again.
    state.dirs = {} if problems else {**listing.dirs, **own_dir(state)}
    memory.save(state)
    return Round(received, sent, erased)


def own_dir(state: State) -> dict[str, int]:
    """Return this device's folder as it is now: nobody else writes there."""
    own = shared.list_folder(Path(state.folder))
    mine = f"{state.device}/"
    state.seen |= {name: facts for name, facts in own.files.items() if name.startswith(mine) and shared.number_of(name)}
    return {device: time for device, time in own.dirs.items() if device == state.device}


def _read_new(
    state: State, folder: Path, listing: shared.Listing, known: set[bytes]
) -> tuple[list[Entry], dict[str, str], list[str]]:
    """Load the files that were not seen; return entries, ids that were forgotten, and what is wrong."""
    new: list[Entry] = []
    told: dict[str, str] = {}
    problems: list[str] = []
    for name, facts in listing.files.items():
        if state.seen.get(name) == facts:
            continue
        segment, entries, problem = _load(folder / name, state.key)
        if problem:
            problems.append(f"{name} {problem}")
            continue
        new += entries
        told |= segment.forgotten
        known |= {parse_id(entry.id) for entry in entries}
        state.seen[name] = facts
        for old in segment.replaces:
            state.seen.pop(f"{name.partition('/')[0]}/{old}", None)
    return new, told, problems


def _has_gone_back(state: State, folders: Folders) -> bool:
    """Return whether the diary is a device of another name than it was: it was brought back from a copy."""
    from gutcli.store import open_diary

    with open_diary(folders.diary, read_only=True) as diary:
        device = diary.read_device()
    before, state.diary_device = state.diary_device, device or state.diary_device
    return bool(device and before and device != before)


def forget(state: State, memory: Memory, ids: Iterable[str], what: str) -> None:
    """Let every device know, before anything is erased here, that entries (or their texts) are forgotten."""
    told = dict.fromkeys(ids, what)
    if told:
        memory.save_forgotten(memory.load_forgotten() | told)
        _put(state, memory, [], told)
        state.forgot = state.number - 1
        rewrite_own(state, told)
        state.dirs |= own_dir(state)
        memory.save(state)


def _load(path: Path, key: str) -> tuple[shared.Segment, tuple[Entry, ...], str]:
    """Return a segment, its entries, and what is wrong with it."""
    segment = shared.load_segment(path, key)
    if segment.problem or not segment.lines:
        return segment, (), segment.problem
    from gutcli.keep.import_.parse import parse_jsonl

    parsed = parse_jsonl(segment.lines)
    problem = f"has a line that is no entry: {parsed.problems[0].why}" if parsed.problems else ""
    return segment, parsed.entries, problem


def _take_in(new: Collection[Entry], forgotten: dict[str, str], folders: Folders, now: datetime) -> int:
    from gutcli.diary.exchange.merge import merge_entries
    from gutcli.folders import make_private_folder
    from gutcli.store import open_diary
    from gutcli.store.merging import merge_into

    entries = [
        entry._replace(text="") if entry.id in forgotten else entry
        for entry in merge_entries(new)
        if forgotten.get(entry.id) != "entry"
    ]
    with open_diary(folders.diary, read_only=True) as diary:
        have = {entry.id: entry for entry in diary.read_some(parse_id(entry.id) for entry in entries)}
    if all(have.get(entry.id) == entry for entry in entries):
        return 0
    make_private_folder(folders.data)
    with open_diary(folders.diary, read_only=False, backups=folders.backups) as diary:
        merged = merge_into(diary, entries, now)
    return merged.new + merged.replaced


def _learn_forgotten(state: State, memory: Memory, folders: Folders, now: datetime, told: dict[str, str]) -> int:
    from gutcli.store.erase import erase, these
    from gutcli.store.places import check_file

    memory.save_forgotten(memory.load_forgotten() | told)
    rewrite_own(state, told)
    erased = 0
    if check_file(folders.diary, backups=folders.backups):
        for what in ("text", "entry"):
            ids = [identity for identity, whole in told.items() if whole == what]
            if ids:
                gone = erase(Path(folders.diary), Path(folders.backups), these(ids, is_text=what == "text"), now)
                erased += gone.entries + gone.notes
    return erased


def rewrite_own(state: State, told: dict[str, str]) -> None:
    """Write this device's segments anew without what was forgotten."""
    from gutcli.diary.exchange.jsonl import write_entry

    folder = Path(state.folder)
    for path in shared.own_segments(folder, state.device):
        segment, entries, problem = _load(path, state.key)
        if problem or not any(entry.id in told for entry in entries):
            continue
        kept = [
            write_entry(entry._replace(text="") if entry.id in told else entry)
            for entry in entries
            if told.get(entry.id) != "entry"
        ]
        raw = shared.format_segment(state.device, shared.number_of(path), kept, segment.forgotten)
        write_private(path, seal(raw, state.key))


def seal_own(state: State) -> None:
    """Write this device's files anew, encrypted, where they stand in plain text."""
    folder = Path(state.folder)
    for path in (*shared.own_segments(folder, state.device), folder / state.device / shared.ABOUT):
        if path.exists() and not is_sealed(raw := path.read_bytes()):
            write_private(path, seal(raw, state.key))
    state.dirs |= own_dir(state)


def _send(state: State, memory: Memory, folders: Folders, known: set[bytes]) -> int:
    from gutcli.diary.exchange.jsonl import write_entry
    from gutcli.store import open_diary

    state.stamp = list(load_stamp(folders.diary) or ())
    forgotten = memory.load_forgotten()
    with open_diary(folders.diary, read_only=True) as diary:
        unsent = diary.read_some(diary.read_ids() - known)
    new = [entry for entry in unsent if forgotten.get(entry.id) != "entry"]
    if new:
        _put(state, memory, [write_entry(entry) for entry in new], {})
        known |= {parse_id(entry.id) for entry in new}
    memory.save_ids(known)
    _compact(state, memory)
    return len(new)


def _put(
    state: State, memory: Memory, lines: list[str], forgotten: dict[str, str], replaces: Sequence[str] = ()
) -> None:
    folder = Path(state.folder)

    def write() -> bool:
        raw = shared.format_segment(state.device, state.number, lines, forgotten, replaces)
        return shared.write_segment(folder, state.device, state.number, seal(raw, state.key))

    while not write():
        state.become_another()  # this machine was brought back from a copy: the number is somebody's
    state.number += 1
    memory.save(state)  # the number is not used twice, whatever happens next


def _compact(state: State, memory: Memory) -> None:
    """Put many segments of this device's together into one, and only then remove them."""
    folder = Path(state.folder)
    paths = shared.own_segments(folder, state.device)
    if len(paths) < shared.COMPACTED:
        return
    lines: list[str] = []
    forgotten: dict[str, str] = {}
    whole = []
    for path in paths:
        segment = shared.load_segment(path, state.key)
        if not segment.problem:
            lines += segment.lines
            forgotten |= segment.forgotten
            whole.append(path)
    _put(state, memory, list(dict.fromkeys(lines)), forgotten, [path.name for path in whole])
    state.forgot = state.number - 1 if state.forgot else 0
    for path in whole:
        path.unlink(missing_ok=True)
        state.seen.pop(f"{state.device}/{path.name}", None)
