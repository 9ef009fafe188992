"""`gutcli explain`: what is known about a topic, how well, and where to read it."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError
from gutcli.offers import complete_topics

EXAMPLES = (
    ("gutcli explain", "every topic"),
    ("gutcli explain serotonin", "what is known about it"),
    ("gutcli explain leaky gut --refs", "with its sources in full"),
    ("gutcli explain scfa --format bibtex", "its sources to paste, also as ris or csl-json"),
    ("gutcli explain jet lag", "where these words are found"),
)


def run(
    app: App,
    topic: Annotated[
        list[str] | None, typer.Argument(help="A topic, or words to look for.", autocompletion=complete_topics)
    ] = None,
    refs: Annotated[bool, typer.Option("--refs", help="Show the sources in full.")] = False,
    format: Annotated[  # noqa: A002
        str, typer.Option(metavar="text|bibtex|ris|csl-json", help="A topic's sources alone, as citations.")
    ] = "text",
) -> None:
    """Explain a topic."""
    from gutcli.know.explain.view import ExplainView, build_explain
    from gutcli.know.find.index import open_index
    from gutcli.know.find.view import build_help
    from gutcli.know.sources.citations import WRITERS

    if format != "text" and format not in WRITERS:
        raise UsageError(f"{format!r} is not a format.", "Give --format text, bibtex, ris or csl-json.")
    person = app.find_person("Foods and practices") if topic else None
    words = " ".join(topic or ())
    view = build_explain(
        words, app.shown, lambda: open_index(app.shown, app.cache), in_full=refs, person=person,
        find_help=lambda: build_help(words, app.catalog, app.now.year),
    )  # fmt: skip
    if format == "text" or app.output.json:
        app.show(view)
    elif isinstance(view, ExplainView):
        app.output.write(WRITERS[format](each.source for each in view.references))
    else:
        raise UsageError("Citations are of one topic.", f"Name it: gutcli explain serotonin --format {format}.")


RUN = run
