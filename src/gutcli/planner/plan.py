"""Which items a day has, and why: a pure function of the day, the catalog, the profile and the past diary.

`make_outline` does the heavy part once for a catalog and a profile (it is kept in the cache); `plan_day` looks one day
up in it and bends it to what the person had, swapped away or set.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.catalog.kinds import FOOD_SLOTS, SEVERITIES, SLOTS
from gutcli.catalog.note import Note
from gutcli.planner.round import FISH_WEEKDAYS, GAP, ROUND, Candidate, day_of_round, lay_round
from gutcli.text import join_words

if TYPE_CHECKING:
    from gutcli.catalog.types import Food, Practice
    from gutcli.profile.person import Person
    from gutcli.profile.verdicts import Verdict

GENTLE_DAYS = 21
"""How long a new diary has smaller portions of what ferments (caution fibre-fast: two to four weeks)."""
_RESTED = 2
"""A food had within so many days gives its turn to the next one."""
_SWAP_DAYS = 28
"""How long a swap is remembered as a mild dislike."""
_LOOK_AHEAD = 60
_MOST_BESIDE = 3
ENOUGH = {"prebiotic": 2 * GAP, "probiotic": 2 * GAP, "omega-3": 2 * GAP, "move": GAP, "calm": GAP}
"""So many to choose from, for each daily item of a slot, are enough to do without what needs a caution."""


class PlanItem(NamedTuple):
    """One item of a day's list: what, how much, and what to know. `why` are reasons in plain words."""

    slot: str
    id: str
    name: str
    amount: str
    topic: str
    plants: tuple[str, ...]
    notes: tuple[Note, ...]
    minutes: int | None = None
    share: float = 1.0
    why: tuple[str, ...] = ()


class EmptySlot(NamedTuple):
    """A slot for which nothing fits the person, and what to look at."""

    slot: str
    message: str
    hint: str


class Past(NamedTuple):
    """What the diary says about the days before: last day had, last day swapped away, plants of this week."""

    had: Mapping[str, date] = MappingProxyType({})
    swapped: Mapping[str, date] = MappingProxyType({})
    week_plants: frozenset[str] = frozenset()
    first_day: date | None = None
    begins: date | None = None
    """When a diary that is not there yet would begin."""


NO_PAST = Past()
Outline = Mapping[str, Any]
"""A JSON document: slots, round, items, empty, favourites, gentle."""


def make_outline(
    foods: "Mapping[str, Food]",
    practices: "Mapping[str, Practice]",
    counts: Mapping[str, int],
    judge_food: "Callable[[Food], Verdict]",
    judge_practice: "Callable[[Practice], Verdict]",
    *,
    favourites: frozenset[str] = frozenset(),
    gentle: bool = True,
) -> dict[str, Any]:
    """Lay out the round of days for one catalog and one profile; what is excluded is not in it."""
    pools: dict[str, list[Candidate]] = {slot: [] for slot in SLOTS}
    verdicts: dict[str, Verdict] = {}
    for food in foods.values():
        if not food.checklist:
            continue
        verdict = judge_food(food)
        if verdict.excluded:
            continue
        verdicts[food.id] = verdict
        candidate = Candidate(food.id, food.plants, food.group, food.oily_fish, 0, food.id in favourites)
        for slot in food.slots:
            pools[slot].append(candidate)
    for practice in practices.values():
        if not practice.checklist or not practice.slot:
            continue
        verdict = judge_practice(practice)
        if verdict.excluded:
            continue
        verdicts[practice.id] = verdict
        pools[practice.slot].append(
            Candidate(practice.id, (), practice.family, False, practice.minutes, practice.id in favourites)
        )
    pools = {slot: _prefer_plain(pool, verdicts, ENOUGH[slot] * counts.get(slot, 0)) for slot, pool in pools.items()}
    slots = [slot for slot in SLOTS if counts.get(slot, 0) > 0]
    days = lay_round(pools, {slot: counts[slot] for slot in slots})
    used = {ident for day in days for turns in day for ident in turns}
    items: dict[str, Any] = {}
    for ident in sorted(used):
        if ident in foods:
            items[ident] = food_item(foods[ident], verdicts[ident])
        else:
            items[ident] = practice_item(practices[ident], verdicts[ident])
    return {
        "slots": slots,
        "round": days,
        "items": items,
        "empty": [slot for slot in slots if not pools[slot]],
        "beside": {slot: _find_beside(slot, foods, judge_food) for slot in slots if not pools[slot]},
        "favourites": sorted(favourites & used),
        "gentle": gentle,
    }


