"""`gutcli away`: days off that cost nothing."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError

EXAMPLES = (
    ("gutcli away until sunday", "rest from today up to Sunday; the streak is safe"),
    ("gutcli away 12-20..12-27", "a range that is still to come"),
    ("gutcli away --stop", "back again: lists from today on"),
)


def away(
    app: App,
    until: Annotated[
        list[str] | None, typer.Argument(metavar="[UNTIL]...", help="The last day, or FIRST..LAST.")
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help="Back again.")] = False,
) -> None:
    """Rest from a range of days, also ahead."""
    from gutcli.day.away.away import come_back, go_away

    if stop == bool(until):
        raise UsageError(
            "Until when?", "Say gutcli away until sunday, gutcli away 12-20..12-27, or gutcli away --stop."
        )
    app.show(app.change(come_back, app.today) if stop else app.change(go_away, app.today, " ".join(until or [])))


RUN = away
