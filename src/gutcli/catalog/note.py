"""A caution in the few words that stand on a line: one value for the plan, which keeps it, and safety, which makes it.

A file of its own, because the daily path needs this and nothing else of the catalog's values.
"""

from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.kinds import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable


class Note(NamedTuple):
    """A caution on the very line of a food, practice or tip. `personal`: it is there because of the profile."""

    id: str
    severity: str
    advice: str
    short: str
    personal: bool


def sort_notes(notes: "Iterable[Note]") -> tuple[Note, ...]:
    """Return the notes, the person's own and the strictest first."""
    return tuple(sorted(notes, key=lambda note: (not note.personal, SEVERITIES.index(note.severity))))
