"""The door of the store: a diary that is there, one that is not yet, or a clear refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self, TypeAlias, overload

from gutcli.diary.store import Glance
from gutcli.store.places import check_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from gutcli.diary.entry import Entry
    from gutcli.diary.fold import Mark
    from gutcli.diary.summary import DaySummary
    from gutcli.store.diary_file import SqliteDiary
    from gutcli.store.reader import SqliteReader


class EmptyDiary:
    """A diary before its first entry: it can be read, and the disk is not touched."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read_day(self, day: date) -> list[Entry]:  # noqa: ARG002
        """Return no entries."""
        return []

    def read_entries(
        self,
        first: date | None = None,  # noqa: ARG002
        last: date | None = None,  # noqa: ARG002
        *,
        without_check_ins: bool = False,  # noqa: ARG002
    ) -> Iterator[Entry]:
        """Return no entries."""
        return iter(())

    def read_ids(self) -> set[bytes]:
        """Return no ids."""
        return set()

    def read_some(self, ids: Iterable[bytes]) -> list[Entry]:  # noqa: ARG002
        """Return no entries."""
        return []

    def read_glance(self, day: date, first: date, last: date) -> Glance:  # noqa: ARG002
        """Return nothing to see."""
        return Glance()

    def read_marks(self) -> list[Mark]:
        """Return no days."""
        return []

    def read_summaries(self, first: date | None = None, last: date | None = None) -> list[DaySummary]:  # noqa: ARG002
        """Return no days."""
        return []

    def read_trials(self) -> tuple[Entry, ...]:
        """Return nothing."""
        return ()

    def find_first_day(self) -> date | None:
        """Return no day."""
        return None

    def find_last_names(self, ids: Iterable[str]) -> dict[str, str]:  # noqa: ARG002
        """Know no names."""
        return {}

    def read_last_change(self) -> list[Entry]:
        """Return nothing."""
        return []

    def lacks_needs(self) -> bool:
        """Return that nothing came from anywhere."""
        return False

    def read_device(self) -> str:
        """Return that no device has written anything."""
        return ""

    def count_entries(self) -> int:
        """Count nothing."""
        return 0

    def close(self) -> None:
        """Do nothing: there is no file."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


DiaryReader: TypeAlias = "EmptyDiary | SqliteReader"
"""A diary that can be read: the file, or nothing yet. Lists are in the order in which things happened."""


@overload
def open_diary(
    path: Path, *, read_only: Literal[True], backups: Path | None = None, patience: float | None = None
) -> DiaryReader: ...
@overload
def open_diary(path: Path, *, read_only: Literal[False], backups: Path | None = None) -> SqliteDiary: ...
def open_diary(
    path: Path, *, read_only: bool, backups: Path | None = None, patience: float | None = None
) -> DiaryReader | SqliteDiary:
    """Open the diary at `path`. A missing one reads as empty, and is made when it is opened for writing.

    With `backups`, a folder, the day's first change is preceded by a copy. A reader waits `patience` seconds for
    another process that holds the file; connection.PATIENCE_S if None. Raise DiaryError, with the way out, for
    anything that is not a whole diary of this or an older gutcli; its bytes are then as they were.
    """
    if not check_file(path, backups=backups):
        if read_only:
            return EmptyDiary(path)
        from gutcli.store.creation import create_diary

        create_diary(path)
        check_file(path, backups=backups)
    if read_only:
        from gutcli.store.reader import SqliteReader

        return SqliteReader(path, backups, patience)
    from gutcli.store.diary_file import SqliteDiary

    return SqliteDiary(path, backups)
