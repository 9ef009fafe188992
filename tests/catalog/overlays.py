"""Overlay files for tests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import tomli_w

from gutcli.catalog import compile as compiling
from gutcli.catalog.compile import Base, Compiled, apply_overlays
from gutcli.catalog.data_files import built_in_files

if TYPE_CHECKING:
    from pathlib import Path

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


@cache
def base() -> Base:
    """The built-in catalog, compiled once for all tests."""
    return compiling.compile_base(built_in_files())


def compile_with(*paths: Path) -> Compiled:
    """Compile the built-in catalog with overlays."""
    return apply_overlays(base(), paths)


def said(compiled: Compiled) -> list[tuple[str, str, str, str]]:
    """(entry, key, message, expected) of every problem."""
    return [(p.entry, p.key, p.message, p.expected) for p in compiled.problems]
