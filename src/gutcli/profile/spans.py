"""What is said, cut into clauses, and the phrases of the lexicon that stand in them, the longest first. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from gutcli.text import fold

Tokens = tuple[str, ...]
T = TypeVar("T")
LONGEST = 9
"""How many words a phrase of the lexicon has at most."""

# A clause ends where another thought may begin: what is denied before "but" is not denied after it.
_ENDS = re.compile(
    r"[,;?!()\n]|[.](?!\d)| - |\bbut\b|\balthough\b|\bthough\b|\bhowever\b|\band (?=(?:i|im|i'm|i’m|my|so|so's)\b)",
    re.IGNORECASE,
)
_NO = re.compile(r"\?\s*no\b,?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+[a-z]{0,4}|[0-9]+(?:st|nd|rd|th)")


class Span(NamedTuple):
    """A phrase that was found: where in its clause (from, to), in which layer of the lexicon, and what it may mean."""

    start: int
    end: int
    layer: str
    meanings: list[Any]
    words: Tokens

    @property
    def places(self) -> range:
        """Return the places of its words in the clause."""
        return range(self.start, self.end)

    def holds(self, other: Span) -> bool:
        """Return whether `other` stands within this one, which is longer."""
        return self.start <= other.start and other.end <= self.end and self.end - self.start > other.end - other.start

    @property
    def allergens(self) -> set[str]:
        """Return the legal allergens that a phrase of what is eaten means."""
        return {ident for kind, idents, *_ in self.meanings if kind == "allergens" for ident in idents}

    def plays(self, *roles: str) -> bool:
        """Return whether a small word plays one of these parts."""
        return any(role in self.meanings for role in roles)


class Clause(NamedTuple):
    """One clause: its words, what is said and the small words about it, what is taken, and what is eaten."""

    tokens: Tokens
    said: tuple[Span, ...]
    taken: tuple[Span, ...]
    eaten: tuple[Span, ...]
    roles: tuple[Span, ...]
    measured: frozenset[int]
    """The places of figures that say how much, not how old."""

    def find(self, *roles: str) -> list[Span]:
        """Return the small words that play one of these parts, in their order."""
        return [span for span in self.roles if span.plays(*roles)]

    def has(self, *roles: str) -> bool:
        """Return whether a small word plays one of these parts."""
        return any(span.plays(*roles) for span in self.roles)

    def before(self, span: Span) -> list[Span]:
        """Return the small words before a phrase."""
        return [role for role in self.roles if role.end <= span.start]

    def after(self, span: Span) -> list[Span]:
        """Return the small words after a phrase."""
        return [role for role in self.roles if role.start >= span.end]

    def right_before(self, span: Span) -> Iterator[Span]:
        """Yield the small words before a phrase, the nearest first, up to a word that is none of them."""
        place = span.start
        for role in reversed(self.before(span)):
            if role.end != place:
                return
            yield role
            place = role.start


@lru_cache(maxsize=16384)
def split_words(text: str) -> Tokens:
    """Return the folded words of a text."""
    return tuple(fold(text).split())


def split_clauses(text: str) -> list[Tokens]:
    """Return the folded words of each clause of what was said; "asthma? no" says that it is none."""
    text = _NO.sub(" ruled out, ", text)
    return [tokens for part in _ENDS.split(text) if (tokens := split_words(part))]


def is_number(token: str) -> bool:
    """Return whether a word is a number, a dose or an ordinal in figures."""
    return _NUMBER.fullmatch(token) is not None


def find_small(lexicon: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the small words that say something of the phrases beside them, and the parts that each plays."""
    return {phrase: roles for phrase, roles in lexicon["roles"].items() if roles != ["through-me"]}


def parse_clause(
    tokens: Tokens, lexicon: Mapping[str, Any], named: Mapping[str, list[Any]], small: Mapping[str, list[str]]
) -> Clause:
    """Find what a clause says; `named` are the names of foods, which mean themselves, `small` the small words.

    Within a layer the longest phrase is taken, so that hay fever is no fever; the small words are found beside what is
    said, so that in "nursing home" nobody is a nurse. Medicines are looked for apart: "osteoporosis tablets" are
    tablets and a condition; but where a longer phrase of another layer holds them ("iron overload"), it alone is meant.
    """
    measures = list(_find_measures(tokens, lexicon["patterns"]))
    # In "140 over 90" nobody is over 90.
    read = {place for pattern, places in measures if "over" in pattern for place in places}
    masked = tuple("#" if place in read else token for place, token in enumerate(tokens))
    found = list(find_longest(masked, {"said": lexicon["said"], "roles": small}))
    said = tuple(span for span in found if span.layer == "said")
    # "my baby" is a condition and says whose the rest is, too.
    both = [span._replace(layer="roles", meanings=small[p]) for span in said if (p := " ".join(span.words)) in small]
    through = [span for span in find_longest(tokens, {"roles": lexicon["roles"]}) if span.meanings == ["through-me"]]
    roles = tuple(sorted([*(span for span in found if span.layer == "roles"), *both, *through], key=lambda s: s[:2]))
    taken, eaten = (
        tuple(s for s in find_longest(tokens, layers) if not any(other.holds(s) for other in said))
        for layers in ({"taken": lexicon["taken"]}, {"eaten": lexicon["eaten"], "named": named})
    )
    return Clause(masked, said, taken, eaten, roles, frozenset(n for _, places in measures for n in places))


def _find_measures(tokens: Tokens, patterns: list[list[str]]) -> Iterator[tuple[list[str], range]]:
    """Yield the patterns of figures that stand in the words, and where: readings, doses and measures are no ages."""
    figures = any(map(is_number, tokens))
    for pattern in patterns:
        if "#" in pattern and not figures:
            continue
        for start in range(len(tokens) - len(pattern) + 1):
            here = tokens[start : start + len(pattern)]
            if all(is_number(word) if sign == "#" else word == sign for sign, word in zip(pattern, here, strict=True)):
                yield pattern, range(start, start + len(pattern))


def find_longest(tokens: Tokens, layers: Mapping[str, Mapping[str, list[Any]]]) -> Iterator[Span]:
    """Yield the phrases of the layers that stand in the words, the longest first; no word is read twice."""
    free = [True] * len(tokens)
    spans: list[Span] = []
    for size in range(min(LONGEST, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            if not all(free[start : start + size]):
                continue
            phrase = " ".join(tokens[start : start + size])
            for layer, phrases in layers.items():
                if (meanings := phrases.get(phrase)) is not None:
                    free[start : start + size] = [False] * size
                    spans.append(Span(start, start + size, layer, meanings, tokens[start : start + size]))
                    break
    yield from sorted(spans)


def cut_longest(length: int, find: Callable[[int, int], T | None]) -> Iterator[tuple[range, T]]:
    """Yield from the left the longest stretches of words in which `find` (from, to) finds something, and that."""
    start = 0
    while start < length:
        for end in range(length, start, -1):
            if found := find(start, end):
                yield range(start, end), found
                start = end
                break
        else:
            start += 1


def find_untold(clause: Clause, told: Collection[int]) -> list[int]:
    """Return the places of the words that nothing explains: no phrase that was `told`, no small word, no number."""
    explained = {*told, *clause.measured, *(place for span in clause.roles for place in span.places)}
    return [n for n, token in enumerate(clause.tokens) if n not in explained and not is_number(token)]
