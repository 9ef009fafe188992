"""Which tip a day has: a pure function of the day and the tips, the same on every machine."""

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from gutcli.catalog.note import Note

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gutcli.catalog.types import Tip
    from gutcli.profile.person import Person


class DayTip(NamedTuple):
    """The day's tip, with the person's own cautions about what it names. `yours`: their own files that wrote it."""

    id: str
    text: str
    topic: str
    references: tuple[str, ...]
    cautions: tuple[Note, ...] = ()
    yours: str | None = None


def tip_of(person: "Person", day: "date") -> DayTip | None:
    """Return the tip of a day, of those that suit the person."""
    if not person.tips:
        return None
    ident, words, topic, references, notes, yours = person.tips[place_of_day(day, len(person.tips))]
    return DayTip(ident, words, topic, tuple(references), tuple(Note(*note) for note in notes), yours)


def tip_of_day(day: "date", tips: "Mapping[str, Tip]") -> "Tip | None":
    """Return the day's tip: one a day in a fixed mixed order, each having its turn before any comes again.

    For a person, tips that do not suit are taken out of the round, not replaced by a neighbour, so that it stays free
    of repeats for everybody. None only where no tip is left.
    """
    ordered = order_tips(tips)
    return ordered[place_of_day(day, len(ordered))] if ordered else None


def order_tips(tips: "Mapping[str, Tip]") -> "list[Tip]":
    """Return the tips in the order of their turns."""
    # crc32, not hash(): Python's own differs from run to run.
    return sorted(tips.values(), key=lambda tip: (crc32(tip.id.encode()), tip.id))


def place_of_day(day: "date", tips: int) -> int:
    """Return whose turn it is on a day, of so many tips."""
    return day.toordinal() % tips
