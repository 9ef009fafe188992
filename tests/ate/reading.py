"""What a line means, in the words of the tables of examples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gutcli.day.ate.grammar import parse_line
from gutcli.day.ate.names import Names
from gutcli.day.ate.reading import AteReading
from gutcli.day.ate.words import load_words

if TYPE_CHECKING:
    from gutcli.profile.person import Person


def split_as_a_shell(said: str) -> list[str]:
    """Take a line apart into the words that a program gets; only double quotes hold words together."""
    return [quoted or word for quoted, word in re.findall(r'"([^"]*)"|(\S+)', said)]


def describe(said: str, person: Person, names: Names) -> list[str]:
    """Read what stands after `gutcli ate`; give each thing as "food", "food: amount", "food: amount = grams"; then

    "? words: what is asked", "~ words kept as they stand", "note: words", "at meal", "yesterday", "without food".
    """
    line = parse_line(split_as_a_shell(said), names, load_words(person.catalog))
    reading = AteReading(person)
    reading.read(line, line.meal)
    found = []
    for each in reading.understood:
        grams = f" = {each.grams:g} g" if each.grams is not None else ""
        kind = "" if each.kind == "food" else " (a dish)"
        found.append(f"{each.id}{kind}" + (f": {each.amount}{grams}" if each.amount else ""))
    found += [f"? {p.words}: {', '.join(p.choices)}" if p.choices else f"~ {p.words}" for p in reading.not_understood]
    found += [f"note: {aside}" for aside in reading.asides]
    found += [f"without {meaning.id}" for part in line.parts for meaning in part.without]
    return found + [f"at {line.meal}"] * bool(line.meal) + ["yesterday"] * line.days_ago
