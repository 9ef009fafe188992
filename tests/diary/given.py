"""A list of six, and commands in a few words, for the tests of the diary and for the tables of docs/diary.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from gutcli.diary import Day, Entry, Item, Offer, fold_day
from gutcli.diary.decide import (
    Decision,
    Eaten,
    NewEntry,
    decide_ate,
    decide_done,
    decide_mood,
    decide_note,
    decide_skip,
    decide_swap,
    decide_undo,
    decide_undo_item,
)
from gutcli.diary.entry import offer_data
from gutcli.diary.items import find_all, find_item
from gutcli.store.rows import format_id, milliseconds, next_id

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)

LIST = Offer(
    (
        Item("prebiotic", "oats", "Oats", "a bowl of porridge", ("oat",)),
        Item("prebiotic", "leeks", "Leeks", "half a cup, cooked", ("leek",)),
        Item("probiotic", "kefir", "Kefir", "a glass"),
        Item("omega-3", "walnuts", "Walnuts", "a small handful", ("walnut",)),
        Item("move", "brisk-walk", "Brisk walk", "20 minutes"),
        Item("calm", "box-breathing", "Box breathing", "5 minutes"),
    )
)

FOODS = {
    "hummus": Eaten(Item("", "hummus", "Hummus", "2 spoons", ("chickpea", "sesame")), ("prebiotic",)),
    "kimchi": Eaten(Item("", "kimchi", "Kimchi", "a forkful", ("cabbage",)), ("probiotic", "prebiotic")),
    "kefir": Eaten(Item("", "kefir", "Kefir", "a glass"), ("probiotic",)),
    "flax": Eaten(Item("", "flax", "Flaxseed", "a spoon", ("flax",)), ("omega-3", "prebiotic")),
    "toast": Eaten(Item("", "", "toast with jam")),
}


def decide(words: str) -> Callable[[Day], Decision]:
    """Read a command in few words: "done 1 3", "undo 2", "skip 5 sore knee", "swap 2 hummus", "ate kimchi"."""
    verb, *rest = words.split()
    if verb == "done":
        return lambda day: decide_done(day, find_all(day.items, "done") if rest == ["all"] else _items(day, rest))
    if verb == "skip":
        numbers = [word for word in rest if word.isdigit()] if rest != ["all"] else list("123456")
        reason = " ".join(word for word in rest if not word.isdigit() and word != "all")
        return lambda day: decide_skip(day, _items(day, numbers), reason)
    if verb == "swap":
        return lambda day: decide_swap(day, find_item(day.items, rest[0]), FOODS[rest[1]].item)
    if verb == "ate":
        return lambda day: decide_ate(day, [FOODS[word] for word in rest])
    if verb == "mood":
        return lambda day: decide_mood({"mood": int(rest[0])}, note=" ".join(rest[1:]))
    if verb == "note":
        return lambda day: decide_note(" ".join(rest))
    assert verb == "undo", words
    return lambda day: decide_undo_item(day, find_item(day.items, rest[0]))


def _items(day: Day, words: list[str]) -> list[Item]:
    return [find_item(day.items, word) for word in words]


@dataclass
class Paper:
    """A diary on paper: the same decisions as the store's, in memory, an independent keeper of changes."""

    entries: list[Entry] = field(default_factory=list)
    clock: datetime = NOW
    device: str = "paper"
    newest: bytes | None = None

    def run(self, words: str, day: date = TODAY, offer: Offer = LIST) -> Decision:
        """Run a command of a day; "undo" alone takes the last change back."""
        self.clock += timedelta(seconds=1)
        if words == "undo":
            last = self.find_last()
            day = last[0].day if last else day
            decision = decide_undo(self.fold(day, offer), last)
            self.write(day, decision.entries)
            return decision
        before = self.fold(day, offer)
        decision = decide(words)(before)
        if decision.entries:
            offered = (
                () if before.is_offered or not decision.needs_list else (NewEntry("offer", data=offer_data(offer)),)
            )
            self.write(day, (*offered, *decision.entries))
        return decision

    def write(self, day: date, additions: tuple[NewEntry, ...]) -> None:
        change = ""
        for new in additions:
            self.newest = next_id(self.newest, milliseconds(self.clock))
            own = format_id(self.newest)
            change = change or own
            its_day = new.day or day
            kept = (new.action, new.subject, new.slot, new.amount, new.text, new.data, new.undoes)
            self.entries.append(Entry(own, self.device, self.clock, 0, its_day, *kept, change))

    def find_last(self) -> list[Entry]:
        """Find the newest change that stands, the slow and plain way."""
        gone = {entry.undoes for entry in self.entries}
        standing = [e for e in self.entries if e.action not in {"offer", "undo"} and e.id not in gone]
        return [entry for entry in standing if entry.change == standing[-1].change]

    def fold(self, day: date = TODAY, offer: Offer = LIST) -> Day:
        return fold_day(day, [entry for entry in self.entries if entry.day == day], offer)


def looks(day: Day) -> tuple[object, ...]:
    """Give what a person sees of a day: all but where it is kept."""
    items = [(i.number, i.slot, i.id, i.state, i.reason, i.swapped_from) for i in day.items]
    return (items, day.ate, day.extras, day.check_ins, day.notes, day.aim)
