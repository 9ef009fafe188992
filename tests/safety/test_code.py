"""A rule that is changed in the code reaches the very next list, whatever was kept under the rule before it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gutcli.catalog import wheel

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of its own, whose code may be changed."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "src", folder / "src")  # with what is compiled of it: only the rule is compiled anew
    (folder / "data").symlink_to(ROOT / "data")
    return folder


def listed(checkout: Path, *argv: str) -> list[str]:
    environ = os.environ | {"PYTHONPATH": str(checkout / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    answer = subprocess.run(
        [sys.executable, "-m", "gutcli", *argv, "--json"], env=environ, capture_output=True, text=True, check=True
    )
    data = json.loads(answer.stdout)["data"]
    days = data.get("days", [data])
    return [item["id"] for day in days for item in day["items"]]


def test_a_safety_rule_that_is_changed_reaches_the_very_next_list(checkout: Path, home: Path) -> None:
    first, *_ = before = listed(checkout, "today")
    assert listed(checkout, "today") == before
    rule = checkout / "src" / "gutcli" / "profile" / "verdicts.py"
    old = rule.read_text(encoding="utf-8")
    new = old.replace("    reasons = stop_reasons(needs, cautions)\n", f"""    reasons = stop_reasons(needs, cautions)
    if food.id == {first!r}:
        reasons.append(Reason("recalled", "recalled"))
""", 1)  # fmt: skip
    assert new != old
    rule.write_text(new, encoding="utf-8")
    assert first not in listed(checkout, "today")
    assert first not in listed(checkout, "plan", "--days", "14")


MAKERS = """
import json, sys
from gutcli.cli import run
assert [run([command]) for command in ("today", "plan", "foods")] == [0, 0, 0]
assert run(["find", "kefir"]) == 0
files = {module.__file__ for name, module in sys.modules.items() if name.startswith("gutcli.")}
print(json.dumps(sorted(files)), file=sys.stderr)
"""
SAY = ("terminal", "store", "day", "know", "completion", "breathe", "keep", "look_back", "report", "remind")
"""Rooms that read what is kept, and say it: nothing in them decides what it holds, but the index of words."""


def test_the_key_names_every_module_that_decides(home: Path) -> None:
    """What the commands load that fill the caches is in their key, but for the rooms that say what is in them."""
    shutil.rmtree(home / "cache")
    made = subprocess.run([sys.executable, "-c", MAKERS], capture_output=True, text=True, check=True)
    package = ROOT / "src" / "gutcli"
    loaded = {Path(file).relative_to(package) for file in json.loads(made.stderr.splitlines()[-1])}
    keyed = {Path(file).relative_to(package) for file in wheel.find_modules()}
    assert {path for path in loaded if path.parts[0] not in SAY} <= keyed
    assert Path("know/find/index.py") in loaded & keyed
    assert Path("diary/summary.py") in loaded & keyed
    for path in keyed:
        assert f"{path.name}:" in wheel.build_code_key()
