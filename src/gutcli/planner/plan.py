"""Which items a day has, and why: a pure function of the day, the catalog, the profile and the past diary.

`make_outline` does the heavy part once for a catalog and a profile (it is kept in the cache); `plan_day` looks one day
up in it and bends it to what the person had, swapped away or set.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.catalog.kinds import FOOD_SLOTS, say_slot
from gutcli.catalog.note import Note
from gutcli.planner.outline import food_item, practice_item
from gutcli.planner.portions import halve
from gutcli.planner.round import FISH_WEEKDAYS, GAP, ROUND, day_of_round
from gutcli.text import join_words

if TYPE_CHECKING:
    from gutcli.profile.person import Person

GENTLE_DAYS = 21
"""How long a new diary has smaller portions of what ferments (caution fibre-fast: two to four weeks)."""
_RESTED = 2
"""A food had within so many days gives its turn to the next one."""
_SWAP_DAYS = 28
"""How long a swap is remembered as a mild dislike."""
_LOOK_AHEAD = 60


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


def plan_day(outline: Outline, day: date, past: Past = NO_PAST) -> tuple[tuple[PlanItem, ...], tuple[EmptySlot, ...]]:
    """Return the items of `day`, numbered by their order, and the slots that stay empty."""
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
    return tuple(chosen), tuple(make_empty(slot, outline) for slot in outline["empty"])


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


def make_empty(slot: str, outline: Outline) -> EmptySlot:
    """Return that nothing fits a slot, what fits beside the daily list, and where to look."""
    if slot in FOOD_SLOTS:
        beside = [name.lower() for name in outline["beside"].get(slot, ())]
        more = f" as a daily item, but in the kitchen {join_words(beside, 'or')} would" if beside else ""
        what = say_slot(slot) if say_slot(slot) != slot else f"{slot} food"
        return EmptySlot(slot, f"No {what} fits your profile{more}.", f"gutcli foods --{slot} --why-not")
    what = "movement" if slot == "move" else "calming practice"
    return EmptySlot(slot, f"No {what} fits your profile.", f"gutcli practices --{slot}")


def is_gentle(outline: Outline, day: date, past: Past) -> bool:
    """Whether portions of what ferments are halved: in the first weeks of a diary, unless the person set otherwise."""
    if not outline["gentle"]:
        return False
    first = past.first_day or past.begins
    return first is None or (day - first).days < GENTLE_DAYS


def _give_way(ident: str, day: date, past: Past, outline: Outline) -> str:
    """Return why a food should not have its turn today; "" if it should."""
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
