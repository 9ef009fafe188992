"""`gutcli restore`: back to a copy."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App

EXAMPLES = (
    ("gutcli restore --list", "all copies, and what is in them"),
    ("gutcli restore", "the newest; if that would take entries away, only say so"),
    ("gutcli restore diary-2026-11-20.db", "this one; the present is kept as a copy"),
)


def restore(
    app: App,
    backup: Annotated[
        str, typer.Argument(metavar="[BACKUP]", help="A copy's name or path; else the newest.", show_default=False)
    ] = "",
    listing: Annotated[bool, typer.Option("--list", help="List the copies.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing; say what would change.")] = False,
) -> None:
    """Go back to a copy of the diary."""
    from gutcli.keep.restore.go_back import go_back
    from gutcli.keep.restore.view import build_copies

    app.forget_diary()
    if listing:
        app.show(build_copies(app.folders))
    else:
        app.show(go_back(app.folders, app.now, backup, dry_run=dry_run))


RUN = restore
