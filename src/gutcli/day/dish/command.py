"""`gutcli dish`: what is in a dish as the person makes it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_foods
from gutcli.options import add_command, make_group

EXAMPLES = (
    ('gutcli dish add "my muesli" oats walnuts raisins', 'from now on, gutcli ate "my muesli" logs all three'),
    ("gutcli dish add salad lettuce tomato cucumber", "salad, as you make it"),
    ("gutcli dish", "your dishes"),
)


def show(app: App, context: typer.Context) -> None:
    """Show your own dishes."""
    from gutcli.day.dish.view import build_dishes

    app.show(build_dishes(app.catalog))


GROUP = make_group(show)


@add_command(GROUP, "add", "Say what is in a dish of yours.", EXAMPLES[:2])
def add(
    app: App,
    name: Annotated[str, typer.Argument(help="What you call it.")],
    foods: Annotated[
        list[str], typer.Argument(metavar="FOOD...", help="What is always in it.", autocompletion=complete_foods)
    ],
) -> None:
    """Say what is in a dish of yours."""
    from gutcli.day.dish.add import add_own_dish

    app.show(add_own_dish(app.catalog, Path(app.folders.overlay), Path(app.folders.cache), name, foods))
