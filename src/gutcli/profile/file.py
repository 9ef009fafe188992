"""The profile's file as a person wrote it: read, checked, and everything that is wrong said at once."""

import os
import stat
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.errors import ProfileError
from gutcli.folders import StrPath, load_bytes
from gutcli.profile.plain_toml import parse_plain
from gutcli.profile.settings import KEYS, SETTINGS, TABLES, Profile, make_profile
from gutcli.profile.values import UnfitWordsError, suggest
from gutcli.text import count, quoted, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gutcli.catalog.files import TomlError

HINT = "Run gutcli profile to see what still holds, and gutcli profile edit to mend the file."
_BLANK = 64
"""A file of so few bytes may hold nothing but blanks."""
_MOST_PLAIN = 64 * 1024
"""A longer file is left to the careful reader."""


class ProfileProblem(NamedTuple):
    """Something wrong in the profile: line (0 if it cannot be had), key, what is wrong, what would be right."""

    line: int
    key: str
    message: str
    expected: str

    def format(self, file: str) -> str:
        """Return it as one line that begins with the file and the place in it."""
        line = f"line {self.line}" if self.line else ""
        place = ", ".join(part for part in (file, line, self.key) if part)
        return f"{place}: {self.message}" + (f" {self.expected}" if self.expected else "")


class Examined(NamedTuple):
    """What can be said of a profile that may be broken: the values that hold, by key, and every problem."""

    values: Mapping[str, Any]
    problems: tuple[ProfileProblem, ...]


def load_profile(path: StrPath) -> Profile:
    """Return the profile; a file that does not exist gives the default one, a broken one never does.

    Raise ProfileError with every problem, one a line.
    """
    if is_missing(path):
        return Profile()
    text = _read_plain_text(path)
    if text is not None and (data := parse_plain(text)) is not None:
        examined = examine_data(data)
        if not examined.problems:
            return make_profile(examined.values)
    data, lines = load_data(path)  # carefully, so that every problem has its line
    examined = examine_data(data, lines)
    if examined.problems:
        raise make_error(path, examined.problems)
    return make_profile(examined.values)


class LostProfileError(ProfileError):
    """What the person told us is gone: nothing may be suggested as if they had told nothing."""


