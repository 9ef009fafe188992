"""What was said: its words, numbers and signs, and what the grammar makes of them: amounts and things."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from gutcli.day.ate.names import Meaning
from gutcli.text import fold

_TOKEN = re.compile(
    r"(?P<number>[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,9}(?:[.,]\d{1,9})?(?:/\d{1,9})?"
    r"|[\u00bc-\u00be\u2150-\u215e])"
    r"|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)"
    r"|(?P<end>[,;|\n/+\u2022]|[.!?](?=\s|$))|(?P<sign>\S)"
)


class Token(NamedTuple):
    """One word, number or sign of the line."""

    text: str
    folded: str
    kind: str
    start: int
    end: int


def split_tokens(text: str) -> list[Token]:
    """Return the words, numbers and signs of a text."""
    return [
        Token(match[0], fold(match[0]), match.lastgroup or "", match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def parse_number(text: str) -> float | None:
    """Read "1 000", "1,000", "1,5", "1/2" or a fraction sign."""
    if len(text) == 1 and not text.isascii():
        return unicodedata.numeric(text, None)
    plain = re.sub(r"\s", "", text)
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", plain):
        plain = plain.replace(",", "")
    above, _, below = plain.replace(",", ".").partition("/")
    divisor = float(below) if below else 1.0
    return float(above) / divisor if divisor else None


def join_said(said: Sequence[str]) -> str:
    """Join the words of a command line; what was given in quotes, with a space in it, stands apart."""
    text, quoted = "", False
    for each in said:
        # A stray byte is no letter; NFC, for a letter and its accent are one.
        word = unicodedata.normalize("NFC", each.encode("utf-8", "replace").decode()).strip()
        if not word:
            continue
        is_quoted = bool(re.search(r"\s", word))
        text += (" | " if quoted or is_quoted else " ") * bool(text) + word
        quoted = is_quoted
    return text


class EatenAmount(NamedTuple):
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
    amount: EatenAmount = EatenAmount()
    without: tuple[Meaning, ...] = ()
    heated: bool = False
    raw: bool = False
    core: str = ""


class ParsedLine(NamedTuple):
    """What was said: foods, what is unclear, the words that say when or where, the meal, and how many days ago."""

    parts: tuple[Part, ...] = ()
    asides: tuple[str, ...] = ()
    meal: str = ""
    days_ago: int = 0
