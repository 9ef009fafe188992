"""`gutcli undo`: take back the last change, or one item's."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_items
from gutcli.options import DayOption

EXAMPLES = (
    ("gutcli undo", "take back the last change; again: the one before"),
    ("gutcli undo 3", "take back what was done to item 3"),
    ("gutcli undo mood", "take back the day's last check-in"),
    ("gutcli undo lentils", "take back the lentils that were logged last, and what they ticked"),
)


def undo(
    app: App,
    items: Annotated[
        list[str],
        typer.Argument(metavar="[ITEM]...", help="Numbers, ids or names; or: mood.", autocompletion=complete_items),
    ] = [],
    day: Annotated[date | None, DayOption()] = None,
) -> None:
    """Take back the last change, or what was done to an item."""
    from gutcli.day.changes.actions import build_nothing, take_back

    if app.has_diary or items:
        app.show(app.change(take_back, day, items))
        return
    app.show(app.read(build_nothing, day or app.today))


RUN = undo
