"""The diary's file: rows in, domain types out. `open_diary` opens it; docs/diary.md says how it lives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

from gutcli.folders import StrPath
from gutcli.store.places import check_file

if TYPE_CHECKING:
    from gutcli.store.diary_file import SqliteDiary
    from gutcli.store.reader import DiaryReader


@overload
def open_diary(
    path: StrPath, *, read_only: Literal[True], backups: StrPath | None = None, patience: float | None = None
) -> DiaryReader: ...
@overload
def open_diary(path: StrPath, *, read_only: Literal[False], backups: StrPath | None = None) -> SqliteDiary: ...
def open_diary(
    path: StrPath, *, read_only: bool, backups: StrPath | None = None, patience: float | None = None
) -> DiaryReader | SqliteDiary:
    """Open the diary at `path`. A missing one reads as empty, and is made when it is opened for writing.

    With `backups`, a folder, the day's first change is preceded by a copy. A reader waits `patience` seconds for
    another process that holds the file; connection.PATIENCE_S if None. Raise DiaryError, with the way out, for
    anything that is not a whole diary of this or an older gutcli; its bytes are then as they were.
    """
    if not check_file(path, backups=backups):
        if read_only:
            from gutcli.store.reader import EmptyDiary

            return EmptyDiary(path)
        from gutcli.store.creation import create_diary

        create_diary(path)
        check_file(path, backups=backups)
    if read_only:
        from gutcli.store.reader import DiaryReader

        return DiaryReader(path, backups, patience)
    from gutcli.store.diary_file import SqliteDiary

    return SqliteDiary(path, backups)
