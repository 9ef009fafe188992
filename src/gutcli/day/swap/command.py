"""`gutcli swap`: put another food or practice in an item's place."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError
from gutcli.offers import complete_items, complete_swaps
from gutcli.options import Day

EXAMPLES = (
    ("gutcli swap 2", "the next best in the place of item 2"),
    ("gutcli swap 2 leeks", "leeks in the place of item 2"),
)


def swap(
    app: App,
    day: Day,
    item: Annotated[
        str, typer.Argument(metavar="[ITEM]", help="A number, id or name.", autocompletion=complete_items)
    ] = "",
    food: Annotated[
        list[str], typer.Argument(metavar="[FOOD]", help="What to put there.", autocompletion=complete_swaps)
    ] = [],
) -> int:
    """Put another food or practice in an item's place; without an item, on a terminal, pick."""
    if not item:
        from gutcli.day.picker.start import can_pick, pick

        if can_pick(app.output):
            return pick(app, day)
        raise UsageError("Which item?", "Give its number or name: gutcli swap 2, or gutcli swap 2 leeks.")
    from gutcli.day.changes.swap import swap_item

    app.show(app.change(swap_item, day, item, " ".join(food)))
    return 0


RUN = swap
