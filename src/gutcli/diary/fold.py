"""What a day looks like: a fold over its entries, the same whatever order they were received in."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from math import ceil
from typing import NamedTuple

from gutcli.diary.entry import (
    AWAY,
    DEFAULT_AIM,
    KITCHEN,
    TRIAL,
    Entry,
    Item,
    Offer,
    from_data,
    is_by_profile,
    parse_item,
    parse_offer,
)
from gutcli.diary.ratings import read_scores

MISSED, MET, REST = 0, 1, 2

FACTS_VERSION = 6  # raised whenever a day may be read differently: what the store keeps is then worked out anew
_NO_DAY = frozenset(("offer", *KITCHEN, *AWAY, *TRIAL))
STATES = ("open", "done", "skipped")
# One day in four numbers, for streaks over many years: its ordinal, MISSED, MET or REST, done, counted.
Mark = tuple[int, int, int, int]


class CheckIn(NamedTuple):  # a named tuple takes a quarter of a dataclass's share of the start-up
    """One check-in: what was rated, by the ratings' keys, and the person's words."""

    at: datetime
    scores: Mapping[str, float]
    note: str = ""


class Day(NamedTuple):
    """One day as its entries leave it.

    `items` is the list with each item's state; `ate` what was eaten beside it, oldest first; `extras` ticks that
    belong to no item (two machines with different lists); `check_ins`: of each rating the last figure counts.
    `is_offered` says that the list is stored and will not change; `is_written` that something of the person's
    stands: a list alone, all else taken back, is no day of theirs, nor is one with nothing but a shop.
    `is_away`: the person said that they are away, so that nothing is asked of the day.
    """

    day: date
    items: tuple[Item, ...] = ()
    aim: float = DEFAULT_AIM
    ate: tuple[Item, ...] = ()
    extras: tuple[Item, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    notes: tuple[str, ...] = ()
    is_offered: bool = False
    is_written: bool = False
    is_away: bool = False

    @property
    def done(self) -> int:
        """Count the items done."""
        return sum(item.state == "done" for item in self.items)

    @property
    def skipped(self) -> int:
        """Count the items rested from."""
        return sum(item.state == "skipped" for item in self.items)

    @property
    def total(self) -> int:
        """Count the items that the aim looks at: all but the skipped ones."""
        return len(self.items) - self.skipped

    @property
    def needed(self) -> int:
        """Count the items that make the day."""
        return count_needed(self.aim, self.total)

    @property
    def is_rest(self) -> bool:
        """Return whether there was nothing to aim at: all skipped, an empty list, or away and little made of it."""
        return self.total == 0 or (self.is_away and self.done < self.needed)

    @property
    def aim_met(self) -> bool:
        """Return whether the day's aim is met; a rest day neither meets nor misses it."""
        return not self.is_rest and self.done >= self.needed

    @property
    def scores(self) -> Mapping[str, float]:
        """Return each rating as it was last given, by its key, in the order of the table."""
        return read_scores({key: value for said in self.check_ins for key, value in said.scores.items()})

    @property
    def plants(self) -> tuple[str, ...]:
        """Return what was really eaten, each plant once, in the order of the list and then of eating."""
        found: dict[str, None] = {}
        for item in self.items:
            if item.state == "done":
                found.update(dict.fromkeys(item.plants))
        for item in (*self.ate, *self.extras):
            found.update(dict.fromkeys(item.plants))
        return tuple(found)

    @property
    def mark(self) -> Mark:
        """Return the day in four numbers."""
        state = REST if self.is_rest else MET if self.aim_met else MISSED
        return (self.day.toordinal(), state, self.done, self.total)


def count_needed(aim: float, counted: int) -> int:
    """Count how many of `counted` items make the day; at least one, if there is one.

    A share written with two decimals means the fraction that it rounds: 0.67 of six is four, as two thirds are.
    """
    return min(counted, max(1, ceil((aim - 0.005) * counted - 1e-9))) if counted else 0


