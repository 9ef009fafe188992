"""Overlay files for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tomli_w

from gutcli.catalog.compile import Compiled, compile_catalog
from gutcli.catalog.library import built_in_files

FOOD: dict[str, Any] = {
    "id": "rose-hips",
    "name": "Rose hips",
    "aliases": ["hips"],
    "group": "fruit",
    "kinds": ["prebiotic"],
    "plants": [],
    "contains": [],
    "may_contain": [],
    "diets": ["vegan", "vegetarian", "pescatarian"],
    "lactose": "none",
    "live_cultures": "no",
    "serving": {"text": "a handful", "grams": 30},
    "how_to_eat": "Scrape out the hairs and seeds, and cook.",
    "topics": ["dietary-fibre"],
    "cautions": [],
    "checklist": True,
}


def food(**changes: Any) -> dict[str, Any]:
    """A food that holds, with changes; None takes a key out."""
    entry = {**FOOD, **changes}
    return {key: value for key, value in entry.items() if value is not None}


def write(folder: Path, name: str, **tables: list[dict[str, Any]]) -> Path:
    """Write a catalog file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(tomli_w.dumps(tables), encoding="utf-8")
    return path


def compile_with(*paths: Path) -> Compiled:
    """Compile the built-in catalog with overlays."""
    return compile_catalog(built_in_files(), paths)


def said(compiled: Compiled) -> list[tuple[str, str, str, str]]:
    """(entry, key, message, expected) of every problem."""
    return [(p.entry, p.key, p.message, p.expected) for p in compiled.problems]
