"""`gutcli insights`: what check-ins and habits show together."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_ratings
from gutcli.options import CENTURY

EXAMPLES = (
    ("gutcli insights", "the last 90 days"),
    ("gutcli insights --about energy --days 180", "one rating, half a year"),
    ('gutcli insights --explain "brisk walk"', "one comparison, step by step"),
)


def insights(
    app: App,
    days: Annotated[
        int,
        typer.Option(metavar="N", min=1, max=CENTURY, help="How many days back; three years at most are compared."),
    ] = 90,
    about: Annotated[
        str,
        typer.Option(
            metavar="RATING",
            help="One rating, such as mood or sleep; without it, all.",
            show_default=False,
            autocompletion=complete_ratings,
        ),
    ] = "",
    explain: Annotated[
        str, typer.Option(metavar="HABIT", help="Walk through one comparison.", show_default=False)
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Every figure, although nothing is shown.")] = False,
) -> None:
    """Show what check-ins and habits show together."""
    from gutcli.look_back.days import last_days
    from gutcli.look_back.insights.view import MOST_DAYS, InsightsInFullView, build_insights
    from gutcli.terminal.progress import watch

    with watch(app.output, "Comparing") as progress:
        first, today = last_days(app.today, min(days, MOST_DAYS))
        view = build_insights(app.person, app.diary, first, today, about=about, explain=explain, progress=progress)
    if days > MOST_DAYS:
        app.output.warn("Only the last three years are compared: older days say less about today.")
    app.show(InsightsInFullView(view) if everything else view)


RUN = insights
