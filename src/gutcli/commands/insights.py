"""`gutcli insights`: what check-ins and habits show together."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.commands import JsonFlag, QuietFlag
from gutcli.completing import complete_ratings

EXAMPLES = (
    ("gutcli insights", "the last 90 days"),
    ("gutcli insights --about energy --days 180", "one rating, half a year"),
    ('gutcli insights --explain "brisk walk"', "one comparison, step by step"),
)


def insights(
    context: typer.Context,
    days: Annotated[int, typer.Option(metavar="N", min=1, max=36600, help="How many days back.")] = 90,
    about: Annotated[
        str,
        typer.Option(
            metavar="mood|energy|gut",
            help="One rating; without it, all.",
            show_default=False,
            autocompletion=complete_ratings,
        ),
    ] = "",
    explain: Annotated[
        str, typer.Option(metavar="HABIT", help="Walk through one comparison.", show_default=False)
    ] = "",
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Show what check-ins and habits show together."""
    from gutcli.render.progress import watch
    from gutcli.views.build_insights import build_insights

    app = App.of(context)
    app.output.quiet = quiet
    app.show(build_insights(app, days, about, explain, watch(app.output, "Comparing")))


RUN = insights
