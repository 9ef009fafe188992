"""What the planner knows of a food or practice that fits the person, and what the person set. Pure values."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.planner.stock import UNKNOWN, ShelfLife

if TYPE_CHECKING:
    from gutcli.catalog.kitchen import Kitchen
    from gutcli.catalog.types import Food, Practice
    from gutcli.profile.settings import Profile

_LONG = 15
_SHORT = 3
_KEEPS_IN_STOCK = 30
"""Days: what is in nearly every kitchen and keeps at least so long is taken to be there."""


class Candidate(NamedTuple):
    """A food or practice that may stand on a list.

    `months` are those in which a food is fresh (empty: all year). `held_back` counts what speaks against it for this
    person (a caution of their own): such a thing comes last. `group` is a food's group or a practice's family.
    """

    id: str
    slots: Sequence[str]
    plants: Sequence[str] = ()
    group: str = ""
    oily_fish: bool = False
    shelf_life: ShelfLife = UNKNOWN
    commonness: str = "some"
    price_band: int = 1
    months: Sequence[int] = ()
    favourite: bool = False
    held_back: int = 0
    minutes: int = 0
    halves: bool = False

    @property
    def source(self) -> str:
        """Return the food out of whose pack it comes: itself, unless another."""
        return self.shelf_life.pack_of or self.id


class Choice(NamedTuple):
    """One place of a day: the slot, what fills it, whether it is at home, and the codes of why it is there."""

    slot: str
    id: str
    at_home: bool = True
    reasons: tuple[str, ...] = ()


class Rules(NamedTuple):
    """What the person set: how many items of each slot, how far from the usual, how dear, for how many."""

    counts: Mapping[str, int]
    adventure: str = "some"
    new_plants: int = 2
    dearest: int = 3
    people: int = 1
    staples: frozenset[str] = frozenset()

    @property
    def most_lines(self) -> int:
        """Return how many things a week's shop may ask for."""
        return 10 + 2 * (self.people - 1)

    @property
    def repeats(self) -> float:
        """Return the share of a week's places that may go to a food for another time."""
        return {"low": 0.45, "some": 0.3, "high": 0.15}[self.adventure]

    @property
    def regular_share(self) -> float:
        """Return the share of a slot's places that its regulars keep."""
        return {"low": 0.9, "some": 0.8, "high": 0.5}[self.adventure]


def describe_shelf_life(entry: "Kitchen | None") -> ShelfLife:
    """Return how a food is bought and keeps."""
    if entry is None:
        return UNKNOWN
    return ShelfLife(
        entry.pack_g, entry.small_pack_g, entry.pack_g_per_serving, entry.keeps_unopened_days,
        entry.keeps_opened_days, entry.opened_means or "", entry.pack_of or "", is_generous(entry),
    )  # fmt: skip


def is_generous(entry: "Kitchen") -> bool:
    """Return whether people take more of it than a serving: what will not keep, fresh from the field or opened fish."""
    if entry.aisle == "produce":
        return (entry.keeps_unopened_days or _LONG) < _LONG
    is_fish = entry.aisle == "fish-meat" or entry.form == "tinned"
    return is_fish and (entry.keeps_opened_days or _LONG) <= _SHORT


def describe_food(food: "Food", entry: "Kitchen | None", *, favourite: bool, held_back: int, south: bool) -> Candidate:
    """Return what the planner needs of a food."""
    months = entry.fresh_months if entry and len(entry.fresh_months) < 12 else ()
    if south:
        months = tuple(sorted((month + 5) % 12 + 1 for month in months))
    return Candidate(
        food.id, food.slots, food.plants, food.group, food.oily_fish, describe_shelf_life(entry),
        commonness=entry.commonness if entry else "some", price_band=entry.price_band if entry else 1, months=months,
        favourite=favourite, held_back=held_back, halves=is_halved(food),
    )  # fmt: skip


def is_halved(food: "Food") -> bool:
    """Return whether a gentle start halves its portions: what ferments, in the pot or in the gut."""
    return "fibre-fast" in food.cautions or food.live_cultures != "no"


def describe_practice(practice: "Practice", *, favourite: bool, held_back: int) -> Candidate:
    """Return what the planner needs of a practice."""
    return Candidate(
        practice.id, (practice.slot,), group=practice.family, commonness="common", favourite=favourite,
        held_back=held_back, minutes=practice.minutes,
    )  # fmt: skip


def parse_candidate(record: Sequence[Any]) -> Candidate:
    """Return the candidate of a record of the person's document: its fields, in their order."""
    return Candidate._make([*record[:5], ShelfLife(*record[5]), *record[6:]])


def find_staples(kitchen: "Mapping[str, Kitchen]", foods: "Mapping[str, Food]") -> frozenset[str]:
    """Return what is taken to be there where nothing else is said: in nearly every kitchen, keeps, and no ferment."""
    return frozenset(
        ident
        for ident, entry in kitchen.items()
        if entry.commonness == "staple"
        and (entry.keeps_unopened_days or 0) >= _KEEPS_IN_STOCK
        and ident in foods
        and "probiotic" not in foods[ident].kinds
    )


def make_rules(profile: "Profile", staples: frozenset[str]) -> dict[str, Any]:
    """Return what the person set for the planner, as their document has it: fields of `Rules`."""
    return {
        "adventure": profile.adventure,
        "new_plants": profile.new_plants,
        "dearest": {"low": 1, "middle": 2, "any": 3}[profile.budget],
        "people": profile.people,
        "staples": sorted(staples),
    }
