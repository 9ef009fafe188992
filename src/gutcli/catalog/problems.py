"""What is wrong in a catalog file, said in the catalog's own words rather than the validator's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_origin

from gutcli.catalog.models import ENTRIES
from gutcli.text import count, join_words, nearest, safe

_ID_KEYS = {"id", "topics", "cautions", "references", "plants", "related", "topic", "practices", "family"}
_PATTERNS = {
    "doi": 'Write it like "10.1152/physrev.00018.2018", without https://doi.org/.',
    "url": 'Write the whole address, like "https://example.org/page".',
    "pmid": "Write its 6 to 8 digits in quotes.",
    "ndb_no": 'Write its five digits in quotes, like "08120".',
}
_WANTED = {
    "string_type": "Write text in quotes.",
    "int_type": "Write a whole number without quotes.",
    "float_type": "Write a number without quotes.",
    "bool_type": "Write true or false, without quotes.",
    "list_type": 'Write a list, like ["a", "b"]; [] says none.',
    "model_type": "Write a table, like { key = value }.",
    "finite_number": "Write an ordinary number, or leave the key out if it is unknown.",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that is wrong in a catalog file: where, what, and what would be right.

    `line` is where its entry begins, where that was looked up and can be told.
    """

    file: str
    line: int | None = field(default=None, compare=False, kw_only=True)
    kind: str
    entry: str
    key: str
    message: str
    expected: str

    def __str__(self) -> str:
        """Say it on one line."""
        return f"{self.file}: {self.sentence}"

    @property
    def sentence(self) -> str:
        """Return everything but the file."""
        place = " ".join(part for part in (self.entry, self.key) if part)
        return " ".join(part for part in (place, self.message, self.expected) if part)


def suggest(word: str, choices: Iterable[str], form: str = "{}", *, most: int = 16) -> str:
    """Suggest the right word: the nearest one, or, where none is near, what there is."""
    known = list(choices)
    close = nearest(word.lower().replace(" ", "_"), known, 1)
    close = close or nearest(word.lower().replace(" ", "-"), known, 1)
    if close:
        return f"Did you mean {form.format(close[0])}?"
    listed = join_words([form.format(choice) for choice in known], "or")
    return f"It is one of {listed}." if 0 < len(known) <= most else ""


def format_value(value: Any) -> str:
    """Show a value as TOML writes it, briefly."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        words = safe(value[:200])
        return f'"{words}"' if len(words) <= 50 else f'"{words[:47]}…"'
    if isinstance(value, int):
        return str(value) if abs(value) < 10**15 else "a very long number"
    if isinstance(value, list):
        return f"a list of {count(len(value), 'value')}" if value else "an empty list"
    if isinstance(value, dict):
        return "a table"
    return safe(str(value))[:40]


def find_problems(file: str, kind: str, ident: str, errors: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """Return what the validator found in the entry `ident`."""
    ident = safe(ident)[:60]
    problems = []
    for error in errors:
        key = _format_place(error["loc"])
        if error["type"] == "rules":
            for below, message, expected in error["ctx"]["rules"]:
                problems.append(Problem(file, kind, ident, f"{key}.{below}" if key else below, message, expected))
        else:
            message, expected = _format_error(kind, error, key)
            problems.append(Problem(file, kind, ident, key, message, expected))
    return problems


def _format_place(loc: Iterable[str | int]) -> str:
    parts: list[str] = []
    for part in loc:
        if isinstance(part, int) and parts:
            parts[-1] += f"[{part + 1}]"
        else:
            parts.append(safe(str(part))[:60])
    return ".".join(parts)


def _format_error(kind: str, error: Mapping[str, Any], key: str) -> tuple[str, str]:
    value = error.get("input")
    context = error.get("ctx", {})
    last = key.rpartition(".")[2].partition("[")[0]
    what = f"is {format_value(value)}."
    match error["type"]:
        case "extra_forbidden":
            known = _fields_at(kind, error["loc"][:-1])
            return "is not a key that gutcli knows.", suggest(str(error["loc"][-1]), known, most=20)
        case "missing":
            return "is missing.", f"Add {last} = {_format_form(_fields_at(kind, error['loc'][:-1]).get(last))}."
        case "literal_error":
            choices = [word.strip("'") for word in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
            return what, suggest(str(value) if isinstance(value, str) else "", choices, '"{}"')
        case "string_pattern_mismatch":
            if last in _ID_KEYS:
                return what, 'Use lower-case words joined by hyphens, as in "tinned-sardines".'
            return what, _PATTERNS.get(last, "It is not written as it should be.")
        case "string_too_short":
            least = context.get("min_length", 1)
            return ("is empty.", "Write something.") if least == 1 else (what, f"Write at least {least} characters.")
        case "string_too_long":
            length = len(value) if isinstance(value, str) else 0
            return f"has {length} characters.", f"Use at most {context.get('max_length')}."
        case "too_short":
            return "is an empty list.", "Name at least one."
        case "too_long":
            return f"has {context.get('actual_length')} entries.", f"Use at most {context.get('max_length')}."
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal" as bound:
            words = {"greater_than": "more than", "greater_than_equal": "at least", "less_than": "less than"}
            limit = float(next(iter(context.values())))
            return what, f"It must be {words.get(bound, 'at most')} {limit:g}."
        case other:
            return what, _WANTED.get(other, "That does not fit here.")


def _format_form(annotation: Any) -> str:
    """Show what a value of this type looks like in TOML."""
    if annotation is bool:
        return "true or false"
    if annotation in {int, float}:
        return "a number"
    if get_origin(annotation) is Literal:
        return join_words([f'"{choice}"' for choice in get_args(annotation)], "or")
    if get_origin(annotation) is list:
        return '["…"]' if get_args(annotation)[0] is str or get_origin(get_args(annotation)[0]) else "[…]"
    if fields := getattr(annotation, "model_fields", None):
        inner = [f"{name} = …" for name, field in fields.items() if field.is_required()]
        return f"{{ {', '.join(inner)} }}"
    return '"…"'


def _fields_at(kind: str, place: Iterable[str | int]) -> dict[str, Any]:
    """Return the keys, with their types, that the model at `place` within an entry of `kind` knows."""
    model: Any = ENTRIES[kind]
    for part in place:
        if isinstance(part, int):
            continue
        waiting = [model.model_fields[part].annotation] if part in model.model_fields else []
        model = None
        while waiting and model is None:
            candidate = waiting.pop()
            if hasattr(candidate, "model_fields"):
                model = candidate
            waiting.extend(get_args(candidate))
        if model is None:
            return {}
    return {name: field.annotation for name, field in model.model_fields.items()}
