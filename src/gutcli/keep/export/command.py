"""`gutcli export`: the diary, out."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App

EXAMPLES = (
    ("gutcli export diary.jsonl", "complete; gutcli import reads it back"),
    ("gutcli export --format csv > diary.csv", "for a spreadsheet"),
    ("gutcli export --format md diary.md", "to read or print"),
)


def export(
    app: App,
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="Where to; - or none is stdout.", show_default=False)
    ] = "",
    format: Annotated[  # noqa: A002
        str, typer.Option(metavar="jsonl|csv|md", help="Else the file's ending says, or jsonl.", show_default=False)
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write the diary out."""
    from gutcli.keep.export.write import export_diary

    view = export_diary(app.diary, app.folders, app.now, format, file, force=force)
    if view.content is not None and not app.output.json:
        app.output.write(view.content)
    else:
        app.show(view)


RUN = export
