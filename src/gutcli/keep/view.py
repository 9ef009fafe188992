"""What the commands say that take the person's data out, in, to safety and away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class ExportView:
    """What was written, and where; without a file, `content` is what there is to write."""

    KIND: ClassVar[str] = "export"
    format: str
    path: str | None
    entries: int
    size_bytes: int
    content: str | None


@dataclass(frozen=True, slots=True)
class ImportView:
    """What an import brought: entries that are new, that were known, and whose shorter version was taken.

    In a dry run it is what an import would bring. `days` is how many days change, from `first` to `last`.
    """

    KIND: ClassVar[str] = "import"
    source: str
    dry_run: bool
    entries: int
    new: int
    known: int
    replaced: int
    days: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class BackupView:
    """A copy that was made and looked through."""

    KIND: ClassVar[str] = "backup"
    path: str
    size_bytes: int
    entries: int


@dataclass(frozen=True, slots=True)
class ForgetView:
    """What is gone. `what` is notes, note, day, before, food or all; `files` were removed, backups first of all.

    `remade` is the one backup that was made anew, of what is left; null if there is none. `finished_earlier`: a
    forgetting that had been cut short is finished now. `left` are places of ours that could not be cleared.
    """

    KIND: ClassVar[str] = "forget"
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
