"""A week's list from the kitchen: what is open first, what is at home next, and a few things worth buying. Pure.

`choose_day` takes the places of one day in turn and gives each to the food with the highest score (score.py);
`plan_week` does so for seven days, supposes that each is kept, and so finds the basket: what the week is cooked from,
and what to buy for it. During the week the same function chooses each day from the basket and from what is really at
home by then.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import ceil, inf
from typing import NamedTuple

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.planner.candidate import Candidate, Choice, Rules
from gutcli.planner.habits import Habit, Habits
from gutcli.planner.movement import choose_practices
from gutcli.planner.purchase import Purchase, weigh_purchase
from gutcli.planner.score import look_at_place, score_food, weigh_beside
from gutcli.planner.stock import BOUGHT, EATEN, Keeping, Larder, Pack, StockEvent, count_pressure

DAYS = 7
# Tuesday and Friday: any seven days then hold two days of oily fish, as the NHS advice on fish has it.
FISH_WEEKDAYS = (1, 4)
FISH_A_WEEK = 2
OTHER_FISH_A_WEEK = 1
ENOUGH_FERMENTS = 2
"""So many at home, and a week that is under way asks for no other."""
FISH_GROUP = "fish-and-seafood"
_NOTHING: Mapping[str, float] = {}
Scores = dict[tuple[str, bool, bool], tuple[float, Choice] | None]
"""What foods score for the places of a slot on a day: by id, whether strictly, whether nothing more may be bought."""


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
    facts: Keeping
    portion: float | None
    habit: Habit
    is_new: bool


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
        self._purchases: dict[tuple[str, date], Purchase] = {}
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

    def weigh_purchase(self, candidate: Candidate, day: date) -> Purchase:
        """Return what speaks for buying a food that is opened on `day`."""
        key = (candidate.id, day)
        if (found := self._purchases.get(key)) is None:
            found = self._purchases[key] = weigh_purchase(self, candidate, day)
        return found

    def facts_of(self, candidate: Candidate) -> Keeping:
        """Return how the pack keeps out of which a food comes."""
        return self.larder.keeping.get(candidate.source, candidate.keeping)

    def packs_of(self, candidate: Candidate, day: date) -> tuple[Pack, ...]:
        """Return the packs that hold a food and still keep."""
        return self.larder.usable(candidate.source, day) if candidate.source in self.larder.packs else ()

    def is_at_home(self, candidate: Candidate, day: date) -> bool:
        """Return whether it is there: a staple is."""
        return bool(self.packs_of(candidate, day)) or candidate.source in self.larder.staples

    def portion_g(self, candidate: Candidate) -> float | None:
        """Return the grams of a pack that one sitting takes."""
        portion = candidate.keeping.portion_g
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

    def choose_day(self, day: date) -> tuple[Choice, ...]:
        """Return what fills the places of a day, in the order of the slots."""
        found: dict[str, list[Choice]] = {slot: [] for slot in self.rules.counts}
        chosen: list[Choice] = []
        for slot in ("omega-3", "probiotic", "prebiotic"):
            scores: Scores = {}
            for _ in range(self.rules.counts.get(slot, 0)):
                if (choice := self._choose(day, slot, chosen, scores)) is not None:
                    chosen.append(choice)
                    found[slot].append(choice)
        for slot in self.rules.counts:
            if slot not in FOOD_SLOTS:
                found[slot] = [Choice(slot, ident) for ident in choose_practices(self, day, slot)]
        return tuple(choice for choices in found.values() for choice in choices)

    def _choose(self, day: date, slot: str, chosen: list[Choice], scores: Scores) -> Choice | None:
        """Return what fills one more place of a slot; `scores` are those of the slot's places before it."""
        here = {choice.id for choice in chosen}
        sources = {self.candidates[ident].source for ident in here}
        pool = [c for c in self.list_pool(slot) if c.id not in here and c.source not in sources]
        if slot == "omega-3":
            pool = self._respect_fish(day, pool)
        place = look_at_place(self, day, slot, chosen)
        for strict in (True, False):
            best, most = None, -inf
            for candidate in self._find_near(pool) if strict else pool:
                key = (candidate.id, strict, place.is_full)
                if key not in scores:
                    scores[key] = score_food(self, place, candidate, strict=strict)
                if (scored := scores[key]) is None:
                    continue
                score = scored[0] - weigh_beside(place, candidate)
                if score > most:
                    best, most = scored[1], score
            if best is not None:
                return best
        return None

    def _find_near(self, pool: list[Candidate]) -> list[Candidate]:
        """Return what is in the basket or at home, once there is a basket: nothing else stands there by choice."""
        if self.basket is None:
            return pool
        near, packs, staples = self.basket.foods, self.larder.packs, self.larder.staples
        return [c for c in pool if c.id in near or c.source in packs or c.source in staples]

    def _respect_fish(self, day: date, pool: list[Candidate]) -> list[Candidate]:
        """Leave oily fish to its two days, and other fish to one place a week: neither stands in for the other."""
        oily = [c for c in pool if c.oily_fish]
        recent = sum(1 for had in self.fish if had <= day)
        if day.weekday() in FISH_WEEKDAYS and recent < FISH_A_WEEK and day not in self.fish and oily:
            return oily
        rest = [c for c in pool if not c.oily_fish]
        if self.other_fish >= OTHER_FISH_A_WEEK:
            rest = [c for c in rest if c.group != FISH_GROUP] or rest
        return rest or pool


def plan_week(week: Week, away: frozenset[date] = frozenset()) -> Basket:
    """Return the basket of a week: its seven days as they would stand if each is kept, and what to buy for them."""
    days: list[tuple[Choice, ...]] = []
    for number in range(DAYS):
        day = week.first + timedelta(days=number)
        choices = () if day in away else week.choose_day(day)
        week.take(day, choices)
        days.append(choices)
    return make_basket(tuple(days), dict(week.lines), tuple(week.new))
