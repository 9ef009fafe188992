"""The diary for people and spreadsheets: CSV and Markdown; neither is complete, so neither is read back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from gutcli.clock import format_day
from gutcli.diary.entry import Entry, find_item_names, from_data, parse_item
from gutcli.diary.fold import Day, fold_day
from gutcli.diary.ratings import IN_PLACE, format_scores, list_ratings, read_scores
from gutcli.text import safe, upper_first

CSV_COLUMNS = (
    "day", "at", "action", "slot", "id", "name", "amount", "text", *IN_PLACE, "plants", "undone",
)  # fmt: skip
_MARKS = {"done": "[x]", "open": "[ ]", "skipped": "[-]"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def write_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """Return the CSV's lines: an entry each; no cell begins in a way that a spreadsheet would run as a formula.

    Ratings besides the three that every diary has stand at the end, each in a column of its own.
    """
    every = sorted(entries, key=lambda entry: entry.id)
    rated = [read_scores(from_data(entry.data)) for entry in every if entry.action == "mood"]
    more = [r.key for r in list_ratings(found=(key for scores in rated for key in scores)) if r.key not in IN_PLACE]
    gone = {entry.undoes for entry in every if entry.action == "undo"}
    names = find_item_names(every)
    names.pop("", None)  # what the catalog does not know has no id, and lends nobody its name
    yield _csv_line((*CSV_COLUMNS, *more))
    for entry in every:
        scores = read_scores(from_data(entry.data)) if entry.action == "mood" else {}
        thing = parse_item(entry) if entry.action in {"ate", "swapped"} else None
        identity = thing.id if thing else entry.subject
        yield _csv_line(
            (
                entry.day.isoformat(),
                entry.local_at.isoformat(timespec="seconds"),
                entry.action,
                entry.slot,
                identity,
                thing.name if thing else names.get(entry.subject, entry.subject),
                thing.amount if thing else entry.amount,
                entry.text,
                *(_format_cell(scores.get(key)) for key in IN_PLACE),
                " ".join(thing.plants) if thing else "",
                "yes" if entry.id in gone else "",
                *(_format_cell(scores.get(key)) for key in more),
            )
        )


def write_markdown(entries: Iterable[Entry]) -> Iterator[str]:
    """Return a readable page, line by line: each day's list, what was eaten beside it, moods and notes."""
    yield "# Diary"
    by_day = sorted(entries, key=lambda entry: (entry.day, entry.id))
    for day, its_entries in groupby(by_day, key=lambda entry: entry.day):
        yield from _markdown_day(fold_day(day, its_entries))


def escape_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; control characters never pass."""
    text = safe(text)
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")) else text


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="").writerow([escape_cell(cell) for cell in cells])
    return line.getvalue()


def _format_cell(score: float | None) -> str:
    return "" if score is None else f"{score:g}"


def _markdown_day(day: Day) -> Iterator[str]:
    yield ""
    yield f"## {format_day(day.day)} {day.day.year}"
    yield ""
    if day.items:
        state = "rest day" if day.is_rest else f"{day.done} of {day.total}{', aim met' if day.aim_met else ''}"
        yield state
        yield ""
    for item in day.items:
        instead = f" (instead of {_md(item.swapped_from_name)})" if item.swapped_from else ""
        amount = f", {_md(item.amount)}" if item.amount else ""
        reason = f": {_md(item.reason)}" if item.reason else ""
        rest = f" (rest{reason})" if item.state == "skipped" else ""
        yield f"- {_MARKS[item.state]} {_md(item.name)}{amount}{instead}{rest}"
    for item in day.extras:
        yield f"- [x] {_md(item.name)} (beside the list)"
    if day.ate:
        yield f"- Ate: {', '.join(_md(food.name) for food in day.ate)}"
    for said in day.check_ins:
        scores = upper_first(_md(format_scores(said.scores)))
        yield f"- {scores}{': ' + _md(said.note) if said.note else ''}"
    for note in day.notes:
        yield f"- Note: {_md(note)}"


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", safe(text))
