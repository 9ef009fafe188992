"""The daily commands without options: nothing is to be parsed there, and importing Typer takes longer than they do.

Each calls the very function that its command calls. What they accept is less than what Typer does, never more: whatever
else is said goes to Typer, which judges it.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # the module `typing` would be imported for nothing
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from gutcli.app import App

    Words = list[str]
    Accept = Callable[[Words], dict[str, Any] | None]


def _accept_nothing(words: Words) -> dict[str, Any] | None:
    return None if words else {}


def _accept_items(words: Words) -> dict[str, Any] | None:
    return {"words": words} if words and not any(word.startswith("-") for word in words) else None


def _accept_score(words: Words) -> dict[str, Any] | None:
    return {"scores": {"mood": int(words[0])}} if len(words) == 1 and words[0] in {"1", "2", "3", "4", "5"} else None


def _accept_days(words: Words) -> dict[str, Any] | None:
    if not words:
        return {}
    is_plain = len(words) == 2 and words[0] == "--days" and words[1].isascii() and words[1].isdigit()
    return {"days": int(words[1])} if is_plain and len(words[1]) < 3 and words[1][0] != "0" else None


# Verb -> what it accepts, the module and function that give the view, and how the app has it read or change the day.
# ("run": the function does all of it).
_BARE: Mapping[str, tuple[Accept, str, str, str]] = {
    "today": (_accept_nothing, "day.today.view", "build_today", "read"),
    "status": (_accept_nothing, "day.status.view", "build_status", ""),  # it says so where there is no day
    "plan": (_accept_days, "day.plan.view", "build_plan", "read"),
    "done": (_accept_items, "day.changes.actions", "tick_items", "change"),
    "mood": (_accept_score, "day.mood.check_in", "check_in", "change"),
    "ate": (_accept_items, "day.ate.log", "eat", "run"),
}


def answer_bare(argv: Words, app: App) -> bool:
    """Answer a daily command that has no options; return False for anything else."""
    if not argv or argv[0] not in _BARE:
        return False
    accept, module, function, way = _BARE[argv[0]]
    if (given := accept(argv[1:])) is None:
        return False
    build = getattr(import_module(f"gutcli.{module}"), function)
    if way == "run":  # it shows what it does itself, and asks before
        build(app, app.today, **given)
        return True
    app.show(getattr(app, way)(build, app.today, **given) if way else build(app))
    return True
