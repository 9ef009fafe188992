"""The profile's file as a person wrote it: read, checked, and everything that is wrong said at once.

Heavy (tomllib, pydantic): imported when the file has changed, never on the daily path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from gutcli.catalog.files import TomlError, parse_toml, read_bytes, read_toml
from gutcli.errors import ProfileError
from gutcli.profile.settings import (
    CHECKLIST,
    DAILY_AIM,
    DIETS,
    HINT,
    KEYS,
    LATEST_START,
    MOST_ITEMS,
    WEEK_STARTS,
    Profile,
    is_missing,
    profile_value,
)
from gutcli.text import count, fold, join_words, nearest, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

MOST_WORDS = 100
LONGEST_WORD = 120

# What people say for a diet, folded.
_DIET_WORDS = {
    "omnivorous": "omnivore", "everything": "omnivore", "anything": "omnivore", "none": "omnivore",
    "flexitarian": "omnivore",
    "pescetarian": "pescatarian", "pesco vegetarian": "pescatarian", "veggie": "vegetarian",
    "lacto ovo vegetarian": "vegetarian", "plant based": "vegan",
}  # fmt: skip
# Ways of eating that are no `diet` here, folded, and what to do instead.
_OTHER_DIETS = {
    "halal": "Add halal to your conditions: what gutcli knows to hold alcohol is then left out. "
    "It cannot vouch for meat, gelatine or rennet.",
    "kosher": "gutcli does not know kosher food; choose pescatarian, vegetarian or vegan where that helps.",
    "gluten free": "Set allergies gluten.",
    "dairy free": "Set allergies milk.",
    "nut free": "Set allergies nuts.",
    "lactose free": "Set conditions lactose, or, to leave out all milk, set allergies milk.",
    "low fodmap": "Set conditions ibs.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the profile: file, line (0 if it cannot be had), key, what is wrong, what would be right."""

    file: str
    line: int
    key: str
    message: str
    expected: str

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        place = ", ".join(part for part in (self.file, line, self.key) if part)
        return f"{place}: {self.message}" + (f" {self.expected}" if self.expected else "")


@dataclass(frozen=True, slots=True)
class Examined:
    """What can be said of a profile that may be broken: the values that hold, by key, and every problem."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...]


def parse_diet(words: str) -> str:
    """Read a diet as people write it. Raises ValueError with what would be right."""
    folded = fold(words)
    for diet in DIETS:
        if folded == fold(diet):
            return diet
    if found := _DIET_WORDS.get(folded):
        return found
    if told := _OTHER_DIETS.get(folded):
        raise ValueError(f"is not one of gutcli's diets. {told}")
    raise ValueError(f"is not a diet. {suggest(words, DIETS)}")


def parse_share(words: str) -> float:
    """Read a share: 4/6, 0.67, 67%. Raises ValueError."""
    said = words.strip().replace(" ", "")
    try:
        if match := re.fullmatch(r"(\d{1,4})/(\d{1,4})", said):
            share = int(match[1]) / int(match[2])
        elif match := re.fullmatch(r"(\d{1,3}(?:\.\d{1,9})?)%", said):
            share = float(match[1]) / 100
        else:
            share = float(said) if re.fullmatch(r"\d{0,4}\.?\d{1,18}", said) else -1.0
    except ZeroDivisionError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError("is not a share from 0 to 1. Give it like 4/6, 0.5 or 50%.")
    return share


def parse_time(words: str) -> time:
    """Read a time of day: 05:00, 5, 5am, 4:30 am. Raises ValueError."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*(am|pm)?", words.strip().lower())
    if match and int(match[1]) < 24 and int(match[2] or 0) < 60:
        hour = int(match[1])
        if match[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if match[3] == "pm" else 0)
        if (at := time(hour, int(match[2] or 0))) <= LATEST_START:
            return at
    raise ValueError("is not a time from 00:00 to 12:00. Give it like 04:00.")


def _diet(value: Any) -> Any:
    return parse_diet(value) if isinstance(value, str) else value


def parse_week(value: Any) -> Any:
    """Read the day on which weeks start; what is no text is left to the model. Raises ValueError."""
    if not isinstance(value, str):
        return value
    if len(value.strip()) >= 2:
        for day in WEEK_STARTS:
            if day.startswith(value.strip().lower()):
                return day
    raise ValueError(f"is not a day on which weeks start. {suggest(value, WEEK_STARTS)}")


