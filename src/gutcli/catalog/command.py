"""`gutcli catalog`: check and extend what gutcli knows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gutcli.app import App
from gutcli.catalog.add_command import add
from gutcli.catalog.kinds import TABLES
from gutcli.errors import CatalogError
from gutcli.options import add_command, make_group, offer_words

EXAMPLES = (
    ("gutcli catalog check", "find every problem in the built-in and your own files"),
    ("gutcli catalog path", "where they are"),
    ("gutcli catalog add", "add a food of your own, step by step"),
    ('gutcli catalog add "Black walnuts" --contains nuts --usda 12154', "with its figures from USDA"),
    ("gutcli catalog schema overlay > overlay.schema.json", "let your editor complete and check"),
)


def root(app: App, context: typer.Context) -> None:
    """Check and extend the catalog."""
    app.output.write(context.get_help() + "\n")


GROUP = make_group(root)


@add_command(
    GROUP,
    "check",
    "Find every problem in catalog files.",
    (
        ("gutcli catalog check", "all that gutcli reads"),
        ("gutcli catalog check mine.toml --json", "one file"),
        ("gutcli catalog check --stale 24", "and what nobody has checked for two years"),
    ),
)
def check(
    app: App,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE...]", help="Without any: all that gutcli reads.")
    ] = None,
    stale: Annotated[
        int | None,
        typer.Option(metavar="MONTHS", min=1, max=1200, help="List topics and cautions not checked for so long."),
    ] = None,
) -> int:
    """Find every problem in catalog files."""
    from gutcli.catalog.check import check_catalog
    from gutcli.catalog.stats import find_stale

    old = find_stale(app.catalog, app.today, stale) if stale else None
    view = check_catalog(app.folders.overlay, [str(Path(file)) for file in files or ()], old)
    app.show(view)
    return 0 if view.ok else CatalogError.exit_code


@add_command(
    GROUP,
    "stats",
    "Count what the catalog holds.",
    (("gutcli catalog stats", "claims by grade and direction, topics by age"), ("gutcli catalog stats --json", "all")),
)
def stats(app: App) -> None:
    """Count what the catalog holds."""
    from gutcli.catalog.stats import build_catalog_stats

    app.show(build_catalog_stats(app.catalog))


@add_command(
    GROUP,
    "path",
    "Show where catalog files are.",
    (("gutcli catalog path", "the built-in files and yours"), ("gutcli catalog path --json", "for scripts")),
)
def path(app: App) -> None:
    """Show where catalog files are."""
    from gutcli.catalog.view import build_path

    app.show(build_path(app.folders))


@add_command(
    GROUP,
    "schema",
    "Print a JSON Schema for editors.",
    (
        ("gutcli catalog schema foods", "what a food may have"),
        ("gutcli catalog schema overlay > overlay.schema.json", "for files of your own"),
    ),
)
def schema(
    app: App,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="references, cautions, plants, topics, practices, foods, tips, or overlay: a file of your own.",
            autocompletion=offer_words((*TABLES, "overlay")),
        ),
    ],
) -> None:
    """Print a JSON Schema for editors."""
    from gutcli.catalog.schema import find_schema, make_schema, write_schema
    from gutcli.catalog.view import CatalogSchemaView

    found = find_schema(kind)
    if app.output.json:
        app.show(CatalogSchemaView(found, make_schema(found)))
    else:
        app.output.write(write_schema(found))


add_command(GROUP, "add", "Add a food of your own, with USDA figures.", EXAMPLES[2:4])(add)
