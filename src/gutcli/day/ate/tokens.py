"""The words, numbers and signs of what was said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

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
