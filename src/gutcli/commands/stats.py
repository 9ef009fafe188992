"""`gutcli stats`: figures."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.commands import JsonFlag, QuietFlag

EXAMPLES = (
    ("gutcli stats", "all that is written"),
    ("gutcli stats --days 28", "the last four weeks"),
    ("gutcli stats --explain", "the arithmetic of the strength, day by day"),
)


def stats(
    context: typer.Context,
    days: Annotated[int | None, typer.Option(metavar="N", min=1, max=36600, help="The last N days only.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the strength comes about.")] = False,
    all: Annotated[bool, typer.Option("--all", help="Every item, not only the most done.")] = False,  # noqa: A002
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Show figures."""
    from gutcli.views.build_stats import build_stats

    app = App.of(context)
    app.output.quiet = quiet
    app.show(build_stats(app, days, explain=explain, every_item=all))


RUN = stats
