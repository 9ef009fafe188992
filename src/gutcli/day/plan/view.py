"""What `plan` says: the coming days, and what to buy for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from gutcli.catalog.note import Note
from gutcli.day.today.view import ItemLine
from gutcli.planner.plan import EmptySlot

if TYPE_CHECKING:
    from gutcli.catalog.types import Food


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One coming day. A day that the diary has begun shows its own list."""

    day: date
    items: tuple[ItemLine, ...]
    empty_slots: tuple[EmptySlot, ...]


@dataclass(frozen=True, slots=True)
class ShoppingLine:
    """One food to buy: how often it comes, each amount with its number of times, and all of them in grams as eaten."""

    id: str
    name: str
    group: str
    times: int
    amounts: tuple[str, ...]
    grams: float
    cautions: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The coming days, and, if asked for, the shopping list by group. `plants` is null where counts are hidden."""

    KIND: ClassVar[str] = "plan"
    days: tuple[PlannedDay, ...]
    plants: int | None
    shopping: tuple[ShoppingLine, ...] | None
    care: tuple[Note, ...]


def shopping_lines(
    items: Iterable[tuple[ItemLine, float]], foods: Mapping[str, Food], order: tuple[str, ...]
) -> tuple[ShoppingLine, ...]:
    """Add up what the items need, by food group in `order`; each item comes with its share of a serving."""
    found: dict[str, list[tuple[ItemLine, float]]] = {}
    for item, share in items:
        if item.id in foods:
            found.setdefault(item.id, []).append((item, share))
    lines = []
    for ident, uses in found.items():
        food = foods[ident]
        amounts: dict[str, int] = {}
        for item, _ in uses:
            amounts[item.amount] = amounts.get(item.amount, 0) + 1
        lines.append(
            ShoppingLine(
                ident,
                food.name,
                food.group,
                len(uses),
                tuple(amount if n == 1 else f"{n} × {amount}" for amount, n in amounts.items()),
                round(sum(share * food.serving.grams for _, share in uses), 1),
                uses[0][0].cautions,
            )
        )
    return tuple(sorted(lines, key=lambda line: (order.index(line.group), line.name)))
