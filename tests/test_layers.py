"""What import-linter's contracts (pyproject.toml) cannot say of the house."""

from __future__ import annotations

import ast
import re
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "gutcli"
FILES = sorted(SOURCE.rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def name_of(path):
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def test_only_the_clock_asks_the_time_and_only_streams_are_printed_to():
    asking, printing = set(), set()
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if re.search(r"\b(now|today|utcnow|print)\b", text) else ():
            asks = isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
            if asks and ast.unparse(node.value) in {"datetime", "date", "datetime.datetime", "datetime.date"}:
                asking.add(name_of(path))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                printing.add(name_of(path))
    assert asking == {"clock"}
    assert printing <= {"cli"}


def test_modules_are_named_for_what_they_do():
    for path in FILES:
        parts = set(path.relative_to(SOURCE).with_suffix("").parts)
        assert not FORBIDDEN_NAMES & parts, path
        assert path.stem == path.stem.lower()


def test_there_is_no_network_code():
    banned = {"click", "requests", "urllib", "http", "socket", "ssl", "ftplib", "smtplib"}
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if any(name in text for name in banned) else ():
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            assert not {name.partition(".")[0] for name in names} & banned, f"{path}: {names}"


def test_what_stands_once_stands_once():
    """Near words are found, columns counted and the XDG rules read in one place each."""
    places = {
        "get_close_matches": "text",
        "east_asian_width": "terminal.draw.layout",
        '"XDG_DATA_HOME", ".local': "folders",
    }
    for words, place in places.items():
        assert [name_of(path) for path in FILES if words in path.read_text(encoding="utf-8")] == [place], words


def test_a_name_means_one_thing():
    places = {}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(name_of(path))
    assert not {name: where for name, where in places.items() if len(where) > 1}
