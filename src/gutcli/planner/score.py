"""How well a food fits one place of a week: sums that a person could do by hand. Pure.

Each term has a reason in the kitchen: what is open comes first, then what is at home, what this person eats anyway,
and what brings a plant that the week lacks.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from zlib import crc32

from gutcli.planner.candidate import Candidate, Choice
from gutcli.planner.purchase import weigh_purchase
from gutcli.planner.stock import count_pressure
from gutcli.planner.week import Known, Purchase, Week

MOST_OPEN_FERMENTS = 2
_HURRY = 0.5
"""What must be eaten on every second day or more often may come again at once."""
_FAVOURITE_TURNS = 2
"""How often a week a favourite comes at least, while it keeps and is to be had."""
_URGENT = 0.8
"""Where each place that is left should bring about one more plant, strange ones are welcome, too."""
_MOST_TURNS = {"low": 4, "some": 3, "high": 2}
"""How often a week a food of the many plants' places may stand, however much of it is open."""
_BEYOND = 50.0
_REGULAR = 0.2
"""Who fills so much of a slot lately is wanted, even where a little of the pack is left over."""
_PLANT_WORTH = {"low": 1.0, "some": 2.5, "high": 4.0}
_MIX = {"vegetables": 0.35, "fruit": 0.2, "legumes": 0.2, "grains": 0.2, "nuts-and-seeds": 0.1}
"""How a week's prebiotic places are mixed, about; other groups count as one of twenty."""
_A_MIXTURE, _LAST_TURN = 3, 5
"""So many plants make a mixture, which comes by the fifth day at the latest."""
_MOST_PLANTS = {"low": 2, "some": 2, "high": 5}
"""So many plants of one food count; a mixture is no better than that."""
_PLANTS_A_WEEK = {"low": 13, "some": 22, "high": 32}
"""What a week's list heads for; what it promises is a little less."""
_COMMONNESS = {"staple": 0.6, "common": 0.4, "some": 0.0}
_ANOTHER_PACK = 2.5
_LATE = 4
"""From the fifth day on no further ferment is begun: the next week should choose."""
_WASTE = (0.05, 0.3)
"""How much of a pack may go to waste: of most things, of what this person is known to want."""


class Place(NamedTuple):
    """One place of a day that is to be filled: what is the same for every food that might stand there.

    `number` counts the week's days from 0, `groups` the food groups of the day's other places; `lack` is how far the
    week lags behind its plants, `seed` what chance begins with. `planned` stands there by the week's basket, `resting`
    is left out for now; a regular has its share (`shares`) of the slot's `regulars` places; a new plant is `worth` so
    much. `is_full`: nothing more may be bought.
    """

    day: date
    number: int
    slot: str
    groups: Mapping[str, int]
    lack: float
    seed: int
    planned: frozenset[str]
    resting: frozenset[str]
    shares: Mapping[str, float]
    regulars: float
    worth: float
    is_full: bool


def look_at_place(week: Week, day: date, slot: str, chosen: Sequence[Choice]) -> Place:
    """Return a place of a day beside what was chosen for its other places."""
    groups: dict[str, int] = {}
    for choice in chosen:
        group = week.candidates[choice.id].group
        groups[group] = groups.get(group, 0) + 1
    number, rules = (day - week.first).days, week.rules
    planned = week.basket.days[number] if week.basket is not None else ()
    lines = len(week.lines) + sum(not choice.at_home and choice.id not in week.lines for choice in chosen)
    lack = lack_plants(week, day)
    worth = _PLANT_WORTH[rules.adventure] * (1 + lack)
    if slot == "probiotic" and rules.adventure != "high":
        worth /= 2  # a ferment is there for itself, and what is open goes first
    return Place(
        day, number, slot, groups=groups, lack=lack,
        seed=crc32(f"{week.first.toordinal()}/{day.toordinal() % 7}/{slot}/".encode()),
        planned=frozenset(choice.id for choice in planned if choice.slot == slot), resting=week.find_resting(day),
        shares=week.list_shares(slot), regulars=rules.regular_share * 7 * rules.counts.get(slot, 0), worth=worth,
        is_full=lines >= rules.most_lines,
    )  # fmt: skip


