"""Daylio's CSV: moods, activities and notes, several rows a day."""

from __future__ import annotations

from datetime import date

from gutcli.keep.importers.record import MOOD, TICK, Collector, parse_date, parse_time
from gutcli.keep.importers.source import ForeignFile

SCALE = {"rad": 5, "good": 4, "meh": 3, "bad": 2, "awful": 1}
"""Daylio's own five moods; names that a person gave are mapped by them: --map "calm=4"."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COLUMNS = {name: name for name in ("full_date", "year", "date", "time", "mood", "activities", "note_title", "note")}


def recognise(source: ForeignFile) -> float:
    """Return how sure it is that this is Daylio's export."""
    return 0.95 if {"date", "weekday", "time", "mood", "activities"} <= set(source.header) else 0.0


def read(source: ForeignFile, found: Collector) -> None:
    """Take down check-ins with their notes, and each activity once a day."""
    ticked = set()
    for line, row in source.walk_rows(_COLUMNS):
        day = parse_date(row["full_date"]) or _parse_day(row["year"], row["date"])
        if day is None:
            found.lose("rows", "not understood: no date", line)
            continue
        note = ": ".join(part for part in (row["note_title"], row["note"].replace("<br>", "\n")) if part)
        mood, at = row["mood"], parse_time(row["time"])
        if mood:
            found.add(day, MOOD, mood, note=note, score=SCALE.get(mood.lower()), local_time=at)
        else:
            found.note(day, "", note, at)
        for name in (part.strip() for part in row["activities"].split(" | ")):
            if name and (day, name) not in ticked:
                ticked.add((day, name))
                found.add(day, TICK, name)


def _parse_day(year: str, words: str) -> date | None:
    """Return the day of the older form: a year, and "18 May" or "May 18"."""
    parts = sorted(words.replace(",", " ").split(), key=str.isdigit, reverse=True)
    if len(parts) != 2 or parts[1][:3].lower() not in _MONTHS:
        return None
    return parse_date(f"{year}-{_MONTHS.index(parts[1][:3].lower()) + 1}-{parts[0]}")
