"""The wheel, in a new environment and a folder without the checkout, on every Python that is here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TIMEOUT = 170


def find_pythons() -> list[str]:
    """Give this Python and the newest other that really runs."""
    found = {f"{sys.version_info[0]}.{sys.version_info[1]}": sys.executable}
    for version in ("3.11", "3.12", "3.13", "3.14"):
        folders = Path.home().glob(f".pyenv/versions/{version}.*/bin") if version not in found else ()
        for path in (shutil.which(f"python{version}"), *(str(folder / "python") for folder in folders)):
            if path and version not in found:
                probe = subprocess.run([path, "-c", "import venv, sqlite3"], capture_output=True, check=False)
                if probe.returncode == 0:
                    found[version] = path
    return list(dict.fromkeys((sys.executable, list(found.values())[-1])))


def list_files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the checkout that nobody may write to; the build adds nothing to it."""
    checkout, dist = tmp_path_factory.mktemp("checkout") / "gutcli", tmp_path_factory.mktemp("dist")
    for name in ("src", "data"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout)
    before = list_files(checkout)
    for path in (checkout, *checkout.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        subprocess.run(
            [sys.executable, "-m", "build", "--wheel", "--outdir", str(dist), str(checkout)],
            check=True, capture_output=True, timeout=TIMEOUT,
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
    # One pip for all of them, and only what runs is compiled: this saves half of the time.
    subprocess.run([python, "-m", "venv", "--without-pip", str(venv)], check=True, timeout=TIMEOUT)
    pip = [sys.executable, "-m", "pip", "--python", str(venv / "bin" / "python")]
    subprocess.run(
        [*pip, "install", "--quiet", "--no-compile", str(wheel)], check=True, capture_output=True, timeout=TIMEOUT
    )
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