def _find_beside(slot: str, foods: "Mapping[str, Food]", judge_food: "Callable[[Food], Verdict]") -> list[str]:
    """Name foods that fit, with nothing to say against them, but are no daily item: the richest in omega-3 first."""

    def richness(food: "Food") -> float:
        known = (food.per_100g.get(fat) for fat in ("ala_g", "epa_g", "dha_g"))
        return -food.serving.grams * sum(figure for figure in known if figure)

    beside = [food for food in foods.values() if slot in food.slots and not food.checklist]
    if slot == "omega-3":
        beside.sort(key=richness)
    verdicts = [(food, judge_food(food)) for food in beside]
    return [food.name for food, verdict in verdicts if verdict.fits and not verdict.notes][:_MOST_BESIDE]


def _prefer_plain(pool: list[Candidate], verdicts: "Mapping[str, Verdict]", enough: int) -> list[Candidate]:
    """Leave what has a caution of the person's own to their asking, as long as enough is left to choose from.

    Whoever must ask about beans is not served beans each day. As many as are still wanted come back: what is to be
    limited first, then what is to be asked about, each with the fewest cautions first; a favourite stays.
    """

    def strictness(candidate: Candidate) -> tuple[int, int]:
        personal = [SEVERITIES.index(note.severity) for note in verdicts[candidate.id].notes if note.personal]
        return -min(personal, default=len(SEVERITIES)), len(personal)

    plain = {candidate.id for candidate in pool if candidate.favourite or not strictness(candidate)[1]}
    others = sorted((c for c in pool if c.id not in plain), key=lambda c: (*strictness(c), c.id))
    back = {candidate.id for candidate in others[: max(0, enough - len(plain))]}
    return [candidate for candidate in pool if candidate.id in plain or candidate.id in back]


def food_item(food: "Food", verdict: "Verdict") -> dict[str, Any]:
    """Give what a list needs to know of a food."""
    return {
        "name": food.name,
        "amount": food.serving.text,
        "topic": food.topics[0],
        "plants": list(food.plants),
        "notes": [list(note) for note in verdict.notes],
        "oily": food.oily_fish,
        "gentle": "fibre-fast" in food.cautions or food.live_cultures != "no",
    }


def practice_item(practice: "Practice", verdict: "Verdict") -> dict[str, Any]:
    """Give what a list needs to know of a practice."""
    return {
        "name": practice.name,
        "amount": f"{practice.minutes} minutes" if practice.minutes != 1 else "1 minute",
        "topic": practice.topics[0],
        "plants": [],
        "notes": [list(note) for note in verdict.notes],
        "minutes": practice.minutes,
    }


def plan_day(outline: Outline, day: date, past: Past = NO_PAST) -> tuple[tuple[PlanItem, ...], tuple[EmptySlot, ...]]:
    """Give the items of `day`, numbered by their order, and the slots that stay empty."""
    place = day_of_round(day)
    chosen: list[PlanItem] = []
    taken: set[str] = {ident for turns in outline["round"][place] for ident in turns}
    new_plants: set[str] = set()
    for number, slot in enumerate(outline["slots"]):
        for ident in outline["round"][place][number]:
            kept: str = ident
            why: tuple[str, ...] = ()
            if slot in FOOD_SLOTS and (reason := _give_way(ident, day, past, outline)):
                other = _next_in_turn(outline, number, place, day, past=past, taken=taken)
                if other:
                    taken.add(other)
                    kept, why = other, (reason,)
            item = make_item(outline["items"][kept], kept, slot, is_gentle(outline, day, past))
            reasons = (*why, *_explain(outline, number, place, item, past=past, new=new_plants, day=day))
            new_plants.update(item.plants)
            chosen.append(item._replace(why=reasons))
    return tuple(chosen), tuple(say_empty(slot, outline) for slot in outline["empty"])


