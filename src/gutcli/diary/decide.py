"""What a command adds to a day: each decision looks at the day as it stands and gives entries, and what to say.

A decision is taken inside the store's transaction, so two commands at once never both tick. No entries means that
nothing is written. Ticking what is ticked, and the like, is no error: the outcome says so.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gutcli.clock import format_day
from gutcli.diary.entry import (
    AWAY,
    IMPORTED,
    KITCHEN,
    TRIAL,
    Entry,
    Item,
    Logged,
    food_data,
    from_data,
    item_data,
    parse_item,
    to_data,
)  # fmt: skip
from gutcli.diary.fold import Day
from gutcli.diary.ratings import RATINGS, find_rating, is_score
from gutcli.errors import UsageError
from gutcli.text import join_words, safe

TEXT_LIMIT = 2000
NAMED = "by name"
"""The text of an undo that names what it takes back: the next `undo` takes this back, not what was done before."""


class NewEntry(NamedTuple):
    """An entry before the store gives it an id, an instant and, unless it has one of its own, the day."""

    action: str
    subject: str = ""
    slot: str = ""
    amount: str = ""
    text: str = ""
    data: str = ""
    undoes: str = ""
    day: date | None = None


class Outcome(NamedTuple):
    """What became of one thing that was asked for.

    `result` is one of: done, already_done, opened (a tick or a rest taken back), swap_taken_back, not_done, skipped,
    already_skipped, swapped, same, on_list, is_done, ate, ate_and_ticked, ate_instead, mood, note, had, bought, gone,
    away, back, trial, taken_back, none_open, nothing.
    `name` is the thing's; `other` the name of what it replaced, the state that it had, or the action taken back.
    """

    result: str
    name: str = ""
    number: int = 0
    other: str = ""
    entry: Entry | None = None


class Decision(NamedTuple):
    """The entries to add, and what became of each thing asked for."""

    entries: tuple[NewEntry, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @property
    def needs_list(self) -> bool:
        """Return whether the day's list is stored, too: not with what is about kitchen, being away or a trial alone."""
        return any(entry.action not in {*KITCHEN, *AWAY, *TRIAL, "undo"} for entry in self.entries)


