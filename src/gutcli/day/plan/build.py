"""Look ahead: the days to come as the plan has them, and what to buy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gutcli.catalog.note import sort_notes
from gutcli.day.checklist import PAST_DAYS, make_checklist
from gutcli.day.plan.view import PlannedDay, PlanView, shopping_lines
from gutcli.day.today.view import item_lines
from gutcli.diary.diversity import parse_weekday, week_of
from gutcli.errors import UsageError

if TYPE_CHECKING:
    from gutcli.app import App


def build_plan(app: App, first: date, days: int = 7, *, shopping: bool = False) -> PlanView:
    """Build the view of `days` days from `first` on. What is still to come counts as nothing had."""
    try:
        last = first + timedelta(days=days - 1)
        diary_first = first - timedelta(days=PAST_DAYS)
    except OverflowError:
        raise UsageError("That day is out of range.", "Give a day nearer to today.") from None
    near = app.diary.read_summaries(diary_first, last)
    marks = app.diary.read_glance(first, first, first).marks
    written = {summary.day for summary in near}
    starts = parse_weekday(app.profile.week_starts)
    planned: list[PlannedDay] = []
    bought = []
    plants: dict[str, None] = {}
    week_plants: set[str] = set()
    for number in range(days):
        day = first + timedelta(days=number)
        week = week_of(day, starts)
        entries = app.diary.read_day(day) if day in written else []
        checklist = make_checklist(app, day, entries, near, marks=marks, week=week)
        if day == week[0]:
            week_plants.clear()
        seen = frozenset(checklist.week_before | week_plants)
        lines = () if app.person.only_care else item_lines(checklist.day, checklist.planned, seen)
        for line in lines:
            week_plants.update(line.plants)
            plants.update(dict.fromkeys(line.plants))
        planned.append(PlannedDay(day, lines, checklist.empty))
        shares = {ident: item.share for ident, item in checklist.planned.items()}
        bought += [(line, shares.get(line.id, 1.0)) for line in lines if line.state == "open"]
    lines_to_buy = None
    if shopping:
        from gutcli.catalog.kinds import FOOD_GROUPS

        lines_to_buy = shopping_lines(bought, app.catalog.foods, FOOD_GROUPS)
    return PlanView(
        tuple(planned), len(plants) if app.person.shows_counts else None, lines_to_buy, sort_notes(app.person.care)
    )
