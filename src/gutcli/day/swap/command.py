"""`gutcli swap`: put another food or practice in an item's place."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_items, complete_swaps
from gutcli.options import Day

EXAMPLES = (
    ("gutcli swap 2", "the next best in the place of item 2"),
    ("gutcli swap 2 leeks", "leeks in the place of item 2"),
)


def swap(
    app: App,
    day: Day,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="A number, id or name.", autocompletion=complete_items)],
    food: Annotated[
        list[str], typer.Argument(metavar="[FOOD]", help="What to put there.", autocompletion=complete_swaps)
    ] = [],
) -> None:
    """Put another food or practice in an item's place."""
    from gutcli.day.swap.swap import swap_item

    app.show(app.change(swap_item, day, item, " ".join(food)))


RUN = swap
