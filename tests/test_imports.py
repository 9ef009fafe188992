"""What a command may load, seen in a fresh process: this is what keeps the daily path quick."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
import json, sys
from gutcli.cli import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded(*argv: str) -> set[str]:
    """Run a command in a fresh process and give the modules that it loaded."""
    result = subprocess.run([sys.executable, "-c", PROBE, *argv], capture_output=True, text=True, check=True)
    code, modules = json.loads(result.stderr.splitlines()[-1])
    assert code == 0, result.stderr
    return set(modules)


HEAVY = {
    "rich",
    "pydantic",
    "tomllib",
    "tomli_w",
    "platformdirs",
    "icalendar",
    "jinja2",
    "difflib_",
    "asyncio",
    "sqlite3.dump",
}


@pytest.mark.parametrize(
    "argv",
    [
        ("today",), ("today", "--json"), ("today", "--date", "2026-12-24"), (), ("done", "1", "3"), ("undo",),
        ("skip", "5"), ("swap", "2"), ("mood", "4"), ("foods", "--json"), ("foods", "--probiotic", "--without", "milk"),
        ("foods", "kefir"), ("explain", "serotonin"), ("explain",), ("practices", "--calm"), ("tips",), ("week",),
        ("history",), ("stats",), ("plan", "--json"),
    ],
)  # fmt: skip
def test_daily_commands_load_nothing_heavy(argv: tuple[str, ...], home: Path) -> None:
    loaded("today")  # the first run fills the cache
    found = {name.split(".")[0] for name in loaded(*argv)} & HEAVY
    assert not found


def test_version_loads_almost_nothing() -> None:
    assert not loaded("--version") & {"typer", "rich", "pydantic", "json.decoder_", "gutcli.app"}


def test_a_full_profile_loads_nothing_heavy(home: Path) -> None:
    (home / "profile.toml").write_text('diet = "vegetarian"\nallergies = ["nuts"]\nmedicines = ["warfarin"]\n')
    loaded("today")
    assert not {name.split(".")[0] for name in loaded("today")} & HEAVY
