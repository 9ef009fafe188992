"""The catalog's rules as JSON Schema, so that editors complete and check the TOML while it is written.

What keys must agree on with one another, and that references lead somewhere, only `catalog check` knows.
"""

from __future__ import annotations

import json
from typing import Any

from gutcli.catalog.compile import FIXED
from gutcli.catalog.kinds import TABLES, WORD_LISTS
from gutcli.catalog.models import ENTRIES
from gutcli.catalog.overlay import REMOVE, find_removable
from gutcli.catalog.search import unknown
from gutcli.catalog.words import load_lists
from gutcli.text import join_words, nearest

OVERLAY = "overlay"
SCHEMAS = (*TABLES, OVERLAY)
_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def find_schema(words: str) -> str:
    """Return the kind that `words` name. Raise NameNotFoundError with the nearest."""
    said = words.strip().lower()
    if said in SCHEMAS:
        return said
    if kind := next((kind for kind, table in TABLES.items() if table == said), None):
        return kind
    raise unknown(words, nearest(said, SCHEMAS), "kind of catalog file", f"There are {join_words(SCHEMAS)}.")


def make_schema(kind: str) -> Schema:
    """Return the schema of data/KIND.toml or, for "overlay", of a person's own file."""
    if kind == OVERLAY:
        return _file_schema(
            "A catalog file of your own. A known id changes single keys of that entry; a new id adds an entry, which "
            "then needs all keys. Cautions and references can only be added.",
            {each: each not in FIXED for each in (*TABLES, *WORD_LISTS)},
        )
    return _file_schema(f"The {kind} of gutcli's catalog.", {kind: False})


def write_schema(kind: str) -> str:
    """Return the schema as text, in ASCII, so that any terminal and file takes it."""
    return json.dumps(make_schema(kind), indent=2) + "\n"


def _file_schema(description: str, kinds: dict[str, bool]) -> Schema:
    """Make the schema of a file with entries of these kinds; True: an entry may be there in part."""
    properties: Schema = {}
    definitions: Schema = {}
    for kind, partial in kinds.items():
        model = ENTRIES[kind]
        entry: Schema = _tidy(model.model_json_schema())
        below = entry.pop("$defs", {})
        if partial:
            _loosen(entry, below)
            for key in find_removable(kind):
                words = f"What to take out of {key} of a built-in entry, which otherwise only grows."
                items = entry["properties"][key]["items"]
                entry["properties"][REMOVE + key] = {"type": "array", "items": items, "description": words}
        definitions |= {**below, model.__name__: entry}
        listed: Schema = {"$ref": f"#/$defs/{model.__name__}"}
        if kind in WORD_LISTS:
            listed["properties"] = {"id": {"enum": [*load_lists()[kind]]}}
        properties[TABLES.get(kind, kind)] = {"type": "array", "items": listed}
    return {
        "$schema": _DIALECT,
        "title": f"gutcli catalog: {next(iter(kinds)) if len(kinds) == 1 else OVERLAY}",
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _loosen(entry: Schema, definitions: Schema) -> None:
    """Ask for no more than an id, in the entry and in the tables that are laid over key by key."""
    entry["required"] = ["id"]
    for name, value in entry["properties"].items():
        if reference := value.get("$ref"):
            table = definitions[reference.rpartition("/")[2]]
            entry["properties"][name] = {key: part for key, part in table.items() if key != "required"}


def _tidy(value: Any) -> Any:
    """Take out what TOML has no word for (null), and the titles that only repeat the keys."""
    if isinstance(value, list):
        return [_tidy(part) for part in value]
    if not isinstance(value, dict):
        return value
    tidy = {key: _tidy(part) for key, part in value.items() if not (key == "title" and isinstance(part, str))}
    if "default" in tidy and tidy["default"] is None:
        del tidy["default"]
    if choices := tidy.pop("anyOf", None):
        [kept] = [choice for choice in choices if choice != {"type": "null"}]
        tidy = {**kept, **tidy}
    return tidy
