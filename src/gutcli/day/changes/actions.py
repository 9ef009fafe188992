"""Ticking, resting, taking back, checking in: from a person's words to a change of the day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.day.changes.view import build_change, view_change
from gutcli.day.checklist import read_checklist
from gutcli.diary.decide import (
    NAMED,
    Decision,
    Outcome,
    decide_done,
    decide_done_all,
    decide_log_again,
    decide_mood,
    decide_skip,
    decide_undo,
    decide_undo_item,
    decide_undo_logged,
)  # fmt: skip
from gutcli.diary.fold import Day
from gutcli.diary.items import find_item, is_named
from gutcli.diary.ratings import RATINGS, format_scores, read_scores
from gutcli.errors import NameNotFoundError, UsageError
from gutcli.text import fold, upper_first

if TYPE_CHECKING:
    from gutcli.catalog.types import Practice
    from gutcli.day.changes.view import ChangeView
    from gutcli.daybook import Daybook
    from gutcli.diary import Item
    from gutcli.profile.person import Person
    from gutcli.store.opening import DiaryReader

LOW_DAYS = 3
"""Check-ins of 1 on so many of seven days show, once a day, where help can be found."""


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
        nearest=[there],
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
        if [word.lower() for word in words] == ["all"]:
            return decide_done_all(folded)
        try:
            return decide_done(folded, find_items(folded, words, "done"))
        except NameNotFoundError as error:
            names = book.person.catalog.names("foods")
            eaten = [names[fold(word)] for word in (" ".join(words), *words) if fold(word) in names]
            if error.nearest or not eaten:
                raise
            raise NameNotFoundError(error.message, f"Eaten all the same? gutcli ate {eaten[0]}") from None

    return build_change(book, "done", day, decide)


def rest_from(book: Daybook, day: date, words: Sequence[str], because: str) -> ChangeView:
    """Rest from what the words mean; "all" makes it a rest day."""

    def decide(folded: Day) -> Decision:
        if [word.lower() for word in words] == ["all"]:
            waiting = [item for item in folded.items if item.state == "open"]
            resting = [item for item in folded.items if item.state == "skipped"]
            if not waiting and not resting:
                return Decision(outcomes=(Outcome("none_open"),))
            return decide_skip(folded, waiting or resting, because)
        return decide_skip(folded, find_items(folded, words, "skip"), because)

    return build_change(book, "skip", day, decide)


def tick_practice(book: Daybook, practice: Practice, minutes: int) -> str | None:
    """Tick a practice that was just done: its own item, or an open one of its slot, whose place it takes.

    Gives the sentence that says so; None where the list has no place for it.
    """
    from gutcli.day.changes.view import format_late, format_outcome
    from gutcli.day.checklist import change_day
    from gutcli.diary import Item
    from gutcli.diary.decide import NewEntry, decide_swap
    from gutcli.text import count

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

    change = change_day(book, book.today, decide).change
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
            parts = [decide_undo_item(folded, item) for item in find_items(folded, words)]
            return Decision(
                tuple(entry for part in parts for entry in part.entries),
                tuple(outcome for part in parts for outcome in part.outcomes),
            )

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
    from gutcli.day.changes.view import ChangeView, OutcomeLine
    from gutcli.day.today.view import build_today

    said = OutcomeLine("nothing", "", 0, "There is nothing to take back.")
    return ChangeView("undo", (), (said,), build_today(person, diary, day, today))


def check_in(book: Daybook, day: date, scores: Mapping[str, float], note: str = "") -> ChangeView:
    """Write a check-in; say gently where help is, on a run of very low days or where a doctor should look."""
    from dataclasses import replace

    from gutcli.catalog.red_flags import find_red_flag
    from gutcli.day.mood.rule import format_rule_met

    flags = {key: flag for key in scores if key not in RATINGS and (flag := find_red_flag(key))}
    kept = {key: score for key, score in scores.items() if key not in flags}
    if not kept:
        raise UsageError("That is not scored, so nothing was written.", next(iter(flags.values())).advice)
    before = Day(day)

    def decide(folded: Day) -> Decision:
        nonlocal before
        before = folded
        return decide_mood(kept, note)

    view = build_change(book, "mood", day, decide)
    remarks = [f"{upper_first(format_scores(read_scores(kept), in_full=True))}."]
    if words := _format_earlier(kept, before.scores):
        remarks.append(words)
    if flag := next(iter(flags.values()), None) or find_red_flag(note):
        remarks.append(f"{flag.advice}{f' See: gutcli explain {flag.topic}' if flag.topic else ''}")
    if words := format_rule_met(book, day, kept):
        remarks.append(words)
    # Once a day is enough: who has read it does not need it again an hour later.
    low_before = any(earlier.scores.get("mood") == 1 for earlier in before.check_ins)
    if kept.get("mood") == 1 and not low_before and day == book.today and (words := _point_to_help(book, day)):
        remarks.append(words)
    return replace(view, remarks=tuple(remarks))


def _format_earlier(given: Mapping[str, float], before: Mapping[str, float]) -> str:
    """Return what of the day's earlier check-ins this one replaces, and what of them still counts."""
    replaced = format_scores({key: score for key, score in before.items() if key in given})
    kept = format_scores({key: score for key, score in before.items() if key not in given})
    said = f"That counts in place of {replaced}, which the diary keeps." if replaced else ""
    return f"{said} Still counted: {kept}.".strip() if kept else said


def _point_to_help(book: Daybook, day: date) -> str:
    from datetime import timedelta

    days = book.diary.read_summaries(day - timedelta(days=6), day)
    if sum(d.scores.get("mood") == 1 for d in days) < LOW_DAYS:
        return ""
    return (
        "Several very low days: you need not carry that alone. Someone you trust, a doctor or findahelpline.com can "
        "help; in danger, call your local emergency number."
    )
