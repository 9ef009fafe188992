"""`gutcli mood`: a check-in."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from gutcli.app import App
from gutcli.diary.ratings import BRISTOL, RATINGS
from gutcli.offers import complete_ratings
from gutcli.options import Day

EXAMPLES = (
    ("gutcli mood 4", "1 is low, 5 is high; or a word: gutcli mood good"),
    ("gutcli mood 4 3 2", "mood, energy and gut"),
    ('gutcli mood 4 --gut 2 --note "slept badly"', "with more"),
    ("gutcli mood --sleep 7h --bloating 2 --stool 4", "symptoms and sleep, with or without a mood"),
    ("gutcli mood 4 migraine 2", 'your own, after: gutcli profile add watch "migraine 0-3"'),
    ("gutcli mood 4 --note -", "the note from standard input: nobody sees it in a list of commands"),
)
_TYPES = "; ".join(f"{number} {words}" for number, words in enumerate(BRISTOL, 1))


def _make_option(key: str, words: str) -> Any:
    """Return the option that gives a rating, on its scale."""
    least, most = int(RATINGS[key].least), int(RATINGS[key].most)
    return typer.Option(metavar=f"{least}-{most}", min=least, max=most, help=words, show_default=False)


def mood(
    app: App,
    day: Day,
    scores: Annotated[
        list[str],
        typer.Argument(
            metavar="[MOOD] [ENERGY] [GUT] [NAME FIGURE]...",
            help="Each 1 to 5, 1 is low; mood may be a word. Then any rating by its name, your own too.",
            autocompletion=complete_ratings,
        ),
    ] = [],
    energy: Annotated[int | None, _make_option("energy", "How much energy you have.")] = None,
    gut: Annotated[int | None, _make_option("gut", "How your gut feels.")] = None,
    sleep: Annotated[
        str | None, typer.Option(metavar="HOURS", help="How long you slept: 7h, 7.5, 7h30.", show_default=False)
    ] = None,
    bloating: Annotated[int | None, _make_option("bloating", "0 is none, 3 a lot.")] = None,
    pain: Annotated[int | None, _make_option("pain", "Tummy pain; 0 is none.")] = None,
    stool: Annotated[int | None, _make_option("stool", f"The Bristol type: {_TYPES}.")] = None,
    stress: Annotated[int | None, _make_option("stress", "1 is calm, 5 very stressed.")] = None,
    note: Annotated[
        str,
        typer.Option(metavar="TEXT", help="A few words, for yourself; - reads them from stdin.", show_default=False),
    ] = "",
) -> None:
    """Check in with how you are; on a terminal, mood alone asks."""
    from gutcli.day.mood.check_in import check_in
    from gutcli.day.mood.scores import ask_scores, parse_scores
    from gutcli.terminal.question import read_words

    note = read_words(note, app.output.ask)
    watch = app.profile.watch
    options = {
        "energy": energy, "gut": gut, "sleep": sleep, "bloating": bloating, "pain": pain, "stool": stool,
        "stress": stress,
    }  # fmt: skip
    is_said = scores or any(value is not None for value in options.values())
    given = {} if is_said else ask_scores(app.output, watch)
    app.show(app.change(check_in, day, scores=given or parse_scores(scores, options, watch), note=note))


RUN = mood
