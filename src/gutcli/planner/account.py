"""What some days' food came to: bought, eaten, probably gone off, as far as the diary knows grams. Pure."""

from datetime import date
from typing import NamedTuple

from gutcli.planner.roll import Planner
from gutcli.planner.stock import BOUGHT, EATEN, GONE, UNKNOWN, Larder, usable_packs


class FoodAccount(NamedTuple):
    """Things that were bought, and grams. `gone_g` was said to be gone, or is past its date at the end."""

    first: date
    last: date
    bought: int
    bought_g: float
    eaten_g: float
    gone_g: float


def count_food(planner: Planner, first: date, last: date) -> FoodAccount:
    """Return what the food of the days from `first` to `last` came to."""
    larder = planner.make_larder()
    bought, bought_g, eaten_g, gone_g = 0, 0.0, 0.0, 0.0
    for event in planner.list_events(last, planner.past.days):
        food = larder.source(event.food)
        before = _sum_grams(larder, food)
        larder.take(event)
        changed = _sum_grams(larder, food) - before
        if event.day < first:
            continue
        if event.kind == BOUGHT:
            bought, bought_g = bought + 1, bought_g + changed
        elif event.kind == EATEN:
            eaten_g += max(0.0, -changed)
        elif event.kind == GONE:
            gone_g += max(0.0, -changed)
    for food, packs in larder.packs.items():
        keeps = usable_packs(packs, larder.shelf_life.get(food, UNKNOWN), last)
        gone_g += sum(pack.grams or 0.0 for pack in packs if pack not in keeps and pack.since >= first)
    return FoodAccount(first, last, bought, bought_g, eaten_g, gone_g)


def _sum_grams(larder: Larder, food: str) -> float:
    return sum(pack.grams or 0.0 for pack in larder.packs.get(food, ()))
