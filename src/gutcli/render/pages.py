"""Which function draws which view."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from gutcli.render.document import Document

# kind of view -> module in gutcli.render and its function (view, width) -> Document
_PAGES = {
    "today": "today",
    "why": "today",
    "explain": "explain",
    "topics": "explain",
    "search": "explain",
    "foods": "foods",
    "why-not": "foods",
    "practices": "practices",
    "tips": "tips",
    "catalog-check": "catalog",
    "catalog-path": "catalog",
    "catalog-add": "catalog",
    "done": "changes",
    "undo": "changes",
    "skip": "changes",
    "swap": "changes",
    "ate": "changes",
    "mood": "changes",
    "week": "week",
    "history": "history",
    "day": "history",
    "stats": "stats",
    "insights": "insights",
    "nutrients": "nutrients",
    "charts": "charts",
    "report": "report",
    "plan": "plan",
    "profile": "profile",
    "profile-change": "profile",
    "cautions": "cautions",
    "export": "data",
    "import": "data",
    "backup": "data",
    "forget": "data",
    "doctor": "doctor",
    "breathe": "pace",
    "guide": "pace",
    "message": "message",
    "status": "status",
    "remind": "remind",
}


def draw_page(view: Any, width: int | None) -> Document:
    """Draw a view as a document. `width` is only for deciding what to say, not where it stands."""
    module = import_module(f"gutcli.render.{_PAGES[view.KIND]}")
    draw = getattr(module, f"draw_{view.KIND.replace('-', '_')}")
    document: Document = draw(view, width)
    return document
