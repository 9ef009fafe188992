"""Logging what was eaten, from a person's words: what is clear is logged, what is not is asked or said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from gutcli.app import App
from gutcli.catalog.library import Catalog
from gutcli.clock import format_day
from gutcli.day.ate.grammar import parse_line
from gutcli.day.ate.reading import Ask, AteReading
from gutcli.day.ate.view import AteView, NotUnderstood
from gutcli.day.ate.words import load_words
from gutcli.day.changes.view import build_change
from gutcli.daybook import Daybook
from gutcli.diary import Day, Item, fold_day
from gutcli.diary.decide import Decision, clean_text, decide_ate, decide_note, join_decisions
from gutcli.errors import AmbiguousNameError, GutcliError, NameNotFoundError, UsageError
from gutcli.text import count, join_words, safe

AGAIN = ("again", "yesterday")
DAYS_BACK = 28


def eat(app: App, day: date, words: Sequence[str], *, at: str = "", note: str = "", instead: bool = False) -> None:
    """Log foods and show what came of it; on a terminal, ask. Raise, at the end, for what is still unclear.

    `at` is the meal, `note` words to keep; `instead`: a wrong amount is to be corrected.
    """
    from gutcli.day.ate.asking import make_ask

    view = app.change(log_foods, day, words, make_ask(app), at=at, note=note, instead=instead)
    app.show(view)
    if unclear := [part for part in view.not_understood if part.choices]:
        raise _make_error(unclear)


def log_foods(
    book: Daybook, day: date, words: Sequence[str], ask: Ask | None = None, *,
    at: str = "", note: str = "", instead: bool = False,
) -> AteView:  # fmt: skip
    """Log what the words name. Raise, and log nothing, only where none of them is clear."""
    meal = _parse_meal(at, book.person.catalog)
    reading = AteReading(book.person, ask)
    if [word.strip().casefold() for word in words] in ([AGAIN[0]], [AGAIN[1]]):
        reading.repeat(_find_meal(book, day, words[0].strip().casefold(), meal), meal)
    elif not words and note.strip():
        reading.log_words(note, meal)
        note = ""
    else:
        line = parse_line(words, reading.names, load_words(book.person.catalog))
        day -= timedelta(days=line.days_ago)
        reading.read(line, meal or line.meal)
    note = clean_text("; ".join(part for part in (note.strip(), *reading.asides) if part))
    if not reading.eaten:
        raise _explain_nothing(reading, words)

    def decide(folded: Day) -> Decision:
        logged = decide_ate(folded, reading.eaten, instead=instead)
        return join_decisions((logged, decide_note(note))) if note else logged

    change = build_change(book, "ate", day, decide, _format_remarks(reading))
    return AteView(change, tuple(reading.understood), tuple(reading.not_understood), reading.warnings)


def _find_meal(book: Daybook, day: date, which: str, meal: str) -> tuple[Item, ...]:
    """Return what was logged yesterday, or ("again") with one command the last time; at `meal`, if one is named.

    Raise NameNotFoundError where there is nothing.
    """
    days = (day - timedelta(days=back) for back in ((1,) if which == "yesterday" else range(DAYS_BACK)))
    for before in days:
        entries = book.diary.read_day(before)
        ate = fold_day(before, entries).ate
        logged = [item for item in ate if not meal or (item.logged and item.logged.meal == meal)]
        if not logged:
            continue
        if which == "yesterday":
            return tuple(logged)
        changes = {entry.id: entry.change for entry in entries}
        last = _change_of(logged[-1], changes)
        return tuple(item for item in logged if _change_of(item, changes) == last)
    at = f" at {meal}" if meal else ""
    when = format_day(day - timedelta(days=1)) if which == "yesterday" else f"the last {DAYS_BACK} days"
    raise NameNotFoundError(f"Nothing was logged{at} for {when}.", "Name what you ate: gutcli ate porridge banana")


def _change_of(item: Item, changes: dict[str, str]) -> str:
    return changes.get(item.logged.entries[0], "") if item.logged else ""


def _parse_meal(at: str, catalog: Catalog) -> str:
    if not at:
        return ""
    words = load_words(catalog)
    if meal := words.meal_of(at):
        return meal
    known = list(dict.fromkeys(words.meals.values()))
    raise UsageError(f"{safe(at)!r} is no meal.", f"It is one of {join_words(known, 'or')}: gutcli ate --at lunch soup")


def _explain_nothing(reading: AteReading, words: Sequence[str]) -> GutcliError:
    if unclear := [part for part in reading.not_understood if part.choices]:
        return _make_error(unclear, reading.warnings)
    said = safe(" ".join(words))
    return UsageError(f"{said!r} is not a food.", 'Name what you ate: gutcli ate hummus "two dates"')


def _make_error(unclear: Sequence[NotUnderstood], warnings: Sequence[str] = ()) -> GutcliError:
    """Return what may be meant by words that are unclear, and what to do."""
    lines: list[str] = []
    hints: list[str] = []
    for words, choices in unclear:
        if len(choices) > 1:
            lines.append(f"{safe(words)!r} could be more than one food.")
            hints.append(f"Say which: {join_words(choices, 'or')}.")
        else:
            lines.append(f"There is no food called {safe(words)!r}.")
            hints.append(f"Did you mean {choices[0]}?")
    message = "\n".join((*lines, *(f"! {words}" for words in warnings)))
    hint = "\n".join((*hints, 'To keep the words as they stand: gutcli ate --note "…"'))
    every = [choice for part in unclear for choice in part.choices]
    if any(len(part.choices) > 1 for part in unclear):
        return AmbiguousNameError(message, hint, choices=every)
    return NameNotFoundError(message, hint, choices=every)


def _format_remarks(reading: AteReading) -> list[str]:
    """Return what is said below what was logged: the plants, what dishes were counted as, and what counts nothing."""
    remarks = list(reading.remarks)
    plants = dict.fromkeys(plant for food in reading.eaten for plant in food.item.plants)
    if plants:
        named = ", ".join(plant.replace("-", " ") for plant in plants)
        remarks.insert(0, f"{count(len(plants), 'plant')}: {named}.")
    kept = [food.item.name for food in reading.eaten if not food.item.id]
    if kept:
        remarks.append(f"Not in the catalog, so no plants are counted: {', '.join(kept)}.")
    return remarks
