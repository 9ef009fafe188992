"""The reminder itself: a notice on the desktop where there is one, else a line for the timer's log or mail."""

from __future__ import annotations

import os
from pathlib import Path

from gutcli.day.today.view import TodayView
from gutcli.errors import GutcliError
from gutcli.remind.machine import Machine


def format_reminder(view: TodayView) -> str:
    """Return what waits, kindly; nothing once the day is made."""
    waiting = [item.name for item in view.items if item.state == "open"]
    if not waiting or view.standing.aim_met or view.standing.rest_day:
        return ""
    from gutcli.text import join_words

    names = join_words(waiting[:3]) if len(waiting) <= 3 else f"{', '.join(waiting[:3])} and {len(waiting) - 3} more"
    return f"{view.standing.done} of {view.standing.total}. Waiting: {names}."


def send_notice(machine: Machine, words: str) -> bool:
    """Show a notice on the desktop; False if there is none."""
    environ = dict(machine.environ)
    if machine.platform == "darwin":
        quoted = words.replace("\\", "\\\\").replace('"', '\\"')
        command = ["osascript", "-e", f'display notification "{quoted}" with title "gutcli"']
    else:
        if hasattr(os, "getuid"):  # cron gives no way to the desktop; systemd puts it here
            bus = Path(f"/run/user/{os.getuid()}/bus")
            if "DBUS_SESSION_BUS_ADDRESS" not in environ and bus.exists():
                environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
        command = ["notify-send", "--app-name=gutcli", "--", "gutcli", words]
    if not machine.has(command[0]):
        return False
    try:
        return Machine(machine.home, machine.platform, environ).call(command)[0] == 0
    except GutcliError:
        return False
