"""`gutcli cautions`: what gutcli warns about, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_foods

EXAMPLES = (
    ("gutcli cautions", "yours, and everybody's"),
    ("gutcli cautions warfarin", "for somebody who takes it"),
    ("gutcli cautions kimchi", "about a food"),
)


def cautions(
    app: App,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[WHO|FOOD]", help="A condition, medicine, food or practice.", autocompletion=complete_foods
        ),
    ] = [],
) -> None:
    """Show what gutcli warns about, and why, with sources."""
    from gutcli.profile.cautions.view import build_cautions

    app.show(build_cautions(app.catalog, " ".join(words), lambda: app.person))


RUN = cautions
