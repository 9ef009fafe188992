"""Text from outside, made safe to show and easy to compare."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# Control (C0, DEL, C1), line and paragraph separators, bidi controls and marks, zero-width and tag characters,
# and lone surrogates: what can move a cursor, hide or reorder words. Rich's escape() and Text let them through.
_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def safe(text: str) -> str:
    """Return `text` on one line with nothing in it that a terminal would obey.

    White space of any kind becomes a space; every other unsafe character becomes U+FFFD, so that tampering shows.
    """
    if text.isprintable():  # none of the unsafe characters is, and of white space the plain space alone
        return text if text.isascii() else " ".join(text.split())
    return re.sub(_UNSAFE, "\ufffd", re.sub(r"\s+", " ", text)).strip()


def quoted(path: object) -> str:
    """Return a path so that it can be pasted into a shell, and is safe to show: a data folder may have a space."""
    import os
    import shlex

    return safe(f'"{path}"' if os.name == "nt" else shlex.quote(str(path)))


def describe_unsafe(text: str) -> str:
    """Return the first character of `text` that `safe` would take out; "" if there is none."""
    if text.isascii() and text.isprintable():
        return ""
    found = re.search(_UNSAFE, re.sub(r"[\t\r\n]", " ", text))
    return f"the character U+{ord(found[0]):04X}" if found else ""


# American spellings become British ones, so that either finds the other: inside words that are folded already, at the
# beginning of one, or as a whole word (soya must not become soyaa).
_INSIDE = {
    "yogurt": "yoghurt", "yoghourt": "yoghurt", "yogourt": "yoghurt", "glycemi": "glycaemi", "kalemi": "kalaemi",
    "color": "colour", "flavor": "flavour", "behavior": "behaviour",
}  # fmt: skip
_STARTS = {
    "fiber": "fibre", "sulf": "sulph", "celiac": "coeliac", "estro": "oestro", "esophag": "oesophag", "edema": "oedema",
    "diarrhea": "diarrhoea", "anemi": "anaemi", "leukemi": "leukaemi", "ischemi": "ischaemi", "pediatric": "paediatric",
}  # fmt: skip
_WHOLE = {"soy": "soya", "gray": "grey", "chili": "chilli", "chilis": "chilli", "chile": "chilli"}
_SPELLINGS = _INSIDE | _STARTS


@cache
def _american() -> re.Pattern[str]:
    """Return one pattern for all parts of words, made when the first name is folded."""
    return re.compile(rf"{'|'.join(_INSIDE)}|\b(?:{'|'.join(_STARTS)})")


def fold(text: str) -> str:
    """Return the form in which two names are the same: no case, accents, hyphens, British spelling, singular words.

    `fold("Yogurts")` and `fold("yoghurt")` are equal. The result is for comparing, never for showing.
    """
    words = text.casefold().replace("'", "")
    if not words.isascii():
        words = unicodedata.normalize("NFKD", words.replace("\u00df", "ss").replace("\u2019", ""))
        words = "".join(c for c in words if not unicodedata.combining(c))
        words = re.sub(r"[\W_]+", " ", words)  # letters of other alphabets are letters too
    else:
        words = re.sub(r"[^a-z0-9]+", " ", words)
    words = _american().sub(lambda match: _SPELLINGS[match[0]], words)
    return " ".join([_WHOLE.get(word, word) for word in map(_singular, words.split())])


def _singular(word: str) -> str:
    """Take a plain English plural ending off; both sides of a comparison pass here, so it need not be grammar."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("oes", "ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


NEAR = 0.6
"""How alike a word must be to one that is known to be asked about: "Did you mean …?"."""
NEARER = 0.75
"""The same where thousands of names are known, of medicines and conditions above all."""
SLIP = 0.8
"""How alike words are that a slip of the finger or two sets apart: else they may well be words of the person's own."""
SPELLING = 0.85
"""How alike two ways are to spell one name."""


def nearest(word: str, known: Iterable[str], most: int = 3, cutoff: float = NEAR) -> list[str]:
    """Return those of the `known` words that look most like `word`, nearest first: for asking, never for acting."""
    import difflib

    return difflib.get_close_matches(word[:60], list(known), most, cutoff)


def did_you_mean(near: list[str], otherwise: str = "") -> str:
    """Return a hint that asks for the names near what was typed; where there are none, what else to do."""
    return f"Did you mean {join_words(near, 'or')}?" if near else otherwise


def join_words(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Join words as a sentence does: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def join_some(words: list[str] | tuple[str, ...], most: int) -> str:
    """Join the first words, and say how many more there are: "a, b and 3 more"."""
    return join_words([*words[:most], f"{len(words) - most} more"]) if len(words) > most else join_words(words)


def lower_first(name: str) -> str:
    """Return a name as it stands inside a sentence; one that begins with two capitals (NSDR, HP sauce) keeps them."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def upper_first(words: str) -> str:
    """Return words as they begin a sentence; the rest keeps its letters, which `capitalize` would not."""
    return words[:1].upper() + words[1:]


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `count(1, "day")` is "1 day"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
