"""The wheel, in a new environment and a folder without the checkout, on every Python that is here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
THOROUGH = os.environ.get("GUTCLI_THOROUGH") == "1"
"""Let pip find and install what the wheel says it needs; an ordinary run copies just that from this environment."""
TIMEOUT = 170


def find_pythons() -> list[str]:
    """Give this Python and the newest other that really runs."""
    found = {f"{sys.version_info[0]}.{sys.version_info[1]}": sys.executable}
    for version in ("3.14", "3.13", "3.12", "3.11"):
        folders = Path.home().glob(f".pyenv/versions/{version}.*/bin") if version not in found else ()
        for path in (shutil.which(f"python{version}"), *(str(folder / "python") for folder in folders)):
            if path and version not in found and len(found) == 1:
                probe = subprocess.run([path, "-c", "import venv, sqlite3"], capture_output=True, check=False)
                if probe.returncode == 0:
                    found[version] = path
    return list(found.values())


def list_files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def find_needed(requirements: Iterable[str]) -> list[Distribution]:
    """Give what these need and what that needs in turn, as it is installed here, and no more."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(words) for words in requirements]
    while waiting:
        wish = waiting.pop()
        if wish.name.lower() in found or (wish.marker and not wish.marker.evaluate({"extra": ""})):
            continue
        found[wish.name.lower()] = installed = distribution(wish.name)
        assert wish.specifier.contains(installed.version, prereleases=True), wish
        waiting += [Requirement(words) for words in installed.requires or ()]
    return list(found.values())


def make_environment(python: str, folder: Path, requirements: Iterable[str]) -> Path:
    """Make an environment that holds nothing but these and what they need; give its Python.

    What is compiled for this Python is of no use to another one; gutcli's daily commands do without it.
    """
    subprocess.run([python, "-m", "venv", "--without-pip", str(folder)], check=True, timeout=TIMEOUT)
    (packages,) = folder.glob("lib/python*/site-packages")
    for package in find_needed(requirements):
        for file in package.files or ():
            if ".." not in file.parts:  # programs of their own
                (packages / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(str(file.locate()), packages / file)
    return folder / "bin" / "python"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the checkout that nobody may write to; the build adds nothing to it."""
    checkout, dist = tmp_path_factory.mktemp("checkout") / "gutcli", tmp_path_factory.mktemp("dist")
    for name in ("src", "data"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout)
    builder = make_environment(
        sys.executable, tmp_path_factory.mktemp("builder") / "venv", PROJECT["build-system"]["requires"]
    )
    before = list_files(checkout)
    for path in (checkout, *checkout.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        subprocess.run(
            # What `python -m build` does once it has an environment with what the build needs.
            [str(builder), "-c", f"from hatchling.build import build_wheel; build_wheel({str(dist)!r})"],
            cwd=checkout, check=True, capture_output=True, timeout=TIMEOUT,
            # Python's own cache of hatch_build.py would be written by root, who may write anywhere.
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        assert list_files(checkout) == before
    finally:
        for path in (checkout, *checkout.rglob("*")):
            path.chmod(0o755)
    return next(dist.glob("gutcli_daily-*.whl"))


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
@pytest.mark.parametrize("python", find_pythons(), ids=lambda path: Path(path).parent.parent.name)
def test_the_wheel_works_by_itself(python: str, wheel: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    needed = [] if THOROUGH else PROJECT["project"]["dependencies"]
    runner = make_environment(python, venv, needed)
    # One pip for all of them, and only what runs is compiled.
    install = [sys.executable, "-m", "pip", "--python", str(runner), "install", "--quiet", "--no-compile"]
    alone = [] if THOROUGH else ["--no-deps", "--no-index"]
    subprocess.run([*install, *alone, str(wheel)], check=True, capture_output=True, timeout=TIMEOUT)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "GUTCLI"))}
    environ |= {"GUTCLI_HOME": str(tmp_path / "new-home"), "GUTCLI_NOW": "2026-11-23T08:30:00+00:00"}

    def gutcli(*argv: str) -> str:
        result = subprocess.run(
            [str(venv / "bin" / "gutcli"), *argv],
            cwd=elsewhere,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        assert result.stderr == ""
        return result.stdout

    assert len(json.loads(gutcli("today", "--json"))["data"]["items"]) == 6
    assert "Monday 23 November" in gutcli()
    assert "happy hormone" in gutcli("explain", "serotonin")
    assert len(json.loads(gutcli("foods", "--probiotic", "--json"))["data"]["foods"]) > 30
    assert "1 of 6" in gutcli("done", "1")
    assert "USDA" in gutcli("foods", "kefir")
    assert "Usage" in gutcli("--help")
    # A first run reads what was compiled into the wheel, so it has no need of pydantic.
    assert (venv / "bin" / "gutcli").exists()
    package = next(venv.glob("lib/python*/site-packages/gutcli"))
    assert (package / "data" / "compiled.json").exists()
    assert (package / "py.typed").exists()
    (digest,) = venv.glob("lib/python*/site-packages/gutcli/data/code.txt")
    assert re.fullmatch(r"[0-9a-f]{64}\n", digest.read_text())
    assert digest.read_text().strip() in (tmp_path / "new-home" / "cache" / "person.json").read_text()
