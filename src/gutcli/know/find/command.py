"""`gutcli find`: where words stand in what gutcli knows."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_topics

EXAMPLES = (
    ("gutcli find jet lag", "where these words stand, each with its grade"),
    ('gutcli find "does gluten cause depression"', "a whole question"),
    ("gutcli does stress cause ibs", "find may be left out"),
)


def find(
    app: App,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="Words or a question.", autocompletion=complete_topics)
    ],
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="Show at most N.")] = 8,
) -> None:
    """Look words up in topics, foods, practices, cautions and tips."""
    from gutcli.know.find.index import open_index
    from gutcli.know.find.view import build_find, build_help

    asked = " ".join(words)
    if view := build_help(asked, app.catalog, app.now.year):
        app.show(view)
        return
    index = open_index(app.shown, app.cache)
    person = app.find_person("Foods and practices")
    app.show(build_find(asked, index, app.shown, person=person, most=limit))


RUN = find
