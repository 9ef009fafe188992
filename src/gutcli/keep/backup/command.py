"""`gutcli backup`: a copy, by hand."""

from __future__ import annotations

from pathlib import Path
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
    from gutcli.folders import parse_path
    from gutcli.keep.home import list_beside
    from gutcli.keep.view import BackupView
    from gutcli.store.backup import back_up

    target = parse_path(file) if file else None
    made = back_up(Path(app.folders.diary), Path(app.folders.backups), app.now, target)
    lacks = tuple(name for name, _ in list_beside(app.folders))
    app.show(BackupView(str(made.path), made.size_bytes, made.entries, lacks))


RUN = backup
