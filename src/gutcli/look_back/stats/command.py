"""`gutcli stats`: figures."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError
from gutcli.options import CENTURY

EXAMPLES = (
    ("gutcli stats", "all that is written"),
    ("gutcli stats --days 28", "the last four weeks"),
    ("gutcli stats --chart", "week by week: share done, plants, fibre and omega-3, mood"),
    ("gutcli stats --explain", "the arithmetic of the strength, day by day"),
)


def stats(
    app: App,
    days: Annotated[int | None, typer.Option(metavar="N", min=1, max=CENTURY, help="The last N days only.")] = None,
    chart: Annotated[bool, typer.Option("--chart", help="Week by week, drawn; in a pipe, as a table.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the strength comes about.")] = False,
    all: Annotated[bool, typer.Option("--all", help="Every item, not only the most done.")] = False,  # noqa: A002,
) -> None:
    """Show figures."""
    if chart:
        if explain or all:
            raise UsageError("--chart shows weeks, not --explain or --all.", "Give one of them.")
        from gutcli.look_back.charts.view import build_charts

        app.show(build_charts(app.person, app.diary, app.today, days))
        return
    from gutcli.look_back.stats.view import build_stats

    app.show(build_stats(app.person, app.diary, app.today, days, explain=explain, every_item=all))


RUN = stats
