"""The steps of a practice and how long each may take. Pure.

The catalog has minutes for the whole and words for the steps, so the split is a guess, made to feel right: words that
name a time ("for two minutes") are believed; settling down and advice ("Stop if …") take the time to read them and a
little more; what is really done shares the rest. Enter is always there for whoever is ready sooner.
"""

from __future__ import annotations

import math
import re
from itertools import accumulate

from gutcli.breathe.pattern import Plan, Step, check_minutes
from gutcli.catalog.data_files import load_vocabulary

_NAMED = re.compile(r"\b(?:for (?:\w+ to )?(\w+) (minute|second|breath)|(\w+) (time))s?\b", re.IGNORECASE)
_READING = 10.0
_SETTLE = 30.0


def plan_steps(texts: tuple[str, ...], minutes: float) -> Plan[Step]:
    """Split `minutes` over the steps in whole seconds that add up exactly. Raise UsageError."""
    check_minutes(minutes)
    total = max(len(texts), math.floor(minutes * 60 + 0.5))
    named = [_parse_times(text) for text in texts]
    wishes = [
        max(time, _READING) if time else _parse_manner(text, first=not n)
        for n, (text, time) in enumerate(zip(texts, named, strict=True))
    ]
    # What is left goes to what has no time of its own, else to what has been given one, else to everything.
    takers = [n for n, wish in enumerate(wishes) if not wish] or [n for n, time in enumerate(named) if time]
    takers = takers or list(range(len(texts)))
    share = (total - math.fsum(wishes)) / len(takers)
    for n in takers:
        wishes[n] = max(wishes[n] + share, _READING if not wishes[n] else wishes[n])
    seconds = _fit(wishes, total)
    starts = [0, *accumulate(seconds)]
    return Plan(tuple(Step(text, float(s), float(at)) for text, s, at in zip(texts, seconds, starts, strict=False)))


def _parse_times(text: str) -> float:
    """Return the seconds that a step's own words name; 0 if none."""
    units = load_vocabulary("steps")["units"]
    return math.fsum(
        _parse_number(found[1] or found[3]) * units[(found[2] or found[4]).lower()] for found in _NAMED.finditer(text)
    )


def _parse_manner(text: str, *, first: bool) -> float:
    """Return the seconds for settling, ending and advice; 0 for what is really done."""
    if _begins(text, "advice"):
        return _READING
    return _SETTLE if (first and _begins(text, "settling")) or _begins(text, "closing") else 0.0


def _begins(text: str, what: str) -> bool:
    """Return whether a step begins with words of one of the lists of data/steps.toml."""
    return any(re.match(rf"{words}\b", text, re.IGNORECASE) for words in load_vocabulary("steps")[what])


def _parse_number(word: str) -> int:
    if word.isascii() and word.isdigit():
        return min(int(word), 180)
    numbers: dict[str, int] = load_vocabulary("numbers")["numbers"] | load_vocabulary("steps")["numbers"]
    return numbers.get(word.lower(), 0)


def _fit(wishes: list[float], total: int) -> list[int]:
    """Return whole seconds in the proportion of `wishes`, each 1 at least, that add up to `total`."""
    scale = total / math.fsum(wishes)
    # Each has its second first; the rest is dealt by proportion, left-over seconds to the largest remainders.
    spare = total - len(wishes)
    shares = [max(0.0, wish * scale - 1) for wish in wishes]
    whole = math.fsum(shares) or 1.0
    exact = [spare * share / whole for share in shares]
    seconds = [math.floor(e) for e in exact]
    order = sorted(range(len(exact)), key=lambda n: (seconds[n] - exact[n], n))
    left = spare - sum(seconds)
    for n in order[:left]:
        seconds[n] += 1
    seconds[order[0]] += spare - sum(seconds)
    return [s + 1 for s in seconds]
