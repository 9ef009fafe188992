"""What the store gives: a glance at the diary, and what a change did."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gutcli.diary.decide import Outcome
    from gutcli.diary.entry import Entry
    from gutcli.diary.fold import Day, Mark
    from gutcli.diary.summary import DaySummary


class Glance(NamedTuple):
    """What a daily screen needs, read at one instant.

    A day's entries, every day's mark, the days near it in short, what those days say of the kitchen, and what the
    diary says of trials, taken-back entries too.
    """

    entries: "tuple[Entry, ...]" = ()
    marks: "tuple[Mark, ...]" = ()
    days: "tuple[DaySummary, ...]" = ()
    kitchen: "tuple[Entry, ...]" = ()
    trials: "tuple[Entry, ...]" = ()


class Change(NamedTuple):
    """What a command did: the entries now on disk, what became of each thing asked for, and the day as it is now."""

    day: "Day"
    entries: "tuple[Entry, ...]" = ()
    outcomes: "tuple[Outcome, ...]" = ()
    warnings: tuple[str, ...] = ()
