"""`gutcli catalog add`: a food of the person's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gutcli.app import App
from gutcli.catalog.kinds import MOST_GRAMS
from gutcli.errors import GutcliError, UsageError
from gutcli.text import safe

if TYPE_CHECKING:
    from gutcli.catalog.interview import Ask, Say
    from gutcli.terminal.output import Output

Words = list[str] | None


def add(
    app: App,
    name: Annotated[list[str] | None, typer.Argument(help="What it is called.")] = None,
    usda: Annotated[
        str | None, typer.Option(metavar="NDB_OR_WORDS", help="Take figures from USDA SR28: a number, or words.")
    ] = None,
    contains: Annotated[Words, typer.Option(metavar="WORD", help="An allergen that it contains, or none.")] = None,
    may_contain: Annotated[Words, typer.Option(metavar="WORD", help="An allergen that it may contain.")] = None,
    group: Annotated[str | None, typer.Option(metavar="GROUP", help="grains, fruit, dairy, ferments …")] = None,
    kind: Annotated[Words, typer.Option(metavar="KIND", help="prebiotic, probiotic or omega-3.")] = None,
    diet: Annotated[Words, typer.Option(metavar="DIET", help="vegan, vegetarian or pescatarian.")] = None,
    plant: Annotated[Words, typer.Option(metavar="PLANT", help="A plant that it counts as.")] = None,
    serving: Annotated[str | None, typer.Option(metavar="TEXT", help='In household words: "a handful".')] = None,
    grams: Annotated[
        float | None, typer.Option(metavar="N", help="The serving's grams.", min=0.1, max=MOST_GRAMS)
    ] = None,
    how: Annotated[str | None, typer.Option(metavar="TEXT", help="How to eat it, in a line.")] = None,
    alias: Annotated[Words, typer.Option(metavar="NAME", help="Another name.")] = None,
    topic: Annotated[Words, typer.Option(metavar="TOPIC", help="A topic that explains why.")] = None,
    caution: Annotated[Words, typer.Option(metavar="ID", help="A caution, beside those that name it.")] = None,
    lactose: Annotated[str | None, typer.Option(metavar="WORD", help="none, low or some.")] = None,
    live: Annotated[str | None, typer.Option(metavar="WORD", help="Live cultures: yes, no or varies.")] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="A sentence for its card.")] = "",
    ident: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id, if not made of the name.")] = None,
    checklist: Annotated[bool | None, typer.Option(help="Whether it may be on the daily list.")] = None,
    file: Annotated[str, typer.Option(metavar="NAME", help="The file in your catalog folder.")] = "my-foods",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written.")] = False,
) -> None:
    """Add a food of your own, with USDA figures."""
    from gutcli.catalog.add import Draft, build_entry, write_food
    from gutcli.catalog.usda import find_row
    from gutcli.catalog.view import view_added

    draft = Draft(
        name=" ".join(name or ()),
        id=ident,
        aliases=alias or (),
        group=group,
        kinds=kind,
        plants=plant or (),
        contains=contains,
        may_contain=may_contain or (),
        diets=diet,
        lactose=lactose,
        live_cultures=live,
        serving=serving,
        grams=grams,
        how_to_eat=how,
        topics=topic or (),
        cautions=caution or (),
        note=note,
        checklist=checklist,
    )
    row = find_row(usda) if usda is not None else None
    if contains is None and _is_conversation(app.output):
        from gutcli.catalog.interview import ask_food

        ask = _make_ask(app.output)
        entry, wanted = ask_food(draft, row, app.catalog, ask=ask, say=_make_say(app.output), with_usda=usda is None)
        if not wanted:
            raise GutcliError("Stopped.", "Nothing was written.", code="stopped")
    elif not draft.name.strip():
        raise UsageError("Say what the food is called.", 'As in: gutcli catalog add "Black walnuts" --contains nuts')
    else:
        entry = build_entry(draft, app.catalog, row)
    written, added = write_food(entry, Path(app.folders.overlay), file, app.catalog, dry_run=dry_run)
    app.show(view_added(entry, written, added, dry_run=dry_run))


def _is_conversation(output: Output) -> bool:
    return not output.json and output.is_terminal and sys.stdin is not None and sys.stdin.isatty()


def _make_say(output: Output) -> Say:
    def say(words: str) -> None:
        output.write("".join(f"  {safe(line)}\n" for line in words.splitlines()))

    return say


def _make_ask(output: Output) -> Ask:
    """Make the function that puts a question and reads a line; the end of input stops, and nothing is written."""
    from gutcli.terminal.question import ask_line

    def ask(question: str, default: str) -> str:
        offered = f" [{safe(default)}]" if default else ""
        answer = ask_line(f"{question}{offered}: ", output.write)
        if not answer:
            output.write("\n")
            raise GutcliError("Stopped.", "Nothing was written.", code="stopped")
        return safe(answer)

    return ask