def score_food(week: Week, place: Place, c: Candidate, *, strict: bool) -> tuple[float, Choice] | None:
    """Score one food for one place, whatever stands in the day's other places; None where it may not stand there.

    Not `strict`: where nothing else is left, what rests, is dear, rare or out of season is better than an empty place.
    """
    rules, basket = week.rules, week.basket
    day, slot = place.day, place.slot
    known = week.know(c)
    source = known.source
    packs = week.packs_of(c, day) if source in week.larder.packs else ()
    at_home = bool(packs) or source in week.larder.staples
    pressure = count_pressure(packs, known.facts, known.portion, day) / week.rate if packs else 0.0
    again = slot == "probiotic" or pressure >= _HURRY or c.favourite
    if strict and not _may_stand(week, place, c, known, buys=not at_home, again=again):
        return None
    uses = week.uses.get(c.id, 0)
    last = week.last.get(c.id)
    reasons: list[str] = []
    score = crc32(c.id.encode(), place.seed) / 2**31
    score -= 8.0 * c.held_back
    if not at_home and source not in week.lines and place.is_full:
        score -= _BEYOND  # only where nothing at home is left
    if pressure > 0:
        score += 2.0 + 12.0 * min(pressure, 1.0)
        reasons.append("open" if any(pack.opened for pack in packs) else "keeps")
    elif packs:
        score += 2.5
        reasons.append("home")
    elif at_home:
        score += 1.5
        reasons.append("staple")
    elif basket is None:
        score -= 0.5 if source not in week.lines else _another_pack(week, c)
    if c.id in place.planned:
        score += 3.0
    # What this person eats anyway.
    habit = known.habit
    is_regular = c.id in place.shares and _is_wanted(week, place, c)
    if is_regular:
        score += 10.0
        reasons.append("regular")
    if habit.offered:
        score += 3.0 * ((habit.kept + 1) / (habit.offered + 2) - 0.5)
    score += min(habit.beside, 6) * 0.3
    if c.favourite and uses < _FAVOURITE_TURNS:
        score += 7.0 + 2 * place.number  # the later in the week, the more it is its turn
        reasons.append("favourite")
    # Variety, where it matters: plants, and what has not been there for long.
    fresh = sum([plant not in week.plants for plant in c.plants])
    worth = place.worth
    if fresh < _A_MIXTURE or slot == "probiotic" or rules.adventure == "high" or not _waits(week, c, place.number):
        score += worth * min(fresh, _MOST_PLANTS[rules.adventure])
    if slot == "prebiotic":
        score += _balance(week, c)
    if slot == "probiotic" and rules.adventure == "high" and basket is None and not at_home:
        score += _PLANT_WORTH["high"] * _lead_in_plants(week, c, day)
    if slot == "prebiotic" and not fresh and not pressure:
        score -= worth
    if pressure < _HURRY and not is_regular:
        score -= 1.6 * uses
        if last is not None and (day - last).days < 2:
            score -= 4.0
        waited = (week.first - habit.last_offered).days if habit.last_offered else None
        score += 2.5 if waited is None else min(max(waited, 0), 28) / 28 * 4.0
    score -= 0.4 * (c.price_band - 1)
    score += _COMMONNESS.get(c.commonness, -1.0)
    if (
        not at_home
        and known.is_new
        and (c.id in basket.new if basket is not None else c.id in week.new or len(week.new) < rules.new_plants)
    ):
        score += 5.0
        reasons.append("new")
    return score, Choice(slot, c.id, at_home, tuple(reasons))


def weigh_beside(place: Place, c: Candidate) -> float:
    """Return what speaks against a food because of the day's other places: they are of its group."""
    return 0.8 * place.groups.get(c.group, 0)


