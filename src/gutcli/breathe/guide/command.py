"""`gutcli guide`: any practice, one step at a time."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_practices

EXAMPLES = (
    ("gutcli guide body-scan", "one step at a time, with a gentle timer"),
    ("gutcli guide pmr --minutes 5 --sound", "shorter, with a bell at each step"),
)


def guide(
    app: App,
    practice: Annotated[list[str], typer.Argument(help="A practice, by name.", autocompletion=complete_practices)],
    minutes: Annotated[float | None, typer.Option(min=0.1, max=180, help="How long all steps take together.")] = None,
    sound: Annotated[bool, typer.Option("--sound", help="Ring the terminal's bell at each step.")] = False,
    no_animation: Annotated[bool, typer.Option("--no-animation", help="Lines in place of a live screen.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show the steps and their times.")] = False,
) -> int:
    """Lead through a practice and say how it went."""
    from gutcli.breathe.choose import find_practice
    from gutcli.breathe.sitting import sit
    from gutcli.breathe.steps import plan_steps
    from gutcli.breathe.view import build_guide

    chosen = find_practice(app.shown, " ".join(practice))
    plan, usual = plan_steps(chosen.steps, chosen.minutes if minutes is None else minutes), chosen.minutes * 60.0
    return sit(app, chosen, plan, build_guide, usual_seconds=usual, sound=sound, still=no_animation, dry_run=dry_run)


RUN = guide
