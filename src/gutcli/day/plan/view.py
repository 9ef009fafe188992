"""What `plan` says: the coming days, and what to buy for them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.note import Note, sort_notes
from gutcli.day.checklist import PAST_DAYS, fold_into, plan_checklist
from gutcli.day.today.view import ItemLine, item_lines
from gutcli.diary import fold_day
from gutcli.diary.diversity import parse_weekday, week_of
from gutcli.errors import UsageError
from gutcli.planner.plan import EmptySlot

if TYPE_CHECKING:
    from gutcli.catalog.types import Food
    from gutcli.diary.store import DiaryReader
    from gutcli.profile.person import Person


class PlannedDay(NamedTuple):
    """One coming day. A day that the diary has begun shows its own list."""

    day: date
    items: tuple[ItemLine, ...]
    empty_slots: tuple[EmptySlot, ...]


class ShoppingLine(NamedTuple):
    """One food to buy: how often it comes, each amount with its number of times, and all of them in grams as eaten."""

    id: str
    name: str
    group: str
    times: int
    amounts: tuple[str, ...]
    grams: float
    cautions: tuple[Note, ...]


class PlanView(NamedTuple):
    """The coming days, and, if asked for, the shopping list by group. `plants` is null where counts are hidden."""

    days: tuple[PlannedDay, ...]
    plants: int | None
    shopping: tuple[ShoppingLine, ...] | None
    care: tuple[Note, ...]

    @property
    def KIND(self) -> str:  # noqa: N802  # a class constant, as the other views have it
        """The kind of answer."""
        return "plan"


def shopping_lines(
    items: Iterable[tuple[ItemLine, float]], foods: "Mapping[str, Food]", order: tuple[str, ...]
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


def build_plan(
    person: "Person", diary: "DiaryReader", first: date, today: date, *, days: int = 7, shopping: bool = False
) -> PlanView:
    """Build the view of `days` days from `first` on. What is still to come counts as nothing had."""
    try:
        last = first + timedelta(days=days - 1)
        diary_first = first - timedelta(days=PAST_DAYS)
    except OverflowError:
        raise UsageError("That day is out of range.", "Give a day nearer to today.") from None
    near = diary.read_summaries(diary_first, last)
    marks = diary.read_glance(first, first, first).marks
    written = {summary.day for summary in near}
    starts = parse_weekday(person.profile.week_starts)
    planned: list[PlannedDay] = []
    bought = []
    plants: dict[str, None] = {}
    week_plants: set[str] = set()
    for number in range(days):
        day = first + timedelta(days=number)
        week = week_of(day, starts)
        entries = diary.read_day(day) if day in written else []
        checklist = plan_checklist(person, day, today, near, marks=marks, week=week)
        checklist = fold_into(person, checklist, fold_day(day, entries, checklist.offer), today)
        if day == week[0]:
            week_plants.clear()
        seen = frozenset(checklist.week_before | week_plants)
        lines = () if person.only_care else item_lines(checklist.day, checklist.planned, seen)
        for line in lines:
            week_plants.update(line.plants)
            plants.update(dict.fromkeys(line.plants))
        planned.append(PlannedDay(day, lines, checklist.empty))
        shares = {ident: item.share for ident, item in checklist.planned.items()}
        bought += [(line, shares.get(line.id, 1.0)) for line in lines if line.state == "open"]
    lines_to_buy = None
    if shopping:
        from gutcli.catalog.kinds import FOOD_GROUPS

        lines_to_buy = shopping_lines(bought, person.catalog.foods, FOOD_GROUPS)
    return PlanView(tuple(planned), len(plants) if person.shows_counts else None, lines_to_buy, sort_notes(person.care))
