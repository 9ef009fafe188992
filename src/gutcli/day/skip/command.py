"""`gutcli skip`: rest from items."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_items
from gutcli.options import Day

EXAMPLES = (
    ("gutcli skip", "pick with arrow keys"),
    ("gutcli skip 5 because sore knee", "rest from item 5; it leaves the count"),
    ("gutcli skip all", "a rest day: the streak is safe"),
)


def skip(
    app: App,
    day: Day,
    items: Annotated[
        list[str], typer.Argument(metavar="[ITEM]...", help="Numbers, ids or names.", autocompletion=complete_items)
    ] = [],
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why, in your own words; - reads them from stdin.")] = "",
) -> int:
    """Rest from items of the day's list; without items, on a terminal, pick. A rest is not a failure."""
    if not items:
        from gutcli.day.picker.start import can_pick, pick

        if can_pick(app.output):
            return pick(app, day)
    from gutcli.day.changes.actions import rest_from
    from gutcli.terminal.question import read_words

    if "because" in items and not because:
        place = items.index("because")
        items, because = items[:place], " ".join(items[place + 1 :])
    app.show(app.change(rest_from, day, items, read_words(because, app.output.ask)))
    return 0


RUN = skip
