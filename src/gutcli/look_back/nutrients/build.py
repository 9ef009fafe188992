"""Bring together what the figures of food need."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gutcli.diary.diversity import parse_weekday, week_of
from gutcli.errors import UsageError
from gutcli.know.sources.view import source_views
from gutcli.look_back.nutrients.intake import Portion, add_up, portions_of
from gutcli.look_back.nutrients.view import (
    NutrientsView,
    assumed_foods,
    caveat_lines,
    foods_without_figures,
    intake_lines,
    nutrient_day,
    nutrient_totals,
    understated_foods,
)  # fmt: skip

if TYPE_CHECKING:
    from gutcli.app import App
    from gutcli.diary.entry import Entry

Eaten = dict[date, tuple[Portion, ...]]


def build_nutrients(app: App, day: date, *, rolling: bool = False) -> NutrientsView:
    """Build the view of the week of `day`, or of the seven days up to it."""
    try:
        first, last = week_of(day, parse_weekday(app.profile.week_starts), rolling=rolling)
    except OverflowError:
        raise UsageError("That day is out of range.", "Give a day nearer to today.") from None
    return view_span(app, first, last)


def view_span(app: App, first: date, last: date, eaten: Eaten | None = None) -> NutrientsView:
    """Build the view of the days from `first` to `last`; `eaten` is what `read_eaten` gives, if it is at hand."""
    current = first <= app.today <= last
    if not app.person.shows_counts:
        return NutrientsView(first, last, app.today, current, True, None, (), (), (), (), (), (), ())
    eaten = read_eaten(app, first, last) if eaten is None else eaten
    every = [portion for portions in eaten.values() for portion in portions]
    totals = add_up(every)
    logged = [day for day, portions in eaten.items() if portions]
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assumed, understated = assumed_foods(every), understated_foods(every)
    intakes = intake_lines()
    return NutrientsView(
        first, last, app.today, current, False,
        nutrient_totals(first, last, len(logged), totals),
        tuple(nutrient_day(day, add_up(eaten.get(day, ()))) for day in span if day <= app.today),
        foods_without_figures(every), assumed, understated, intakes,
        caveat_lines(totals, assumed, understated) if every else (),
        source_views((ident for intake in intakes for ident in intake.references), app.catalog),
    )  # fmt: skip


def read_eaten(app: App, first: date, last: date) -> Eaten:
    """Give what was ticked and logged on each written day, oldest first."""
    from gutcli.diary import fold_day

    by_day: dict[date, list[Entry]] = {}
    for entry in app.diary.read_entries(first, last, without_check_ins=True):
        by_day.setdefault(entry.day, []).append(entry)
    foods, practices = app.catalog.foods, app.catalog.practices
    return {day: portions_of(fold_day(day, by_day[day]), foods, practices) for day in sorted(by_day)}
