"""What the commands that change a day say: what they did, and the day as it then stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gutcli.day.today.view import TodayView
    from gutcli.diary.decide import Outcome
    from gutcli.diary.entry import Entry


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of the diary, as scripts see it."""

    id: str
    at: datetime
    day: date
    action: str
    subject: str
    slot: str
    amount: str
    text: str
    undoes: str
    mood: int | None = None
    energy: int | None = None
    gut: int | None = None


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What became of one thing asked for: `result` for scripts, `sentence` for people."""

    result: str
    name: str
    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """The entries written, what became of each thing asked for, and the day. `KIND` is the command."""

    KIND: str
    changed: tuple[EntryLine, ...]
    outcomes: tuple[OutcomeLine, ...]
    today: TodayView
    remarks: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Give the JSON: the changes, and the day's own fields beside them."""
        day = self.today._asdict()
        return {"changed": self.changed, "outcomes": self.outcomes, "remarks": self.remarks, **day}


def entry_line(entry: Entry) -> EntryLine:
    """Give an entry as scripts see it."""
    from gutcli.diary.entry import from_data

    scores: dict[str, Any] = from_data(entry.data) if entry.action == "mood" else {}
    return EntryLine(
        entry.id, entry.local_at, entry.day, entry.action, entry.subject, entry.slot, entry.amount, entry.text,
        entry.undoes, scores.get("mood"), scores.get("energy"), scores.get("gut"),
    )  # fmt: skip


def entry_lines(entries: Iterable[Entry]) -> tuple[EntryLine, ...]:
    """Give entries as scripts see them; the list that a day stores with its first entry is not a change."""
    return tuple(entry_line(entry) for entry in entries if entry.action != "offer")


def outcome_lines(outcomes: Iterable[Outcome], names: Mapping[str, str]) -> tuple[OutcomeLine, ...]:
    """Say what became of each thing; `names` gives the shown name of ids in entries that were taken back."""
    return tuple(OutcomeLine(o.result, o.name, o.number, say_outcome(o, names)) for o in outcomes)


def say_outcome(outcome: Outcome, names: Mapping[str, str]) -> str:
    """Say one outcome in a sentence."""
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
        case "mood":
            return "Checked in."
        case "note":
            return "Noted."
        case "none_open":
            return "Nothing is open on this list."
        case "taken_back":
            return _say_taken_back(outcome.entry, names)
        case _:
            return "There is nothing to take back."


def _say_taken_back(entry: Entry | None, names: Mapping[str, str]) -> str:
    from gutcli.clock import say_day_short
    from gutcli.diary.entry import read_item

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
            what = f"{read_item(entry).name} in place of {name}"
        case "ate":
            what = f"{read_item(entry).name}, logged as eaten"
        case "mood":
            what = "the check-in"
        case _:
            what = "the note"
    return f"Took back {what} ({say_day_short(entry.day)})."
