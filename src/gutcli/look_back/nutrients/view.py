"""What `week --nutrients` says: fibre and omega-3 of what was logged, with what is unknown, beside references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from gutcli.look_back.nutrients.intake import INTAKES

if TYPE_CHECKING:
    from gutcli.know.sources.view import SourceView
    from gutcli.look_back.nutrients.intake import Amount, Portion, Totals

RECORD = "This is a record of what was logged, not of what was eaten."


@dataclass(frozen=True, slots=True)
class AmountLine:
    """A sum as a range. `most` is null where it is open; both are null where no food had a figure, never 0.

    `known_foods` and `unknown_foods` had a figure or none; of the known, `bounded_foods` had an upper bound alone and
    `understated_foods` a figure that misses part of their fibre.
    """

    least: float | None
    most: float | None
    known_foods: int
    unknown_foods: int
    bounded_foods: int
    understated_foods: int


@dataclass(frozen=True, slots=True)
class NutrientDay:
    """One day: how many foods were logged, and what they come to."""

    day: date
    foods: int
    fibre_g: AmountLine
    ala_g: AmountLine
    epa_dha_mg: AmountLine


@dataclass(frozen=True, slots=True)
class MeanLine:
    """The mean of a day on which food was logged; null as in AmountLine."""

    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class IntakeLine:
    """What an authority says of a nutrient for an adult's day, from everything eaten; `basis` is how it comes about."""

    nutrient: str
    per_day: float
    authority: str
    text: str
    basis: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NutrientTotals:
    """What a span of days comes to; `assumed_foods` have no amount that could be read and count as a usual serving."""

    first: date
    last: date
    logged_days: int
    foods: int
    assumed_foods: int
    fibre_g: AmountLine
    ala_g: AmountLine
    epa_dha_mg: AmountLine
    fibre_g_per_day: MeanLine
    ala_g_per_day: MeanLine
    epa_dha_mg_per_day: MeanLine


@dataclass(frozen=True, slots=True)
class NutrientsView:
    """A week's fibre and omega-3. `counts_hidden`: figures of food are left out for the person's sake."""

    KIND: ClassVar[str] = "nutrients"
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
    intakes: tuple[IntakeLine, ...]
    caveats: tuple[str, ...]
    sources: tuple[SourceView, ...]


def amount_line(amount: Amount) -> AmountLine:
    """Say a sum."""
    return AmountLine(*amount)


def nutrient_day(day: date, totals: Totals) -> NutrientDay:
    """Say a day."""
    return NutrientDay(
        day, totals.foods, amount_line(totals.fibre_g), amount_line(totals.ala_g), amount_line(totals.epa_dha_mg)
    )


def nutrient_totals(first: date, last: date, logged_days: int, totals: Totals) -> NutrientTotals:
    """Say what a span comes to, in all and for a day on which food was logged."""

    def mean(amount: Amount) -> MeanLine:
        return MeanLine(_share(amount.least, logged_days), _share(amount.most, logged_days))

    return NutrientTotals(
        first,
        last,
        logged_days,
        totals.foods,
        totals.assumed,
        amount_line(totals.fibre_g),
        amount_line(totals.ala_g),
        amount_line(totals.epa_dha_mg),
        mean(totals.fibre_g),
        mean(totals.ala_g),
        mean(totals.epa_dha_mg),
    )


def _share(value: float | None, days: int) -> float | None:
    return None if value is None or not days else round(value / days, 4)


def intake_lines() -> tuple[IntakeLine, ...]:
    """Say the reference intakes."""
    return tuple(IntakeLine(*intake) for intake in INTAKES)


def foods_without_figures(portions: Iterable[Portion]) -> tuple[str, ...]:
    """Name the foods that leave some of the three figures open, each once."""
    from gutcli.look_back.nutrients.intake import NUTRIENTS, find_bounds

    return _once(p.name for p in portions if not p.food or any(find_bounds(p.food, n) is None for n in NUTRIENTS))


def assumed_foods(portions: Iterable[Portion]) -> tuple[str, ...]:
    """Name the foods whose amount could not be read."""
    return _once(p.name for p in portions if p.food and p.assumed)


def understated_foods(portions: Iterable[Portion]) -> tuple[str, ...]:
    """Name the foods whose fibre figure misses most of their inulin or resistant starch."""
    return _once(p.name for p in portions if p.food and p.food.fibre_understated and "fibre_g" in p.food.per_100g)


def caveat_lines(totals: Totals, assumed: Sequence[str], understated: Sequence[str]) -> tuple[str, ...]:
    """Say what these figures do not say."""
    lines = [RECORD + " The reference intakes are for everything that an adult eats in a day."]
    if understated:
        lines.append(
            "Fibre figures miss most inulin and resistant starch, so there is more than the figure says in "
            f"{_listed([name.lower() for name in understated])}."
        )
    elif totals.fibre_g.known:
        lines.append("Fibre figures miss most inulin and resistant starch.")
    if totals.ala_g.bounded:
        lines.append(
            "For some foods the source measured ALA together with a close relative, so ALA is given as a range."
        )
    if totals.assumed:
        lines.append(f"Counted as one usual serving, as no amount could be read: {_listed(list(assumed))}.")
    return tuple(lines)


def _listed(names: list[str], most: int = 6) -> str:
    from gutcli.text import join_words

    more = len(names) - most
    return join_words([*names[:most], f"{more} more"] if more > 0 else names)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
