"""Records of another program as entries of the diary: the same record always gives the same entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import NamedTuple

from gutcli.catalog.library import Catalog
from gutcli.diary.entry import IMPORT_DEVICE, Entry, from_data, to_data
from gutcli.keep.import_.mapping import NOTED, Target, is_food, make_mood, make_target
from gutcli.keep.importers.record import EATEN, MOOD, NOTE, REST, TICK, Record
from gutcli.store.merging import BroughtIn
from gutcli.store.rows import format_id, milliseconds, pack_id
from gutcli.text import fold, safe

_NOON = time(12)
_LONGEST, _LONGEST_NAME = 2000, 200
_SAME_DAY = {TICK, REST, EATEN}


class Key(NamedTuple):
    """What makes a record the same one when it comes again: not what it is mapped to, nor its note or amount."""

    app: str
    kind: str
    name: str
    day: str
    time: str
    number: int
    part: int


def settle_days(records: Iterable[Record]) -> list[Record]:
    """Return the records with one tick or rest a day and name: the last one, with the notes of all."""
    settled: dict[object, Record] = {}
    for number, record in enumerate(records):
        key = (record.day, record.name) if record.kind in _SAME_DAY else number
        before = settled.pop(key, None)
        notes = dict.fromkeys(note for note in (before.note if before else "", record.note) if note)
        settled[key] = record._replace(note="; ".join(notes))
    return list(settled.values())


def plan_import(
    app: str, records: Iterable[Record], targets: Mapping[str, Target], have: Mapping[str, Entry], gone: frozenset[str]
) -> BroughtIn:
    """Return what to add to a diary that has the entries `have`, of which `gone` were taken back."""
    added: list[Entry] = []
    corrected: list[Entry] = []
    known = 0
    for key, entry in _make_entries(app, records, targets):
        turn = 0
        while True:
            mine = have.get(make_id(key, entry.at, turn))
            if mine is None:
                added.append(entry._replace(id=make_id(key, entry.at, turn)))
                break
            if mine.id not in gone:
                if _is_same(mine, entry):
                    known += 1
                    break
                corrected.append(mine)
            turn += 1  # what was taken back, or is put right, comes in anew
    return BroughtIn(tuple(added), tuple(corrected), known)


def recall_targets(
    app: str, records: Iterable[Record], have: Mapping[str, Entry], catalog: Catalog
) -> dict[str, Target]:
    """Return what names were mapped to when they came in before; the last time counts, also where it was taken back."""
    found: dict[str, Target] = {}
    for key, record in _number(app, records):
        turn, last = 0, None
        while entry := have.get(make_id(key, _instant(record), turn)):
            turn, last = turn + 1, entry
        if last and record.kind != NOTE and (target := _recall(last, catalog)):
            found[record.name] = target
    return found


def _recall(entry: Entry, catalog: Catalog) -> Target | None:
    if entry.action == "mood":
        return make_mood(int(from_data(entry.data).get("mood", 3)))
    if entry.action == "note":
        return NOTED
    if target := make_target(catalog, entry.subject):
        return target
    return Target("slot", entry.slot, entry.slot, entry.slot) if entry.slot else None


def make_id(key: Key, at: datetime, turn: int) -> str:
    """Return a UUIDv7 of the record's own time; the rest of it follows from the record alone."""
    chance = int.from_bytes(sha256(repr((*key, turn)).encode("utf-8", "replace")).digest()[:8], "big")
    order = min(key.number * 4 + key.part, 0xFFF)
    return format_id(pack_id(milliseconds(at), order, chance))


def _is_same(mine: Entry, entry: Entry) -> bool:
    """Return whether nothing differs but a text that was forgotten."""
    new = entry._replace(id=mine.id, change=mine.change)
    return mine == new or (not mine.text and mine == new._replace(text=""))


def _number(app: str, records: Iterable[Record]) -> Iterator[tuple[Key, Record]]:
    seen: dict[tuple[str, ...], int] = {}
    for record in records:
        kind = TICK if record.kind in _SAME_DAY else record.kind
        same = (app, kind, record.name, record.day.isoformat(), str(record.local_time or ""))
        seen[same] = number = seen.get(same, -1) + 1
        yield Key(*same, number, 0), record


def _instant(record: Record) -> datetime:
    return datetime.combine(record.day, record.local_time or _NOON, UTC)


def _make_entries(app: str, records: Iterable[Record], targets: Mapping[str, Target]) -> Iterator[tuple[Key, Entry]]:
    for key, record in _number(app, records):
        blank = Entry("", f"{IMPORT_DEVICE}{app}", _instant(record), 0, record.day, "")
        for part, entry in enumerate(_split(blank, record, targets.get(record.name, NOTED))):
            yield key._replace(part=part), entry


def _split(blank: Entry, record: Record, target: Target) -> Iterator[Entry]:
    """Return the entry that a record becomes, and notes for what does not fit into it."""
    name, amount = safe(record.name)[:_LONGEST_NAME], safe(record.amount)[:_LONGEST_NAME]
    note = record.note.replace("\0", " ").encode("utf-8", "replace").decode().strip()
    if record.kind == MOOD and target.kind == MOOD:
        yield blank._replace(action="mood", text=note[:_LONGEST], data=to_data({"mood": int(target.id)}))
        yield from _make_notes(blank, note[_LONGEST:])
        return
    if record.kind == NOTE or target.kind in {NOTED.kind, MOOD}:
        said = {TICK: amount or "done", EATEN: amount, REST: "rest", MOOD: name, NOTE: ""}[record.kind]
        title = "Mood" if record.kind == MOOD else name
        yield from _make_notes(
            blank, ": ".join(part for part in (title, ", ".join(p for p in (said, note) if p)) if part)
        )
        return
    own = re.sub(r"[^a-z0-9]+", "-", fold(record.name))[:60].strip("-") or "own-practice"
    subject = target.id if target.kind in {"food", "practice"} else "" if is_food(target) else own
    if record.kind == REST:
        yield blank._replace(action="skipped", subject=subject or target.id, slot=target.slot, text=note[:_LONGEST])
        return
    if is_food(target):
        shown = target.name if target.kind == "food" else name
        data = to_data({"name": shown, "plants": list(target.plants)})
        yield blank._replace(action="ate", subject=subject, slot=target.slot, amount=amount, data=data)
    else:
        yield blank._replace(action="done", subject=subject, slot=target.slot, amount=amount)
    if note:
        yield from _make_notes(blank, f"{name}: {note}")


def _make_notes(blank: Entry, words: str) -> Iterator[Entry]:
    for start in range(0, len(words), _LONGEST):
        yield blank._replace(action="note", text=words[start : start + _LONGEST])
