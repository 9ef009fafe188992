"""`gutcli history`: a calendar, or one day in full."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError
from gutcli.options import CENTURY

EXAMPLES = (
    ("gutcli history", "the last 120 days"),
    ("gutcli history --days 365", "a year"),
    ("gutcli history yesterday", "one day, with every entry and when it was made"),
    ("gutcli history -2", "the day before yesterday"),
    ("gutcli history --grep tired", "the notes that have a word"),
)


def history(
    app: App,
    day: Annotated[
        str, typer.Argument(metavar="[DAY]", help="A date, yesterday, -2, monday.", show_default=False)
    ] = "",
    days: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=CENTURY, help="How many days back; without it, 120.")
    ] = None,
    grep: Annotated[
        str | None, typer.Option(metavar="WORD", help="Find a word in your notes.", show_default=False)
    ] = None,
) -> None:
    """Show what was done."""
    from gutcli.look_back.history.view import DAYS, build_day, build_history, find_notes

    if day and days is not None:
        raise UsageError("One day or many: DAY and --days do not go together.", "Give one of them.")
    if grep is not None:
        if day:
            raise UsageError("A word is looked for on many days, not on one.", "Leave DAY out, or give --days.")
        app.show(find_notes(app.diary, app.day(None), grep, days))
        return
    person = app.read_person("Days")
    if day:
        app.show(build_day(person, app.diary, app.catalog, app.day(day), app.today))
    else:
        app.show(build_history(person, app.diary, app.today, days or DAYS))


RUN = history
