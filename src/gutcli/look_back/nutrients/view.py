"""What `week --nutrients` says: fibre and omega-3 of what was logged, with what is unknown, beside references."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gutcli.catalog.library import Catalog
from gutcli.diary import fold_day
from gutcli.diary.entry import Entry
from gutcli.know.sources.view import SourceView, source_views
from gutcli.look_back.days import list_days, week_around
from gutcli.look_back.nutrients.intake import (
    TITLES,
    Amount,
    Intake,
    Mean,
    Portion,
    Totals,
    add_up,
    find_bounds,
    find_means,
    list_intakes,
    portions_of,
)
from gutcli.profile.person import Person
from gutcli.store.reader import DiaryReader
from gutcli.text import join_some

Eaten = dict[date, tuple[Portion, ...]]
RECORD = "This is a record of what was logged, not of what was eaten."
UNDERSTATED = "Fibre figures miss most inulin and resistant starch."


@dataclass(frozen=True, slots=True)
class NutrientDay:
    """One day: how many foods were logged, and what they come to."""

    day: date
    foods: int
    fibre_g: Amount
    ala_g: Amount
    epa_dha_mg: Amount


@dataclass(frozen=True, slots=True)
class NutrientTotals:
    """What a span of days comes to; `assumed_foods` have no amount that could be read and count as a usual serving."""

    first: date
    last: date
    logged_days: int
    foods: int
    assumed_foods: int
    fibre_g: Amount
    ala_g: Amount
    epa_dha_mg: Amount
    fibre_g_per_day: Mean
    ala_g_per_day: Mean
    epa_dha_mg_per_day: Mean


@dataclass(frozen=True, slots=True)
class NutrientsView:
    """A week's fibre and omega-3. `counts_hidden`: figures of food are left out for the person's sake."""

    first: date
    last: date
    today: date
    is_current: bool
    counts_hidden: bool
    total: NutrientTotals | None
    days: tuple[NutrientDay, ...]
    without_figures: tuple[str, ...]
    assumed: tuple[str, ...]
    understated: tuple[str, ...]
    intakes: tuple[Intake, ...]
    caveats: tuple[str, ...]
    sources: tuple[SourceView, ...]


def build_nutrients(
    person: Person, diary: DiaryReader, day: date, today: date, *, rolling: bool = False
) -> NutrientsView:
    """Build the view of the week of `day`, or of the seven days up to it."""
    first, last = week_around(day, person.profile.week_starts, rolling=rolling)
    eaten = read_eaten(person.catalog, diary, first, last) if person.shows_counts else {}
    return view_span(person, eaten, first, last, today)


def view_span(person: Person, eaten: Eaten, first: date, last: date, today: date) -> NutrientsView:
    """Build the view of the days from `first` to `last`; `eaten` is what `read_eaten` gives."""
    hidden = not person.shows_counts
    every = [portion for portions in eaten.values() for portion in portions]
    totals, logged = add_up(every), sum(map(bool, eaten.values()))
    known = [(portion.name, food) for portion in every if (food := portion.food)]
    assumed = _once(portion.name for portion in every if portion.food and portion.assumed)
    understated = _once(name for name, food in known if food.fibre_understated and "fibre_g" in food.per_100g)
    by_day = {} if hidden else {day: add_up(eaten.get(day, ())) for day in list_days(first, min(last, today))}
    intakes = () if hidden else list_intakes()
    return NutrientsView(
        first=first,
        last=last,
        today=today,
        is_current=first <= today <= last,
        counts_hidden=hidden,
        total=None
        if hidden
        else NutrientTotals(
            first, last, logged, totals.foods, totals.assumed, *totals.amounts, *find_means(totals, logged)
        ),
        days=tuple(NutrientDay(day, sums.foods, *sums.amounts) for day, sums in by_day.items()),
        without_figures=_once(
            p.name for p in every if not p.food or any(find_bounds(p.food, nutrient) is None for nutrient in TITLES)
        ),
        assumed=assumed,
        understated=understated,
        intakes=intakes,
        caveats=caveat_lines(totals, assumed, understated) if every else (),
        sources=source_views((ident for intake in intakes for ident in intake.references), person.catalog),
    )


def read_eaten(catalog: Catalog, diary: DiaryReader, first: date, last: date) -> Eaten:
    """Return what was ticked and logged on each written day, oldest first."""
    by_day: dict[date, list[Entry]] = {}
    for entry in diary.read_entries(first, last, without_check_ins=True):
        by_day.setdefault(entry.day, []).append(entry)
    return {day: portions_of(fold_day(day, by_day[day]), catalog.foods, catalog.practices) for day in sorted(by_day)}


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def caveat_lines(totals: Totals, assumed: tuple[str, ...], understated: tuple[str, ...]) -> tuple[str, ...]:
    """Return what these figures do not say."""
    lines = [RECORD + " The reference intakes are for everything that an adult eats in a day."]
    if understated:
        lines.append(
            f"{UNDERSTATED.rstrip('.')}, so there is more than the figure says in "
            f"{join_some([name.lower() for name in understated], 6)}."
        )
    elif totals.fibre_g.known_foods:
        lines.append(UNDERSTATED)
    if totals.ala_g.bounded_foods:
        lines.append(
            "For some foods the source measured ALA together with a close relative, so ALA is given as a range."
        )
    if totals.assumed:
        lines.append(f"Counted as one usual serving, as no amount could be read: {join_some(assumed, 6)}.")
    return tuple(lines)
