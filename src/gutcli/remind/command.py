"""`gutcli remind`: a timer of the system's own that reminds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError

EXAMPLES = (
    ("gutcli remind", "whether and when you are reminded"),
    ("gutcli remind --at 08:30 --at 20:00", "shows the timer, then asks before it is written"),
    ("gutcli remind --off", "takes away what it wrote"),
)


def remind(
    app: App,
    at: Annotated[list[str], typer.Option(metavar="HH:MM", help="When; more than once for more times.")] = [],
    off: Annotated[bool, typer.Option("--off", help="Take the reminder away.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write it without asking.")] = False,
    now: Annotated[bool, typer.Option("--now", help="Remind now: what the timer calls.")] = False,
) -> None:
    """Be reminded by your system's own timer. Nothing is written before you have seen it."""
    from gutcli.remind.asking import remind_now, set_by_asking
    from gutcli.remind.machine import Machine
    from gutcli.remind.remind import drop_reminder, parse_times, show_reminder

    if [bool(at), off, now].count(True) > 1:
        raise UsageError("Those do not go together.", "Give --at, or --off, or --now.")
    machine = Machine(Path.home(), environ=app.environ)
    if now:
        remind_now(app, machine)
    elif off:
        app.show(drop_reminder(machine))
    elif at:
        app.show(set_by_asking(app, machine, parse_times(at), sure=yes))
    else:
        app.show(show_reminder(machine))


RUN = remind
