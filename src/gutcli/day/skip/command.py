"""`gutcli skip`: rest from items."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_items
from gutcli.options import JsonFlag, QuietFlag

EXAMPLES = (
    ('gutcli skip 5 --because "sore knee"', "rest from item 5; it leaves the count"),
    ("gutcli skip all", "a rest day: the streak is safe"),
)


def skip(
    context: typer.Context,
    items: Annotated[
        list[str], typer.Argument(metavar="ITEM...", help="Numbers, ids or names.", autocompletion=complete_items)
    ],
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why, in your own words.")] = "",
    date: Annotated[str, typer.Option(metavar="DAY", help="A date, yesterday, -2, monday.")] = "today",
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Rest from items of the day's list. A rest is not a failure."""
    from gutcli.day.changes.ticking import rest_from

    app = App.of(context)
    app.output.quiet = quiet
    app.show(rest_from(app, app.day(date), items, because))


RUN = skip
