"""Typer's complaints about how a command was used, in our own words."""

from __future__ import annotations

import re

from gutcli.errors import GutcliError, UsageError
from gutcli.text import safe

# What Typer says -> what we say. What none of these knows stays as it is.
_SAID = (
    (r"Invalid value for '(?P<what>.+?)': (?P<given>.+) is not in the range (?P<least>\d+)<=x<=(?P<most>\d+)",
     "{what} is {least} to {most}, not {given}."),
    (r"Invalid value for '(?P<what>.+?)': (?P<given>.+) is not in the range x>=(?P<least>\d+)",
     "{what} is at least {least}, not {given}."),
    (r"Invalid value for '(?P<what>.+?)': '(?P<given>.*)' is not a valid int(?:eger)?(?: range)?",
     "{what} is a whole number, not {given!r}."),
    (r"Missing argument '(?P<what>.+?)(?:\.\.\.)?'", "{what} is missing."),
    (r"Option '(?P<what>.+?)' requires (?:an argument|\d+ arguments)", "{what} needs a value behind it."),
    (r"Option '(?P<what>.+?)' does not take a value", "{what} takes no value."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((?P<given>.*)\)", "{given!r} is more than this command takes."),
    (r"No such option: (?P<given>.*)", "There is no option {given}."),
    (r"No such command '(?P<given>.*)'", "There is no command {given!r} here."),
)  # fmt: skip


def translate_usage_error(error: Exception) -> GutcliError | None:
    """Return Typer's own complaint as ours; None for any other error.

    Typer's are told by their shape, as their classes are private to it.
    """
    if type(error).__name__ == "Abort":
        return GutcliError("Stopped.", "Nothing was changed.", code="stopped")
    if not hasattr(error, "format_message") or not hasattr(error, "exit_code"):
        return None
    message = format_usage(str(error.format_message()))
    path = getattr(getattr(error, "ctx", None), "command_path", "gutcli") or "gutcli"
    possible = getattr(error, "possibilities", None)
    hint = f"Did you mean {' or '.join(sorted(possible)[:3])}? " if possible and "Did you mean" not in message else ""
    return UsageError(message, f"{hint}{path} --help shows how it is used.")


def format_usage(said: str) -> str:
    """Return a complaint of Typer's in our words."""
    said = safe(said).split(" (Possible options")[0].split(" Did you mean")[0].rstrip(".")
    for pattern, ours in _SAID:
        if found := re.fullmatch(pattern, said):
            return ours.format(**found.groupdict())
    return f"{said}."
