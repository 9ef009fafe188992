"""A week under way: its days so far, the kitchen, and what is reckoned once for all its places. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.planner.candidate import Candidate, Choice, Rules
from gutcli.planner.habits import Habit, Habits
from gutcli.planner.stock import BOUGHT, EATEN, Larder, Pack, ShelfLife, StockEvent, count_pressure

DAYS = 7
ENOUGH_FERMENTS = 2
"""So many at home, and a week that is under way asks for no other."""
FISH_GROUP = "fish-and-seafood"
_NOTHING: Mapping[str, float] = {}


class Basket(NamedTuple):
    """What a week is cooked from. `lines` are the packs to buy by food; `new` the foods of plants not had lately.

    `foods` are the ids of everything in it.
    """

    days: tuple[tuple[Choice, ...], ...]
    lines: Mapping[str, int]
    new: tuple[str, ...]
    foods: frozenset[str] = frozenset()


def make_basket(days: tuple[tuple[Choice, ...], ...], lines: Mapping[str, int], new: tuple[str, ...]) -> Basket:
    """Return the basket of a week's days."""
    return Basket(days, lines, new, frozenset(choice.id for day in days for choice in day))


class Known(NamedTuple):
    """What of a candidate stays as it is for a whole week.

    `source` is the food out of whose pack it comes, `facts` how that keeps, `portion` how many grams of it one sitting
    takes; `is_new`: it brings a plant that was not had for twelve weeks.
    """

    source: str
    facts: ShelfLife
    portion: float | None
    habit: Habit
    is_new: bool


class Purchase(NamedTuple):
    """What speaks for buying a food that is opened on some day of a week: it hangs on nothing that the week brings.

    `suits`: it is in season, not too rare and not too dear, and keeps until then. `waste` is the share of a new pack
    that would go off, `load` how many places a day it would want; None where it keeps.
    """

    suits: bool
    waste: float = 0.0
    load: float | None = None


