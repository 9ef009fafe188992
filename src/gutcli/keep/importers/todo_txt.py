"""todo.txt: what is done and says on which day."""

from __future__ import annotations

import re

from gutcli.keep.importers.record import TICK, Collector
from gutcli.keep.importers.source import ForeignFile

_DONE = re.compile(r"x (\d{4}-\d\d-\d\d)(?: \d{4}-\d\d-\d\d)? (.+)")
_MARKS = re.compile(r"(?:^|\s)(?:[+@]\S+|[^\s:/]+:[^\s/]\S*)")


def recognise(source: ForeignFile) -> float:
    """Return how sure it is that this is a todo.txt."""
    lines = [line for line in source.lines[:100] if line.strip()]
    done = sum(bool(_DONE.match(line)) for line in lines)
    if not done:
        return 0.0
    return 0.85 if source.name.endswith("todo.txt") or source.name == "done.txt" else 0.4 + 0.4 * done / len(lines)


def read(source: ForeignFile, found: Collector) -> None:
    """Take down what is done, without projects, contexts and keys; what is open stays behind."""
    for line, words in source.walk_lines():
        match = _DONE.fullmatch(words.rstrip())
        if match is None:
            found.lose("tasks", "left out: not done, or without the day", line)
        elif day := found.day(match[1], line):
            found.add(day, TICK, " ".join(_MARKS.sub(" ", match[2]).split()) or match[2])
