"""Where reminding meets the person: the question before anything is written, and the reminder itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gutcli.remind.notice import say_reminder, send_notice
from gutcli.remind.remind import set_reminder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gutcli.app import App
    from gutcli.remind.machine import Machine
    from gutcli.remind.timers import Time
    from gutcli.remind.view import RemindView


def set_by_asking(app: App, machine: Machine, times: Sequence[Time], *, sure: bool) -> RemindView:
    """Show the timer and write it if the person says so; without a terminal to ask on, only with --yes."""
    shown = False

    def agree(view: RemindView) -> bool:
        nonlocal shown
        if sure:
            return True
        if app.output.json or sys.stdin is None or not sys.stdin.isatty():
            return False
        from gutcli.remind.page import draw_plan
        from gutcli.terminal.question import ask_whether

        shown = True
        app.output.show_document(tuple(draw_plan(view)))
        return ask_whether("Write this?", app.output.ask)

    view = set_reminder(machine, times, agree)
    # What was shown with the question is not shown again with the answer.
    return view._replace(files=(), crontab=(), commands=()) if shown else view


def remind_now(app: App, machine: Machine) -> None:
    """Remind, if anything waits: on the desktop, else on stdout, which a timer logs or mails."""
    from gutcli.day.today.view import build_today
    from gutcli.terminal.message.view import MessageView
    from gutcli.text import safe

    words = safe(say_reminder(app.read(build_today, app.today)))
    sent = bool(words) and not app.output.is_terminal and not app.output.json and send_notice(machine, words)
    if app.output.json or (words and not sent):
        app.show(MessageView((words,) if words else ()))
