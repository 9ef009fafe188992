"""Reading TOML that came from outside: the one way in for every TOML file, catalog and profile alike."""

from __future__ import annotations

import os
import re
import stat
from typing import Any

from gutcli.errors import GutcliError
from gutcli.folders import StrPath
from gutcli.text import safe

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 32
MAX_DOTS = 32

_BRACKETS = re.compile(r"[\[\]{}]+")
# What nesting and dotted keys are counted in: whole strings and comments are one token each, so that what they hold
# does not count. A multi-line string may end in up to two quotes more than its three. No choice is ever taken back, so
# the time is linear whatever the text.
_TOKENS = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{0,2}+)|"(?:[^"\\\n]++|\\.)*+"|'
    r"'''(?:[^']++|'(?!''))*+'''(?:'{0,2}+)|'[^'\n]*+'|#[^\n]*+|[\[\]{}.=,\n]",
    re.DOTALL,
)
_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class TomlError(GutcliError):
    """A TOML file that cannot be read; `message` names the file and, where known, the line, which `line` has too."""

    exit_code = 4
    code = "toml_unreadable"
    line = 0


def load_toml(path: StrPath) -> dict[str, Any]:
    """Return what a TOML file says that a person or a stranger wrote.

    Only a regular file of at most 8 MB is read, and nesting and dotted keys are capped before parsing, because a
    40 kB dotted key takes tomllib seconds and deep nesting overflows its stack. Raise TomlError.
    """
    name = safe(str(path))
    content = read_bytes(path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TomlError(f"{name}, line {line}: not UTF-8 text.", "Save the file as UTF-8.") from None
    return parse_toml(text.removeprefix("\ufeff"), name)


def read_bytes(path: StrPath) -> bytes:
    """Return the bytes of a regular file of at most 8 MB; a pipe or a device is never waited for. Raise TomlError."""
    name = safe(str(path))
    try:
        return _read_bytes(path, name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{name} cannot be read: {safe(reason[:1].lower() + reason[1:])}."
        raise TomlError(message, "Check that it exists and that you may read it.") from None


def _read_bytes(path: StrPath, name: str) -> bytes:
    # O_NONBLOCK: opening a pipe must not wait for somebody to write into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            what = "a folder, not a file" if stat.S_ISDIR(facts.st_mode) else "not a file"
            raise TomlError(f"{name} is {what}.", "Move it away, or put a TOML file in its place.")
        if facts.st_size > MAX_BYTES:
            size = f"{facts.st_size / 1024**2:.1f} MB"
            message = f"{name} has {size}; gutcli reads at most {MAX_BYTES // 1024**2} MB."
            raise TomlError(message, "Split it, or take out what does not belong there.")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(MAX_BYTES + 1)
    finally:
        os.close(descriptor)


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Parse TOML text; `name` stands for the file in messages. Raise TomlError."""
    import tomllib

    name = safe(name)
    text = text.replace("\r\n", "\n")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TomlError(f"{name}, line {line}: not a text file (it holds NUL characters).", "Save it as UTF-8 text.")
    if _looks_deep(text):
        _refuse_depth(text, name)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        broken = TomlError(_format_syntax(str(error), name, text), "Mend that line; https://toml.io shows the form.")
        place = _PLACE.search(str(error))
        broken.line = int(place[1]) if place and place[1] else 0
        raise broken from None
    except RecursionError:
        raise TomlError(f"{name}: nested too deeply.", f"Nest at most {MAX_DEPTH} levels.") from None
    except (ValueError, OverflowError):
        # The only ones left are numbers that Python refuses to read, such as a whole number of 5,000 digits.
        raise TomlError(f"{name}: holds a number that is too long.", "Take it out, or put it in quotes.") from None


def _format_syntax(message: str, name: str, text: str) -> str:
    """Return tomllib's complaint with the place first."""
    place = _PLACE.search(message)
    what = safe(message[: place.start()] if place else message)[:200].rstrip(".")
    what = what[:1].lower() + what[1:]
    if place and place[1] and "overwrite" in what and (key := _KEY.match(text.split("\n")[int(place[1]) - 1])):
        what = f"{safe(key[1])[:60]!r} is set a second time"
    if place is None:
        return f"{name}: {what}."
    return f"{name}, line {place[1]}, column {place[2]}: {what}." if place[1] else f"{name}, at its end: {what}."


def _looks_deep(text: str) -> bool:
    """Return whether brackets or dots, strings and comments included, ever pass the cap: cheap and over-careful."""
    if any(line.count(".") > MAX_DOTS for line in text.split("\n")):
        return True
    depth = 0
    for run in _BRACKETS.findall(text):
        for bracket in run:
            depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
            if depth > MAX_DEPTH:
                return True
    return False


def _refuse_depth(text: str, name: str) -> None:
    """Raise TomlError if, strings and comments left out, nesting or a dotted key really passes the cap."""
    depth = dots = 0
    for match in _TOKENS.finditer(text):
        sign = match[0]
        if sign == ".":
            dots += 1
        elif sign in {"[", "{"}:
            depth, dots = depth + 1, 0
        elif sign in {"]", "}"}:
            depth, dots = max(0, depth - 1), 0
        elif sign in {"=", ",", "\n"}:
            dots = 0
        if depth > MAX_DEPTH or dots > MAX_DOTS:
            what = "nested too deeply" if depth > MAX_DEPTH else "a dotted key with too many parts"
            line = text.count("\n", 0, match.start()) + 1
            raise TomlError(f"{name}, line {line}: {what}.", f"Use at most {MAX_DEPTH} levels.")
