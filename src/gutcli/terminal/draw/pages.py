"""Which function draws which view: `draw_why_not` in the module `page` beside the one of WhyNotView."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gutcli.terminal.draw.document import Document


def name_kind(view: Any) -> str:
    """Return the `kind` of a view in JSON: "why-not" for WhyNotView; its KIND where it is another's."""
    return str(getattr(view, "KIND", name_class(type(view))))


def name_class(view: type) -> str:
    """Return the kind that a view's class names, and so the function that draws it."""
    name = view.__name__.removesuffix("View")
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("-")


def draw_page(view: Any, width: int | None) -> Document:
    """Draw a view as a document. `width` is only for deciding what to say, not where it stands."""
    folder = type(view).__module__.rpartition(".")[0]
    draw = getattr(import_module(f"{folder}.page"), f"draw_{name_class(type(view)).replace('-', '_')}")
    document: Document = draw(view, width)
    return document
