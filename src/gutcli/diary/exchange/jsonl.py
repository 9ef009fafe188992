"""The complete export, one JSON object a line; docs/diary.md describes every field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any

from gutcli.diary.entry import Entry, from_data

EXPORT_SCHEMA = 1


def write_jsonl(entries: Iterable[Entry]) -> Iterator[str]:
    """Return the export's lines, without line ends: a header, then an entry each. Plain ASCII, safe on any terminal."""
    every = list(entries)
    yield _dump({"kind": "gutcli-diary", "schema": EXPORT_SCHEMA, "entries": len(every)})
    for entry in every:
        yield write_entry(entry)


def write_entry(entry: Entry) -> str:
    """Write one entry; what is empty is left out."""
    fields: dict[str, Any] = {
        "id": entry.id,
        "device": entry.device,
        "at": entry.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "offset_minutes": entry.offset_minutes,
        "day": entry.day.isoformat(),
        "action": entry.action,
    }
    for name in ("subject", "slot", "amount", "text"):
        if value := getattr(entry, name):
            fields[name] = value
    if entry.data:
        fields["data"] = from_data(entry.data)
    if entry.undoes:
        fields["undoes"] = entry.undoes
    if entry.change not in {"", entry.id}:
        fields["change"] = entry.change
    return _dump(fields)


def _dump(value: object) -> str:
    # json escapes all but ASCII here; DEL is the one character left that a terminal obeys.
    return json.dumps(value, separators=(",", ":"), allow_nan=False).replace("\x7f", "\\u007f")
