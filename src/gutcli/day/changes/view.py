"""What the commands that change a day say: what they did, and the day as it then stands."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from gutcli.clock import format_day, format_day_short
from gutcli.day.checklist import Checklist, change_day
from gutcli.day.shown import show_entries
from gutcli.day.today.view import TodayView, view_checklist
from gutcli.daybook import Daybook
from gutcli.diary import Day, Entry
from gutcli.diary.decide import Change, Decision, Outcome
from gutcli.diary.entry import IMPORTED, from_data, parse_item
from gutcli.diary.ratings import IN_PLACE, read_scores
from gutcli.profile.person import Person
from gutcli.text import safe

_SENTENCES = {
    "done": "{name}: done.",
    "already_done": "{name} was done already.",
    "opened": "{name} is open again.",
    "swap_taken_back": "{other} is back in the place of {name}.",
    "not_done": "{name} was not ticked, so there is nothing to take back.",
    "skipped": "{name}: resting today.",
    "already_skipped": "{name} was resting already.",
    "swapped": "{name} in place of {other}.",
    "same": "{name} is what stands there.",
    "on_list": "{name} is on the list already, as item {number}.",
    "is_done": "{name} is done, so it stays. Take the tick back first: gutcli undo {number}",
    "ate": "{name}: logged.",
    "ate_and_ticked": "{name}: logged; that ticks item {number}{instead}.",
    "ate_instead": "{name}: logged anew, in place of what was there.",
    "mood": "Checked in.",
    "note": "Noted.",
    "away": "Away {name}: nothing is asked of these days, and your streak is safe.",
    "back": "Welcome back. The list is there again.",
    "not_away": "You are not away.",
    "none_open": "Nothing is open on this list.",
    "nothing": "There is nothing to take back.",
}
"""What people are told of an outcome, by its result; `instead`: in place of what."""
_KITCHEN = "what was said of {thing} in the kitchen"
_TAKEN_BACK = {
    "done": "the tick of {name}",
    "undone": "the opening of {name}",
    "skipped": "the rest from {name}",
    "swapped": "{thing} in place of {name}",
    "ate": "{thing}, logged as eaten",
    "had": _KITCHEN,
    "bought": _KITCHEN,
    "gone": _KITCHEN,
    "away": "the days away",
    "back": "the return",
    "mood": "the check-in",
    "started": "the trial of {trial}, which is as if it never was",
    "stopped": "the end of the trial, which runs on",
    "slipped": "that a day of the trial was not kept",
    "note": "the note",
}
"""What an entry was that was taken back, by its action."""


class OutcomeLine(NamedTuple):
    """What became of one thing asked for: `result` for scripts, `sentence` for people."""

    result: str
    name: str
    number: int
    sentence: str


class ChangeView(NamedTuple):
    """The entries written, what became of each thing asked for, and the day. `KIND` is the command.

    `late` says which day it was written to where that is not the calendar's, "" otherwise.
    """

    KIND: str
    changed: tuple[Entry, ...]
    outcomes: tuple[OutcomeLine, ...]
    today: TodayView
    remarks: tuple[str, ...] = ()
    late: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return the JSON: the changes, and the day's own fields beside them."""
        from gutcli.terminal.draw.as_json import plain_data

        changed = [_describe_entry(entry) for entry in self.changed]
        said = {"changed": changed, "outcomes": self.outcomes, "remarks": self.remarks, "late": self.late}
        day: dict[str, Any] = plain_data(self.today)
        return said | day


def _describe_entry(entry: Entry) -> dict[str, Any]:
    """Return an entry as scripts see it; `ratings` is what a check-in rated, by key, null elsewhere."""
    scores = read_scores(from_data(entry.data)) if entry.action == "mood" else {}
    names = ("day", "action", "subject", "slot", "amount", "text", "undoes")
    return {
        "id": entry.id,
        "at": entry.local_at,
        **{name: getattr(entry, name) for name in names},
        **{key: scores.get(key) for key in IN_PLACE},
        "ratings": scores or None,
    }


def format_outcome(outcome: Outcome, names: Mapping[str, str]) -> str:
    """Return one outcome as a sentence; `names` gives the shown name of ids in entries that were taken back."""
    if outcome.result == "taken_back":
        if outcome.entry:
            return _format_taken_back(outcome.entry, names)
        return f"Took back {outcome.name}, logged as eaten." if outcome.name else "Taken back."
    instead = f", in place of {outcome.other}" if outcome.other else ""
    return _SENTENCES.get(outcome.result, _SENTENCES["nothing"]).format(**outcome._asdict(), instead=instead)


def _format_taken_back(entry: Entry, names: Mapping[str, str]) -> str:
    if entry.subject == IMPORTED and entry.action == "note":
        what = f"the import ({entry.text})"
    else:
        what = _TAKEN_BACK.get(entry.action, _TAKEN_BACK["note"]).format(
            name=names.get(entry.subject, entry.subject.replace("-", " ").capitalize()),
            thing=parse_item(entry).name,
            trial=safe(str(from_data(entry.data).get("name", ""))),
        )
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
    return view_change(book, kind, *change_day(book, day, decide, checklist), remarks)


def view_change(
    book: Daybook, kind: str, change: Change, checklist: Checklist, remarks: Iterable[str] = ()
) -> ChangeView:
    """Return what a change did, with the day as it then stands; that a day stores its list is no change."""
    names = {item.id: item.name for item in (*change.day.items, *change.day.ate)}
    names |= {item.swapped_from: item.swapped_from_name for item in change.day.items if item.swapped_from_name}
    return ChangeView(
        kind,
        tuple(entry for entry in show_entries(book.person, change.entries) if entry.action != "offer"),
        tuple(_view_outcome(book.person, outcome, names) for outcome in change.outcomes),
        view_checklist(book.person, checklist, book.today),
        tuple(remarks),
        format_late(book, checklist.day.day),
    )


def _view_outcome(person: Person, outcome: Outcome, names: Mapping[str, str]) -> OutcomeLine:
    """Return what became of a thing; of what was logged before foods were hidden, only that it was taken back."""
    is_hidden = not show_entries(person, [outcome.entry] if outcome.entry else [])
    if outcome.result == "taken_back" and is_hidden and not person.shows_food:
        return OutcomeLine(outcome.result, "", outcome.number, "Taken back.")
    return OutcomeLine(outcome.result, outcome.name, outcome.number, format_outcome(outcome, names))


def format_late(book: Daybook, day: date) -> str:
    """Return which day it is where the person's is not the calendar's: from midnight until their morning.

    Who fills in a day before has named it, and knows.
    """
    if day != book.today or day == book.now.date():
        return ""
    return f"It is still {format_day(day)}: your day begins at {book.person.profile.day_starts_at:%H:%M}."
