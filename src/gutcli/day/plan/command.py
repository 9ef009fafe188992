"""`gutcli plan`: the coming days."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError
from gutcli.options import DayOption

EXAMPLES = (
    ("gutcli plan", "the coming seven days"),
    ("gutcli plan 3 --shopping", "what to buy for three"),
    ("gutcli plan --meals", "by breakfast, lunch and dinner"),
    ("gutcli plan --format ics > gut.ics", "for a calendar"),
)


def plan(
    app: App,
    day: Annotated[date, DayOption("The first day.")],
    days: Annotated[int, typer.Option(metavar="N", min=1, max=366, help="How many days.")] = 7,
    shopping: Annotated[bool, typer.Option("--shopping", help="What to buy, grouped and added up.")] = False,
    meals: Annotated[
        bool, typer.Option("--meals", help="By breakfast, lunch and dinner, with what goes together.")
    ] = False,
    format: Annotated[str, typer.Option(metavar="text|md|ics", help="Markdown or a calendar instead.")] = "text",  # noqa: A002
) -> None:
    """Show the coming days and what to buy."""
    from gutcli.day.plan.view import build_plan

    if format not in {"text", "md", "ics"}:
        raise UsageError(f"{format!r} is not a format.", "Give --format text, md or ics.")
    view = app.read(build_plan, day, days=days, shopping=shopping, meals=meals)
    if format == "text" or app.output.json:
        app.show(view)
        return
    from gutcli.day.plan.page import write_calendar, write_markdown

    app.output.write(write_markdown(view) if format == "md" else write_calendar(view))


RUN = plan
