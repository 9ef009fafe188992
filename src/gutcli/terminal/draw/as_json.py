"""The public JSON: one document, ASCII only, so that no terminal and no encoding can be upset by it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from os import PathLike, fspath
from typing import Any

SCHEMA = 1
_PLAIN = frozenset((str, int, float, bool, type(None)))
"""Most of what a long answer holds, told by their very type: a list of foods has thousands of them."""


def draw_json(kind: str, view: Any, *, pretty: bool = True) -> str:
    """Return the one document that `--json` prints for a view; `pretty` for people, who read it on a terminal."""
    document = {"kind": kind, "schema": SCHEMA, "data": plain_data(view)}
    return json.dumps(document, ensure_ascii=True, indent=2 if pretty else None, allow_nan=False) + "\n"


def draw_json_error(code: str, message: str, hint: str, choices: Sequence[str] = ()) -> str:
    """Return the one document that an error prints on stderr; `choices` are the names that may have been meant."""
    error = {"code": code, "message": message, "hint": hint, **({"choices": list(choices)} if choices else {})}
    return json.dumps({"error": error}, ensure_ascii=True) + "\n"


def plain_data(value: Any) -> Any:
    """Turn frozen views into dicts and lists; None stays null.

    The field that a view calls its SUBJECT is laid out where it stands among the view's own; of two with one name, the
    later says more.
    """
    if type(value) in _PLAIN or isinstance(value, (str, int, float)):
        return value
    if hasattr(value, "as_data"):
        value = value.as_data()
    if isinstance(value, (dict, Mapping)):
        return {str(key): inner if type(inner) in _PLAIN else plain_data(inner) for key, inner in value.items()}
    if names := getattr(value, "_fields", None) or getattr(value, "__dataclass_fields__", None):
        data: dict[str, Any] = {}
        subject = getattr(value, "SUBJECT", None)
        for name in names:
            if not name.isupper():  # class constants (KIND), which dataclasses keep among their fields
                inner = getattr(value, name)
                if type(inner) not in _PLAIN:
                    inner = plain_data(inner)
                if name == subject:
                    data |= inner
                else:
                    data[name] = inner
        return data
    if isinstance(value, (list, tuple, set, frozenset)):
        return [inner if type(inner) in _PLAIN else plain_data(inner) for inner in value]
    return fspath(value) if isinstance(value, PathLike) else value.isoformat()
