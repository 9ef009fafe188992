"""`gutcli ate`: log what was eaten, in the person's own words."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_foods
from gutcli.options import Day

EXAMPLES = (
    ("gutcli ate porridge with banana and walnuts", "log three foods; their plants count"),
    ('gutcli ate "half a tin of chickpeas, 1 dl kefir"', "with amounts"),
    ("gutcli ate lentils --date yesterday", "fill in a day"),
    ("gutcli ate 200 g lentils --instead", "correct the amount"),
    ("gutcli ate again", "the same meal once more; ate yesterday: all of yesterday's"),
)


def ate(
    app: App,
    day: Day,
    foods: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FOOD]...", help="What you ate; again; yesterday.", autocompletion=complete_foods),
    ] = None,
    at: Annotated[str, typer.Option("--at", metavar="MEAL", help="breakfast, lunch, dinner or snack.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Words to keep as they stand.")] = "",
    instead: Annotated[
        bool, typer.Option("--instead", help="Correct what was logged of the food before, rather than add to it.")
    ] = False,
) -> None:
    """Log what you ate, in your own words; each food ticks an open item that it fits."""
    from gutcli.day.ate.log import eat

    eat(app, day, foods or (), at=at, note=note, instead=instead)


RUN = ate
