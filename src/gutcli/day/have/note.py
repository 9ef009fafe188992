"""Saying what is in the kitchen, and what has gone, from a person's words: those of `ate`, and "until friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gutcli.catalog.kitchen import Kitchen
from gutcli.catalog.search import ambiguous, unknown
from gutcli.catalog.types import Food
from gutcli.clock import format_day_short, parse_day_ahead
from gutcli.day.ate.grammar import parse_line
from gutcli.day.ate.names import Names
from gutcli.day.ate.said import EatenAmount, Part
from gutcli.day.ate.words import EatingWords, find_grams, load_words
from gutcli.day.checklist import change_day
from gutcli.day.have.view import HaveView, build_have
from gutcli.daybook import Daybook
from gutcli.diary.decide import Decision, NewEntry, Outcome
from gutcli.diary.entry import to_data
from gutcli.errors import UsageError
from gutcli.profile.person import Person
from gutcli.text import safe

_MOST_GRAMS = 50_000


class KitchenFood(NamedTuple):
    """One food as the person said it: its id and name, how much, and the date on the pack."""

    id: str
    name: str
    grams: float | None = None
    until: date | None = None


def read_words(person: Person, words: Sequence[str], today: date) -> list[KitchenFood]:
    """Return the foods that "500 g lentils", "two jars of kimchi" or "kefir until friday" mean.

    Raise what says why not; then nothing of it is written.
    """
    names, known = Names(person.catalog), load_words(person.catalog)
    found = []
    until_day = re.compile(rf"(?P<food>.+?)\s+(?:{'|'.join(known.until)})\s+(?P<day>.+)", re.IGNORECASE)
    for text in _split(words, until_day):
        said = until_day.fullmatch(text)
        until = parse_day_ahead(said["day"], today) if said else None
        for part in parse_line([said["food"] if said else text], names, known).parts:
            food = _find_food(part, names, person)
            entry = person.catalog.kitchen.get(food.id)
            grams = find_pack_grams(part.amount, food, entry, known)
            found.append(KitchenFood(food.id, food.name, grams and min(grams, _MOST_GRAMS), until))
    if not found:
        raise UsageError(f"{safe(' '.join(words))!r} names no food.", "Name it: gutcli have lentils kimchi")
    return found


def _split(words: Sequence[str], until_day: re.Pattern[str]) -> Iterator[str]:
    """Return what was said in pieces: what is in quotes or is an id by itself, other words together.

    Where a day is named, commas part, too: it is the day of one food.
    """
    pieces = [""]
    for word in words:
        if re.search(r"\s|\w-\w", word):
            pieces += [word, ""]
        else:
            pieces[-1] += f" {word}"
    for piece in pieces:
        parts = piece.split(",") if any(until_day.fullmatch(part.strip()) for part in piece.split(",")) else [piece]
        yield from (part.strip() for part in parts if part.strip())


def _find_food(part: Part, names: Names, person: Person) -> Food:
    """Return the food that a part of the line is. Raise NameNotFoundError, AmbiguousNameError."""
    if len(part.meanings) == 1 and not part.unclear and (food := person.catalog.food(part.meanings[0].id)):
        return food
    choices = [c.id for c in names.choices(part.core or part.words, part.meanings) if c.kind == "food"]
    if len(choices) > 1:
        raise ambiguous(part.words, choices, "food")
    raise unknown(part.words, choices, "food", "gutcli foods --all lists them all.")


def find_pack_grams(amount: EatenAmount, food: Food, entry: Kitchen | None, words: EatingWords) -> float | None:
    """Return the grams of a pack that an amount is: by weight as it stands, by servings, or by whole packs."""
    if amount.number is None or amount.number <= 0:
        return None
    unit = words.measures.get(amount.measure, {})
    if unit:
        return round(amount.number * (unit.get("grams") or unit.get("ml") or 0), 1) or None
    whole = entry and (entry.small_pack_g or entry.pack_g)
    if entry and whole and _is_pack(amount.measure, entry):
        return round(amount.number * whole, 1)
    eaten = find_grams(amount, food, words)
    if eaten is not None and entry:
        return round(eaten / food.serving.grams * entry.pack_g_per_serving, 1)
    return whole and round(amount.number * whole, 1) if not amount.measure else None


def _is_pack(measure: str, entry: Kitchen) -> bool:
    return bool(measure) and measure in f"{entry.pack_text} {entry.small_pack_text or ''} pack packet".split()


def note_kitchen(
    book: Daybook, day: date, words: Sequence[str], *, out: bool = False, staples: bool = False
) -> HaveView:
    """Write down what is there, or what is gone (`out`); return the kitchen as it then is."""
    person = book.person
    found = read_words(person, words, book.today)
    action = "gone" if out else "had"
    entries = tuple(_write(action, said, person) for said in found)
    outcomes = tuple(Outcome(action, said.name) for said in found)
    change_day(book, day, lambda _: Decision(entries, outcomes))
    sentences = [_format(said, out=out) for said in found]
    sentences += [
        f"! {said.name}: {'; '.join(person.reasons_against(said.id))}. No list will ask for it."
        for said in found
        if not out and person.is_forbidden(said.id)
    ]
    return build_have(person, book.diary, day, book.today, staples=staples, said=tuple(sentences))


def _write(action: str, said: KitchenFood, person: Person) -> NewEntry:
    entry = person.catalog.kitchen.get(said.id)
    source = (entry and entry.pack_of) or said.id
    data: dict[str, object] = {"name": said.name}
    # A pack of the usual size, where nobody says how much: what is eaten is then counted from it.
    grams = said.grams or (entry and (entry.small_pack_g or entry.pack_g))
    if action == "had" and grams:
        data["grams"] = grams
    if said.until:
        data["until"] = said.until.isoformat()
    return NewEntry(action, source, data=to_data(data))


def _format(said: KitchenFood, *, out: bool) -> str:
    if out:
        return f"{said.name}: gone."
    until = f", to be used by {format_day_short(said.until)}" if said.until else ""
    return f"{said.name}: at home{until}."
