"""Which function draws which view: `draw_<kind>` in the module `page` beside the view's own."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from gutcli.terminal.draw.document import Document


def name_kind(view: Any) -> str:
    """Return the `kind` of a view in JSON: its class's name in lower case, "why-not" for WhyNotView, or its KIND."""
    name = type(view).__name__.removesuffix("View")
    derived = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("-")
    return str(getattr(view, "KIND", derived))


def draw_page(view: Any, width: int | None) -> Document:
    """Draw a view as a document. `width` is only for deciding what to say, not where it stands."""
    folder = type(view).__module__.rpartition(".")[0]
    draw = getattr(import_module(f"{folder}.page"), f"draw_{name_kind(view).replace('-', '_')}")
    document: Document = draw(view, width)
    return document
