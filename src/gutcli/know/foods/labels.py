"""What groups and kinds of foods are called in a table and on a card."""

from __future__ import annotations

from gutcli.catalog.kinds import format_slot
from gutcli.terminal.draw.document import Cell

GROUPS = {
    "nuts-and-seeds": "Nuts and seeds",
    "fish-and-seafood": "Fish and seafood",
    "fats-and-oils": "Fats and oils",
    "herbs-and-spices": "Herbs and spices",
    "eggs-and-meat": "Eggs and meat",
}


def format_kinds(kinds: tuple[str, ...]) -> Cell:
    """Name kinds, each in its own hue."""
    spans: list[tuple[str, str]] = []
    for kind in kinds:
        spans += [(", ", "muted")] if spans else []
        spans.append((format_slot(kind), kind))
    return tuple(spans)


def format_group(group: str) -> str:
    """Return a group of foods."""
    return GROUPS.get(group, group.capitalize())
