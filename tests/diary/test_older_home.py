"""A home that gutcli 0.1.0 wrote (diary, profile, own catalog, caches) opens, and says what 0.1.0 said of it.

tests/fixtures/home-0.1.0/answers holds that: only what is fixed for good. What follows from the catalog (cautions,
tips, the coming days) may be said differently by a later one.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.run_gutcli import gutcli

FIXTURE = Path(__file__).parent.parent / "fixtures" / "home-0.1.0"
ANSWERS: dict[str, Any] = json.loads((FIXTURE / "answers" / "answers.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def old_home(home: Path) -> Path:
    """A copy of the old home; its caches stand beside the newer ones, and over them where the names are the same."""
    for file in sorted(path for path in (FIXTURE / "home").rglob("*") if path.is_file()):
        target = home / file.relative_to(FIXTURE / "home")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        content = file.read_bytes()
        if file.parent.name == "cache":
            content = content.replace(b"/home/someone/gutcli", str(home).encode())
        target.write_bytes(content)
        target.chmod(0o600)
    return home


def keep(found: Any, told: Any) -> Any:
    """Give of `found` what `told` has: more fields are welcome."""
    if isinstance(told, dict):
        return {key: keep(found[key], value) for key, value in told.items()}
    if isinstance(told, list):
        assert len(found) == len(told)
        return [keep(one, other) for one, other in zip(found, told, strict=True)]
    return found


def test_the_calendar_says_the_same() -> None:
    days = gutcli("history", "--days", "60", "--json").data["days"]
    assert len(days) == len(ANSWERS["history"]) > 40
    assert keep(days, ANSWERS["history"]) == ANSWERS["history"]


def test_each_day_has_its_list_and_its_entries() -> None:
    for day, said in ANSWERS["days"].items():
        told = dict(said)
        gone = told.pop("taken_back")
        data = gutcli("history", day, "--json").data
        assert keep(data, told) == told, day
        assert [entry["id"] for entry in data["entries"] if entry["taken_back"]] == gone, day


def test_the_list_of_a_past_day_is_the_one_that_was_offered() -> None:
    for day, told in list(ANSWERS["days"].items())[-8:-1]:
        data = gutcli("today", "--date", day, "--json").data
        assert keep(data["items"], told["items"]) == told["items"]
        assert (data["done"], data["total"], data["aim_met"]) == (told["done"], told["total"], told["aim_met"])


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_the_export_is_the_same_to_the_letter(form: str) -> None:
    assert gutcli("export", "--format", form).out == (FIXTURE / "answers" / f"export.{form}").read_text("utf-8")


def test_figures_and_plants_are_the_same() -> None:
    assert keep(gutcli("stats", "--json").data, ANSWERS["stats"]) == ANSWERS["stats"]
    assert keep(gutcli("week", "--date", "-8", "--json").data["days"], ANSWERS["week"]) == ANSWERS["week"]


def test_the_profile_says_the_same_and_keeps_its_comments(old_home: Path) -> None:
    values = gutcli("profile", "--json").data["values"]
    assert keep(values, ANSWERS["profile"]) == ANSWERS["profile"]
    before = (old_home / "profile.toml").read_text(encoding="utf-8")
    gutcli("profile", "set", "goals.plants", "25")
    after = (old_home / "profile.toml").read_text(encoding="utf-8")
    for line in before.splitlines():
        assert line in after


def test_nothing_is_said_of_a_key_that_has_had_its_day() -> None:
    answer = gutcli("today")
    assert answer.err == ""
    assert all("quick" not in finding["what"] for finding in gutcli("doctor", "--json", expect=None).data["findings"])


def test_the_own_catalog_holds() -> None:
    assert gutcli("foods", "granny beans", "--json").data["foods"][0]["id"] == "granny-beans"
    assert gutcli("foods", "oats", "--json").data["foods"][0]["serving"]["grams"] == 55


def test_a_change_is_written_and_taken_back() -> None:
    count = len(gutcli("export").out.splitlines())
    assert gutcli("done", "3", "--json").data["changed"]
    gutcli("undo")
    assert len(gutcli("export").out.splitlines()) == count + 2
    assert gutcli("history", "--days", "60", "--json").data["days"][-1]["done"] == ANSWERS["history"][-1]["done"]


def test_old_caches_are_passed_over(old_home: Path) -> None:
    first = gutcli("today", "--json").out
    shutil.rmtree(old_home / "cache")
    assert gutcli("today", "--json").out == first


def list_shapes(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every field of a document and what stands in it, as (".items[].name", "text")."""
    yield path, KINDS[type(value)]
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from list_shapes(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from list_shapes(inner, f"{path}[]")


KINDS = {dict: "object", list: "list", str: "text", bool: "bool", int: "number", float: "number", type(None): "null"}
SHAPES: dict[str, Any] = json.loads((FIXTURE / "answers" / "shapes.json").read_text(encoding="utf-8"))


def test_every_field_that_a_script_of_0_1_0_reads_is_still_there() -> None:
    for command in SHAPES:
        check_shapes(command)


def check_shapes(command: str) -> None:
    """More fields are welcome; one may be missing only with what held it: an empty list, a value not known."""
    answer = gutcli(*command.split(), "--json")
    found: dict[str, set[str]] = {}
    for path, kind in list_shapes(answer.data):
        found.setdefault(path, set()).add(kind)
    assert json.loads(answer.out)["kind"] == SHAPES[command]["kind"]
    for path, kinds in SHAPES[command]["fields"].items():
        holder = path.removesuffix("[]") if path.endswith("[]") else path.rpartition(".")[0]
        if holder not in found or (path.endswith("[]") and path not in found) or found[holder] == {"null"}:
            continue
        assert path in found, (command, path)
        told = {*kinds.split()} - {"null"}
        assert not told or found[path] - {"null"} <= told, (command, path)
