"""`gutcli import`: an export of gutcli's or another program's file, in."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App

EXAMPLES = (
    ("gutcli import diary.jsonl", "add what this diary lacks; twice is as once"),
    ("gutcli import Loop.zip --dry-run", "only say what it would bring, and as what"),
    ('gutcli import daylio_export.csv --map "calm=4"', "say what a name means here"),
    ("ssh laptop gutcli export | gutcli import -", "from another machine"),
)


def bring_in(
    app: App,
    file: Annotated[str, typer.Argument(metavar="FILE", help="An export, a backup, another app's file; - is stdin.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing; say what it would bring.")] = False,
    maps: Annotated[
        list[str],
        typer.Option(
            "--map", metavar="NAME=ITEM", show_default=False,
            help="What a habit is here: a food, a practice, a slot, note, or 1 to 5 for a mood.",
        ),
    ] = [],
    program: Annotated[
        str, typer.Option("--as", metavar="PROGRAM", help="Whose file it is, if that is not found.", show_default=False)
    ] = "",
) -> None:  # fmt: skip
    """Bring entries in."""
    from gutcli.keep.import_.merge import ImportRequest, import_file

    app.show(import_file(app, ImportRequest(file, program, tuple(maps), dry_run)))


RUN = bring_in
