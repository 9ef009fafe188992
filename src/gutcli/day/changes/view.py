"""What the commands that change a day say: what they did, and the day as it then stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gutcli.clock import format_day
from gutcli.day.checklist import Checklist, change_day
from gutcli.day.shown import show_entries
from gutcli.day.today.view import TodayView, view_checklist
from gutcli.daybook import Daybook
from gutcli.diary import Day
from gutcli.diary.decide import Decision, Outcome
from gutcli.diary.entry import Entry
from gutcli.diary.store import Change
from gutcli.profile.person import Person


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of the diary, as scripts see it; `ratings` is what a check-in rated, by key, null elsewhere."""

    id: str
    at: datetime
    day: date
    action: str
    subject: str
    slot: str
    amount: str
    text: str
    undoes: str
    mood: float | None = None
    energy: float | None = None
    gut: float | None = None
    ratings: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What became of one thing asked for: `result` for scripts, `sentence` for people."""

    result: str
    name: str
    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """The entries written, what became of each thing asked for, and the day. `KIND` is the command.

    `late` says which day it was written to where that is not the calendar's, "" otherwise.
    """

    KIND: str
    changed: tuple[EntryLine, ...]
    outcomes: tuple[OutcomeLine, ...]
    today: TodayView
    remarks: tuple[str, ...] = ()
    late: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return the JSON: the changes, and the day's own fields beside them."""
        day = self.today._asdict()
        return {"changed": self.changed, "outcomes": self.outcomes, "remarks": self.remarks, "late": self.late, **day}


def entry_line(entry: Entry) -> EntryLine:
    """Return an entry as scripts see it."""
    from gutcli.diary.entry import from_data
    from gutcli.diary.ratings import read_scores

    scores = read_scores(from_data(entry.data)) if entry.action == "mood" else {}
    return EntryLine(
        id=entry.id,
        at=entry.local_at,
        day=entry.day,
        action=entry.action,
        subject=entry.subject,
        slot=entry.slot,
        amount=entry.amount,
        text=entry.text,
        undoes=entry.undoes,
        mood=scores.get("mood"),
        energy=scores.get("energy"),
        gut=scores.get("gut"),
        ratings=scores or None,
    )


def entry_lines(entries: Iterable[Entry]) -> tuple[EntryLine, ...]:
    """Return entries as scripts see them; the list that a day stores with its first entry is not a change."""
    return tuple(entry_line(entry) for entry in entries if entry.action != "offer")


def outcome_lines(outcomes: Iterable[Outcome], names: Mapping[str, str]) -> tuple[OutcomeLine, ...]:
    """Return what became of each thing; `names` gives the shown name of ids in entries that were taken back."""
    return tuple(OutcomeLine(o.result, o.name, o.number, format_outcome(o, names)) for o in outcomes)


def format_outcome(outcome: Outcome, names: Mapping[str, str]) -> str:
    """Return one outcome as a sentence."""
    name, other = outcome.name, outcome.other
    match outcome.result:
        case "done":
            return f"{name}: done."
        case "already_done":
            return f"{name} was done already."
        case "opened":
            return f"{name} is open again."
        case "swap_taken_back":
            return f"{other} is back in the place of {name}."
        case "not_done":
            return f"{name} was not ticked, so there is nothing to take back."
        case "skipped":
            return f"{name}: resting today."
        case "already_skipped":
            return f"{name} was resting already."
        case "swapped":
            return f"{name} in place of {other}."
        case "same":
            return f"{name} is what stands there."
        case "on_list":
            return f"{name} is on the list already, as item {outcome.number}."
        case "is_done":
            return f"{name} is done, so it stays. Take the tick back first: gutcli undo {outcome.number}"
        case "ate":
            return f"{name}: logged."
        case "ate_and_ticked":
            instead = f", in place of {other}" if other else ""
            return f"{name}: logged; that ticks item {outcome.number}{instead}."
        case "ate_instead":
            return f"{name}: logged anew, in place of what was there."
        case "mood":
            return "Checked in."
        case "note":
            return "Noted."
        case "away":
            return f"Away {name}: nothing is asked of these days, and your streak is safe."
        case "back":
            return "Welcome back. The list is there again."
        case "not_away":
            return "You are not away."
        case "none_open":
            return "Nothing is open on this list."
        case "taken_back":
            if outcome.entry is None and name:
                return f"Took back {name}, logged as eaten."
            return _format_taken_back(outcome.entry, names)
        case _:
            return "There is nothing to take back."


