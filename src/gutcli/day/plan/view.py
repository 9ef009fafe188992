"""What `plan` says: the coming days, and what to buy for them."""

from datetime import date, timedelta
from typing import NamedTuple

from gutcli.catalog.note import Note, sort_notes
from gutcli.clock import week_of
from gutcli.day.checklist import fold_into, make_planner, plan_checklist, span_around
from gutcli.day.shop.view import ShopLine, shop_lines
from gutcli.day.today.view import ItemLine, item_lines
from gutcli.diary import fold_day
from gutcli.errors import UsageError
from gutcli.planner.plan import EmptySlot
from gutcli.profile.person import Person
from gutcli.store.reader import DiaryReader


class PlannedDay(NamedTuple):
    """One coming day. A day that the diary has begun shows its own list."""

    day: date
    items: tuple[ItemLine, ...]
    empty_slots: tuple[EmptySlot, ...]


class PlanView(NamedTuple):
    """The coming days, and, if asked for, what to buy by aisle. `plants` is null where counts are hidden."""

    days: tuple[PlannedDay, ...]
    plants: int | None
    shopping: tuple[ShopLine, ...] | None
    care: tuple[Note, ...]
    meals: bool = False


def build_plan(
    person: Person,
    diary: DiaryReader,
    first: date,
    today: date,
    *,
    days: int = 7,
    shopping: bool = False,
    meals: bool = False,
) -> PlanView:
    """Build the view of `days` days from `first` on. What is still to come counts as nothing had."""
    try:
        last = first + timedelta(days=days - 1)
    except OverflowError:
        raise UsageError("That day is out of range.", "Give a day nearer to today.") from None
    glance = diary.read_glance(first, *span_around(person, first, last, today))
    planner = make_planner(person, glance, today)
    written = {date.fromordinal(mark[0]) for mark in glance.marks}
    starts = planner.past.week_starts
    planned: list[PlannedDay] = []
    said: frozenset[str] = frozenset()
    plants: dict[str, None] = {}
    week_plants: set[str] = set()
    for number in range(days):
        day = first + timedelta(days=number)
        week = week_of(day, starts)
        entries = diary.read_day(day) if day in written else []
        checklist = plan_checklist(person, planner, day, marks=glance.marks)
        checklist = fold_into(person, checklist, fold_day(day, entries, checklist.offer), today)
        said = said or checklist.said_before
        if day == week[0]:
            week_plants.clear()
        seen = frozenset(checklist.week_before | week_plants)
        lines = () if person.only_care else item_lines(checklist.day, checklist.planned, seen, checklist.at_home, said)
        for line in lines:
            week_plants.update(line.plants)
            plants.update(dict.fromkeys(line.plants))
        planned.append(PlannedDay(day, lines, checklist.empty))
    to_buy = None
    if shopping:
        to_buy = shop_lines(person, planner, first, last) if person.shows_food else ()
    return PlanView(
        tuple(planned), len(plants) if person.shows_counts else None, to_buy, sort_notes(person.care), meals
    )
