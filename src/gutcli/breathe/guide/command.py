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
    from functools import partial

    from gutcli.breathe.choose import find_practice, own_cautions
    from gutcli.breathe.session import Ending
    from gutcli.breathe.sitting import sit
    from gutcli.breathe.steps import plan_steps
    from gutcli.breathe.view import guide_view, pace_cautions
    from gutcli.day.changes.actions import tick_practice

    chosen = find_practice(app.shown, " ".join(practice))
    plan = plan_steps(chosen.steps, chosen.minutes if minutes is None else minutes)
    cautions = pace_cautions(chosen, app.catalog.cautions, own_cautions(app.person, chosen))
    make_view = partial(guide_view, chosen, plan, cautions)
    if dry_run:
        app.show(make_view(Ending("planned")))
        return 0
    return sit(
        app.output, chosen, plan, make_view, partial(app.change, tick_practice, chosen),
        usual_seconds=chosen.minutes * 60.0, sound=sound, still=no_animation,
    )  # fmt: skip


RUN = guide