def _is_wanted(week: Week, place: Place, c: Candidate) -> bool:
    """Return whether a regular has not had its places of this week yet."""
    wanted = place.shares[c.id] * place.regulars
    if place.slot == "prebiotic":  # regulars must leave room for many plants
        wanted = min(wanted, week.rules.repeats * 7)
    return week.by_slot.get((place.slot, c.id), 0) < round(wanted)


def _waits(week: Week, c: Candidate, number: int) -> bool:
    """Return whether a mixture's turn is still to come: it would win every Monday, as the week has no plants then."""
    return number < crc32(f"{week.first.toordinal()}/{c.id}".encode()) % _LAST_TURN


def _another_pack(week: Week, c: Candidate) -> float:
    """Return what speaks against one more pack of what a week has bought already: the next week would inherit it."""
    facts, portion = week.facts_of(c), week.portion_g(c)
    lasts = bool(facts.smallest_g and portion and facts.count_sittings(facts.smallest_g, portion) > 1)
    return _ANOTHER_PACK * lasts


def _lead_in_plants(week: Week, c: Candidate, day: date) -> int:
    """Return how many plants more a ferment has than any that is open: a jar of kimchi helps the weeks to come, too."""
    there = [len(week.candidates[food].plants) for food in week.open_ferments(day) if food in week.candidates]
    return max(0, len(c.plants) - max(there, default=0))


def _balance(week: Week, c: Candidate) -> float:
    """Return how much a week still wants of a food group: 1.5 at first, 0 once it has had its share, then less."""
    ideal = _MIX.get(c.group, 0.05) * 7 * week.rules.counts.get("prebiotic", 1)
    return 1.5 * max(-1.5, 1 - week.groups.get(c.group, 0) / ideal)


def lack_plants(week: Week, day: date) -> float:
    """Return how far a week lags behind its plants: how many new ones each place that is left would have to bring."""
    places = sum(week.rules.counts.get(slot, 0) for slot in ("prebiotic", "omega-3"))
    left = places * (7 - (day - week.first).days)
    return min(max(0.0, (_PLANTS_A_WEEK[week.rules.adventure] - len(week.plants)) / left), 2.0) if left else 0.0


def _may_stand(week: Week, place: Place, c: Candidate, known: Known, *, buys: bool, again: bool) -> bool:
    rules, day = week.rules, place.day
    if c.id in place.resting:
        return False
    last = week.last.get(c.id)
    if last is not None:
        if "prebiotic" in c.slots and week.uses.get(c.id, 0) >= _MOST_TURNS[rules.adventure]:
            return False
        if last == day or ((day - last).days == 1 and not again):
            return False
    if not buys:
        return True
    if week.basket is not None:
        return c.id in week.basket.foods and known.source in week.basket.lines and not week.has_instead(c, day)
    purchase = weigh_purchase(week, c, day)
    if not purchase.suits:
        return False
    if known.source in week.lines:
        return True
    if place.is_full:
        return False
    if c.favourite:
        return True
    is_enough = len(week.new) >= rules.new_plants and place.lack < _URGENT
    if is_enough and rules.adventure != "high" and known.is_new and _is_strange(week, c):
        return False
    if "probiotic" in c.slots:
        others = len(week.open_ferments(day) - {known.source})
        if others >= MOST_OPEN_FERMENTS or (others and place.number >= _LATE):
            return False
    wanted = week.list_shares(c.slots[0]).get(c.id, 0.0) > _REGULAR
    most = _WASTE[wanted or (rules.adventure == "high" and "prebiotic" in c.slots)]
    return purchase.waste <= most and (wanted or _has_room(week, c, purchase, day))


def _has_room(week: Week, c: Candidate, purchase: Purchase, day: date) -> bool:
    """Return whether a pack that will not keep can be used up beside those that are there."""
    more = purchase.load
    if more is None:
        return True
    return any(more + week.load(slot, day) <= 0.9 * week.rules.counts.get(slot, 0) for slot in c.slots)


def _is_strange(week: Week, c: Candidate) -> bool:
    """Return whether something new counts against the new things of a week: what each shop has is strange to few."""
    rules = week.rules
    return rules.adventure == "low" or not rules.new_plants or c.commonness not in {"staple", "common"}
