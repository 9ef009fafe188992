"""Choosing what a day has, place by place, and what a week is cooked from. Pure.

`choose_day` takes the places of one day in turn and gives each to the food with the highest score (score.py);
`plan_week` does so for seven days, supposes that each is kept, and so finds the basket: what the week is cooked from,
and what to buy for it. During the week the same function chooses each day from the basket and from what is really at
home by then.
"""

from datetime import date, timedelta
from math import inf

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.planner.candidate import Candidate, Choice
from gutcli.planner.movement import choose_practices
from gutcli.planner.score import look_at_place, score_food, weigh_beside
from gutcli.planner.week import DAYS, FISH_GROUP, Basket, Week, make_basket

# Tuesday and Friday: any seven days then hold two days of oily fish, as the NHS advice on fish has it.
FISH_WEEKDAYS = (1, 4)
FISH_A_WEEK = 2
OTHER_FISH_A_WEEK = 1
Scores = dict[tuple[str, bool, bool], tuple[float, Choice] | None]
"""What foods score for the places of a slot on a day: by id, whether strictly, whether nothing more may be bought."""


def choose_day(week: Week, day: date) -> tuple[Choice, ...]:
    """Return what fills the places of a day, in the order of the slots."""
    found: dict[str, list[Choice]] = {slot: [] for slot in week.rules.counts}
    chosen: list[Choice] = []
    for slot in ("omega-3", "probiotic", "prebiotic"):
        scores: Scores = {}
        for _ in range(week.rules.counts.get(slot, 0)):
            if (choice := _choose(week, day, slot, chosen, scores)) is not None:
                chosen.append(choice)
                found[slot].append(choice)
    for slot in week.rules.counts:
        if slot not in FOOD_SLOTS:
            found[slot] = [Choice(slot, ident) for ident in choose_practices(week, day, slot)]
    return tuple(choice for choices in found.values() for choice in choices)


def _choose(week: Week, day: date, slot: str, chosen: list[Choice], scores: Scores) -> Choice | None:
    """Return what fills one more place of a slot; `scores` are those of the slot's places before it."""
    here = {choice.id for choice in chosen}
    sources = {week.candidates[ident].source for ident in here}
    pool = [c for c in week.list_pool(slot) if c.id not in here and c.source not in sources]
    if slot == "omega-3":
        pool = _respect_fish(week, day, pool)
    place = look_at_place(week, day, slot, chosen)
    for strict in (True, False):
        best, most = None, -inf
        for candidate in _find_near(week, pool) if strict else pool:
            key = (candidate.id, strict, place.is_full)
            if key not in scores:
                scores[key] = score_food(week, place, candidate, strict=strict)
            if (scored := scores[key]) is None:
                continue
            score = scored[0] - weigh_beside(place, candidate)
            if score > most:
                best, most = scored[1], score
        if best is not None:
            return best
    return None


def _find_near(week: Week, pool: list[Candidate]) -> list[Candidate]:
    """Return what is in the basket or at home, once there is a basket: nothing else stands there by choice."""
    if week.basket is None:
        return pool
    near, packs, staples = week.basket.foods, week.larder.packs, week.larder.staples
    return [c for c in pool if c.id in near or c.source in packs or c.source in staples]


def _respect_fish(week: Week, day: date, pool: list[Candidate]) -> list[Candidate]:
    """Leave oily fish to its two days, and other fish to one place a week: neither stands in for the other."""
    oily = [c for c in pool if c.oily_fish]
    recent = sum(1 for had in week.fish if had <= day)
    if day.weekday() in FISH_WEEKDAYS and recent < FISH_A_WEEK and day not in week.fish and oily:
        return oily
    rest = [c for c in pool if not c.oily_fish]
    if week.other_fish >= OTHER_FISH_A_WEEK:
        rest = [c for c in rest if c.group != FISH_GROUP] or rest
    return rest or pool


def plan_week(week: Week, away: frozenset[date] = frozenset()) -> Basket:
    """Return the basket of a week: its seven days as they would stand if each is kept, and what to buy for them."""
    days: list[tuple[Choice, ...]] = []
    for number in range(DAYS):
        day = week.first + timedelta(days=number)
        choices = () if day in away else choose_day(week, day)
        week.take(day, choices)
        days.append(choices)
    return make_basket(tuple(days), dict(week.lines), tuple(week.new))
