"""Showing, writing and taking away the reminder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from gutcli.errors import GutcliError, UsageError
from gutcli.folders import make_private_folder
from gutcli.remind.machine import Machine
from gutcli.remind.timers import CRON_BEGIN, MARK, Time, Timer, choose_system, make_timer, strip_cron
from gutcli.remind.view import RemindView, TimerFile
from gutcli.text import safe

MOST_TIMES = 12
_NO_CRONTAB = re.compile(r"^(?:\S*crontab: )?no crontab for ", re.IGNORECASE | re.MULTILINE)


def parse_times(words: Iterable[str]) -> list[Time]:
    """Return times of day: "08:30", "8:30", "20", "8am", "7.30 pm". Raise UsageError."""
    times = []
    for word in words:
        found = re.fullmatch(r"\s*(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]m)?\s*", word.lower(), re.ASCII)
        half = found[3] if found else None
        hour = int(found[1]) % 12 + 12 * (half == "pm") if found and half else int(found[1]) if found else 24
        if not found or (half and not 1 <= int(found[1]) <= 12) or hour > 23 or int(found[2] or 0) > 59:
            raise UsageError(
                f"{safe(word)!r} is not a time of day.", "Give it like --at 08:30; several: --at 08:30 --at 20:00."
            )
        times.append((hour, int(found[2] or 0)))
    times = sorted(set(times))
    if len(times) > MOST_TIMES:
        raise UsageError(f"{len(times)} reminders a day are too many.", f"Up to {MOST_TIMES} times can be given.")
    return times


def build_remind(machine: Machine) -> RemindView:
    """Build the view of which reminder is set, and change nothing."""
    system = choose_system(machine)
    timer = make_timer(machine, system, [])
    found = _load_times(machine, timer)
    message = f"You are reminded at {', '.join(found)}." if found else "There is no reminder."
    if found:
        hint = "gutcli remind --off"
    elif system != "none":
        hint = "gutcli remind --at 08:30"
    else:
        hint = "gutcli remind --at 08:30 shows the line for a scheduler."
    return RemindView(system, found, message=message, hint=hint)


def set_reminder(machine: Machine, times: Sequence[Time], agree: Callable[[RemindView], bool]) -> RemindView:
    """Show what would be written, and write it if the person agrees. Raise GutcliError if the system refuses."""
    system = choose_system(machine)
    timer = make_timer(machine, system if system != "none" else "cron", times)
    files = tuple(TimerFile(str(path), content) for path, content in timer.files)
    commands = tuple(" ".join(command).lstrip("-") for command in timer.start)
    said = tuple(f"{hour:02}:{minute:02}" for hour, minute in times)
    view = RemindView(system, said, files, timer.lines, commands)
    if system == "none":
        return view._replace(
            message="This machine has no timer that gutcli can write to (systemd, launchd, cron): nothing was written.",
            hint="Where there is a scheduler, give it the command above.",
        )
    if not agree(view):
        hint = "gutcli remind --at … --yes writes it without asking."
        return view._replace(message="Nothing was written.", hint=hint)
    machine.try_program()
    _write(machine, timer)
    message = f"You will be reminded at {', '.join(said)}."
    return view._replace(written=True, message=message, hint="gutcli remind --off")


def drop_reminder(machine: Machine) -> RemindView:
    """Take away what was written, and nothing else."""
    system = choose_system(machine)
    timer = make_timer(machine, system, [])
    gone: list[str] = []
    if system == "cron":
        rest, gone = strip_cron(_load_crontab(machine))
        if gone:
            _write_crontab(machine, rest)
    elif ours := [path for path, _ in timer.files if _is_ours(path)]:
        for command in timer.stop:
            machine.call(command)  # stopped already is as good
        for path in ours:
            path.unlink()
            gone.append(str(path))
        for command in timer.after_stop:
            machine.call(command)
    message = "The reminder is gone." if gone else "There is no reminder that gutcli has written."
    return RemindView(system, message=message, removed=tuple(gone))


def _write(machine: Machine, timer: Timer) -> None:
    if timer.system == "cron":
        rest, _ = strip_cron(_load_crontab(machine))
        if rest and not rest.endswith("\n"):
            rest += "\n"
        _write_crontab(machine, rest + "".join(f"{line}\n" for line in timer.lines))
        return
    for path, _ in timer.files:
        if path.exists() and not _is_ours(path):
            raise GutcliError(
                f"{safe(str(path))} is there, and gutcli has not written it.",
                "Nothing was changed. Move it away first.",
            )
    before = {path: path.read_text(encoding="utf-8") if path.exists() else None for path, _ in timer.files}
    try:
        for path, content in timer.files:
            make_private_folder(path.parent)
            path.write_text(content, encoding="utf-8")
        for command in timer.start:
            _call(machine, command)
    except (OSError, GutcliError):
        for path, old in before.items():
            path.unlink(missing_ok=True) if old is None else path.write_text(old, encoding="utf-8")
        raise


def _call(machine: Machine, command: Sequence[str]) -> None:
    may_fail = command[0].startswith("-")
    code, said = machine.call((command[0].lstrip("-"), *command[1:]))
    if code and not may_fail:
        raise GutcliError(
            f"{' '.join(command)} failed: {safe(said.strip() or f'exit code {code}')}", "Nothing was left behind."
        )


def _is_ours(path: Path) -> bool:
    try:
        return MARK in path.read_text(encoding="utf-8")[:400]
    except (OSError, ValueError):
        return False


def _load_crontab(machine: Machine) -> str:
    code, said = machine.call(("crontab", "-l"))
    if not code:
        return said
    # Only crontab's own word makes it an empty one: what cannot be read would be written over.
    if code > 0 and _NO_CRONTAB.search(said):
        return ""
    reason = said.strip() or (f"exit code {code}" if code > 0 else f"signal {-code}")
    raise GutcliError(f"crontab -l failed: {safe(reason)}.", "Nothing was changed. See what it says: crontab -l")


def _write_crontab(machine: Machine, content: str) -> None:
    code, said = machine.call(("crontab", "-"), content)
    if code:
        raise GutcliError(f"crontab refused: {safe(said.strip())}", "Your crontab is as it was.")


def _load_times(machine: Machine, timer: Timer) -> tuple[str, ...]:
    if timer.system == "cron":
        _, lines = strip_cron(_load_crontab(machine))
        found = [line.split()[:2] for line in lines if line != CRON_BEGIN and not line.startswith("#")]
        return tuple(
            f"{int(hour):02}:{int(minute):02}" for minute, hour in found if minute.isdigit() and hour.isdigit()
        )
    text = "".join(path.read_text(encoding="utf-8") for path, _ in timer.files if _is_ours(path))
    if timer.system == "launchd":
        pairs = re.findall(
            r"<key>Hour</key>\s*<integer>(\d+)</integer>\s*<key>Minute</key>\s*<integer>(\d+)</integer>", text
        )
        return tuple(f"{int(hour):02}:{int(minute):02}" for hour, minute in pairs)
    return tuple(re.findall(r"^OnCalendar=\S+ (\d\d:\d\d):00$", text, re.MULTILINE))
