"""How an entry of the profile was understood, and what is gathered while it is read. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gutcli.profile.values import DIETS
from gutcli.text import fold, safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gutcli.profile.spans import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """How one entry of the profile was understood.

    `unknown` is the part that was not; `doubt` says what to check; `asks` is what it was read as where it may be less.
    `not_taken` are medicines that are not borne; `own` are cautions that the person's own catalog ties to the words.
    """

    key: str
    word: str
    conditions: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    not_taken: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    foods: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    diet: str = ""
    crisis: bool = False
    unknown: str = ""
    doubt: str = ""
    asks: tuple[str, ...] = ()


def join_readings(first: Reading, other: Reading | None) -> Reading:
    """Return what either says of an entry; what was not understood is what the first did not."""
    if other is None:
        return first
    return replace(
        first,
        conditions=_join(first.conditions, other.conditions),
        medicines=_join(first.medicines, other.medicines),
        classes=_join(first.classes, other.classes),
        not_taken=_join(first.not_taken, other.not_taken),
        allergens=_join(first.allergens, other.allergens),
        families=_join(first.families, other.families),
        foods=_join(first.foods, other.foods),
        own=_join(first.own, other.own),
        diet=max(first.diet, other.diet, key=("", *DIETS).index),
        crisis=first.crisis or other.crisis,
        doubt=first.doubt or other.doubt,
        asks=_join(first.asks, other.asks),
    )


def _join(first: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *other)))


class ReadingDraft:
    """What has been found in an entry so far."""

    def __init__(self) -> None:
        self.conditions: dict[str, None] = {}
        self.medicines: dict[str, None] = {}
        self.classes: dict[str, None] = {}
        self.not_taken: dict[str, None] = {}
        self.allergens: dict[str, None] = {}
        self.families: dict[str, None] = {}
        self.foods: dict[str, None] = {}
        self.own: dict[str, None] = {}
        self.asks: dict[str, None] = {}
        self.diet = ""
        self.only = False
        self.crisis = False
        self.understood = False
        self.left: list[str] = []
        self.borne: list[Span] = []


def means_nothing(word: str, lexicon: Mapping[str, Any]) -> bool:
    """Return whether an entry only says that there is none."""
    folded = fold(word)
    return not word.strip() or "nothing" in lexicon["roles"].get(folded, ())


def join_unknown(word: str, left: Sequence[str], *, understood: bool) -> str:
    """Return what of an entry was not understood: all of it, or the words that are left over."""
    if not understood:
        return safe(word)
    # Letters that folding cannot keep (other alphabets) were not read either.
    foreign = "".join(letter for letter in word if letter.isalpha() and not fold(letter))
    spelt = {fold(part): part.strip(".,;:?!()\"'") for part in safe(word).split()}
    return " ".join([*(spelt.get(token, token) for token in left), *([safe(foreign)] if foreign else [])])
