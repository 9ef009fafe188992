"""`gutcli tips`: a tip for today."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_topics

EXAMPLES = (
    ("gutcli tips", "today's tip"),
    ("gutcli tips --topic omega-3", "tips on a topic"),
    ("gutcli tips --all", "all of them"),
)


def run(
    app: App,
    topic: Annotated[str, typer.Option(help="Only tips on this topic.", autocompletion=complete_topics)] = "",
    every: Annotated[bool, typer.Option("--all", help="Every tip.")] = False,
) -> None:
    """Show today's tip."""
    from gutcli.know.tips.view import build_tips

    person = app.read_person("Tips")
    app.show(build_tips(app.shown, app.today, topic=topic, every=every, person=person))


RUN = run
