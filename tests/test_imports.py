"""What a command may load, seen in a fresh process: this is what keeps the daily path quick."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run_gutcli import gutcli

PROBE = """
import sys
from gutcli.cli import run
code = run(sys.argv[1:])
modules = sorted(sys.modules)
import json
print(json.dumps([code, modules]), file=sys.stderr)
"""


def loaded(*argv: str) -> set[str]:
    """Run a command in a fresh process and give the modules that it loaded; the home's caches are filled."""
    result = subprocess.run([sys.executable, "-c", PROBE, *argv], capture_output=True, text=True, check=True)
    code, modules = json.loads(result.stderr.splitlines()[-1])
    assert code == 0, result.stderr
    return set(modules)


# Typer itself loads difflib, dataclasses and json.
HEAVY = {"rich", "pydantic", "tomllib", "tomli_w", "tomlkit", "platformdirs", "icalendar", "jinja2", "asyncio"}
PERSONS_WORDS = {"gutcli.profile.needs", "gutcli.profile.reader", "gutcli.profile.cautions.view"}


def find_heavy(names: set[str]) -> set[str]:
    """Give what was loaded of HEAVY."""
    return {name.partition(".")[0] for name in names} & HEAVY


@pytest.mark.parametrize(
    "argv",
    [
        ("today", "--date", "2026-12-24"), ("undo",), ("skip", "5"), ("swap", "2"), ("foods", "--json"),
        ("foods", "--probiotic", "--without", "milk"), ("explain",), ("practices", "--calm"), ("tips",), ("week",),
        ("history",), ("stats",), ("plan", "--json"),
    ],
)  # fmt: skip
def test_daily_commands_load_nothing_heavy(argv: tuple[str, ...]) -> None:
    if argv == ("undo",):
        gutcli("done", "1")
    assert not find_heavy(loaded(*argv))


@pytest.mark.parametrize(
    "argv",
    [(), ("today",), ("today", "--json"), ("--json",), ("status",), ("done", "1", "3"), ("mood", "4"), ("plan",)],
)
def test_what_has_nothing_to_parse_does_without_typer_and_pathlib_too(argv: tuple[str, ...]) -> None:
    gutcli("done", "2")
    gutcli("done", "4")  # the day's copy is made
    names = loaded(*argv)
    assert not names & {"typer", "pathlib"}
    assert not find_heavy(names)


@pytest.mark.parametrize("argv", [("explain", "serotonin"), ("foods", "--probiotic"), ("foods", "kefir")])
def test_what_is_known_is_shown_without_reading_a_persons_words(argv: tuple[str, ...]) -> None:
    names = loaded(*argv)
    assert not names & PERSONS_WORDS
    assert not find_heavy(names)


FORWARD = """
import sys, typing
made, really = [], typing.ForwardRef.__init__
def note(self, name, *given, **named):
    made.append(name)
    really(self, name, *given, **named)
typing.ForwardRef.__init__ = note
from gutcli.cli import run
code = run(sys.argv[1:])
print(code, made, file=sys.stderr)
"""


@pytest.mark.parametrize("argv", [("today",), ("status",), ("done", "1"), ("mood", "4")])
def test_no_value_of_the_daily_path_has_a_type_in_quotes(argv: tuple[str, ...]) -> None:
    """A named tuple compiles it at each start; the first such costs more than ten named tuples."""
    result = subprocess.run([sys.executable, "-c", FORWARD, *argv], capture_output=True, text=True, check=True)
    assert result.stderr.splitlines()[-1] == "0 []"


def test_version_loads_almost_nothing() -> None:
    assert not loaded("--version") & {"typer", "rich", "pydantic", "json", "gutcli.app"}


def test_a_full_profile_loads_nothing_heavy(home: Path) -> None:
    (home / "profile.toml").write_text('diet = "vegetarian"\nallergies = ["nuts"]\nmedicines = ["warfarin"]\n')
    gutcli("today")
    assert not find_heavy(loaded("today"))
