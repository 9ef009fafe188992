"""`gutcli undo`: take back the last change, or one item's."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_items
from gutcli.options import JsonFlag, QuietFlag

EXAMPLES = (
    ("gutcli undo", "take back the last change; again: the one before"),
    ("gutcli undo 3", "take back what was done to item 3"),
)


def undo(
    context: typer.Context,
    items: Annotated[
        list[str], typer.Argument(metavar="[ITEM]...", help="Numbers, ids or names.", autocompletion=complete_items)
    ] = [],
    date: Annotated[str, typer.Option(metavar="DAY", help="A date, yesterday, -2, monday.")] = "",
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Take back the last change, or what was done to an item."""
    from gutcli.day.changes.ticking import take_back

    app = App.of(context)
    app.output.quiet = quiet
    app.show(take_back(app, items, app.day(date) if date else None))


RUN = undo
