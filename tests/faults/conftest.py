from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(home: Path) -> Path:
    return home / "diary.db"


@pytest.fixture(scope="session")
def is_long() -> bool:
    """`make faults` sets GUTCLI_FAULTS=long; the ordinary run has a short form of the same."""
    return os.environ.get("GUTCLI_FAULTS") == "long"
