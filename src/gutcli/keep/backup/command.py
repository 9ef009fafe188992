"""`gutcli backup`: a copy, by hand."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App

EXAMPLES = (
    ("gutcli backup", "a copy beside the automatic ones"),
    ("gutcli backup /media/stick/diary.db", "a copy elsewhere"),
)


def backup(
    app: App,
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="Where to; else beside the automatic ones.", show_default=False)
    ] = "",
) -> None:
    """Copy the diary."""
    from gutcli.keep.keeping import back_up_diary

    app.show(back_up_diary(app, file))


RUN = backup
