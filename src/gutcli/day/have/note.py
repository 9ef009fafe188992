"""Saying what is in the kitchen, and what has gone, from a person's words."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gutcli.clock import format_day_short, parse_day_ahead
from gutcli.day.checklist import change_day
from gutcli.day.have.view import HaveView, build_have
from gutcli.diary.decide import Decision, NewEntry, Outcome
from gutcli.diary.entry import to_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gutcli.daybook import Daybook
    from gutcli.profile.person import Person

_UNTIL = re.compile(r"^(?P<food>.+?)\s+(?:until|till|use by|by)\s+(?P<day>.+)$", re.IGNORECASE)
_GRAMS = re.compile(
    r"^(?P<number>\d{1,5}(?:[.,]\d{1,2})?)\s*(?P<unit>kg|g|ml|l)\s+(?:of\s+)?(?P<food>.+)$", re.IGNORECASE
)
_MOST_GRAMS = 50_000


class Said(NamedTuple):
    """One food as the person said it: its id and name, how much, and the date on the pack."""

    id: str
    name: str
    grams: float | None = None
    until: date | None = None


def read_words(person: Person, words: str, today: date) -> Said:
    """Return the food that "500 g lentils" or "kefir until friday" means. Raise what says why not."""
    from gutcli.catalog.search import resolve

    text, until, grams = " ".join(words.split()), None, None
    if found := _UNTIL.match(text):
        text, until = found["food"], parse_day_ahead(found["day"], today)
    if found := _GRAMS.match(text):
        factor = 1000 if found["unit"].lower() in {"kg", "l"} else 1
        grams = min(float(found["number"].replace(",", ".")) * factor, _MOST_GRAMS) or None
        text = found["food"]
    ident = resolve(text, person.catalog.names("foods"), "food")
    return Said(ident, person.catalog.label("foods", ident), grams, until)


def note_kitchen(
    book: Daybook, day: date, words: Sequence[str], *, out: bool = False, staples: bool = False
) -> HaveView:
    """Write down what is there, or what is gone (`out`); return the kitchen as it then is."""
    person = book.person
    found = [read_words(person, part, book.today) for each in words for part in each.split(",") if part.strip()]
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


def _write(action: str, said: Said, person: Person) -> NewEntry:
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


def _format(said: Said, *, out: bool) -> str:
    if out:
        return f"{said.name}: gone."
    until = f", to be used by {format_day_short(said.until)}" if said.until else ""
    return f"{said.name}: at home{until}."
