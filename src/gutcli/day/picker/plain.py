"""The picker where nothing can be drawn over (TERM=dumb, Windows): the list, and a line to type numbers into."""

from __future__ import annotations

from datetime import date

from gutcli.clock import format_day
from gutcli.day.changes.actions import rest_from, take_back, tick_items
from gutcli.day.changes.swap import swap_item
from gutcli.day.picker.state import PickerHost
from gutcli.day.today.view import build_today
from gutcli.errors import GutcliError
from gutcli.terminal.question import ask_line, ask_whether

_PROMPT = "Numbers to tick; s 2 rests, w 2 swaps, u undoes; Enter leaves: "


def pick_plainly(app: PickerHost, day: date) -> None:
    """Show the list and carry out one typed line after the other."""
    agreed = False
    app.show(app.read(build_today, day))
    while True:
        line = ask_line(f"\n{_PROMPT}", app.output.ask)
        words = line.replace(",", " ").split()
        if not words or words[0].lower() in {"q", "quit", "exit"}:
            if not line.endswith("\n"):
                app.output.ask("\n")
            return
        if day == app.today and not agreed and app.has_day_turned():
            agreed = ask_whether(f"{format_day(day)} is over by now. Write to it all the same?", app.output.ask)
            if not agreed:
                app.turn_day()
                day = app.today
                app.show(app.read(build_today, day))
                continue
        try:
            _carry_out(app, day, words)
        except GutcliError as error:
            app.output.fail(error)


def _carry_out(app: PickerHost, day: date, words: list[str]) -> None:
    app.forget_now()
    verb, rest = words[0].lower(), words[1:]
    if verb == "u":
        app.show(app.change(take_back, day, rest))
    elif verb == "s" and rest:
        app.show(app.change(rest_from, day, rest, ""))
    elif verb == "w" and rest:
        app.show(app.change(swap_item, day, rest[0], " ".join(rest[1:])))
    else:
        app.show(app.change(tick_items, day, words))
