"""What `profile` says: what gutcli knows, what follows from it, and what it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from gutcli.profile.cautions.view import CautionCard

if TYPE_CHECKING:
    from gutcli.catalog.library import Catalog
    from gutcli.profile.file import Problem
    from gutcli.profile.needs import Needs


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value: `is_set` whether it stands in the file."""

    key: str
    value: Any
    is_set: bool


@dataclass(frozen=True, slots=True)
class UnknownLine:
    """An entry, or a part of it, that gutcli does not know and so cannot protect the person from.

    `nearest` are known words that it may have meant.
    """

    key: str
    word: str
    unknown: str
    doubt: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """Something wrong in the file."""

    line: int
    key: str
    message: str
    expected: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the profile leaves out of lists: ids of foods and practices that could otherwise be suggested; all names."""

    foods: tuple[str, ...]
    practices: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The profile. With problems, `values` are those that hold and nothing is said to follow.

    Of `items` on a day's list, `needed` meet its aim.
    """

    KIND: ClassVar[str] = "profile"
    path: str
    exists: bool
    values: tuple[ValueLine, ...]
    items: int
    needed: int
    allergens: tuple[str, ...]
    cautions: tuple[CautionCard, ...]
    left_out: LeftOut | None
    unknown: tuple[UnknownLine, ...]
    problems: tuple[ProblemLine, ...]

    def as_data(self) -> dict[str, Any]:
        """Give the JSON; values as one object by key."""
        data = {name: getattr(self, name) for name in type(self).__dataclass_fields__ if name != "KIND"}
        return data | {
            "values": {line.key: line.value for line in self.values},
            "set": [line.key for line in self.values if line.is_set],
        }


@dataclass(frozen=True, slots=True)
class ProfileChangeView:
    """What changing one value did: `new_cautions` are those that hold from now on."""

    KIND: ClassVar[str] = "profile-change"
    path: str
    key: str
    old: Any
    new: Any
    new_cautions: tuple[CautionCard, ...]
    gone_cautions: tuple[str, ...]
    now_left_out: LeftOut
    now_offered: LeftOut
    unknown: tuple[UnknownLine, ...]


def unknown_lines(needs: Needs, catalog: Catalog) -> tuple[UnknownLine, ...]:
    """Give what was not understood, or only in doubt."""
    from gutcli.profile.words import find_meant

    return tuple(
        UnknownLine(
            r.key, r.word, r.unknown, r.doubt, find_meant(r, catalog.cautions, catalog.foods, catalog.practices)
        )
        for r in needs.readings
        if r.unknown or r.doubt
    )


def problem_lines(problems: tuple[Problem, ...]) -> tuple[ProblemLine, ...]:
    """Give the file's problems."""
    return tuple(ProblemLine(p.line, p.key, p.message, p.expected) for p in problems)


def plain_value(value: Any) -> Any:
    """Give a value as JSON and people see it."""
    if isinstance(value, tuple):
        return list(value)
    if hasattr(value, "isoformat"):
        return value.isoformat("minutes")
    return dict(value) if isinstance(value, Mapping) else value