def make_item(record: Mapping[str, Any], ident: str, slot: str, gentle: bool = False) -> PlanItem:
    """Build an item from what the outline keeps; `gentle` halves portions of what ferments."""
    amount, share = record["amount"], 1.0
    if gentle and record.get("gentle"):
        halved = halve(amount)
        if halved != amount:
            amount, share = halved, 0.5
    notes = tuple(Note(*note) for note in record["notes"])
    return PlanItem(
        slot=slot,
        id=ident,
        name=record["name"],
        amount=amount,
        topic=record["topic"],
        plants=tuple(record["plants"]),
        notes=notes,
        minutes=record.get("minutes"),
        share=share,
    )


def describe(person: "Person", ident: str, slot: str, gentle: bool) -> PlanItem | None:
    """Return what the plan says of any food or practice; None where the catalog has lost it."""
    if (record := person.outline["items"].get(ident)) is not None:
        return make_item(record, ident, slot, gentle)
    if food := person.catalog.food(ident):
        return make_item(food_item(food, person.judge_food(food)), ident, slot, gentle)
    if practice := person.catalog.practice(ident):
        return make_item(practice_item(practice, person.judge_practice(practice)), ident, slot, gentle)
    return None


def say_empty(slot: str, outline: Outline) -> EmptySlot:
    """Say that nothing fits a slot, what fits beside the daily list, and where to look."""
    if slot in FOOD_SLOTS:
        beside = [name.lower() for name in outline["beside"].get(slot, ())]
        more = f" as a daily item, but in the kitchen {join_words(beside, 'or')} would" if beside else ""
        return EmptySlot(slot, f"No {slot} food fits your profile{more}.", f"gutcli foods --{slot} --why-not")
    what = "movement" if slot == "move" else "calming practice"
    return EmptySlot(slot, f"No {what} fits your profile.", f"gutcli practices --{slot}")


def is_gentle(outline: Outline, day: date, past: Past) -> bool:
    """Whether portions of what ferments are halved: in the first weeks of a diary, unless the person set otherwise."""
    if not outline["gentle"]:
        return False
    first = past.first_day or past.begins
    return first is None or (day - first).days < GENTLE_DAYS


def _give_way(ident: str, day: date, past: Past, outline: Outline) -> str:
    """Say why a food should not have its turn today; "" if it should."""
    name = outline["items"][ident]["name"].lower()
    if (swapped := past.swapped.get(ident)) and 0 < (day - swapped).days <= _SWAP_DAYS:
        return f"in place of {name}, which you swapped {_ago((day - swapped).days)}"
    if (had := past.had.get(ident)) and 0 < (day - had).days <= _RESTED:
        return f"in place of {name}, which you had {_ago((day - had).days)}"
    return ""


def _next_in_turn(outline: Outline, number: int, place: int, day: date, *, past: Past, taken: set[str]) -> str:
    """Find whose turn in this slot comes next, far enough ahead that it will not be offered twice in a week."""
    items = outline["items"]
    wants_fish = day.weekday() in FISH_WEEKDAYS and outline["slots"][number] == "omega-3"
    second = ""
    for ahead in range(GAP, _LOOK_AHEAD):
        for ident in outline["round"][(place + ahead) % ROUND][number]:
            if ident in taken or _give_way(ident, day, past, outline):
                continue
            near = (outline["round"][(place + step) % ROUND] for step in range(1 - GAP, GAP))
            if any(ident in turns for row in near for turns in row):
                continue
            if bool(items[ident].get("oily")) == wants_fish or outline["slots"][number] != "omega-3":
                return str(ident)
            second = second or str(ident)
    # Oily fish keeps to its two days: on another day it does not stand in, and nothing stands in for it needlessly.
    return second if wants_fish else ""


