"""`gutcli remind`: a timer of the system's own that reminds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from gutcli.app import App
from gutcli.errors import UsageError

if TYPE_CHECKING:
    from gutcli.remind.machine import Machine
    from gutcli.remind.view import RemindView

EXAMPLES = (
    ("gutcli remind", "whether and when you are reminded"),
    ("gutcli remind 8am", "the same as --at 08:00"),
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
    from gutcli.remind.machine import Machine, find_home
    from gutcli.remind.reminder import build_remind, drop_reminder

    if [bool(at), off, now].count(True) > 1:
        raise UsageError("Those do not go together.", "Give --at, or --off, or --now.")
    machine = Machine(find_home(), environ=app.environ)
    if now:
        _remind_now(app, machine)
    elif off:
        app.show(drop_reminder(machine))
    elif at:
        app.show(_set(app, machine, at, sure=yes))
    else:
        app.show(build_remind(machine))


def _set(app: App, machine: Machine, at: list[str], *, sure: bool) -> RemindView:
    """Show the timer and write it if the person says so; without a terminal to ask on, only with --yes."""
    from gutcli.remind.page import draw_plan
    from gutcli.remind.reminder import parse_times, set_reminder
    from gutcli.terminal.question import ask_whether

    can_ask = not sure and not app.output.json and sys.stdin is not None and sys.stdin.isatty()

    def agree(view: RemindView) -> bool:
        if can_ask:
            app.output.show_document(tuple(draw_plan(view)))
        return sure or (can_ask and ask_whether("Write this?", app.output.ask))

    view = set_reminder(machine, parse_times(at), agree)
    # What was shown with the question is not shown again with the answer.
    return view._replace(files=(), crontab=(), commands=()) if can_ask and view.system != "none" else view


def _remind_now(app: App, machine: Machine) -> None:
    """Remind, if anything waits: on the desktop, else on stdout, which a timer logs or mails."""
    from gutcli.day.today.view import build_today
    from gutcli.remind.notice import format_reminder, send_notice
    from gutcli.terminal.message.view import MessageView
    from gutcli.text import safe

    words = safe(format_reminder(app.read(build_today, app.today)))
    sent = bool(words) and not app.output.is_terminal and not app.output.json and send_notice(machine, words)
    if app.output.json or (words and not sent):
        app.show(MessageView((words,) if words else ()))


RUN = remind
