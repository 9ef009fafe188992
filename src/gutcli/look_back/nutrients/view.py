"""What `week --nutrients` says: fibre and omega-3 of what was logged, with what is unknown, beside references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gutcli.diary import fold_day
from gutcli.know.sources.view import source_views
from gutcli.look_back.nutrients.intake import INTAKES, NUTRIENTS, Portion, add_up, find_bounds, portions_of
from gutcli.look_back.span import week_around
from gutcli.text import join_words

if TYPE_CHECKING:
    from gutcli.catalog.library import Catalog
    from gutcli.diary.entry import Entry
    from gutcli.know.sources.view import SourceView
    from gutcli.look_back.nutrients.intake import Amount, Intake, Totals
    from gutcli.profile.person import Person
    from gutcli.store.reader import DiaryReader

Eaten = dict[date, tuple[Portion, ...]]
RECORD = "This is a record of what was logged, not of what was eaten."


@dataclass(frozen=True, slots=True)
class NutrientDay:
    """One day: how many foods were logged, and what they come to."""

    day: date
    foods: int
    fibre_g: Amount
    ala_g: Amount
    epa_dha_mg: Amount


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a day on which food was logged; None as in Amount."""

    least: float | None
    most: float | None


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
    totals = add_up(every)
    logged = [day for day, portions in eaten.items() if portions]
    span = [] if hidden else [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assumed, understated = assumed_foods(every), understated_foods(every)
    intakes = () if hidden else INTAKES
    return NutrientsView(
        first=first,
        last=last,
        today=today,
        is_current=first <= today <= last,
        counts_hidden=hidden,
        total=None if hidden else nutrient_totals(first, last, len(logged), totals),
        days=tuple(_nutrient_day(day, add_up(eaten.get(day, ()))) for day in span if day <= today),
        without_figures=foods_without_figures(every),
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


def _nutrient_day(day: date, totals: Totals) -> NutrientDay:
    return NutrientDay(day, totals.foods, totals.fibre_g, totals.ala_g, totals.epa_dha_mg)


def nutrient_totals(first: date, last: date, logged_days: int, totals: Totals) -> NutrientTotals:
    """Return what a span comes to, in all and for a day on which food was logged."""

    def mean(amount: Amount) -> Mean:
        return Mean(_share(amount.least, logged_days), _share(amount.most, logged_days))

    return NutrientTotals(
        first=first,
        last=last,
        logged_days=logged_days,
        foods=totals.foods,
        assumed_foods=totals.assumed,
        fibre_g=totals.fibre_g,
        ala_g=totals.ala_g,
        epa_dha_mg=totals.epa_dha_mg,
        fibre_g_per_day=mean(totals.fibre_g),
        ala_g_per_day=mean(totals.ala_g),
        epa_dha_mg_per_day=mean(totals.epa_dha_mg),
    )


def _share(value: float | None, days: int) -> float | None:
    return None if value is None or not days else round(value / days, 4)


def foods_without_figures(portions: Iterable[Portion]) -> tuple[str, ...]:
    """Return the names of the foods that leave some of the three figures open, each once."""
    return _once(p.name for p in portions if not p.food or any(find_bounds(p.food, n) is None for n in NUTRIENTS))


def assumed_foods(portions: Iterable[Portion]) -> tuple[str, ...]:
    """Return the names of the foods whose amount could not be read."""
    return _once(p.name for p in portions if p.food and p.assumed)


def understated_foods(portions: Iterable[Portion]) -> tuple[str, ...]:
    """Return the names of the foods whose fibre figure misses most of their inulin or resistant starch."""
    return _once(p.name for p in portions if p.food and p.food.fibre_understated and "fibre_g" in p.food.per_100g)


def caveat_lines(totals: Totals, assumed: Sequence[str], understated: Sequence[str]) -> tuple[str, ...]:
    """Return what these figures do not say."""
    lines = [RECORD + " The reference intakes are for everything that an adult eats in a day."]
    if understated:
        lines.append(
            "Fibre figures miss most inulin and resistant starch, so there is more than the figure says in "
            f"{_listed([name.lower() for name in understated])}."
        )
    elif totals.fibre_g.known_foods:
        lines.append("Fibre figures miss most inulin and resistant starch.")
    if totals.ala_g.bounded_foods:
        lines.append(
            "For some foods the source measured ALA together with a close relative, so ALA is given as a range."
        )
    if totals.assumed:
        lines.append(f"Counted as one usual serving, as no amount could be read: {_listed(list(assumed))}.")
    return tuple(lines)


def _listed(names: list[str], most: int = 6) -> str:
    more = len(names) - most
    return join_words([*names[:most], f"{more} more"] if more > 0 else names)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
