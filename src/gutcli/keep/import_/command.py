"""`gutcli import`: an export, in."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App

EXAMPLES = (
    ("gutcli import diary.jsonl", "add what this diary lacks; twice is as once"),
    ("gutcli import diary.jsonl --dry-run", "only say what it would bring"),
    ("ssh laptop gutcli export | gutcli import -", "from another machine"),
)


def bring_in(
    app: App,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of gutcli export; - is stdin.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing; say what it would bring.")] = False,
) -> None:
    """Bring entries in."""
    from gutcli.keep.import_.merge import import_diary

    app.show(import_diary(file, app.diary, app.open_diary, app.now, app.output.warn, dry_run=dry_run))


RUN = bring_in
