"""`gutcli breathe`: guided breathing, paced live."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_breathing

EXAMPLES = (
    ("gutcli breathe", "breathe with today's technique"),
    ("gutcli breathe 4-7-8 --sound", "with a bell at each change, for closed eyes"),
    ("gutcli breathe slow --minutes 3 --no-animation", "in words, for three minutes"),
)


def breathe(
    app: App,
    practice: Annotated[
        list[str] | None,
        typer.Argument(help="A breathing practice, by name; none: today's.", autocompletion=complete_breathing),
    ] = None,
    minutes: Annotated[float | None, typer.Option(min=0.1, max=60, help="How long: the nearest whole rounds.")] = None,
    rounds: Annotated[int | None, typer.Option(min=1, max=600, help="How many rounds.")] = None,
    sound: Annotated[bool, typer.Option("--sound", help="Ring the terminal's bell when the phase changes.")] = False,
    no_animation: Annotated[bool, typer.Option("--no-animation", help="Words in place of the moving shape.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show the pattern.")] = False,
) -> int:
    """Pace a breathing practice and say how it went."""
    from gutcli.breathe.choose import find_breathing, find_default
    from gutcli.breathe.pattern import plan_breaths
    from gutcli.breathe.sitting import sit
    from gutcli.breathe.view import build_breathe

    chosen = find_breathing(app.shown, " ".join(practice)) if practice else app.read(find_default, app.today)
    assert chosen.breath is not None
    plan, usual = plan_breaths(chosen.breath, minutes=minutes, rounds=rounds), plan_breaths(chosen.breath).seconds
    return sit(app, chosen, plan, build_breathe, usual_seconds=usual, sound=sound, still=no_animation, dry_run=dry_run)


RUN = breathe
