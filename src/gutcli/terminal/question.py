"""Questions on a terminal: a line of words, or yes and no."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gutcli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

UNREADABLE = "A letter of that could not be read. Please type it again.\n"


def ask_line(question: str, write: Callable[[str], None]) -> str:
    """Return the line that is typed, with its end; "" at the end of input.

    A line with a stray byte in it is asked for again: where the terminal does not know UTF-8, a backspace leaves half a
    letter. Raises UsageError where such a line comes from a file, which cannot be asked.
    """
    while True:
        write(question)
        line = _read_line()
        if not any("\ud800" <= letter <= "\udfff" for letter in line):
            return line
        if not sys.stdin.isatty():
            raise UsageError("A line of the input is not in UTF-8.", "Save the file as UTF-8, or answer by hand.")
        write(UNREADABLE)


def ask_whether(question: str, write: Callable[[str], None]) -> bool:
    """Return whether the person says yes; Enter is no."""
    return ask_line(f"{question} [y/N] ", write).strip().lower() in {"y", "yes"}


def _read_line() -> str:
    try:
        return sys.stdin.readline() if sys.stdin is not None else ""
    except (OSError, ValueError):  # the terminal is gone
        return ""