def drop_taken_back(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that stand, in the order of their ids: without the undone ones and the undos."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    gone = {entry.undoes for entry in ordered if entry.action == "undo"}
    return [entry for entry in ordered if entry.action != "undo" and entry.id not in gone]


def fold_day(day: date, entries: Iterable[Entry], offered: Offer | None = None) -> Day:
    """Return a day from its entries; `offered` is the list for a day which has stored none.

    Of two stored lists (two machines before they met) the older one is the day's; a tick of the other list's item
    takes the first open place in its slot.
    """
    every = list(entries)
    if not every and offered is None:
        return Day(day)
    return _Fold(day, every, offered).finish()


class _Fold:
    """The working table of one fold."""

    def __init__(self, day: date, entries: list[Entry], offered: Offer | None) -> None:
        self.day = day
        standing = drop_taken_back(entries)
        self.is_written = any(entry.action not in _NO_DAY for entry in standing)
        self.is_away = False
        offers = [parse_offer(entry) for entry in standing if entry.action == "offer"]
        self.is_offered = bool(offers)
        self.offer = offers[0] if offers else offered or Offer(())
        # What the day's entries know of things, taken-back ones too, for ticks of what is not on the list.
        self.known: dict[tuple[str, str], Item] = {(i.slot, i.id): i for offer in offers for i in offer.items}
        for entry in entries:
            if entry.action in {"swapped", "ate"}:
                item = parse_item(entry)
                self.known.setdefault((entry.slot, item.id), item)
        self.original = list(self.offer.items)
        self.items = [item._replace(number=number) for number, item in enumerate(self.original, 1)]
        self.ate: list[Item] = []
        self.eating: Entry | None = None
        self.extras: dict[tuple[str, str], Item] = {}
        self.check_ins: list[CheckIn] = []
        self.notes: list[str] = []
        for entry in standing:
            self.take(entry)

    def take(self, entry: Entry) -> None:
        """Let one entry act."""
        action = entry.action
        if action in {"done", "swapped"}:
            self.link(entry)
        if action == "done":
            self.tick(entry)
        elif action == "undone":
            self.open(entry)
        elif action == "skipped":
            if (place := self.find(entry.slot, entry.subject)) is not None:
                self.put(place, self.items[place], "skipped", entry.text)
        elif action == "swapped":
            self.swap(entry)
        elif action == "ate":
            self.log(entry)
        elif action == "mood":
            self.check_ins.append(CheckIn(entry.at, read_scores(from_data(entry.data)), entry.text))
        elif action in AWAY:
            self.is_away = action == "away"
        elif action == "note" and entry.text:
            self.notes.append(entry.text)

    def log(self, entry: Entry) -> None:
        """Log a food; it may correct one that was logged before, and then stands for that one's tick as well."""
        item = parse_item(entry)
        for before in [b for b in self.ate if item.logged and b.logged and item.logged.instead in b.logged.entries]:
            self.ate.remove(before)
            item = _link(item, before.logged.entries if before.logged else ())
        self.ate.append(item)
        self.eating = entry

    def link(self, entry: Entry) -> None:
        """Note that a swap or a tick came from the food that was logged right before it."""
        eating = self.eating
        if eating and eating.slot and (eating.change, eating.slot) == (entry.change, entry.slot):
            self.ate[-1] = _link(self.ate[-1], (entry.id,))

    def swap(self, entry: Entry) -> None:
        """Put another thing in an item's place; going back to what stood there before leaves no swap behind."""
        new = parse_item(entry)
        place = self.find(entry.slot, entry.subject)
        if place is None or self.find(entry.slot, new.id) not in (None, place):
            return
        before = self.items[place]
        if before.before and before.before.id == new.id:
            last = before.before
            self.put(place, last, "open", swap=last.swap, before=last.before, by_profile=last.by_profile)
        else:
            self.put(place, new, "open", swap=entry.id, before=before, by_profile=is_by_profile(entry))

    def tick(self, entry: Entry) -> None:
        """Mark an item done; what is not on the list takes the first open place in its slot, or stands beside it."""
        place = self.find(entry.slot, entry.subject)
        if place is not None:
            self.put(place, self.items[place], "done")
            return
        thing = self.known.get((entry.slot, entry.subject)) or Item(entry.slot, entry.subject, entry.subject)
        for number, item in enumerate(self.items):
            if item.slot == entry.slot and item.state == "open":
                self.put(number, thing, "done")
                return
        self.extras[entry.slot, entry.subject] = thing

    def open(self, entry: Entry) -> None:
        """Untick an item, or end its rest; one that got its place by a tick alone gives it back."""
        self.extras.pop((entry.slot, entry.subject), None)
        place = self.find(entry.slot, entry.subject)
        if place is not None:
            item = self.items[place]
            self.put(place, item if item.swap else self.original[place], "open")

    def find(self, slot: str, subject: str) -> int | None:
        """Find the place on the list that holds this now."""
        for place, item in enumerate(self.items):
            if item.id == subject and item.slot == slot:
                return place
        return None

    def put(
        self, place: int, item: Item, state: str, reason: str = "", *,
        swap: str = "", before: Item | None = None, by_profile: bool = False,
    ) -> None:  # fmt: skip
        """Set one place of the list."""
        first = self.original[place]
        placed = Item(first.slot, item.id, item.name, item.amount, item.plants, place + 1, state, reason)
        if item.id != first.id:
            placed = placed._replace(
                swapped_from=first.id, swapped_from_name=first.name, swap=swap or item.swap,
                before=before or item.before, by_profile=by_profile or item.by_profile,
            )  # fmt: skip
        self.items[place] = placed

    def finish(self) -> Day:
        """Return the day."""
        return Day(
            day=self.day,
            items=tuple(self.items),
            aim=self.offer.aim,
            ate=tuple(self.ate),
            extras=tuple(self.extras.values()),
            check_ins=tuple(self.check_ins),
            notes=tuple(self.notes),
            is_offered=self.is_offered,
            is_written=self.is_written or self.is_away,
            is_away=self.is_away,
        )


def _link(food: Item, entries: tuple[str, ...]) -> Item:
    return food._replace(logged=food.logged._replace(entries=(*food.logged.entries, *entries))) if food.logged else food
