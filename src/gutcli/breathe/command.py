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
    from gutcli.breathe.pattern import plan_breaths
    from gutcli.breathe.session import Outcome
    from gutcli.breathe.view import breathe_view, pace_cautions
    from gutcli.breathe.wiring import find_breathing, own_cautions, sit

    chosen = find_breathing(app, " ".join(practice) if practice else None)
    assert chosen.breath is not None
    plan = plan_breaths(chosen.breath, minutes=minutes, rounds=rounds)
    cautions = pace_cautions(chosen, app.catalog.cautions, own_cautions(app, chosen))
    if dry_run:
        app.show(breathe_view(chosen, plan, cautions, Outcome("planned")))
        return 0
    opening = breathe_view(chosen, plan, cautions, Outcome("starting"))
    usual = plan_breaths(chosen.breath).seconds
    sitting = sit(app, chosen, plan, opening, usual_seconds=usual, sound=sound, still=no_animation)
    app.show(breathe_view(chosen, plan, cautions, sitting.outcome, counted=sitting.counted, ticked=sitting.ticked))
    return sitting.exit_code


RUN = breathe
