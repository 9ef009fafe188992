"""`gutcli explain`: what is known about a topic, how well, and where to read it."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_topics

EXAMPLES = (
    ("gutcli explain", "every topic"),
    ("gutcli explain serotonin", "what is known about it"),
    ("gutcli explain leaky gut --refs", "with its sources in full"),
    ("gutcli explain jet lag", "where these words are found"),
)


def run(
    app: App,
    topic: Annotated[
        list[str] | None, typer.Argument(help="A topic, or words to look for.", autocompletion=complete_topics)
    ] = None,
    refs: Annotated[bool, typer.Option("--refs", help="Show the sources in full.")] = False,
) -> None:
    """Explain a topic."""
    from gutcli.know.explain.view import build_explain

    person = app.find_person("Foods and practices") if topic else None
    judges = (person.judge_food, person.judge_practice) if person else None
    app.show(build_explain(" ".join(topic or ()), app.catalog, in_full=refs, judges=judges))


RUN = run
