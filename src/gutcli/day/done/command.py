"""`gutcli done`: tick items."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_items
from gutcli.options import Day

EXAMPLES = (
    ("gutcli done", "pick with arrow keys and space: tick, rest, swap, yesterday"),
    ("gutcli done 1 3", "tick items 1 and 3"),
    ("gutcli done kefir", "tick by name, or the beginning of one"),
    ("gutcli done all", "tick all that is open"),
    ("gutcli done walnuts --date yesterday", "fill in a day"),
)


def done(
    app: App,
    day: Day,
    items: Annotated[
        list[str], typer.Argument(metavar="[ITEM]...", help="Numbers, ids or names.", autocompletion=complete_items)
    ] = [],  # Typer takes the default as it is
) -> int:
    """Tick items of the day's list; without items, on a terminal, pick with arrow keys and space."""
    if not items:
        from gutcli.day.picker.start import can_pick, pick

        if can_pick(app.output):
            return pick(app, day)
    from gutcli.day.changes.actions import tick_items

    app.show(app.change(tick_items, day, items))
    return 0


RUN = done
