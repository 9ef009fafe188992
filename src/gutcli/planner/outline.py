"""The round of days for one catalog and one person, made once and kept; plan.py looks a day up in it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from gutcli.catalog.kinds import SEVERITIES, SLOTS
from gutcli.planner.round import GAP, Candidate, lay_round

if TYPE_CHECKING:
    from gutcli.catalog.types import Food, Practice
    from gutcli.profile.verdicts import Verdict

_MOST_BESIDE = 3
ENOUGH = {"prebiotic": 2 * GAP, "probiotic": 2 * GAP, "omega-3": 2 * GAP, "move": GAP, "calm": GAP}
"""So many to choose from, for each daily item of a slot, are enough to do without what needs a caution."""


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
    """Return what a list needs to know of a food."""
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
    """Return what a list needs to know of a practice."""
    return {
        "name": practice.name,
        "amount": f"{practice.minutes} minutes" if practice.minutes != 1 else "1 minute",
        "topic": practice.topics[0],
        "plants": [],
        "notes": [list(note) for note in verdict.notes],
        "minutes": practice.minutes,
    }
