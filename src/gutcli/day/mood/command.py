"""`gutcli mood`: a check-in."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.options import Day

EXAMPLES = (
    ("gutcli mood 4", "1 is low, 5 is high; or a word: gutcli mood good"),
    ("gutcli mood 4 3 2", "mood, energy and gut"),
    ('gutcli mood 4 --gut 2 --note "slept badly"', "with more"),
    ("gutcli mood 4 --note -", "the note from standard input: nobody sees it in a list of commands"),
)


def mood(
    app: App,
    day: Day,
    scores: Annotated[
        list[str],
        typer.Argument(metavar="[MOOD] [ENERGY] [GUT]", help="Each 1 to 5, 1 is low; mood may be a word."),
    ] = [],
    energy: Annotated[
        int | None, typer.Option(metavar="1-5", min=1, max=5, help="How much energy you have.", show_default=False)
    ] = None,
    gut: Annotated[
        int | None, typer.Option(metavar="1-5", min=1, max=5, help="How your gut feels.", show_default=False)
    ] = None,
    note: Annotated[
        str,
        typer.Option(metavar="TEXT", help="A few words, for yourself; - reads them from stdin.", show_default=False),
    ] = "",
) -> None:
    """Check in with how you are; on a terminal, mood alone asks."""
    from gutcli.day.changes.actions import check_in
    from gutcli.day.mood.scores import ask_scores, parse_scores
    from gutcli.terminal.question import read_words

    note = read_words(note, app.output.ask)
    given = parse_scores(scores or ask_scores(app.output), {"energy": energy, "gut": gut})
    app.show(app.change(check_in, day, note=note, **given))


RUN = mood
