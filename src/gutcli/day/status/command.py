"""`gutcli status`: the day in a few letters, for a shell prompt or a status bar."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App

EXAMPLES = (
    ("gutcli status", "ticked of today's items, plants of this week's goal"),
    (
        "gutcli status --format '{done}/{total}'",
        "in your own form; also {left}, {plants}, {streak}, {skipped}, {trial}",
    ),
    ("gutcli status --ascii", "for a bar without emoji"),
)


def status(
    app: App,
    form: Annotated[str | None, typer.Option("--format", metavar="TEXT", help="Text with {done} and the like.")] = None,
    ascii_only: Annotated[bool, typer.Option("--ascii", help="Plain letters and signs alone.")] = False,
) -> None:
    """Show how the day stands in one short line. It never fails: what cannot be known is a dash."""
    from gutcli.day.status.view import build_status

    app.show(build_status(app, form, ascii_only=ascii_only))


RUN = status
