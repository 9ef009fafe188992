"""The picker where nothing can be drawn over (TERM=dumb, Windows): the list, and a line to type numbers into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.day.changes.ticking import rest_from, take_back, tick_items
from gutcli.day.swap.swapping import swap_item
from gutcli.day.today.build import build_today
from gutcli.errors import GutcliError
from gutcli.terminal.question import ask_line

if TYPE_CHECKING:
    from datetime import date

    from gutcli.app import App

_PROMPT = "Numbers to tick; s 2 rests, w 2 swaps, u undoes; Enter leaves: "


def pick_plainly(app: App, day: date) -> None:
    """Show the list and carry out one typed line after the other."""
    app.show(build_today(app, day))
    while True:
        line = ask_line(f"\n{_PROMPT}", app.output.ask)
        words = line.replace(",", " ").split()
        if not words or words[0].lower() in {"q", "quit", "exit"}:
            if not line.endswith("\n"):
                app.output.ask("\n")
            return
        try:
            _carry_out(app, day, words)
        except GutcliError as error:
            app.output.fail(error)


def _carry_out(app: App, day: date, words: list[str]) -> None:
    app.forget_now()
    verb, rest = words[0].lower(), words[1:]
    if verb == "u":
        app.show(take_back(app, rest, day))
    elif verb == "s" and rest:
        app.show(rest_from(app, day, rest, ""))
    elif verb == "w" and rest:
        app.show(swap_item(app, day, rest[0], " ".join(rest[1:])))
    else:
        app.show(tick_items(app, day, words))
