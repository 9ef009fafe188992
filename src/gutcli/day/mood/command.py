"""`gutcli mood`: a check-in."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.options import Day

EXAMPLES = (
    ("gutcli mood 4", "1 is low, 5 is high"),
    ('gutcli mood 4 --energy 3 --gut 2 --note "slept badly"', "with more"),
)


def mood(
    app: App,
    day: Day,
    score: Annotated[int, typer.Argument(metavar="1-5", min=1, max=5, help="How you feel: 1 is low, 5 is high.")],
    energy: Annotated[
        int | None, typer.Option(metavar="1-5", min=1, max=5, help="How much energy you have.", show_default=False)
    ] = None,
    gut: Annotated[
        int | None, typer.Option(metavar="1-5", min=1, max=5, help="How your gut feels.", show_default=False)
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="A few words, for yourself.", show_default=False)] = "",
) -> None:
    """Check in with how you are."""
    from gutcli.day.changes.actions import check_in

    app.show(app.change(check_in, day, score, energy=energy, gut=gut, note=note))


RUN = mood
