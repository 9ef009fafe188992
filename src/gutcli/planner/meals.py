"""At which meal each food of a day is eaten, so that the day is no pile at dinner. Pure."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gutcli.planner.plan import PlanItem

MEALS = ("breakfast", "lunch", "dinner", "snack", "side")
_MAIN = MEALS[:3]


def choose_meals(items: "Iterable[PlanItem]") -> dict[str, str]:
    """Return the meal of each food by its id: what suits few meals chooses first; the emptiest meal is taken."""
    foods = [item for item in items if item.meals]
    counts = dict.fromkeys(MEALS, 0)
    found: dict[str, str] = {}
    for item in sorted(foods, key=lambda item: len([meal for meal in item.meals if meal in _MAIN]) or 9):
        suits = [meal for meal in MEALS if meal in item.meals]
        main = [meal for meal in suits if meal in _MAIN] or suits
        meal = min(main, key=lambda meal: (counts[meal], suits.index(meal)))
        counts[meal] += 1
        found[item.id] = meal
    return found
