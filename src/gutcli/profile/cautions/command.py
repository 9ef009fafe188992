"""`gutcli cautions`: what gutcli warns about, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gutcli.app import App
from gutcli.errors import NameNotFoundError
from gutcli.offers import complete_foods

if TYPE_CHECKING:
    from gutcli.profile.cautions.view import CautionsView

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

    try:
        view = build_cautions(app.shown, " ".join(words), lambda: app.person, app.now.year)
    except NameNotFoundError:
        if (found := _look_up(app, " ".join(words))) is None:
            raise
        view = found
    app.show(view)


def _look_up(app: App, words: str) -> CautionsView | None:
    """Return the cautions in which the words are found, as in "mercury in fish"; None where they are in none."""
    from gutcli.know.find.index import open_index
    from gutcli.profile.cautions.view import view_cautions
    from gutcli.profile.needs import Needs

    found = {hit.id for hit in open_index(app.shown, app.cache).find(words) if hit.kind == "caution"}
    person = app.read_person("Cautions") if found else None
    needs = person.needs if person else Needs()
    return view_cautions(app.shown, needs, words, lambda caution: caution.id in found) if found else None


RUN = cautions
