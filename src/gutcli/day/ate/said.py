"""What the grammar makes of a line: amounts, things that were said, and what stands around them."""

from __future__ import annotations

from typing import NamedTuple

from gutcli.day.ate.names import Meaning


class Amount(NamedTuple):
    """How much, in the person's words; `number` of `measure` ("": pieces), where that is plain. `after` the food."""

    text: str = ""
    number: float | None = None
    measure: str = ""
    sized: bool = False
    after: bool = False


class Part(NamedTuple):
    """One thing that was said. `meanings` is empty where nothing is known; more than one, or `unclear`, is to be asked.

    `core` are the words without an amount and the like around them, where they are unclear.
    `without` are the foods that were not in it; `heated` and `raw`: it was said to be.
    """

    words: str
    meanings: tuple[Meaning, ...] = ()
    unclear: bool = False
    amount: Amount = Amount()
    without: tuple[Meaning, ...] = ()
    heated: bool = False
    raw: bool = False
    core: str = ""


class Line(NamedTuple):
    """What was said: foods, what is unclear, the words that say when or where, the meal, and how many days ago."""

    parts: tuple[Part, ...] = ()
    asides: tuple[str, ...] = ()
    meal: str = ""
    days_ago: int = 0
