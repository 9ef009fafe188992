"""`gutcli skip`: rest from items."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_items
from gutcli.options import Day

EXAMPLES = (
    ('gutcli skip 5 --because "sore knee"', "rest from item 5; it leaves the count"),
    ("gutcli skip all", "a rest day: the streak is safe"),
)


def skip(
    app: App,
    day: Day,
    items: Annotated[
        list[str], typer.Argument(metavar="ITEM...", help="Numbers, ids or names.", autocompletion=complete_items)
    ],
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why, in your own words.")] = "",
) -> None:
    """Rest from items of the day's list. A rest is not a failure."""
    from gutcli.day.changes.actions import rest_from

    app.show(app.change(rest_from, day, items, because))


RUN = skip
