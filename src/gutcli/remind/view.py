"""What `remind` says: which timer, what stands in it, and whether it was written."""

from __future__ import annotations

from typing import NamedTuple


class TimerFile(NamedTuple):
    """A file of the timer."""

    path: str
    content: str


class RemindView(NamedTuple):
    """A reminder. `system` is systemd, launchd, cron or none; `crontab` the lines for cron; `commands` are called."""

    system: str
    times: tuple[str, ...] = ()
    files: tuple[TimerFile, ...] = ()
    crontab: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    written: bool = False
    message: str = ""
    hint: str = ""
    removed: tuple[str, ...] = ()
