"""`gutcli` and `gutcli today`: the day's checklist."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.options import Day

EXAMPLES = (
    ("gutcli", "today's list"),
    ("gutcli today tomorrow", "what comes next"),
    ("gutcli today --easy", "a small day: three gentle things"),
    ("gutcli today --why 2", "why item 2 is there"),
)


def today(
    app: App,
    day: Day,
    easy: Annotated[bool, typer.Option("--easy", help="A small day: the three gentlest items.")] = False,
    why: Annotated[str, typer.Option(metavar="ITEM", help="Say why an item is there.")] = "",
) -> None:
    """Show the day's checklist."""
    from gutcli.day.today.view import build_today, build_why

    app.show(app.read(build_why, day, why) if why else app.read(build_today, day, easy=easy))


RUN = today
