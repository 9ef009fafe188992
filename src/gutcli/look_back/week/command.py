"""`gutcli week`: plants this week."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from gutcli.app import App
from gutcli.options import DayOption

EXAMPLES = (
    ("gutcli week", "this week's plants, day by day"),
    ("gutcli week --date -7", "the week before"),
    ("gutcli week --nutrients", "what its logged foods came to: fibre and omega-3"),
    ("gutcli week --rolling", "the last seven days, whatever the weekday"),
)


def week(
    app: App,
    day: Annotated[date, DayOption("Any day of the week to show.")],
    rolling: Annotated[bool, typer.Option("--rolling", help="The seven days up to the day, not its week.")] = False,
    nutrients: Annotated[bool, typer.Option("--nutrients", help="Fibre and omega-3 of what was logged.")] = False,
) -> None:
    """Show the plants of a week."""
    from gutcli.look_back.week.build import build_week

    if nutrients:
        from gutcli.look_back.nutrients.build import build_nutrients

        app.show(build_nutrients(app, day, rolling=rolling))
        return
    app.show(build_week(app, day, rolling=rolling))


RUN = week
