"""Ticking, resting, taking back: from a person's words to a change of the day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.day.changes.view import ChangeView, OutcomeLine, build_change, format_late, format_outcome, view_change
from gutcli.day.checklist import change_day, read_checklist
from gutcli.day.today.view import build_today
from gutcli.daybook import Daybook
from gutcli.diary import Day, Item
from gutcli.diary.decide import (
    NAMED,
    Decision,
    NewEntry,
    decide_done,
    decide_log_again,
    decide_skip,
    decide_swap,
    decide_undo,
    decide_undo_item,
    decide_undo_logged,
    join_decisions,
)  # fmt: skip
from gutcli.diary.items import find_all, find_item, is_named
from gutcli.errors import NameNotFoundError, UsageError
from gutcli.profile.person import Person
from gutcli.store.reader import DiaryReader
from gutcli.text import count, fold

if TYPE_CHECKING:
    from gutcli.catalog.types import Practice


def find_items(day: Day, words: Sequence[str], verb: str = "") -> list[Item]:
    """Return the items that the words mean: numbers ("1", "1,3", "1-3"), ids, names, beginnings.

    What was swapped away means what took its place; for a `verb` that writes down what was done, it is refused.

    Raise NameNotFoundError or AmbiguousNameError.
    """
    found: list[Item] = []
    for word in words:
        for part in word.split(",") if re.fullmatch(r"[\d,\-\s]+", word) else [word]:
            if span := re.fullmatch(r"\s*(\d{1,2})-(\d{1,2})\s*", part):
                first, last = sorted((int(span[1]), int(span[2])))
                numbers = range(first, last + 1)
                found += [find_item(day.items, str(number)) for number in numbers]
            elif part.strip():
                found.append(find_item(day.items, part))
                if verb:
                    _refuse_swapped(found[-1], part, verb)
    if not found:
        raise UsageError("Which items?", "Give numbers or names, as gutcli today shows them.")
    return list(dict.fromkeys(found))


def _refuse_swapped(item: Item, words: str, verb: str) -> None:
    """Raise NameNotFoundError for what was swapped away: to tick what stands there now would be to write an untruth."""
    if not item.swapped_from or is_named(item, words):
        return
    there, gone = item.name, item.swapped_from_name
    other = f"To have {gone} back: gutcli swap {item.number} {item.swapped_from}"
    if item.slot in FOOD_SLOTS:
        other = f"To log {gone}: gutcli ate {item.swapped_from}"
    raise NameNotFoundError(
        f"{gone} is no longer on the list: {there} took its place, as item {item.number}.",
        f"{other}. For {there}: gutcli {verb} {item.number}",
        choices=[there],
    )


def find_logged(day: Day, words: Sequence[str], names: Mapping[str, str]) -> list[Item]:
    """Return the foods that were logged and that the words mean, the newest of each; a dish gives all of its foods.

    `names` are the catalog's, folded. Nothing, if one of the words means no such food: it may be an item of the list.
    """
    whole = _find_logged(day, fold(" ".join(words)), names)
    parts = [_find_logged(day, fold(word), names) for word in words]
    return whole or list(dict.fromkeys(item for part in parts for item in part)) * all(parts)


def _find_logged(day: Day, folded: str, names: Mapping[str, str]) -> list[Item]:
    eaten = [item for item in reversed(day.ate) if item.logged and folded]
    same = [item for item in eaten if fold(item.name) == folded or (item.id and names.get(folded) == item.id)]
    dish = [i for i in eaten if i.logged and folded in {fold(i.logged.dish), fold(i.logged.dish_name)}]
    return same[:1] or dish


def tick_items(book: Daybook, day: date, words: Sequence[str]) -> ChangeView:
    """Tick what the words mean; "all" is all that is open."""
    if not words:
        raise UsageError("Which items?", "Give numbers or names: gutcli done 1 3, or gutcli done all.")

    def decide(folded: Day) -> Decision:
        if _is_all(words):
            return decide_done(folded, find_all(folded.items, "done"))
        try:
            return decide_done(folded, find_items(folded, words, "done"))
        except NameNotFoundError as error:
            names = book.person.catalog.names("foods")
            eaten = [names[fold(word)] for word in (" ".join(words), *words) if fold(word) in names]
            if error.choices or not eaten:
                raise
            raise NameNotFoundError(error.message, f"Eaten all the same? gutcli ate {eaten[0]}") from None

    return build_change(book, "done", day, decide)


def rest_from(book: Daybook, day: date, words: Sequence[str], because: str) -> ChangeView:
    """Rest from what the words mean; "all" makes it a rest day."""

    def decide(folded: Day) -> Decision:
        items = find_all(folded.items, "skipped") if _is_all(words) else find_items(folded, words, "skip")
        return decide_skip(folded, items, because)

    return build_change(book, "skip", day, decide)


def _is_all(words: Sequence[str]) -> bool:
    return [word.lower() for word in words] == ["all"]


def tick_practice(book: Daybook, practice: Practice, minutes: int) -> str | None:
    """Tick a practice that was just done: its own item, or an open one of its slot, whose place it takes.

    Gives the sentence that says so; None where the list has no place for it.
    """

    def decide(folded: Day) -> Decision:
        own = next((item for item in folded.items if item.id == practice.id), None)
        if own is not None:
            return decide_done(folded, [own])
        place = next((item for item in folded.items if item.slot == practice.slot and item.state == "open"), None)
        if place is None:
            return Decision()
        new = Item(practice.slot, practice.id, practice.name, count(minutes, "minute"))
        swapped = decide_swap(folded, place, new)
        return swapped._replace(entries=(*swapped.entries, NewEntry("done", new.id, new.slot, new.amount)))

    change, _ = change_day(book, book.today, decide)
    if not change.outcomes:
        return None
    outcome = change.outcomes[0]
    done = f"Item {outcome.number} is done." if outcome.result == "swapped" else ""
    return " ".join(words for words in (format_late(book, book.today), format_outcome(outcome, {}), done) if words)


def take_back(book: Daybook, day: date | None, words: Sequence[str] = ()) -> ChangeView:
    """Take back what was done to the items that the words mean, or, without words, the last change."""
    if day and day > book.today and book.diary.read_day(day):
        book.today = day  # what stands there was written by a clock that was ahead; it may go as it came
    if [fold(word) for word in words] == ["mood"]:
        entries = book.diary.read_day(day or book.today)
        gone = {entry.undoes for entry in entries}
        last = [entry for entry in entries if entry.action == "mood" and entry.id not in gone][-1:]
        return build_change(book, "undo", day or book.today, lambda folded: decide_undo(folded, last))
    if words:

        def decide(folded: Day) -> Decision:
            if logged := find_logged(folded, words, book.person.catalog.names("foods")):
                return decide_undo_logged(folded, logged)
            return join_decisions(decide_undo_item(folded, item) for item in find_items(folded, words))

        return build_change(book, "undo", day or book.today, decide)
    last = book.diary.read_last_change()
    if last and day in {None, last[0].day} and all((e.action, e.text) == ("undo", NAMED) for e in last):
        gone = {entry.undoes for entry in last}
        back = [entry for entry in book.diary.read_day(last[0].day) if entry.id in gone]
        return build_change(book, "undo", last[0].day, lambda _: decide_log_again(back))
    change = book.diary.undo_last(book.now, day)
    if change is None:
        return build_nothing(book.person, book.diary, day or book.today, book.today)
    for warning in change.warnings:
        book.warn(warning)
    checklist = read_checklist(book.person, book.diary, change.day.day, book.today)
    return view_change(book, "undo", change, checklist)


def build_nothing(person: Person, diary: DiaryReader, day: date, today: date) -> ChangeView:
    """Build the view that says that there is nothing to take back."""
    said = OutcomeLine("nothing", "", 0, "There is nothing to take back.")
    return ChangeView("undo", (), (said,), build_today(person, diary, day, today))
