"""What every importer takes down, and how it reads days, times and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1970, 2199
TICK, REST, MOOD, NOTE, EATEN = "tick", "rest", "mood", "note", "eaten"
_MOST_LINES = 5


class Record(NamedTuple):
    """One thing that another program says of a day.

    `name` is the other program's own name of the habit, `amount` in its own unit ("" where there is none), `score` 1
    to 5 for a mood; `local_time` is None where only the day is known. `eaten` is food of a sort that the program
    counts ("Beans"), where nobody named a food.
    """

    day: date
    kind: str
    name: str = ""
    amount: str = ""
    note: str = ""
    score: int | None = None
    local_time: time | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """What could not be brought over: of what, how often, why, and the lines of the file (the first few)."""

    what: str
    count: int
    why: str
    lines: tuple[int, ...] = ()


class FileReading(NamedTuple):
    """What a file holds: its records in the order of their days, and what was lost."""

    records: tuple[Record, ...]
    losses: tuple[Loss, ...]


class Collector:
    """Takes down what an importer finds, and what it could not make out."""

    def __init__(self) -> None:
        self._records: list[Record] = []
        self._losses: dict[tuple[str, str], list[int]] = {}

    def add(self, day: date, kind: str, name: str = "", **more: object) -> None:
        """Keep one record."""
        self._records.append(Record(day, kind, name.strip(), **more))  # type: ignore[arg-type]

    def note(self, day: date, name: str, note: str, local_time: time | None = None) -> None:
        """Keep a note, if there is one."""
        if note:
            self.add(day, NOTE, name, note=note, local_time=local_time)

    def day(self, words: object, line: int = 0) -> date | None:
        """Return the date that the words are; where they are none, the row is lost."""
        found = parse_date(words) if isinstance(words, str) else None
        if found is None:
            self.lose("rows", "not understood: no date", line)
        return found

    def lose(self, what: str, why: str, line: int = 0) -> None:
        """Note one loss; `line` 0 where the file has no lines."""
        self._losses.setdefault((what, why), []).append(line)

    def finish(self) -> FileReading:
        """Return all of it: records in the order of their days, within a day as the file has them."""
        losses = tuple(
            Loss(what, len(lines), why, tuple(line for line in lines if line)[:_MOST_LINES])
            for (what, why), lines in self._losses.items()
        )
        return FileReading(tuple(sorted(self._records, key=lambda record: record.day)), losses)


_DATES = (
    (re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", re.ASCII), (0, 1, 2)),
    (re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII), (0, 1, 2)),
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII), (2, 0, 1)),
)


def parse_date(words: str) -> date | None:
    """Return the date that the words are: ISO, with slashes, without any sign, or month/day/year; None if none."""
    words = words.strip()
    for pattern, (year, month, day) in _DATES:
        if match := pattern.fullmatch(words):
            parts = [int(part) for part in match.groups()]
            try:
                found = date(parts[year], parts[month], parts[day])
            except ValueError:
                return None
            return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
    return None


_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([ap])?\.?m?\.?", re.IGNORECASE | re.ASCII)


def parse_time(words: str) -> time | None:
    """Return the time of day that the words are, on 12 or 24 hours; None if they are none."""
    match = _TIME.fullmatch(" ".join(words.split()))
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parse_number(words: object) -> float | None:
    """Return the number that a cell holds, None if it holds none that can be counted."""
    if isinstance(words, bool):
        return float(words)
    if not isinstance(words, str | int | float) or len(str(words)) > 20:
        return None
    try:
        number = float(words)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < 1e15 else None  # neither infinite nor none


def format_amount(number: float, unit: str = "") -> str:
    """Return an amount as people write it: no more digits than it has."""
    return f"{number:.12g} {unit}".strip()


def format_count(number: float) -> str:
    """Return how often something was done; "" for once."""
    return "" if number == 1 else format_amount(number)