def _share(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if 0 <= value <= 1 else parse_share("")
    return parse_share(value if isinstance(value, str) else "")


def _clock(value: Any) -> Any:
    if isinstance(value, time):
        value = value.isoformat("minutes") if not (value.second or value.microsecond) else ""
    return parse_time(value if isinstance(value, str) else "")


def _word(value: str) -> str:
    word = value.strip()
    if not word:
        raise ValueError("is empty. Take it out.")
    if len(word) > LONGEST_WORD:
        raise ValueError(f"is longer than {LONGEST_WORD} letters. Say it in a few words.")
    if safe(word) != word:
        raise ValueError("holds characters that cannot be shown. Write it anew in plain letters.")
    return word


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


Words = Annotated[list[Annotated[str, AfterValidator(_word)]], Field(max_length=MOST_WORDS)]
Count = Annotated[int, Field(ge=0, le=MOST_ITEMS)]


class _Checklist(_Table):
    prebiotic: Count = CHECKLIST["prebiotic"]
    probiotic: Count = CHECKLIST["probiotic"]
    omega_3: Annotated[Count, Field(alias="omega-3")] = CHECKLIST["omega-3"]
    move: Count = CHECKLIST["move"]
    calm: Count = CHECKLIST["calm"]


class _Goals(_Table):
    plants: Annotated[int, Field(ge=1, le=100)] = 30


class _Practices(_Table):
    avoid: Words = []


class _ProfileEntry(_Table):
    """The file as it must look."""

    diet: Annotated[str, BeforeValidator(_diet)] = "omnivore"
    allergies: Words = []
    conditions: Words = []
    medicines: Words = []
    dislikes: Words = []
    favourites: Words = []
    strict: bool = False
    practices: _Practices = _Practices()
    checklist: _Checklist = _Checklist()
    goals: _Goals = _Goals()
    mushrooms_count: bool = True
    aim: Annotated[float, BeforeValidator(_share)] = DAILY_AIM
    grace: bool = False
    streaks: bool = True
    gentle_start: bool = True
    day_starts_at: Annotated[time, BeforeValidator(_clock)] = time(4, 0)
    week_starts: Annotated[str, BeforeValidator(parse_week)] = "monday"
    quick_answers: bool = True
    pager: bool = True


_TABLES: Mapping[str, type[_Table]] = {"practices": _Practices, "checklist": _Checklist, "goals": _Goals}


def read_profile(path: Path) -> Profile:
    """Read the profile's file. Raises ProfileError with every problem, one a line."""
    data, lines = read_data(path)
    profile, problems = validate(data, str(path), lines)
    if profile is None:
        raise refuse(path, problems)
    return profile


def examine_profile(path: Path) -> Examined:
    """Give what holds in the profile and what does not; a missing file is empty and without problems. Never raises."""
    try:
        if is_missing(path):
            return Examined({}, ())
        data, lines = read_data(path)
    except ProfileError as error:
        message = error.message.removeprefix(f"{safe(str(path))}")
        broken = Problem(safe(str(path)), 0, "", message.lstrip(":, ") or error.message, "")
        return Examined(_find_holding(_read_before(path, error), path, {}), (broken,))
    _, problems = validate(data, str(path), lines)
    return Examined(_find_holding(data, path, lines), tuple(problems))


def _find_holding(data: dict[str, Any], path: Path, lines: Mapping[str, int]) -> dict[str, Any]:
    """Give the values that hold, by their keys."""
    profile, _ = validate(data, str(path), lines)
    while profile is None:
        data = _without_wrong(data)
        profile, _ = validate(data, str(path), lines)
    written = _flatten(data)
    return {key: profile_value(profile, key) for key in KEYS if key in written}


def _read_before(path: Path, error: ProfileError) -> dict[str, Any]:
    """Give what stands in the file above the line that is no TOML."""
    cause = error.__context__
    line = cause.line if isinstance(cause, TomlError) else 0
    if line < 2:
        return {}
    try:
        text = read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
        return parse_toml("\n".join(text.split("\n")[: line - 1]), "")
    except (TomlError, ValueError):
        return {}


def _without_wrong(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out every key that does not hold."""
    try:
        _ProfileEntry.model_validate(data)
    except ValidationError as error:
        wrong = {tuple(e["loc"][:2]) if e["loc"][0] in _TABLES else e["loc"][:1] for e in error.errors()}
        kept = {key: value for key, value in data.items() if (key,) not in wrong}
        for table in _TABLES:
            if isinstance(inner := kept.get(table), dict):
                kept[table] = {key: value for key, value in inner.items() if (table, key) not in wrong}
        return kept
    return dict(data)


def read_data(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """Read the file as it stands, and the line of each key. Raises ProfileError."""
    try:
        data = read_toml(path)
        return data, find_lines(path.read_text(encoding="utf-8-sig"))
    except TomlError as error:
        raise ProfileError(error.message, f"{error.hint} {HINT}".strip()) from None
    except (OSError, ValueError) as error:
        raise ProfileError(f"{safe(str(path))} cannot be read: {safe(str(error))}.", HINT) from None


def refuse(path: Path, problems: Sequence[Problem]) -> ProfileError:
    """Build the error that says every problem, one a line."""
    listed = "\n".join(str(problem) for problem in problems)
    return ProfileError(f"{safe(str(path))} has {count(len(problems), 'problem')}:\n{listed}", HINT)


def validate(data: Mapping[str, Any], file: str, lines: Mapping[str, int]) -> tuple[Profile | None, list[Problem]]:
    """Build the profile, or say everything that is wrong."""
    try:
        entry = _ProfileEntry.model_validate(data)
    except ValidationError as error:
        problems = [_problem(safe(file), lines, dict(e)) for e in error.errors(include_url=False)]
        return None, sorted(set(problems), key=lambda p: (p.line, p.key, p.message))
    values = {name: getattr(entry, name) for name in type(entry).model_fields if name not in _TABLES}
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Profile(
        **values,
        practices_avoid=tuple(entry.practices.avoid),
        checklist=entry.checklist.model_dump(by_alias=True),
        goals_plants=entry.goals.plants,
    ), []


def _problem(file: str, lines: Mapping[str, int], error: Mapping[str, Any]) -> Problem:
    """Say one pydantic error in gutcli's words."""
    place = [part for part in error["loc"] if isinstance(part, str)]
    key = ".".join(place)
    where = (safe(key) or '""') + "".join(f"[{part + 1}]" for part in error["loc"] if isinstance(part, int))
    line = lines.get(key) or lines.get(place[0] if place else "", 0)
    value = safe(repr(error.get("input")))
    value = value if len(value) <= 60 else value[:57] + "..."
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "extra_forbidden":
        model = _TABLES.get(place[0], _ProfileEntry) if len(place) > 1 else _ProfileEntry
        known = [field.alias or name for name, field in model.model_fields.items()]
        return Problem(file, line, where, "is not a key that gutcli knows.", suggest(place[-1], known))
    if kind == "value_error":
        message, _, expected = str(error["msg"]).removeprefix("Value error, ").partition(". ")
        return Problem(file, line, where, f"{value} {message.rstrip('.')}.", expected)
    expected = {
        "string_type": "Write words in quotes.",
        "bool_type": "Write true or false.",
        "int_type": "Write a whole number.",
        "list_type": 'Write a list, such as ["nuts", "milk"].',
        "model_type": f"Write it as a table: [{where}].",
        "dict_type": f"Write it as a table: [{where}].",
        "greater_than_equal": f"The least is {context.get('ge')}.",
        "less_than_equal": f"The most is {context.get('le')}.",
        "too_long": f"Keep at most {MOST_WORDS} words.",
    }.get(kind, safe(str(error["msg"])) + ".")
    return Problem(file, line, where, f"{value} does not fit here.", expected)


def suggest(word: str, choices: Iterable[str]) -> str:
    """Say the right word: the nearest one or, where none is near, all there are."""
    known = list(choices)
    close = nearest(word.strip().lower().replace("-", "_"), known, 1)
    close = close or nearest(word.strip().lower(), known, 1)
    listed = f"It is one of {join_words(known, 'or')}." if len(known) <= 6 else ""
    if close:
        return f"Did you mean {close[0]}? {listed}".strip()
    return listed or "gutcli profile lists the keys."


HEADER = re.compile(r"\s*\[\s*([\w\"'.-]+)\s*\]\s*(?:#.*)?$")
_STATEMENT = re.compile(r"\s*([\w\"'.-]+(?:\s*\.\s*[\w\"'-]+)*)\s*=")


def find_lines(text: str) -> dict[str, int]:
    """Give the line of each key, as well as it can be seen without parsing."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if match := HEADER.match(line):
            table = match[1].replace('"', "").replace("'", "")
            lines.setdefault(table, number)
        elif match := _STATEMENT.match(line):
            name = re.sub(r"[\s\"']", "", match[1])
            lines.setdefault(f"{table}.{name}" if table else name, number)
    return lines


def _flatten(data: Mapping[str, Any]) -> list[str]:
    keys: list[str] = []
    for key, value in data.items():
        keys += [f"{key}.{inner}" for inner in value] if key in _TABLES and isinstance(value, dict) else [key]
    return keys
