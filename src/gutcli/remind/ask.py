"""The question before a timer is written."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from gutcli.remind.machine import Machine
from gutcli.remind.reminder import set_reminder
from gutcli.remind.timers import Time
from gutcli.remind.view import RemindView
from gutcli.terminal.output import Output


def set_by_asking(output: Output, machine: Machine, times: Sequence[Time], *, sure: bool) -> RemindView:
    """Show the timer and write it if the person says so; without a terminal to ask on, only with --yes."""
    shown = False

    def agree(view: RemindView) -> bool:
        nonlocal shown
        if sure:
            return True
        if output.json or sys.stdin is None or not sys.stdin.isatty():
            return False
        from gutcli.remind.page import draw_plan
        from gutcli.terminal.question import ask_whether

        shown = True
        output.show_document(tuple(draw_plan(view)))
        return ask_whether("Write this?", output.ask)

    view = set_reminder(machine, times, agree)
    # What was shown with the question is not shown again with the answer.
    return view._replace(files=(), crontab=(), commands=()) if shown else view
