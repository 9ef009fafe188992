"""Logging what was eaten, from a person's words: what is clear is logged, what is not is asked or said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from gutcli.app import App
from gutcli.day.ate.cautions import Cautions
from gutcli.day.ate.grammar import parse_line
from gutcli.day.ate.names import Names
from gutcli.day.ate.reading import Ask, Reader, Reading
from gutcli.day.ate.repeat import find_meal
from gutcli.day.ate.view import AteView
from gutcli.day.ate.words import load_words
from gutcli.day.changes.view import build_change
from gutcli.daybook import Daybook
from gutcli.diary import Day
from gutcli.diary.decide import Decision, clean_text, decide_ate, decide_note, join_decisions
from gutcli.errors import AmbiguousNameError, GutcliError, NameNotFoundError, UsageError
from gutcli.text import count, join_words, safe

AGAIN = ("again", "yesterday")


class Wish(NamedTuple):
    """What was said beside the foods: the meal, a note, and whether a wrong amount is to be corrected."""

    at: str = ""
    note: str = ""
    instead: bool = False


NO_WISH = Wish()


def eat(app: App, day: date, words: Sequence[str], wish: Wish = NO_WISH) -> None:
    """Log foods and show what came of it; on a terminal, ask. Raise, at the end, for what is still unclear."""
    from gutcli.day.ate.asking import make_ask

    view = app.change(log_foods, day, words, wish, make_ask(app))
    app.show(view)
    if error := explain_unclear(view):
        raise error


def log_foods(book: Daybook, day: date, words: Sequence[str], wish: Wish = NO_WISH, ask: Ask | None = None) -> AteView:
    """Log what the words name. Raise, and logs nothing, only where none of them is clear."""
    person, said = book.person, load_words()
    names = Names(person.catalog)
    meal = _parse_meal(wish.at)
    reader = Reader(person.catalog, names, said, Cautions(person, names), ask)
    if [word.strip().casefold() for word in words] in ([AGAIN[0]], [AGAIN[1]]):
        reading = reader.repeat(find_meal(book, day, words[0].strip().casefold(), meal), meal)
    elif not words and wish.note.strip():
        reading, wish = reader.keep(wish.note, meal), wish._replace(note="")
    else:
        line = parse_line(words, names, said)
        day -= timedelta(days=line.days_ago)
        reading = reader.read(line, meal or line.meal)
    note = clean_text("; ".join(part for part in (wish.note.strip(), *reading.asides) if part))
    if not reading.eaten:
        raise _explain_nothing(reading, words)

    def decide(folded: Day) -> Decision:
        logged = decide_ate(folded, reading.eaten, instead=wish.instead)
        return join_decisions((logged, decide_note(note))) if note else logged

    change = build_change(book, "ate", day, decide, _format_remarks(reading))
    return AteView(change, reading.understood, reading.not_understood, reading.warnings)


def explain_unclear(view: AteView) -> GutcliError | None:
    """Return what says which words are still unclear; None if none are."""
    unclear = [part for part in view.not_understood if part.choices]
    return _make_error([(part.words, part.choices) for part in unclear]) if unclear else None


def _parse_meal(at: str) -> str:
    """Return the name of a meal. Raise UsageError."""
    if not at:
        return ""
    words = load_words()
    if meal := words.meal_of(at):
        return meal
    known = list(dict.fromkeys(words.meals.values()))
    raise UsageError(f"{safe(at)!r} is no meal.", f"It is one of {join_words(known, 'or')}: gutcli ate --at lunch soup")


def _explain_nothing(reading: Reading, words: Sequence[str]) -> GutcliError:
    unclear = [(part.words, part.choices) for part in reading.not_understood if part.choices]
    if not unclear:
        said = safe(" ".join(words))
        return UsageError(f"{said!r} is not a food.", 'Name what you ate: gutcli ate hummus "two dates"')
    return _make_error(unclear, reading.warnings)


def _make_error(unclear: Sequence[tuple[str, Sequence[str]]], warnings: Sequence[str] = ()) -> GutcliError:
    """Return what may be meant by words that are unclear, and what to do."""
    lines: list[str] = []
    hints: list[str] = []
    every: list[str] = []
    for words, choices in unclear:
        several = len(choices) > 1
        lines.append(
            f"{safe(words)!r} could be more than one food." if several else f"There is no food called {safe(words)!r}."
        )
        hints.append(f"Say which: {join_words(list(choices), 'or')}." if several else f"Did you mean {choices[0]}?")
        every += choices
    message = "\n".join((*lines, *(f"! {words}" for words in warnings)))
    hint = "\n".join((*hints, 'To keep the words as they stand: gutcli ate --note "…"'))
    if any(len(choices) > 1 for _, choices in unclear):
        return AmbiguousNameError(message, hint, matches=every)
    return NameNotFoundError(message, hint, nearest=every)


def _format_remarks(reading: Reading) -> list[str]:
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
