"""`gutcli shop`: the weekly shop in whole packs."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError
from gutcli.options import Day

EXAMPLES = (
    ("gutcli shop", "what to buy this week, by aisle, less what is there"),
    ("gutcli shop --days 7 --people 2", "for seven days, for two"),
    ("gutcli shop --format md > shop.md", "boxes to tick"),
    ("gutcli shop --bought all", "put it into the kitchen"),
    ("gutcli shop --bought 1 3", "only some of it"),
)


def shop(
    app: App,
    day: Day,
    numbers: Annotated[list[str] | None, typer.Argument(metavar="[NUMBER]...", help="More of what was bought.")] = None,
    days: Annotated[int, typer.Option(metavar="N", min=0, max=28, help="For how many days; 0: this week.")] = 0,
    people: Annotated[int, typer.Option(metavar="N", min=0, max=12, help="For how many; 0: as your profile says.")] = 0,
    bought: Annotated[str, typer.Option(metavar="NUMBER|all", help="Put this into the kitchen.")] = "",
    format: Annotated[str, typer.Option(metavar="text|md|txt", help="Markdown or plain lines instead.")] = "text",  # noqa: A002
) -> None:
    """Show what to buy for the coming days."""
    if format not in {"text", "md", "txt"}:
        raise UsageError(f"{format!r} is not a format.", "Give --format text, md or txt.")
    if numbers and not bought:
        raise UsageError("What of these numbers?", "Say gutcli shop --bought 1 3 5, or gutcli shop alone.")
    if bought:
        from gutcli.day.shop.buy import buy_lines

        app.show(app.change(buy_lines, day, [bought, *(numbers or [])], days=days, people=people))
        return
    from gutcli.day.shop.view import build_shop

    view = app.read(build_shop, day, days=days, people=people)
    if format == "text" or app.output.json:
        app.show(view)
        return
    from gutcli.day.shop.page import write_markdown, write_text

    app.output.write(write_markdown(view) if format == "md" else write_text(view))


RUN = shop