class Week:
    """A week under way: what stood on its days, what is at home by now, and what was bought for it."""

    def __init__(
        self, first: date, larder: Larder, candidates: Mapping[str, Candidate], habits: Habits, *,
        rules: Rules, basket: Basket | None = None,
    ) -> None:  # fmt: skip
        self.first = first
        self.larder = larder
        self.candidates = candidates
        self.habits = habits
        self.rules = rules
        self.basket = basket
        self.rate = habits.rate
        self.uses: dict[str, int] = {}
        self.by_slot: dict[tuple[str, str], int] = {}
        self.groups: dict[str, int] = {}
        self.last: dict[str, date] = {}
        self.plants: set[str] = set()
        self.fish: list[date] = []
        self.other_fish = 0
        self.lines: dict[str, int] = {}
        self.new: list[str] = []
        self._loads: dict[tuple[str, date], float] = {}
        self._ferments: dict[date, set[str]] = {}
        self._known: dict[str, Known] = {}
        self._shares = {slot: habits.list_shares(slot) for slot in habits.regulars}
        self._resting: dict[date, frozenset[str]] = {}
        self.purchases: dict[tuple[str, date], Purchase] = {}
        self.out: frozenset[str] = frozenset()
        """What must not be chosen now: a trial decides whether it is there."""
        self.pools = {slot: [c for c in candidates.values() if slot in c.slots] for slot in rules.counts}

    def know(self, candidate: Candidate) -> Known:
        """Return what of a candidate stays as it is for the whole week."""
        if (known := self._known.get(candidate.id)) is None:
            known = self._known[candidate.id] = Known(
                candidate.source, self.facts_of(candidate), self.portion_g(candidate), self.habits.of(candidate.id),
                self.is_new(candidate),
            )  # fmt: skip
        return known

    def list_shares(self, slot: str) -> Mapping[str, float]:
        """Return which share of the lately kept places of a slot its regulars filled."""
        return self._shares.get(slot, _NOTHING)

    def find_resting(self, day: date) -> frozenset[str]:
        """Return what is left out for now: swapped away lately, or left open three times in a row."""
        if day not in self._resting:
            self._resting[day] = frozenset(ident for ident in self.habits.by_id if self.habits.rests(ident, day))
        return self._resting[day]

    def facts_of(self, candidate: Candidate) -> ShelfLife:
        """Return how the pack keeps out of which a food comes."""
        return self.larder.shelf_life.get(candidate.source, candidate.shelf_life)

    def packs_of(self, candidate: Candidate, day: date) -> tuple[Pack, ...]:
        """Return the packs that hold a food and still keep."""
        return self.larder.usable(candidate.source, day) if candidate.source in self.larder.packs else ()

    def is_at_home(self, candidate: Candidate, day: date) -> bool:
        """Return whether it is there: a staple is."""
        return bool(self.packs_of(candidate, day)) or candidate.source in self.larder.staples

    def portion_g(self, candidate: Candidate) -> float | None:
        """Return the grams of a pack that one sitting takes."""
        portion = candidate.shelf_life.portion_g
        return portion and portion * self.rules.people

    def is_new(self, candidate: Candidate) -> bool:
        """Return whether it brings a plant that was not had for twelve weeks; nobody is new to everything."""
        had = self.habits.plants
        return bool(had) and any(plant not in had for plant in candidate.plants)

    def list_pool(self, slot: str) -> list[Candidate]:
        """Return what may be chosen for a slot now."""
        pool = self.pools.get(slot, [])
        return [c for c in pool if c.id not in self.out] if self.out else pool

    def load(self, slot: str, day: date) -> float:
        """Return how many places a day what is there and will not keep wants in a slot."""
        if (slot, day) not in self._loads:
            self._loads[slot, day] = sum(
                count_pressure(packs, self.facts_of(c), self.portion_g(c), day) / self.rate
                for c in self.pools.get(slot, ())
                if (packs := self.packs_of(c, day))
            )
        return self._loads[slot, day]

    def has_instead(self, candidate: Candidate, day: date) -> bool:
        """Return whether something at home does as well as what the basket would buy: the person said so since."""
        slots = {*candidate.slots}
        known = (self.candidates.get(food) for food in self.larder.packs if food != candidate.source)
        there = [c for c in known if c and slots & {*c.slots} and self.packs_of(c, day)]
        if "probiotic" in slots and sum("probiotic" in c.slots for c in there) >= ENOUGH_FERMENTS:
            return True
        kind = (candidate.group, candidate.plants, candidate.oily_fish)
        return any((c.group, c.plants, c.oily_fish) == kind for c in there)

    def open_ferments(self, day: date) -> set[str]:
        """Return the packs of ferments that are open or to be bought."""
        if day not in self._ferments:
            self._ferments[day] = {
                c.source
                for c in self.pools.get("probiotic", ())
                if c.source in self.lines or any(pack.opened for pack in self.packs_of(c, day))
            }
        return self._ferments[day]

    def offer(self, day: date, slot: str, ident: str) -> None:
        """Note that something stood on a day of this week."""
        self.uses[ident] = self.uses.get(ident, 0) + 1
        self.by_slot[slot, ident] = self.by_slot.get((slot, ident), 0) + 1
        self.last[ident] = day
        if candidate := self.candidates.get(ident):
            self.plants.update(candidate.plants)
            if slot == "prebiotic":
                self.groups[candidate.group] = self.groups.get(candidate.group, 0) + 1
            if candidate.oily_fish:
                self.fish.append(day)
            elif candidate.group == FISH_GROUP:
                self.other_fish += 1

    def take(self, day: date, choices: Iterable[Choice]) -> None:
        """Suppose that a day is kept: what is not at home is bought on the week's first day, and all of it is eaten."""
        self._loads.clear()
        self._ferments.clear()
        for choice in choices:
            self.offer(day, choice.slot, choice.id)
            if choice.slot not in FOOD_SLOTS:
                continue
            candidate = self.candidates[choice.id]
            if not self.is_at_home(candidate, day):
                self.buy(candidate, day)
            self.larder.take(StockEvent(day, EATEN, choice.id))

    def buy(self, candidate: Candidate, day: date) -> None:
        """Suppose that enough for one sitting is bought: on the week's first day, or as late as it must be to keep."""
        facts = self.facts_of(candidate)
        size = facts.smallest_g
        portion = self.portion_g(candidate)
        packs = ceil(portion / size - 0.05) if size and portion else 1
        packs = max(1, packs)
        self.larder.take(StockEvent(max(self.first, day - timedelta(days=facts.unopened_days or DAYS)), BOUGHT,
                                    candidate.source, size and size * packs))  # fmt: skip
        announces = len(self.new) < self.rules.new_plants
        if announces and candidate.source not in self.lines and self.is_new(candidate):
            self.new.append(candidate.id)
        self.lines[candidate.source] = self.lines.get(candidate.source, 0) + packs
