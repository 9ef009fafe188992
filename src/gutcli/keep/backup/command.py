"""`gutcli backup`: a copy, by hand."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.options import JsonFlag, QuietFlag

EXAMPLES = (
    ("gutcli backup", "a copy beside the automatic ones"),
    ("gutcli backup /media/stick/diary.db", "a copy elsewhere"),
)


def backup(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="Where to; else beside the automatic ones.", show_default=False)
    ] = "",
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Copy the diary."""
    from gutcli.keep.keeping import back_up_diary

    app = App.of(context)
    app.output.quiet = quiet
    app.show(back_up_diary(app, file))


RUN = backup
