"""`gutcli have`: what is in the kitchen."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError
from gutcli.offers import complete_foods
from gutcli.options import Day

EXAMPLES = (
    ("gutcli have", "what is in the kitchen, what must be used first at the top"),
    ('gutcli have lentils kimchi "kefir until friday"', "say what is there; the lists count from today"),
    ('gutcli have "500 g oats"', "how much, where you know"),
    ("gutcli have --out kefir", "it is gone"),
    ("gutcli have --staples", "what is taken to be there always"),
)


def have(
    app: App,
    day: Day,
    foods: Annotated[
        list[str] | None, typer.Argument(metavar="[FOOD]...", help="What is there.", autocompletion=complete_foods)
    ] = None,
    out: Annotated[bool, typer.Option("--out", help="These are gone.")] = False,
    staples: Annotated[bool, typer.Option("--staples", help="What is taken to be there always, too.")] = False,
) -> None:
    """Show or say what is in the kitchen."""
    if out and not foods:
        raise UsageError("What is gone?", "Name it: gutcli have --out kefir")
    if foods:
        from gutcli.day.have.note import note_kitchen

        app.show(app.change(note_kitchen, day, foods, out=out, staples=staples))
        return
    from gutcli.day.have.view import build_have

    app.show(app.read(build_have, day, staples=staples))


RUN = have
