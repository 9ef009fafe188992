"""The man page says what the help says."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from gutcli.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "data" / "man" / "gutcli.1"


def test_it_is_true() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_man.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_it_has_every_command() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"\n.SS {verb}\n" in text for verb in COMMANDS)


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff")
def test_groff_finds_no_fault() -> None:
    run = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", str(PAGE)], capture_output=True, text=True, check=True
    )
    assert run.stderr == ""


def test_it_is_shipped() -> None:
    shared = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"][
        "shared-data"
    ]
    assert shared["data/man/gutcli.1"] == "share/man/man1/gutcli.1"
