"""A caution in the few words that stand on a line: one value for the plan, which keeps it, and safety, which makes it.

A file of its own, because the daily path needs this and nothing else of the catalog's values.
"""

from typing import NamedTuple


class Note(NamedTuple):
    """A caution on the very line of a food, practice or tip. `personal`: it is there because of the profile."""

    id: str
    severity: str
    short: str
    advice: str
    personal: bool
