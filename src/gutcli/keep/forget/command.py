"""`gutcli forget`: erase for good."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError

EXAMPLES = (
    ("gutcli forget --notes", "every note and every reason; ticks and scores stay"),
    ("gutcli forget --before 2026-01-01", "every day before"),
    ("gutcli forget --all --yes", "the diary and its backups, without asking"),
)


def forget_what(
    app: App,
    notes: Annotated[bool, typer.Option("--notes", help="Every note and every reason for a rest.")] = False,
    before: Annotated[str, typer.Option(metavar="DAY", help="Every day before DAY.", show_default=False)] = "",
    all: Annotated[bool, typer.Option("--all", help="The whole diary. The profile stays.")] = False,  # noqa: A002
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Erase, from the diary and from every backup that gutcli made."""
    from gutcli.keep.forget.erase import ask_person, forget

    if [notes, bool(before), all].count(True) != 1:
        raise UsageError("Forget what?", "Give one of --notes, --before DAY and --all.")
    ask = None if yes else partial(ask_person, app.output)
    day = app.day(before) if before else None
    app.show(forget(app.folders, app.now, notes=notes, before=day, everything=all, ask=ask))


RUN = forget_what
