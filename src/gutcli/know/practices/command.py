"""`gutcli practices`: techniques to calm down, to move and to rest."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_practices

EXAMPLES = (
    ("gutcli practices", "every technique"),
    ("gutcli practices --calm", "those that calm"),
    ("gutcli practices box breathing", "how it is done, how well it works, for whom it is not"),
    ("gutcli practices sleep", "those that help with it"),
)


def run(
    app: App,
    query: Annotated[
        list[str] | None, typer.Argument(help="A technique, or a word for some.", autocompletion=complete_practices)
    ] = None,
    calm: Annotated[bool, typer.Option("--calm", help="Techniques to calm down.")] = False,
    move: Annotated[bool, typer.Option("--move", help="Ways to move.")] = False,
    rest: Annotated[bool, typer.Option("--rest", help="Habits for rest and sleep.")] = False,
) -> None:
    """Browse the techniques."""
    from gutcli.know.practices.view import build_practices

    kinds = [kind for kind, wanted in (("calm", calm), ("move", move), ("rest", rest)) if wanted]
    app.show(build_practices(" ".join(query or ()), kinds, app.shown, app.find_person("Practices")))


RUN = run
