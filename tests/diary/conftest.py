from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gutcli.store import open_diary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gutcli.store.diary_file import SqliteDiary


@pytest.fixture
def path(home: Path) -> Path:
    return home / "diary.db"


@pytest.fixture
def backups(home: Path) -> Path:
    return home / "backups"


@pytest.fixture
def diary(path: Path) -> Iterator[SqliteDiary]:
    opened = open_diary(path, read_only=False)
    yield opened
    opened.close()
