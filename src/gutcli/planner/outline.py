"""What of catalog and profile a plan is made from, as one JSON document: made once, kept until either changes."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from gutcli.catalog.kinds import FOOD_SLOTS, OMEGA_3, SEVERITIES, SLOTS
from gutcli.planner.candidate import (
    Candidate,
    describe_food,
    describe_practice,
    describe_shelf_life,
    is_halved,
    make_rules,
)

if TYPE_CHECKING:
    from gutcli.catalog.kitchen import Kitchen
    from gutcli.catalog.types import Food, Practice
    from gutcli.profile.settings import Profile
    from gutcli.profile.verdicts import Verdict

Outline = Mapping[str, Any]
"""Keys: slots, counts, rules, candidates, shelf_life, items, empty, beside, gentle."""
_MOST_BESIDE = 3
_MOST_WITH = 2
_A_WEEK = 7
ENOUGH = {"prebiotic": 2 * _A_WEEK, "probiotic": 2 * _A_WEEK, "omega-3": 2 * _A_WEEK, "move": _A_WEEK, "calm": _A_WEEK}
"""So many to choose from, for each daily item of a slot, are enough to do without what needs a caution."""


def make_outline(
    foods: "Mapping[str, Food]",
    practices: "Mapping[str, Practice]",
    kitchen: "Mapping[str, Kitchen]",
    *,
    counts: Mapping[str, int],
    judge_food: "Callable[[Food], Verdict]",
    judge_practice: "Callable[[Practice], Verdict]",
    profile: "Profile",
    favourites: frozenset[str],
    staples: frozenset[str],
) -> dict[str, Any]:
    """Gather what may stand on this person's lists; what is excluded is not in it."""
    pools: dict[str, list[str]] = {slot: [] for slot in SLOTS}
    verdicts: dict[str, Verdict] = {}
    for food in foods.values():
        if food.checklist and not (verdict := judge_food(food)).excluded:
            verdicts[food.id] = verdict
            for slot in food.slots:
                pools[slot].append(food.id)
    for slot in FOOD_SLOTS:
        for food in foods.values() if not pools[slot] else ():  # better an oil than an empty place, for good
            if food.stand_in and slot in food.slots and not (verdict := judge_food(food)).excluded:
                verdicts[food.id] = verdict
                pools[slot].append(food.id)
    for practice in practices.values():
        if practice.checklist and practice.slot and not (verdict := judge_practice(practice)).excluded:
            verdicts[practice.id] = verdict
            pools[practice.slot].append(practice.id)
    slots = [slot for slot in SLOTS if counts.get(slot, 0) > 0]
    held = {ident: 0 if ident in favourites else _strictness(verdict)[1] for ident, verdict in verdicts.items()}
    kept = {
        ident
        for slot in slots
        for ident in _prefer_plain(pools[slot], verdicts, ENOUGH[slot] * counts[slot], favourites)
    }
    candidates: list[Candidate] = []
    items: dict[str, Any] = {}
    plain = {ident for ident, verdict in verdicts.items() if ident in foods and not _strictness(verdict)[1]}
    for ident in sorted(kept):
        if ident in foods:
            food, entry = foods[ident], kitchen.get(ident)
            candidates.append(
                describe_food(food, entry, favourite=ident in favourites, held_back=held[ident],
                            south=profile.hemisphere == "south")
            )  # fmt: skip
            items[ident] = food_item(food, verdicts[ident]) | _at_table(entry, foods, plain)
        else:
            practice = practices[ident]
            candidates.append(describe_practice(practice, favourite=ident in favourites, held_back=held[ident]))
            items[ident] = practice_item(practice, verdicts[ident])
    sources = {entry.pack_of for ident in kept if (entry := kitchen.get(ident)) and entry.pack_of}
    return {
        "slots": slots,
        "counts": {slot: counts[slot] for slot in slots},
        "rules": make_rules(profile, staples),
        "candidates": candidates,
        "shelf_life": {
            ident: describe_shelf_life(kitchen[ident]) for ident in sorted(sources - kept) if ident in kitchen
        },
        "items": items,
        "empty": [slot for slot in slots if not pools[slot]],
        "beside": {slot: _find_beside(slot, foods, judge_food) for slot in slots if not pools[slot]},
        "gentle": profile.gentle_start,
    }


def _at_table(entry: "Kitchen | None", foods: "Mapping[str, Food]", plain: set[str]) -> dict[str, Any]:
    """Return the meals that a food suits, and what goes with it: only what has nothing against it for this person."""
    if entry is None:
        return {}
    beside = [foods[ident].name for ident in entry.goes_with if ident in plain][:_MOST_WITH]
    return {"meals": list(entry.eats_at), "with": beside}


def _find_beside(slot: str, foods: "Mapping[str, Food]", judge_food: "Callable[[Food], Verdict]") -> list[str]:
    """Name foods that fit, with nothing to say against them, but are no daily item: the richest in omega-3 first."""

    def richness(food: "Food") -> float:
        known = (food.per_100g.get(fat) for fat in OMEGA_3)
        return -food.serving.grams * sum(figure for figure in known if figure)

    beside = [food for food in foods.values() if slot in food.slots and not food.checklist]
    if slot == "omega-3":
        beside.sort(key=richness)
    verdicts = [(food, judge_food(food)) for food in beside]
    return [food.name for food, verdict in verdicts if verdict.fits and not verdict.notes][:_MOST_BESIDE]


def _strictness(verdict: "Verdict") -> tuple[int, int]:
    """Return how strict the person's own cautions about something are, and how many there are."""
    personal = [SEVERITIES.index(note.severity) for note in verdict.notes if note.personal]
    return -min(personal, default=len(SEVERITIES)), len(personal)


def _prefer_plain(
    pool: list[str], verdicts: "Mapping[str, Verdict]", enough: int, favourites: frozenset[str]
) -> list[str]:
    """Leave what has a caution of the person's own to their asking, as long as enough is left to choose from.

    Whoever must ask about beans is not served beans each day. As many as are still wanted come back: what is to be
    limited first, then what is to be asked about, each with the fewest cautions first; a favourite stays.
    """
    plain = {ident for ident in pool if ident in favourites or not _strictness(verdicts[ident])[1]}
    others = sorted((i for i in pool if i not in plain), key=lambda i: (*_strictness(verdicts[i]), i))
    back = set(others[: max(0, enough - len(plain))])
    return [ident for ident in pool if ident in plain or ident in back]


def food_item(food: "Food", verdict: "Verdict") -> dict[str, Any]:
    """Return what a list needs to know of a food."""
    return {
        "name": food.name,
        "amount": food.serving.text,
        "topic": food.topics[0],
        "plants": list(food.plants),
        "notes": [list(note) for note in verdict.notes],
        "gentle": is_halved(food),
    }


def practice_item(practice: "Practice", verdict: "Verdict") -> dict[str, Any]:
    """Return what a list needs to know of a practice."""
    return {
        "name": practice.name,
        "amount": f"{practice.minutes} minutes" if practice.minutes != 1 else "1 minute",
        "topic": practice.topics[0],
        "plants": [],
        "notes": [list(note) for note in verdict.notes],
        "minutes": practice.minutes,
    }