def is_missing(path: StrPath) -> bool:
    """Return whether there is no profile. What is there but cannot be reached is not missing.

    Raise ProfileError; LostProfileError where the file is empty, or is gone and its copy is there.
    """
    try:
        os.lstat(path)
        facts = os.stat(path)
        if stat.S_ISREG(facts.st_mode) and facts.st_size <= _BLANK and not load_bytes(path).strip():
            raise _make_lost(path, "is empty")
    except FileNotFoundError:
        if os.path.lexists(find_copy(path)) and not os.path.lexists(path):
            raise _make_lost(path, "is missing") from None
        return not os.path.lexists(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProfileError(f"{safe(str(path))} cannot be read: {safe(reason)}.", HINT) from None
    return False


def find_copy(path: StrPath) -> str:
    """Return the place of the copy that is made before the profile is changed."""
    return f"{os.fspath(path)}.bak"


def _make_lost(path: StrPath, how: str) -> LostProfileError:
    copy = find_copy(path)
    hint = f"Write it anew: gutcli profile edit. If nothing belongs there: rm {quoted(path)}"
    if os.path.lexists(copy):
        hint = (
            f"Bring the copy of before the last change back: cp {quoted(copy)} {quoted(path)}"
            f" (or, if nothing belongs there, remove both: rm -f {quoted(path)} {quoted(copy)})"
        )
    message = f"The profile {safe(str(path))} {how}, so allergies, conditions and medicines may be lost."
    return LostProfileError(message, hint)


def _read_plain_text(path: StrPath) -> str | None:
    """Return the text of an ordinary, small file; the careful reader says what is wrong with any other."""
    try:
        facts = os.stat(path)
        is_plain = stat.S_ISREG(facts.st_mode) and facts.st_size <= _MOST_PLAIN
        return load_bytes(path).decode() if is_plain else None
    except (OSError, ValueError):
        return None


def load_data(path: StrPath) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the file as it stands, and the line of each key. Raise ProfileError."""
    from gutcli.catalog.files import TomlError, load_toml

    try:
        data = load_toml(path)
        return data, find_lines(load_bytes(path).decode("utf-8-sig"))
    except TomlError as error:
        raise ProfileError(error.message, f"{error.hint} {HINT}".strip()) from error
    except (OSError, ValueError) as error:
        raise ProfileError(f"{safe(str(path))} cannot be read: {safe(str(error))}.", HINT) from None


def make_error(path: StrPath, problems: "Sequence[ProfileProblem]") -> ProfileError:
    """Return the error that says every problem, one a line."""
    file = safe(str(path))
    listed = "\n".join(problem.format(file) for problem in problems)
    return ProfileError(f"{file} has {count(len(problems), 'problem')}:\n{listed}", HINT)


def examine_profile(path: StrPath) -> Examined:
    """Return what holds in the profile and what does not; a missing file is empty and without problems. Never raise."""
    try:
        if is_missing(path):
            return Examined({}, ())
        data, lines = load_data(path)
    except ProfileError as error:
        message = error.message.removeprefix(f"{safe(str(path))}")
        expected = error.hint if isinstance(error, LostProfileError) else ""
        broken = ProfileProblem(0, "", message.lstrip(":, ") or error.message, expected)
        return Examined(examine_data(_load_before(path, error.__cause__)).values, (broken,))
    return examine_data(data, lines)


def _load_before(path: StrPath, cause: "BaseException | TomlError | None") -> dict[str, Any]:
    """Return what stands in the file above the line that is no TOML."""
    from gutcli.catalog.files import TomlError, parse_toml, read_bytes

    line = cause.line if isinstance(cause, TomlError) else 0
    if line < 2:
        return {}
    try:
        text = read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
        return parse_toml("\n".join(text.split("\n")[: line - 1]), "")
    except (TomlError, ValueError):
        return {}


def examine_data(data: Mapping[str, Any], lines: Mapping[str, int] | None = None) -> Examined:
    """Return the values that hold, by key, and everything that is wrong; `lines` are those of the keys, where known."""
    lines = lines or {}
    found: dict[str, Any] = {}
    problems: list[ProfileProblem] = []

    def report(key: str, message: str, *, value: Any = None, named: bool = True, place: str = "") -> None:
        shown = safe(repr(value))
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        what, _, expected = message.partition(". ")
        what = f"{what.rstrip('.')}."
        line = lines.get(key) or lines.get(key.partition(".")[0], 0)
        where = (safe(key) or '""') + place
        problems.append(ProfileProblem(line, where, f"{shown} {what}" if named else what, expected))

    for table, name, value in _flatten(data):
        key = f"{table}.{name}" if table else name
        if not table and name in TABLES:
            report(key, f"does not fit here. Write it as a table: [{key}].", value=value)
        elif key not in SETTINGS or (not table and "." in name):  # a quoted key may hold a dot
            inside = (k.partition(".")[2] if table else k.partition(".")[0] for k in KEYS if k.startswith(table))
            known = suggest(name, dict.fromkeys(inside))
            report(key, f"is not a key that gutcli knows. {known}", named=False)
        else:
            try:
                found[key] = SETTINGS[key].kind.read(value)
            except UnfitWordsError as error:
                for number, word, message in error.found:
                    report(key, message, value=word, place=f"[{number + 1}]")
            except ValueError as error:
                report(key, str(error), value=value)
    problems = sorted(set(problems), key=lambda p: (p.line, p.key, p.message))
    return Examined({key: found[key] for key in KEYS if key in found}, tuple(problems))


def _flatten(data: Mapping[str, Any]) -> "Iterator[tuple[str, str, Any]]":
    """Yield every key with its table and value; a table that is none stands for itself."""
    for key, value in data.items():
        if key in TABLES and isinstance(value, dict):
            yield from ((key, name, inner) for name, inner in value.items())
        else:
            yield "", key, value


def find_lines(text: str) -> dict[str, int]:
    """Return the line of each key, as well as it can be seen without parsing."""
    import re

    header = re.compile(r"\s*\[\s*([\w\"'.-]+)\s*\]\s*(?:#.*)?$")
    statement = re.compile(r"\s*([\w\"'.-]+(?:\s*\.\s*[\w\"'-]+)*)\s*=")
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if match := header.match(line):
            table = match[1].replace('"', "").replace("'", "")
            lines.setdefault(table, number)
        elif match := statement.match(line):
            name = re.sub(r"[\s\"']", "", match[1])
            lines.setdefault(f"{table}.{name}" if table else name, number)
    return lines