def _format_taken_back(entry: Entry | None, names: Mapping[str, str]) -> str:
    from gutcli.clock import format_day_short
    from gutcli.diary.entry import IMPORTED, from_data, parse_item
    from gutcli.text import safe

    if entry is None:
        return "Taken back."
    name = names.get(entry.subject, entry.subject.replace("-", " ").capitalize())
    match entry.action:
        case "done":
            what = f"the tick of {name}"
        case "undone":
            what = f"the opening of {name}"
        case "skipped":
            what = f"the rest from {name}"
        case "swapped":
            what = f"{parse_item(entry).name} in place of {name}"
        case "ate":
            what = f"{parse_item(entry).name}, logged as eaten"
        case "had" | "bought" | "gone":
            what = f"what was said of {parse_item(entry).name} in the kitchen"
        case "away":
            what = "the days away"
        case "back":
            what = "the return"
        case "mood":
            what = "the check-in"
        case "started":
            what = f"the trial of {safe(str(from_data(entry.data).get('name', '')))}, which is as if it never was"
        case "stopped":
            what = "the end of the trial, which runs on"
        case "slipped":
            what = "that a day of the trial was not kept"
        case _:
            what = f"the import ({entry.text})" if entry.subject == IMPORTED else "the note"
    return f"Took back {what} ({format_day_short(entry.day)})."


def build_change(
    book: Daybook,
    kind: str,
    day: date,
    decide: Callable[[Day], Decision],
    remarks: Iterable[str] = (),
    *,
    checklist: Checklist | None = None,
) -> ChangeView:
    """Change `day` by `decide` and return what became of it; `checklist` is the day where it was read already."""
    changed = change_day(book, day, decide, checklist)
    return view_change(book, kind, changed.change, changed.checklist, remarks)


def view_change(
    book: Daybook, kind: str, change: Change, checklist: Checklist, remarks: Iterable[str] = ()
) -> ChangeView:
    """Return what a change did, with the day as it then stands."""
    names = {item.id: item.name for item in (*change.day.items, *change.day.ate)}
    names |= {item.swapped_from: item.swapped_from_name for item in change.day.items if item.swapped_from_name}
    outcomes = show_outcomes(book.person, outcome_lines(change.outcomes, names), change.outcomes)
    today = view_checklist(book.person, checklist, book.today)
    late = format_late(book, checklist.day.day)
    entries = entry_lines(show_entries(book.person, change.entries))
    return ChangeView(kind, entries, outcomes, today, tuple(remarks), late)


def show_outcomes(
    person: Person, lines: tuple[OutcomeLine, ...], outcomes: Iterable[Outcome]
) -> tuple[OutcomeLine, ...]:
    """Return what became of each thing; of what was logged before foods were hidden, only that it was taken back."""
    said = []
    for line, outcome in zip(lines, outcomes, strict=True):
        entries = [outcome.entry] if outcome.entry else []
        is_shown = person.shows_food or not (outcome.result == "taken_back" and not show_entries(person, entries))
        said.append(line if is_shown else OutcomeLine(line.result, "", line.number, "Taken back."))
    return tuple(said)


def format_late(book: Daybook, day: date) -> str:
    """Return which day it is where the person's is not the calendar's: from midnight until their morning.

    Who fills in a day before has named it, and knows.
    """
    if day != book.today or day == book.now.date():
        return ""
    return f"It is still {format_day(day)}: your day begins at {book.person.profile.day_starts_at:%H:%M}."
