"""`gutcli import`: an export, in."""

# ruff: noqa: N999  (the verb is `import`; commands are found by their verb)

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.commands import JsonFlag, QuietFlag

EXAMPLES = (
    ("gutcli import diary.jsonl", "add what this diary lacks; twice is as once"),
    ("gutcli import diary.jsonl --dry-run", "only say what it would bring"),
    ("ssh laptop gutcli export | gutcli import -", "from another machine"),
)


def bring_in(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of gutcli export; - is stdin.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Change nothing; say what it would bring.")] = False,
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Bring entries in."""
    from gutcli.keeping import import_diary

    app = App.of(context)
    app.output.quiet = quiet
    app.show(import_diary(app, file, dry_run=dry_run))


RUN = bring_in
