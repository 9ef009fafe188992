"""The context of what is said: whose it is, when, and whether. Pure.

Every rule stands here; tests/profile/contexts.toml holds it to its examples.

Where two readings differ in safety, the stricter one holds and is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from gutcli.profile.spans import Clause, Span, Tokens

_LONG_AGO = 180
"""Days after which what was has its place in the past, unless the catalog says how long it lasts."""
_YEAR = re.compile(r"(?:19\d\d|20\d\d)")


class When(NamedTuple):
    """When it was: "now", "over", "weak" (a word that may say so), "recent" or "ahead"; `days` since then, if said."""

    word: str = "now"
    days: float | None = None


def parse_when(clause: Clause, lexicon: Mapping[str, Any], year: int) -> When:
    """Return when the clause says that it was."""
    days = find_days(clause.tokens, lexicon, year)
    if days is not None and not {*lexicon["phrases"]["until-now"]} & {*clause.tokens}:
        return When("over" if days > _LONG_AGO else "recent", days)
    if any(0 < age < 100 for age in _find_ages("back-then", " ".join(clause.tokens), lexicon, "{}$")):
        return When("over")
    if clause.has("coming"):
        return When("ahead")
    if clause.has("recent"):
        return When("recent")
    over = clause.find("over")
    if any(not span.plays("over-weak") for span in over):
        return When("over")
    return When("weak") if over else When()


def find_days(tokens: Tokens, lexicon: Mapping[str, Any], year: int) -> float | None:
    """Return how many days ago something was, from "three weeks ago", "last month" or a year; None if none is said."""
    units, numbers = lexicon["units"], lexicon["numbers"]
    for n, token in enumerate(tokens):
        if token in lexicon["phrases"]["ago"] and n and tokens[n - 1] in units:
            for size in (3, 2, 1):
                said = " ".join(tokens[max(0, n - 1 - size) : n - 1])
                if (number := int(said) if said.isdigit() else numbers.get(said)) is not None:
                    return float(number * units[tokens[n - 1]])
            return float(units[tokens[n - 1]]) if n == 1 else 3.0 * units[tokens[n - 1]]
    for n, token in enumerate(tokens):
        if _YEAR.fullmatch(token) and tokens[n - 1 : n] != ("since",) and int(token) <= year:
            return float(max(0, year - int(token)) * 365)
    text = f" {' '.join(tokens)} "
    return next((float(days) for words, days in lexicon["ago"].items() if f" {words} " in text), None)


def is_other(clause: Clause) -> bool:
    """Return whether the clause is about somebody else, and not about oneself as well."""
    if clause.has("own-person", "through-me"):
        return False
    return clause.has("family-history", "work") or any(
        clause.tokens[role.start - 1 : role.start] not in {("to",), ("from",)}
        for role in clause.find("other-person", "own-child")
    )


def is_dropped(span: Span, clause: Clause, *, is_mine: bool = False) -> bool:
    """Return whether something that is said does not hold: somebody else has it, it is denied, or it is only a risk.

    `is_mine`: whoever else is named, it is one's own.
    """
    return (
        (is_other(clause) and not is_mine)
        or is_denied(span, clause)
        or any(role.plays("negation-after") for role in clause.after(span)[:2])
        or any(role.plays("at-risk") for role in clause.before(span))
    )


def is_denied(span: Span, clause: Clause) -> bool:
    """Return whether a negation stands before it, and nothing but small words between them."""
    for role in clause.right_before(span):
        if role.plays("negation"):
            return True
        if role.plays("double") or not role.plays("filler", "over-weak", "maybe", "own-person", "taking"):
            return False
    return False


def find_age(tokens: Tokens, lexicon: Mapping[str, Any], year: int) -> str | None:
    """Return the condition that an age of one's own means ("" is none), or None where no age is said."""
    folded = _write_figures(tokens, lexicon["numbers"])
    folded = re.sub(r"^#.*|#", " ", folded)
    ages = [year - born for born in _find_ages("born", folded, lexicon)]
    ages += _find_ages("alone", folded, lexicon, "^{}$") + _find_ages("anywhere", folded, lexicon)
    return next((condition for low, high, condition in lexicon["ages"] if ages and low <= ages[0] <= high), None)


def _find_ages(ident: str, said: str, lexicon: Mapping[str, Any], frame: str = "{}") -> list[int]:
    """Return the numbers that stand in words as the catalog's forms of this id say, framed as a regular expression."""
    forms = (re.search(frame.format(form), said) for form in lexicon["said_ages"][ident])
    return [int(found[1]) for found in forms if found]


def _write_figures(tokens: Tokens, numbers: Mapping[str, float]) -> str:
    """Return words with numbers in figures: "eighty two" is 82."""
    written: list[str] = []
    tens = 0
    for token in tokens:
        number = numbers.get(token, 0) if token not in {"a", "an"} else 0
        if tens and 1 <= number <= 9:
            written[-1] = str(tens + int(number))
        else:
            written.append(str(int(number)) if number >= 1 and number == int(number) else token)
        tens = int(number) if number in range(20, 100, 10) else 0
    return " ".join(written)
