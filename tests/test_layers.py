"""The layers of the house (docs/architecture.md): imports point down only, each heavy part stays in its room."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "gutcli"
FILES = sorted(SOURCE.rglob("*.py"))

# Room -> how far up it stands. What a module imports stands at its own height or lower. A new room needs a line here.
HEIGHTS = {
    "": 0, "errors": 0, "text": 0, "clock": 0,
    "folders": 1, "quick": 1, "quick_facts": 1,
    "catalog": 2,
    "profile": 3, "profile_file": 3, "profile_words": 3,
    "profile_edit": 4, "safety": 4, "schedule": 4, "tips": 4, "diary": 4,
    "plan": 5, "transfer": 5,
    "store": 6, "insight": 6, "pace": 6,
    "checklist": 7,
    "views": 8,
    "swapping": 9, "eating": 9, "ticking": 9, "keeping": 9, "profile_talk": 9,
    "render": 9,
    "output": 10, "paging": 10,
    "pace.wiring": 11, "picker": 11, "reporting": 11, "reminding": 11,
    "app": 12,
    "completing": 13,
    "commands": 14,
    "shells": 15,
    "cli": 16,
    "__main__": 17,
}  # fmt: skip
# The composition and the streams are handed to whoever joins several rooms, so their types may be named below them.
ONLY_TYPES = {"gutcli.app", "gutcli.output"}
# (module, what it imports): why it may, all the same.
EXCEPTIONS = {
    ("views.build_status", "gutcli.render.theme"): "--ascii is a wish of the caller's, not of the stream's",
    ("views.completion", "gutcli.shells"): "the script is Typer's own text; nothing is drawn",
    ("views.build_doctor", "sqlite3"): "it says which SQLite there is",
}  # fmt: skip
EDGES = {  # where pydantic may be imported: TOML in, JSON Schema out
    "catalog.models", "catalog.food_model", "catalog.fields", "catalog.interview", "catalog.schema", "catalog.problems",
    "catalog.compile", "catalog.check", "catalog.add", "profile_file",
}  # fmt: skip
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def name_of(path):
    parts = list(path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports_of(path):
    """Give (module, line, at module level, for types only) of each import."""
    found = []

    def visit(node, *, top, types):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                found.extend((alias.name, child.lineno, top, types) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                if child.level:
                    continue  # from its own room
                names = [f"{child.module}.{alias.name}" for alias in child.names]
                inside = [name for name in names if child.module.startswith("gutcli") and is_module(name)]
                found.extend((name, child.lineno, top, types) for name in inside or [child.module])
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                visit(child, top=top, types=True)
            else:
                inner = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                visit(child, top=top and not inner, types=types)

    visit(ast.parse(path.read_text(encoding="utf-8")), top=True, types=False)
    return found


def is_module(name):
    path = SOURCE.parent.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def height_of(module):
    name = module.removeprefix("gutcli").removeprefix(".")
    return HEIGHTS[name if name in HEIGHTS else name.partition(".")[0]]


def test_every_room_has_its_height():
    assert {name_of(path).partition(".")[0] for path in FILES} <= set(HEIGHTS)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_point_down(path):
    mine = height_of(name_of(path))
    wrong = [
        f"line {line}: {module}"
        for module, line, _, types in imports_of(path)
        if module.partition(".")[0] == "gutcli"
        and height_of(module) > mine
        and not (types and module in ONLY_TYPES)
        and (name_of(path), module) not in EXCEPTIONS
    ]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_heavy_part_stays_in_its_room(path):
    name = name_of(path)
    room = name.partition(".")[0]
    for module, line, top, types in imports_of(path):
        package = module.partition(".")[0]
        where = f"line {line}: {module}"
        if (name, module) in EXCEPTIONS:
            continue
        if package == "rich":
            assert room == "render", where
        if package == "typer" and not types:
            assert room in {"commands", "cli", "shells"}, where
        if package == "sqlite3":
            assert room == "store", where
        if package == "pydantic":
            assert name in EDGES, where
        if package in {"pydantic", "rich", "icalendar", "tomli_w", "jinja2", "platformdirs"} and top and not types:
            assert name in EDGES or room == "render", where
        assert package not in {"click", "requests", "urllib", "http", "socket"}, where


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_the_clock_asks_the_time_and_only_streams_are_printed_to(path):
    name = name_of(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}:
            asks = ast.unparse(node.value) in {"datetime", "date", "datetime.datetime", "datetime.date"}
            assert not asks or name == "clock", node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            assert name == "cli", node.lineno


def test_every_exception_is_still_needed():
    found = {(name_of(path), module) for path in FILES for module, *_ in imports_of(path)}
    assert set(EXCEPTIONS) <= found


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_modules_are_named_for_what_they_do(path):
    assert not FORBIDDEN_NAMES & set(path.relative_to(SOURCE).with_suffix("").parts)
    assert path.stem == path.stem.lower()