class Change(NamedTuple):
    """What a command did: the entries now on disk, what became of each thing asked for, and the day as it is now."""

    day: Day
    entries: tuple[Entry, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    warnings: tuple[str, ...] = ()


class Eaten(NamedTuple):
    """A food that was eaten: `item` with its id ("" for free words), and the slots that its kinds fit."""

    item: Item
    fits: tuple[str, ...] = ()


def refuse_future(day: date, today: date) -> None:
    """Raise UsageError for a day that is not there yet; any day before may be filled in."""
    if day > today:
        raise UsageError(
            f"{format_day(day)} {day.year} is in the future.",
            f"Today is {format_day(today)}; give it, or a day before it.",
        )


def join_decisions(parts: Iterable[Decision]) -> Decision:
    """Return several decisions as one."""
    every = list(parts)
    return Decision(
        tuple(entry for part in every for entry in part.entries),
        tuple(outcome for part in every for outcome in part.outcomes),
    )


def decide_done(day: Day, items: Iterable[Item]) -> Decision:
    """Tick items of the day's list; one that was skipped becomes done."""

    def tick(item: Item) -> Decision:
        if item.state == "done":
            return _decide("already_done", item)
        return _decide("done", item, NewEntry("done", item.id, item.slot))

    return _decide_each(day, items, tick)


def decide_skip(day: Day, items: Iterable[Item], reason: str = "") -> Decision:
    """Rest from items; one that was ticked becomes a rest. The same rest with a new reason is written anew."""
    reason = clean_text(reason)

    def rest(item: Item) -> Decision:
        if item.state == "skipped" and reason in {"", item.reason}:
            return _decide("already_skipped", item)
        return _decide("skipped", item, NewEntry("skipped", item.id, item.slot, text=reason))

    return _decide_each(day, items, rest)


def _decide_each(day: Day, items: Iterable[Item], decide: Callable[[Item], Decision]) -> Decision:
    """Decide on each of the items as the day now has it, once; without any, say that nothing is open."""
    decided = [decide(item) for item in dict.fromkeys(_now(day, item) for item in items)]
    return join_decisions(decided or [Decision(outcomes=(Outcome("none_open"),))])


def _decide(result: str, item: Item, *entries: NewEntry, other: str = "") -> Decision:
    return Decision(entries, (Outcome(result, item.name, item.number, other),))


def decide_swap(day: Day, item: Item, new: Item) -> Decision:
    """Put `new` in the place of `item`; a ticked item stays, for what was done was done."""
    item = _now(day, item)
    if new.id == item.id:
        return _decide("same", item)
    if item.state == "done":
        return _decide("is_done", item)
    for other in day.items:
        if other.id == new.id:
            return _decide("on_list", other)
    return _decide("swapped", new._replace(number=item.number), _swap(item, new), other=item.name)


def decide_ate(day: Day, foods: Sequence[Eaten], *, instead: bool = False) -> Decision:
    """Log what was eaten; each food ticks its own open place on the list, or else the first that its kinds fit.

    `instead`: a food that was logged or ticked before gets this amount, and is counted once.
    """
    waiting = [item for item in day.items if item.state != "done"]  # a rest from what was then eaten after all, too
    listed = {item.id for item in day.items}

    def log(eaten: Eaten) -> Decision:
        food = eaten.item
        if instead and (corrected := _correct(day, food)):
            return _decide("ate_instead", food, corrected)
        own = next((item for item in waiting if food.id and item.id == food.id), None)
        fits = eaten.fits if food.id and food.id not in listed else ()
        place = own or next((item for item in waiting if item.state == "open" and item.slot in fits), None)
        if place is None:
            return _decide("ate", food, _ate(food, ""))
        waiting.remove(place)
        listed.add(food.id)
        swap = () if own else (_swap(place, food),)
        entries = (_ate(food, place.slot), *swap, NewEntry("done", food.id, place.slot))
        return _decide("ate_and_ticked", food._replace(number=place.number), *entries, other="" if own else place.name)

    return join_decisions(map(log, foods))


def _correct(day: Day, food: Item) -> NewEntry | None:
    """Return the entry that gives a food of the day another amount; None if it was not had."""
    for before in reversed(day.ate):
        if food.id and before.id == food.id and before.logged:
            said = (food.logged or Logged())._replace(instead=before.logged.entries[0])
            return _ate(food._replace(logged=said), before.slot)
    ticked = next((item for item in day.items if item.state == "done" and item.id == food.id), None)
    return _ate(food, ticked.slot) if ticked else None


def decide_undo_logged(day: Day, foods: Iterable[Item]) -> Decision:
    """Take foods back that were logged, and the ticks and swaps that came of them."""

    def take_back(food: Item) -> Decision:
        number = next((item.number for item in day.items if (item.slot, item.id) == (food.slot, food.id)), 0)
        logged = food.logged.entries if food.logged else ()
        undos = [NewEntry("undo", undoes=ident, text=NAMED) for ident in logged]
        return _decide("taken_back", food._replace(number=number), *undos, other="ate")

    return join_decisions(map(take_back, foods))


def decide_log_again(taken_back: Sequence[Entry]) -> Decision:
    """Log again, as one change, what was taken back by its name: what an amount was corrected for stays away."""
    foods = [entry for entry in taken_back if entry.action == "ate"]
    corrected = {logged.instead for entry in foods if (logged := parse_item(entry).logged)}
    kept = [entry for entry in taken_back if entry.id not in corrected]
    entries = tuple(NewEntry(e.action, e.subject, e.slot, e.amount, e.text, e.data) for e in kept)
    return Decision(entries, tuple(Outcome("ate", parse_item(e).name) for e in kept if e.action == "ate"))


def decide_mood(scores: Mapping[str, float], note: str = "") -> Decision:
    """Check in; every check-in is kept, and of each rating the day's last figure counts. Raise UsageError."""
    for key, score in scores.items():
        rating = find_rating(key)
        if rating is None:
            raise UsageError(f"{safe(key)!r} is no rating.", f"The ratings are {join_words(list(RATINGS))}.")
        if not is_score(rating, score):
            raise UsageError(f"{rating.title} is {score}, which is not from {rating.least:g} to {rating.most:g}.")
    return Decision((NewEntry("mood", text=clean_text(note), data=to_data(dict(scores))),), (Outcome("mood"),))


def decide_note(note: str) -> Decision:
    """Write a note for the day."""
    return Decision((NewEntry("note", text=clean_text(note)),), (Outcome("note"),))


def decide_undo_item(day: Day, item: Item) -> Decision:
    """Take back what was done to one item: its tick or its rest, else its swap; else say that there is nothing."""
    item = _now(day, item)
    if item.state != "open":
        return _decide("opened", item, NewEntry("undone", item.id, item.slot), other=item.state)
    if item.before:
        # A swap back is an entry of its own, not an undo, so that `undo` can take this back too.
        return _decide("swap_taken_back", item, _swap(item, item.before), other=item.before.name)
    return _decide("not_done", item)


def decide_undo(day: Day, last: Sequence[Entry]) -> Decision:
    """Take back the last change on its day: all that one command wrote, but for the list that it stored."""
    taken = [entry for entry in reversed(last) if entry.action not in {"offer", "undo"}]
    if not taken:
        return Decision(outcomes=(Outcome("nothing"),))
    # An import is taken back as one thing, and so are days away.
    told = [entry for entry in taken if entry.subject == IMPORTED] or (taken[:1] if taken[0].action in AWAY else taken)
    return Decision(
        tuple(NewEntry("undo", undoes=entry.id) for entry in taken),
        tuple(_taken_back(day, entry) for entry in reversed(told)),
    )


def clean_text(text: str) -> str:
    """Make a person's words fit to keep: no bytes that are not text, no NUL, and no more than TEXT_LIMIT."""
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ").strip()
    if len(text) > TEXT_LIMIT:
        raise UsageError(f"The text has {len(text)} letters; {TEXT_LIMIT} fit.", "Say it in fewer words.")
    return text


def _now(day: Day, item: Item) -> Item:
    """Return the place of `item` as the day now stands; another process may have changed it since it was looked up."""
    for place in day.items:
        if place.slot == item.slot and place.id == item.id:
            return place
    if 1 <= item.number <= len(day.items):
        return day.items[item.number - 1]
    raise UsageError(f"{item.name} is not on the list of {format_day(day.day)}.", "See it with: gutcli today")


def _taken_back(day: Day, entry: Entry) -> Outcome:
    """Return what an entry was about, as far as the day still shows it."""
    name, number = entry.subject, 0
    for item in day.items:
        if item.slot == entry.slot and item.id == entry.subject:
            name, number = item.name, item.number
    if entry.action in {"ate", "swapped", *KITCHEN}:
        name = parse_item(entry).name
    if entry.action == "started":
        name = str(from_data(entry.data).get("name", name))
    return Outcome("taken_back", name, number, entry.action, entry)


def _swap(item: Item, new: Item) -> NewEntry:
    return NewEntry("swapped", item.id, item.slot, data=item_data(new))


def _ate(food: Item, slot: str) -> NewEntry:
    food = food._replace(id=clean_text(food.id), name=clean_text(food.name))
    return NewEntry("ate", food.id, slot, safe(food.amount), data=food_data(food))
