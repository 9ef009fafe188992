"""`gutcli mood`: a check-in."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.options import JsonFlag, QuietFlag

EXAMPLES = (
    ("gutcli mood 4", "1 is low, 5 is high"),
    ('gutcli mood 4 --energy 3 --gut 2 --note "slept badly"', "with more"),
)


def mood(
    context: typer.Context,
    score: Annotated[int, typer.Argument(metavar="1-5", min=1, max=5, help="How you feel: 1 is low, 5 is high.")],
    energy: Annotated[
        int | None, typer.Option(metavar="1-5", min=1, max=5, help="How much energy you have.", show_default=False)
    ] = None,
    gut: Annotated[
        int | None, typer.Option(metavar="1-5", min=1, max=5, help="How your gut feels.", show_default=False)
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="A few words, for yourself.", show_default=False)] = "",
    date: Annotated[str, typer.Option(metavar="DAY", help="A date, yesterday, -2, monday.")] = "today",
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Check in with how you are."""
    from gutcli.day.changes.ticking import check_in

    app = App.of(context)
    app.output.quiet = quiet
    app.show(check_in(app, app.day(date), score, energy=energy, gut=gut, note=note))


RUN = mood
