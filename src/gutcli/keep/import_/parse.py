"""Reading an export strictly: every line that is none is named, and then nothing is imported."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gutcli.diary.entry import Entry
from gutcli.diary.exchange.jsonl import EXPORT_SCHEMA
from gutcli.errors import GutcliError
from gutcli.keep.import_.entry_model import BadLineError, parse_entry
from gutcli.text import count, safe

_MOST_SAID = 5


@dataclass(frozen=True, slots=True)
class BadLine:
    """One line that cannot be imported, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds: its entries, and every line that is not one."""

    entries: tuple[Entry, ...]
    problems: tuple[BadLine, ...]


def parse_jsonl(lines: Iterable[str], last_offer: date = date.max) -> Parsed:
    """Return what an export says, or several one after the other; empty lines are passed over.

    A list of a day after `last_offer` is refused: it would be shown as the person's own, whatever they can eat.
    """
    return _Reader(last_offer).read(lines)


def refuse_problems(parsed: Parsed, name: str) -> None:
    """Raise GutcliError that names the first bad lines and counts all, if there is any; nothing is then imported."""
    if not parsed.problems:
        return
    said = [f"line {problem.line}: {problem.why}" for problem in parsed.problems[:_MOST_SAID]]
    if len(parsed.problems) > _MOST_SAID:
        said.append(f"and {count(len(parsed.problems) - _MOST_SAID, 'more line')}")
    bad = count(len(parsed.problems), "line")
    raise GutcliError(
        "\n".join([f"{safe(name)} cannot be imported: {bad} of it cannot be read. Nothing was imported.", *said]),
        "Mend or remove these lines, or export again; docs/diary.md describes the format.",
        code="import_invalid",
    )


@dataclass(slots=True)
class _Reader:
    last_offer: date
    entries: list[Entry] = field(default_factory=list)
    problems: list[BadLine] = field(default_factory=list)
    promised: int = 0
    header_line: int = 0
    found: int = 0

    def read(self, lines: Iterable[str]) -> Parsed:
        number = 0
        for number, line in enumerate(lines, 1):
            text = line.removeprefix("\ufeff").strip() if number == 1 else line.strip()
            if not text:
                continue
            self.found += 1
            try:
                fields = _load(text)
                if fields.get("kind") == "gutcli-diary":
                    self.found -= 1
                    self.check_complete()
                    self.take_header(fields, number)
                else:
                    self.take_entry(parse_entry(fields))
            except BadLineError as error:
                self.problems.append(BadLine(number, safe(str(error))))
        self.check_complete()
        if not number:
            self.problems.append(BadLine(1, "the file is empty"))
        return Parsed(tuple(self.entries), tuple(sorted(self.problems, key=lambda problem: problem.line)))

    def take_entry(self, entry: Entry) -> None:
        if entry.action == "offer" and entry.day > self.last_offer:
            raise BadLineError(f"the list of {entry.day} is of a day still to come")
        self.entries.append(entry)

    def take_header(self, fields: dict[str, Any], number: int) -> None:
        schema, promised = fields.get("schema"), fields.get("entries")
        if type(schema) is not int or schema < 1:
            raise BadLineError("the header's schema is not a number")
        if schema > EXPORT_SCHEMA:
            raise BadLineError(f"a newer gutcli wrote this (schema {schema}; this one knows {EXPORT_SCHEMA}): update")
        self.promised, self.header_line, self.found = promised if type(promised) is int else 0, number, 0

    def check_complete(self) -> None:
        """See whether the file that the last header began is all there."""
        if self.found < self.promised:
            why = f"the header promises {count(self.promised, 'entry', 'entries')}, but {self.found} follow: cut short?"
            self.problems.append(BadLine(self.header_line, why))
        self.promised = 0


def _load(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text, parse_constant=_refuse, object_pairs_hook=_unique)
    except RecursionError:
        raise BadLineError("it is nested too deeply") from None
    except ValueError as error:
        raise BadLineError(f"it is not JSON ({error})") from None
    if not isinstance(value, dict):
        raise BadLineError("it is not a JSON object")
    return value


def _refuse(word: str) -> object:
    raise BadLineError(f"{word} is not a number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise BadLineError("a key is there twice")
    return fields