def _explain(
    outline: Outline, number: int, place: int, item: PlanItem, *, past: Past, new: set[str], day: date
) -> tuple[str, ...]:
    reasons: list[str] = []
    if (had := past.had.get(item.id)) and (days := (day - had).days) > 0:
        reasons.append(f"last had {_ago(days)}")
    elif past.first_day:
        for back in range(1, min((day - past.first_day).days + 1, ROUND)):
            if item.id in outline["round"][(place - back) % ROUND][number]:
                reasons.append(f"last on your list {_ago(back)}")
                break
    if fresh := [p for p in item.plants if p not in past.week_plants and p not in new]:
        reasons.append(f"new this week: {', '.join(plant.replace('-', ' ') for plant in fresh)}")
    if outline["items"][item.id].get("oily"):
        reasons.append("oily fish twice a week, on Tuesdays and Fridays")
    if item.id in outline["favourites"]:
        reasons.append("one of your favourites")
    if item.minutes is not None:
        weekend = day.weekday() >= 5
        reasons.append("longer ones at the weekend" if weekend else "short ones on weekdays")
    if not reasons:
        reasons.append("its turn in the round")
    if item.share < 1:
        reasons.append("half a portion in the first three weeks, so that your gut can get used to it")
    return tuple(reasons)


def _ago(days: int) -> str:
    return "yesterday" if days == 1 else f"{days} days ago"


_HALVES = {"a": "half a", "an": "half an"}
_SPOONS = {"a third of a cup": "3 tablespoons", "a quarter of a cup": "2 tablespoons"}
_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4}


def halve(amount: str) -> str:
    """Say half of a household amount: "a glass" gives "half a glass"; what cannot be halved in words stays."""
    for measure, half in _SPOONS.items():
        if amount.startswith(measure):
            return half + amount.removeprefix(measure)
    first, _, rest = amount.partition(" ")
    if amount.startswith("a few "):
        return "a " + rest.removeprefix("few ").removesuffix("s") + " or two"
    if first == "half" and rest.startswith(("a ", "an ")):
        return f"a quarter of {rest}"
    if first in _HALVES and rest:
        return f"{_HALVES[first]} {rest}"
    number = int(first) if first.isdecimal() and len(first) < 4 else _SMALL.get(first, 0)
    if not rest or not number:
        return amount
    if number == 1:
        return f"half a {rest}"
    if number % 2:
        return f"{number // 2} or {number // 2 + 1} {rest}"
    if number > 2:
        return f"{number // 2} {rest}"
    *before, noun = rest.partition(",")[0].split(" ") if " of " not in rest else [rest.split(" ")[0]]
    singular = noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
    return " ".join(["1", *before, singular]) + rest[len(" ".join([*before, noun])) :]


def pick_gentlest(items: tuple[PlanItem, ...], most: int = 3) -> tuple[PlanItem, ...]:
    """Choose the gentlest items for a small day, in their order: no strict cautions, few minutes, one of each slot."""

    def effort(item: PlanItem) -> tuple[int, int, int]:
        strict = sum(note.personal for note in item.notes)
        order = ("calm", "probiotic", "omega-3", "prebiotic", "move").index(item.slot)
        return (strict, item.minutes if item.minutes and item.minutes > 10 else 0, order)

    best: dict[str, PlanItem] = {}
    for item in sorted(items, key=effort):
        best.setdefault(item.slot, item)
    chosen = sorted(best.values(), key=effort)[:most]
    return tuple(item for item in items if item in chosen)
