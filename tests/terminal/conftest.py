"""A home whose catalog is compiled once, copied for each test that opens a terminal."""

import sys
from pathlib import Path

import pytest

from tests.pace.live import Live

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
PROGRAM = [sys.executable, "-m", "gutcli"]


@pytest.fixture
def live(home: Path):
    """Open a terminal in which gutcli runs in the test's own home."""
    opened = []

    def open_terminal(*words: str, width: int = 80, height: int = 24, **environ: str) -> Live:
        opened.append(Live(home, [*PROGRAM, *words], width, height, **environ))
        return opened[-1]

    yield open_terminal
    for terminal in opened:
        terminal.child.close(force=True)
