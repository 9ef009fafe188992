"""`gutcli ate`: log foods that were not on the list."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_foods
from gutcli.options import JsonFlag, QuietFlag

EXAMPLES = (
    ('gutcli ate hummus kimchi "two dates"', "log three foods; their plants count"),
    ("gutcli ate lentils --date yesterday", "fill in a day"),
)


def ate(
    context: typer.Context,
    foods: Annotated[list[str], typer.Argument(metavar="FOOD...", help="What you ate.", autocompletion=complete_foods)],
    date: Annotated[str, typer.Option(metavar="DAY", help="A date, yesterday, -2, monday.")] = "today",
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Log foods that were not on the list; each ticks an open item that it fits."""
    from gutcli.day.ate.eating import log_foods

    app = App.of(context)
    app.output.quiet = quiet
    app.show(log_foods(app, app.day(date), foods))


RUN = ate
