"""`gutcli forget`: erase for good."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError
from gutcli.offers import complete_foods

EXAMPLES = (
    ("gutcli forget --notes", "every note and every reason; ticks and scores stay"),
    ("gutcli forget --note yesterday", "the notes of one day, taken back or not"),
    ("gutcli forget --day 2026-11-23", "all that was written for a day"),
    ("gutcli forget chocolate", "that it was ever eaten"),
    ("gutcli forget --before 2026-01-01", "every day before"),
    ("gutcli forget --all --profile --yes", "the diary, its backups and the profile, without asking"),
)


def forget_what(
    app: App,
    food: Annotated[
        list[str],
        typer.Argument(metavar="[FOOD]...", help="That a food was ever eaten.", autocompletion=complete_foods),
    ] = [],
    notes: Annotated[bool, typer.Option("--notes", help="Every note and every reason for a rest.")] = False,
    note: Annotated[str, typer.Option(metavar="DAY", help="The notes and reasons of DAY.", show_default=False)] = "",
    day: Annotated[str, typer.Option(metavar="DAY", help="All of DAY.", show_default=False)] = "",
    before: Annotated[str, typer.Option(metavar="DAY", help="Every day before DAY.", show_default=False)] = "",
    all: Annotated[bool, typer.Option("--all", help="The whole diary. The profile stays.")] = False,  # noqa: A002
    profile: Annotated[bool, typer.Option("--profile", help="With --all: the profile and its copy too.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Erase, from the diary and from every backup that gutcli made."""
    from gutcli.keep.forget.erase import ask_person, find_food, forget
    from gutcli.store import erase

    if [notes, bool(note), bool(day), bool(before), all, bool(food)].count(True) != 1:
        raise UsageError(
            "Forget what?", "Give a food, or one of --notes, --note DAY, --day DAY, --before DAY and --all."
        )
    if profile and not all:
        raise UsageError("--profile goes with --all.", "To change the profile: gutcli profile unset KEY")
    if food:
        wish = erase.one_food(*find_food(app.catalog, " ".join(food)))
    elif note:
        wish = erase.notes_of(app.day(note))
    elif day:
        wish = erase.one_day(app.day(day))
    elif before:
        wish = erase.earlier(app.day(before))
    else:
        wish = erase.NOTES if notes else erase.ALL
    ask = None if yes else partial(ask_person, app.output)
    app.show(forget(app.folders, app.now, wish, ask, with_profile=profile))


RUN = forget_what
