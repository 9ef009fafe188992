"""What the commands say that take the person's data out, in, to safety and away."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from gutcli.keep.home import FileLine
from gutcli.keep.importers.record import Loss
from gutcli.text import count, join_words


@dataclass(frozen=True, slots=True)
class ExportView:
    """What was written, and where; without a file, `content` is what there is to write.

    `holds` and `lacks` are the person's files that are in it and those that are not.
    """

    format: str
    path: str | None
    entries: int
    size_bytes: int
    content: str | None
    holds: tuple[str, ...]
    lacks: tuple[str, ...]


class ReadCounts(NamedTuple):
    """What a file holds: ticks (and what was eaten), rests, check-ins, and how many of all have a note."""

    ticks: int
    rests: int
    moods: int
    notes: int

    def say(self) -> str:
        """Return the counts in words: "312 ticks, 4 rests, 87 moods and 2 notes"."""
        numbers = ((self.ticks, "tick"), (self.rests, "rest"), (self.moods, "mood"), (self.notes, "note"))
        return join_words([count(number, noun) for number, noun in numbers if number]) or "nothing"


class Mapped(NamedTuple):
    """What another program's habit is here. `kind`: food, practice, slot, mood, eaten or note; `to` its id.

    `of` is what it is there: tick, rest, mood or eaten.
    """

    name: str
    of: str
    to: str
    kind: str
    shown: str
    times: int


@dataclass(frozen=True, slots=True)
class ImportView:
    """What an import brought: entries that are new (`new`, `added`), that were known (`known`, `already`).

    In a dry run it is what an import would bring. `replaced` are those whose erased or corrected version was taken;
    `conflicts` the ids of those that say something else here, which stays. `days` is how many days change, from
    `first` to `last`; `backup` the copy made before. `needs_unknown`: a diary came in, and there is no profile.
    `files` are those beside the diary, of a whole home. `command` does it again.
    """

    source: str
    app: str
    dry_run: bool
    entries: int
    read: ReadCounts
    new: int
    added: int
    known: int
    already: int
    replaced: int
    conflicts: tuple[str, ...]
    losses: tuple[Loss, ...]
    mapping: tuple[Mapped, ...]
    days: int
    first: date | None
    last: date | None
    backup: str | None
    needs_unknown: bool
    files: tuple[FileLine, ...]
    command: str

    def as_data(self) -> dict[str, Any]:
        """Return the JSON."""
        keys = {"name": "from", "of": "of", "to": "to", "kind": "kind", "times": "times"}
        mapping = [{key: getattr(line, name) for name, key in keys.items()} for line in self.mapping]
        return {field.name: getattr(self, field.name) for field in fields(self)} | {"mapping": mapping}


@dataclass(frozen=True, slots=True)
class BackupView:
    """A copy that was made and looked through."""

    path: str
    size_bytes: int
    entries: int
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForgetView:
    """What is gone. `what` is notes, note, day, before, food or all; `files` were removed, backups first of all.

    `remade` is the one backup that was made anew, of what is left; null if there is none. `finished_earlier`: a
    forgetting that had been cut short is finished now. `left` are places of ours that could not be cleared.
    """

    what: str
    before: date | None
    day: date | None
    food: str | None
    entries: int
    notes: int
    days: int
    files: tuple[str, ...]
    remade: str | None
    finished_earlier: bool
    with_profile: bool
    left: tuple[str, ...]
