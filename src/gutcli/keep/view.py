"""What the commands say that take the person's data out, in, to safety and away."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from gutcli.keep.home import FileLine
from gutcli.keep.importers.record import Loss
from gutcli.store.erase import Erased
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

    def format(self) -> str:
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

    def as_data(self) -> dict[str, Any]:
        """Return the JSON: how it is shown is for people."""
        return {"from": self.name, "of": self.of, "to": self.to, "kind": self.kind, "times": self.times}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """What an import brought, or in a dry run would bring: entries that are `new`, that were `known`.

    `replaced` are those whose erased or corrected version was taken; `conflicts` the ids of those that say something
    else here, which stays. `days` are those that change; `backup` the copy made before. `needs_unknown`: a diary came
    in, and there is no profile. `files` are those beside the diary, of a whole home. `command` does it again.
    """

    source: str
    app: str
    dry_run: bool
    command: str
    entries: int
    read: ReadCounts
    new: int
    known: int
    replaced: int
    days: tuple[date, ...]
    backup: str | None
    conflicts: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    mapping: tuple[Mapped, ...] = ()
    needs_unknown: bool = False
    files: tuple[FileLine, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return the JSON, in which what is new is also called added, and what was known is here already."""
        first, last = (self.days[0], self.days[-1]) if self.days else (None, None)
        counts = {"added": self.new, "already": self.known, "days": len(self.days), "first": first, "last": last}
        return {field.name: getattr(self, field.name) for field in fields(self)} | counts


@dataclass(frozen=True, slots=True)
class BackupView:
    """A copy that was made and looked through."""

    path: str
    size_bytes: int
    entries: int
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForgetView:
    """What is gone. `what` is notes, note, day, before, food or all; of its files, backups were removed first of all.

    `remade` is the one backup that was made anew, of what is left; null if there is none. `left` are places of ours
    that could not be cleared.
    """

    SUBJECT: ClassVar[str] = "gone"
    gone: Erased
    what: str
    before: date | None
    day: date | None
    food: str | None
    remade: Path | None
    with_profile: bool
    left: tuple[Path, ...]
