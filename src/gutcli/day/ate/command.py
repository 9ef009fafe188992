"""`gutcli ate`: log foods that were not on the list."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_foods
from gutcli.options import Day

EXAMPLES = (
    ('gutcli ate hummus kimchi "two dates"', "log three foods; their plants count"),
    ("gutcli ate lentils --date yesterday", "fill in a day"),
)


def ate(
    app: App,
    day: Day,
    foods: Annotated[list[str], typer.Argument(metavar="FOOD...", help="What you ate.", autocompletion=complete_foods)],
) -> None:
    """Log foods that were not on the list; each ticks an open item that it fits."""
    from gutcli.day.ate.log import log_foods

    app.show(app.change(log_foods, day, foods))


RUN = ate
