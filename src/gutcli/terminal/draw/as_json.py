"""The public JSON: one document, ASCII only, so that no terminal and no encoding can be upset by it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Any

SCHEMA = 1


def draw_json(kind: str, view: Any, *, pretty: bool = True) -> str:
    """Return the one document that `--json` prints for a view; `pretty` for people, who read it on a terminal."""
    data = plain_data(view.as_data() if hasattr(view, "as_data") else view)
    return (
        json.dumps(
            {"kind": kind, "schema": SCHEMA, "data": data},
            ensure_ascii=True,
            indent=2 if pretty else None,
            allow_nan=False,
        )
        + "\n"
    )


def draw_json_error(code: str, message: str, hint: str, choices: Sequence[str] = ()) -> str:
    """Return the one document that an error prints on stderr; `choices` are the names that may have been meant."""
    error = {"code": code, "message": message, "hint": hint, **({"choices": list(choices)} if choices else {})}
    return json.dumps({"error": error}, ensure_ascii=True) + "\n"


def plain_data(value: Any) -> Any:
    """Turn frozen views into dicts and lists; None stays null.

    The field that a view calls its SUBJECT is laid out where it stands among the view's own; of two with one name, the
    later says more.
    """
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain_data(inner) for key, inner in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        if hasattr(value, "as_data"):
            return plain_data(value.as_data())
        return {name: plain_data(inner) for name, inner in zip(value._fields, value, strict=True)}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain_data(inner) for inner in value]
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    # Capitals are class constants (KIND), which dataclasses keep among their fields.
    data: dict[str, Any] = {}
    for name in type(value).__dataclass_fields__:
        if not name.isupper():
            inner = plain_data(getattr(value, name))
            data |= inner if name == getattr(value, "SUBJECT", None) else {name: inner}
    return data
