"""What commands may ask of a diary's store, whichever it is: the file, or nothing yet."""

from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from gutcli.diary.decide import Decision, Outcome
    from gutcli.diary.entry import Entry, Offer
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

    @property
    def plants(self) -> "tuple[tuple[date, tuple[str, ...]], ...]":
        """Return the plants of the days near."""
        return tuple((day.day, day.plants) for day in self.days)


class Change(NamedTuple):
    """What a command did: the entries now on disk, what became of each thing asked for, and the day as it is now."""

    day: "Day"
    entries: "tuple[Entry, ...]" = ()
    outcomes: "tuple[Outcome, ...]" = ()
    warnings: tuple[str, ...] = ()


class DiaryReader(Protocol):
    """A diary that can be read. Lists are in the order in which things happened, oldest first."""

    path: "Path"

    def read_day(self, day: "date") -> "list[Entry]":
        """Return a day's entries."""

    def read_entries(
        self, first: "date | None" = None, last: "date | None" = None, *, without_check_ins: bool = False
    ) -> "Iterator[Entry]":
        """Return the entries of the days from `first` to `last`, both included."""

    def read_ids(self) -> set[bytes]:
        """Return the id of every entry, as the file has it."""

    def read_some(self, ids: "Iterable[bytes]") -> "list[Entry]":
        """Return the entries of these ids that are here, in the order of their ids."""

    def read_glance(self, day: "date", first: "date", last: "date") -> Glance:
        """Return what a daily screen needs: the entries of `day`, all marks, and the days from `first` to `last`."""

    def read_marks(self) -> "list[Mark]":
        """Return every written day in four numbers."""

    def read_summaries(self, first: "date | None" = None, last: "date | None" = None) -> "list[DaySummary]":
        """Return the written days from `first` to `last` in short."""

    def read_trials(self) -> "tuple[Entry, ...]":
        """Return the entries about trials, and the undos of those days."""

    def find_first_day(self) -> "date | None":
        """Return the earliest day with an entry."""

    def find_last_names(self, ids: "Iterable[str]") -> dict[str, str]:
        """Return the name under which each id was last offered or eaten; for what the catalog no longer has."""

    def lacks_needs(self) -> bool:
        """Return whether entries came in from where the person may have told of needs, without those."""

    def read_last_change(self) -> "list[Entry]":
        """Return all that the newest change of this device wrote, an undo or not."""

    def read_device(self) -> str:
        """Return the id of the device whose diary this is; "" if there is none."""

    def count_entries(self) -> int:
        """Count the entries."""

    def close(self) -> None:
        """Let go of the file."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class ChangeableDiary(DiaryReader, Protocol):
    """A diary that can be changed, one durable transaction a command."""

    def change(
        self, day: "date", now: "datetime", today: "date", offered: "Offer", decide: "Callable[[Day], Decision]"
    ) -> Change:
        """Let `decide` look at the day and add what it decides; when this returns, it is on the disk."""

    def keep_offers(self, offers: "Mapping[date, Offer]", now: "datetime") -> None:
        """Store lists of days that have none, and nothing of the person's."""

    def undo_last(self, now: "datetime", day: "date | None" = None) -> Change | None:
        """Take back the newest change not yet taken back, of `day` or of all; None if there is none."""
