"""Questions on a terminal: a line of words, or yes and no."""

from __future__ import annotations

import sys
from collections.abc import Callable

from gutcli.errors import UsageError

UNREADABLE = "A letter of that could not be read. Please type it again.\n"


def ask_line(question: str, write: Callable[[str], None]) -> str:
    """Return the line that is typed, with its end; "" at the end of input.

    A line with a stray byte in it is asked for again: where the terminal does not know UTF-8, a backspace leaves half a
    letter. Raise UsageError where such a line comes from a file, which cannot be asked.
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


def read_words(words: str, write: Callable[[str], None]) -> str:
    """Return a person's words; for "-" those that stand on standard input, up to its end.

    So that a private word need not stand in a command, which other users of the machine can see while it runs.
    """
    if words != "-":
        return words
    if sys.stdin is None:
        raise UsageError("There is no standard input to read the words from.", "Give them as they are.")
    if sys.stdin.isatty():
        write("Your words, then Ctrl-D on a line of its own:\n")
    lines = []
    while line := ask_line("", lambda _: None):
        lines.append(line)
    return "".join(lines).strip()


def _read_line() -> str:
    try:
        return sys.stdin.readline() if sys.stdin is not None else ""
    except (OSError, ValueError):  # the terminal is gone
        return ""
