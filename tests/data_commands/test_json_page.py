"""docs/json.md says what the program does: every kind, its fields, every error code with its exit code."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import gutcli.errors
from gutcli.commands import COMMANDS
from gutcli.terminal.draw.pages import name_class

PAGE = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
SOURCE = Path(gutcli.errors.__file__).parent


CHANGES = ["done", "undo", "skip", "swap", "ate", "mood", "away"]
SAID = {"first": "from", "last": "to"}
"""`from` is a word of Python's: what `shop` calls otherwise inside."""


def find_views():
    """Every view that is drawn, and its fields."""
    modules = [module.name for module in pkgutil.walk_packages(gutcli.__path__, "gutcli.")]
    for module in modules:
        if not module.endswith((".view", "catalog.stats", "catalog.check")):
            continue
        for name, view in vars(importlib.import_module(module)).items():
            if not isinstance(view, type) or view.__module__ != module:
                continue
            fields = getattr(view, "_fields", None) or list(getattr(view, "__dataclass_fields__", ()))
            # The subject itself is laid out among the fields: as_json.py.
            constants = getattr(view, "_field_defaults", vars(view))  # a named tuple keeps them among its fields
            fields = [name for name in fields if name != constants.get("SUBJECT")]
            if hasattr(view, "as_data"):
                fields = [SAID.get(name, name) for name in fields]
            for kind in kinds_of(view):
                yield pytest.param(kind, [field for field in fields if not field.isupper()], id=f"{name}-{kind}")


NOT_DRAWN = {"completion", "catalog-schema"}
"""Without --json these are written to the letter."""


def kinds_of(view):
    """The kind that a drawn class names; a KIND of its own says otherwise, and ChangeView has one for each command."""
    named = name_class(view)
    if not view.__name__.endswith("View") or not (named in NOT_DRAWN or is_drawn(view, named)):
        return []
    kind = inspect.getattr_static(view, "KIND", named)
    return [kind] if isinstance(kind, str) else CHANGES


def is_drawn(view, named):
    page = f"{view.__module__.rpartition('.')[0]}.page"
    return importlib.util.find_spec(page) and hasattr(importlib.import_module(page), f"draw_{named.replace('-', '_')}")


VIEWS = list(find_views())


def section_of(kind):
    for part in re.split(r"^##+ ", PAGE, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        if f"`{kind}`" in title:
            return body
    return ""


def test_no_kind_is_overlooked():
    found = {view.values[0] for view in VIEWS}
    assert set(COMMANDS) - {"completion", "catalog"} <= found
    titles = re.findall(r"^### (.+)$", PAGE, flags=re.MULTILINE)
    assert sorted(found) == sorted(kind for title in titles for kind in re.findall(r"`([^`]+)`", title))


@pytest.mark.parametrize(("kind", "fields"), VIEWS)
def test_every_kind_has_its_fields_on_the_page(kind, fields):
    said = section_of(kind)
    assert said, f"docs/json.md has no section for {kind}"
    assert [name for name in fields if f"`{name}" not in said] == []


def find_codes():
    """Every error code in the source."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "Error" in text and "code" in text else ():
            if isinstance(node, ast.ClassDef) and any("Error" in ast.unparse(base) for base in node.bases):
                values = [n.value for n in node.body if isinstance(n, ast.Assign) and n.targets[0].id == "code"]
            elif isinstance(node, ast.Call) and "Error" in ast.unparse(node.func):
                values = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            else:
                continue
            found |= {value.value for value in values if isinstance(value, ast.Constant)}
    return found


def test_the_error_codes_are_a_closed_list():
    listed = re.findall(r"^\| (\d) \| `([a-z_]+)` \|", PAGE, flags=re.MULTILINE)
    assert sorted(code for _, code in listed) == sorted(find_codes() | {"failed"})
    exits = {code: int(number) for number, code in listed}
    for name, value in vars(gutcli.errors).items():
        if isinstance(value, type) and issubclass(value, gutcli.errors.GutcliError):
            assert exits[value.code] == value.exit_code, name
