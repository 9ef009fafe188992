"""What a diary does not score, because a doctor should see it: found in a person's words, answered with where to go."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from gutcli.text import fold

_NEAR = 7
"""So many words may lie between the first and the last of a phrase, both included."""


class RedFlag(NamedTuple):
    """Something a doctor should see: what is said of it, and the page that says the same ("": none does)."""

    id: str
    advice: str
    topic: str


def find_red_flag(words: str, known: Mapping[str, Any]) -> RedFlag | None:
    """Return the first red flag that a person's words raise; None if there is none.

    Words that deny it ("no blood in my stool") raise none; in doubt one is raised. `known` is data/red_flags.toml.
    """
    if not words.strip():
        return None
    passed_over = [f" {fold(phrase)} " for part in known["not"] for phrase in part["phrases"]]
    denials = {*known["denials"]}
    ends = re.compile(rf"[.;:!?\n,]|\b(?:{'|'.join(known['ends'])})\b")
    clauses = []
    for clause in ends.split(words):
        said = f" {fold(clause)} "
        for phrase in passed_over:
            said = said.replace(phrase, " ")
        clauses.append(said.split())
    for flag in known["red_flag"]:
        if any(_names(clause, fold(phrase).split(), denials) for phrase in flag["words"] for clause in clauses):
            return RedFlag(flag["id"], flag["advice"], flag["topic"])
    return None


def _names(clause: list[str], phrase: list[str], denials: set[str]) -> bool:
    """Return whether all words of a phrase stand near each other, and nothing right before them denies it."""
    for start, word in enumerate(clause):
        near = clause[start : start + _NEAR]
        if word in phrase and set(phrase) <= set(near) and denials.isdisjoint(clause[max(0, start - 2) : start]):
            return True
    return False
