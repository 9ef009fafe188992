"""What is written for each kind of timer, with every path quoted as that kind wants it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gutcli.errors import UsageError
from gutcli.remind.machine import Machine

MARK = "Written by gutcli remind, which takes it away with its option off."
"""How our own files are known again. No two dashes: it stands in an XML comment, too."""
CRON_BEGIN, CRON_END = f"# gutcli remind: begin. {MARK}", "# gutcli remind: end."
LABEL = "gutcli.remind"

Time = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Timer:
    """Files to write and commands to call, in this order; for cron, lines of the crontab instead of a file."""

    system: str
    files: tuple[tuple[Path, str], ...] = ()
    lines: tuple[str, ...] = ()
    start: tuple[tuple[str, ...], ...] = ()
    stop: tuple[tuple[str, ...], ...] = ()
    after_stop: tuple[tuple[str, ...], ...] = ()


def choose_system(machine: Machine) -> str:
    """Return which timer this machine has: systemd, launchd, cron, or none that gutcli can write to."""
    if machine.platform == "darwin":
        return "launchd"
    if machine.platform == "win32":
        return "none"
    if machine.has_systemd():
        return "systemd"
    return "cron" if machine.has("crontab") else "none"


def make_timer(machine: Machine, system: str, times: Sequence[Time]) -> Timer:
    """Return what would be written for these times. Raise UsageError for a path that no timer could hold."""
    words = (*machine.program, "remind", "--now")
    settings = machine.settings()
    for text in (*words, *(value for _, value in settings), str(machine.home)):
        if any(ord(character) < 32 or ord(character) == 127 for character in text):
            raise UsageError(
                "A path has a line break or a control character in it, which no timer takes.", "Rename it."
            )
    if system == "systemd":
        return _systemd(machine.config / "systemd" / "user", words, settings, times)
    if system == "launchd":
        return _launchd(machine.home / "Library" / "LaunchAgents" / f"{LABEL}.plist", words, settings, times)
    return Timer(system, lines=_cron(words, settings, times))


def _systemd(folder: Path, words: Sequence[str], settings: Sequence[tuple[str, str]], times: Sequence[Time]) -> Timer:
    environment = "".join(f"Environment={_quote_unit(f'{name}={value}', dollar=False)}\n" for name, value in settings)
    # In the program's own path systemd looks for no variables; in its arguments it does.
    command = " ".join(_quote_unit(word, dollar=place > 0) for place, word in enumerate(words))
    unit = f"# {MARK}\n[Unit]\nDescription=gutcli's reminder\n\n"
    service = f"{unit}[Service]\nType=oneshot\n{environment}ExecStart={command}\n"
    calendar = "".join(f"OnCalendar=*-*-* {hour:02}:{minute:02}:00\n" for hour, minute in times)
    timer = (
        f"# {MARK}\n[Unit]\nDescription=gutcli's reminder\n\n[Timer]\n{calendar}Persistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    user = ("systemctl", "--user")
    return Timer(
        "systemd",
        ((folder / "gutcli-remind.service", service), (folder / "gutcli-remind.timer", timer)),
        start=(
            (*user, "daemon-reload"),
            (*user, "enable", "gutcli-remind.timer"),
            (*user, "restart", "gutcli-remind.timer"),
        ),
        stop=((*user, "disable", "--now", "gutcli-remind.timer"),),
        after_stop=((*user, "daemon-reload"),),
    )


def _quote_unit(word: str, *, dollar: bool) -> str:
    """Quote for a unit file: "%" begins a specifier, "$" a variable (in commands alone); the rest is as in C."""
    word = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{word.replace("$", "$$") if dollar else word}"'


def _launchd(file: Path, words: Sequence[str], settings: Sequence[tuple[str, str]], times: Sequence[Time]) -> Timer:
    import plistlib

    agent = {
        "Label": LABEL,
        "ProgramArguments": list(words),
        "StartCalendarInterval": [{"Hour": hour, "Minute": minute} for hour, minute in times],
        **({"EnvironmentVariables": dict(settings)} if settings else {}),
    }
    head, rest = plistlib.dumps(agent).decode().split("\n", 1)
    return Timer(
        "launchd",
        ((file, f"{head}\n<!-- {MARK} -->\n{rest}"),),
        # Loading twice fails; so what was there goes first. A dash: its failing does not matter.
        start=(("-launchctl", "unload", str(file)), ("launchctl", "load", "-w", str(file))),
        stop=(("launchctl", "unload", "-w", str(file)),),
    )


def _cron(words: Sequence[str], settings: Sequence[tuple[str, str]], times: Sequence[Time]) -> tuple[str, ...]:
    command = " ".join([*(f"{name}={shlex.quote(value)}" for name, value in settings), shlex.join(words)])
    command = command.replace("%", "\\%")  # else cron ends the line there
    return (CRON_BEGIN, *(f"{minute} {hour} * * * {command}" for hour, minute in times), CRON_END)


def strip_cron(crontab: str) -> tuple[str, list[str]]:
    """Take our lines out of a crontab; give the rest as it was, and them."""
    kept: list[str] = []
    ours: list[str] = []
    inside = False
    for line in crontab.splitlines(keepends=True):
        bare = line.rstrip("\n")
        inside = inside or bare == CRON_BEGIN
        (ours if inside else kept).append(bare if inside else line)
        inside = inside and bare != CRON_END
    if inside:  # the end was lost: nothing that may be the person's own is taken
        return crontab, []
    return "".join(kept), ours
