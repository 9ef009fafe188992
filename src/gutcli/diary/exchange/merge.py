"""The union of two records, whichever comes first and however often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.diary.exchange.jsonl import write_entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gutcli.diary.entry import Entry


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


def pick_entry(one: Entry, other: Entry) -> Entry:
    """Choose between two versions of one entry: the one that says less, so that what was forgotten stays forgotten."""
    if one == other:
        return one
    return min(one, other, key=lambda entry: (len(line := write_entry(entry)), line))
