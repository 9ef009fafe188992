"""`gutcli done`: tick items."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_items
from gutcli.options import JsonFlag, QuietFlag

EXAMPLES = (
    ("gutcli done", "pick with arrow keys and space: tick, rest, swap, yesterday"),
    ("gutcli done 1 3", "tick items 1 and 3"),
    ("gutcli done kefir", "tick by name, or the beginning of one"),
    ("gutcli done all", "tick all that is open"),
    ("gutcli done walnuts --date yesterday", "fill in a day"),
)


def done(
    context: typer.Context,
    items: Annotated[
        list[str], typer.Argument(metavar="[ITEM]...", help="Numbers, ids or names.", autocompletion=complete_items)
    ] = [],  # Typer takes the default as it is
    date: Annotated[str, typer.Option(metavar="DAY", help="A date, yesterday, -2, monday.")] = "today",
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> int:
    """Tick items of the day's list; without items, on a terminal, pick with arrow keys and space."""
    app = App.of(context)
    app.output.quiet = quiet
    if not items:
        from gutcli.day.picker.opening import can_pick, pick

        if can_pick(app.output):
            return pick(app, app.day(date))
    from gutcli.day.changes.ticking import tick_items

    app.show(tick_items(app, app.day(date), items))
    return 0


RUN = done
