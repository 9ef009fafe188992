"""The union of two records, whichever comes first and however often."""

from __future__ import annotations

from collections.abc import Iterable

from gutcli.diary.entry import IMPORT_DEVICE, Entry


def merge_entries(*records: Iterable[Entry]) -> list[Entry]:
    """Return every entry of all records once, in the order of their ids.

    Idempotent, commutative and associative: merging again, the other way round or in other groups gives the same.
    """
    union: dict[str, Entry] = {}
    for record in records:
        for entry in record:
            mine = union.get(entry.id)
            union[entry.id] = entry if mine is None else pick_entry(mine, entry)
    return [union[identity] for identity in sorted(union)]


def pick_entry(mine: Entry, other: Entry) -> Entry:
    """Choose between two versions of one entry: the one whose text was erased, so that what was forgotten stays so.

    Nothing else of an entry ever changes, so anything else that differs is a conflict (`is_conflict`): mine stays.
    """
    if mine == other or is_conflict(mine, other):
        return mine
    # Two machines may each have imported the same file of another program: the change is either's.
    return min(mine, other, key=lambda entry: (entry.text, entry.change))._replace(
        change=min(mine.change, other.change)
    )


def is_conflict(mine: Entry, other: Entry) -> bool:
    """Return whether two versions of one entry cannot both be gutcli's."""
    if mine.text and other.text and mine.text != other.text:
        return True
    same = other._replace(text=mine.text)
    if mine.device.startswith(IMPORT_DEVICE):
        same = same._replace(change=mine.change)
    return mine != same
