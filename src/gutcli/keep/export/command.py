"""`gutcli export`: the diary, out."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.text import count

EXAMPLES = (
    ("gutcli export diary.jsonl", "complete; gutcli import reads it back"),
    ("gutcli export --format csv > diary.csv", "for a spreadsheet"),
    ("gutcli export --format md diary.md", "to read or print"),
    ("gutcli export --all home.zip", "with profile and own catalog; gutcli import reads it back"),
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
    everything: Annotated[bool, typer.Option("--all", help="Diary, profile and own catalog, in one file.")] = False,
    excel: Annotated[bool, typer.Option("--excel", help="CSV with the mark that Excel wants.")] = False,
) -> None:
    """Write the diary out."""
    from gutcli.errors import UsageError
    from gutcli.keep.export.write import count_lost, export_diary, export_home

    if everything:
        if format or excel:
            raise UsageError("--all has its own format.", "Leave out --format and --excel.")
        app.show(export_home(app, file, force=force))
        return
    view = export_diary(app, format, file, force=force, excel=excel)
    if view.content is not None and not app.output.json:
        if lost := count_lost(view.content, app.output.encoding):
            words = f"{count(lost, 'letter')} cannot be written as {app.output.encoding}; a file keeps them all:"
            app.output.warn(f"{words} gutcli export FILE")
        app.output.write(view.content)
    else:
        app.show(view)


RUN = export
