"""`gutcli week`: plants this week."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.options import DayOption

EXAMPLES = (
    ("gutcli week", "this week's plants, day by day"),
    ("gutcli week last", "the week before"),
    ("gutcli week --nutrients", "what its logged foods came to: fibre and omega-3"),
    ("gutcli week --rolling", "the last seven days, whatever the weekday"),
)


def week(
    app: App,
    day: Annotated[str, DayOption("Any day of the week to show.")],
    rolling: Annotated[bool, typer.Option("--rolling", help="The seven days up to the day, not its week.")] = False,
    nutrients: Annotated[bool, typer.Option("--nutrients", help="Fibre and omega-3 of what was logged.")] = False,
) -> None:
    """Show the plants of a week."""
    if nutrients:
        from gutcli.look_back.nutrients.view import build_nutrients

        app.show(app.read(build_nutrients, app.day(day), rolling=rolling))
        return
    from gutcli.look_back.week.view import build_week

    person = app.read_person("Plants")
    app.show(build_week(person, app.diary, app.catalog, app.day(day), app.today, rolling=rolling))


RUN = week
