"""What `foods` says: foods with their figures, for whom they are, and what to know before eating them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from gutcli.catalog.browse import (
    Wish,
    amount_of,
    choose_foods,
    figure_of,
    find_foods,
    find_spreading,
    follow_cautions,
    say_misfit,
    sort_foods,
    sum_omega_3,
)
from gutcli.catalog.kinds import NUTRIENTS
from gutcli.know.sources.view import CautionView, PersonalView, ReasonView, caution_views, personal_view, reason_views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gutcli.catalog.browse import Amount
    from gutcli.catalog.library import Catalog
    from gutcli.catalog.types import Caution, Food
    from gutcli.profile.verdicts import Verdict

    Judge = Callable[[Food], Verdict]
    """Says how a food stands with the person's profile."""

MOST_RELATED = 6


@dataclass(frozen=True, slots=True)
class ServingView:
    """A household amount."""

    text: str
    grams: float


@dataclass(frozen=True, slots=True)
class FigureSourceView:
    """The row that the figures are copied from."""

    dataset: str
    ndb_no: str | None
    fdc_id: int | None
    description: str
    ala_basis: str | None
    fibre_basis: str | None


@dataclass(frozen=True, slots=True)
class AmountView:
    """A figure in one serving; `bound` is "", "least", "most" or "about": on which side the truth may lie."""

    value: float | None
    bound: str


@dataclass(frozen=True, slots=True)
class FoodView:
    """One food. A figure that its source lacks is null. `personal` is null where there is no profile.

    `cautions` are the food's own and, named again in `cautions_by_content`, those that follow from its allergens.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    group: str
    kinds: tuple[str, ...]
    plants: tuple[str, ...]
    contains: tuple[str, ...]
    may_contain: tuple[str, ...]
    diets: tuple[str, ...]
    lactose: str
    live_cultures: str
    serving: ServingView
    how_to_eat: str
    topics: tuple[str, ...]
    checklist: bool
    slots: tuple[str, ...]
    oily_fish: bool
    fibre_understated: bool
    note: str
    per_100g: Mapping[str, float | None]
    per_serving: Mapping[str, float | None]
    fibre: AmountView
    omega_3: AmountView
    source: FigureSourceView | None
    cautions: tuple[CautionView, ...]
    cautions_by_content: tuple[str, ...]
    personal: PersonalView | None


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """A food that the words named, and why it does not fit what was asked."""

    id: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class AskedView:
    """What was asked for, as understood. `without` are legal allergen words."""

    query: str
    kinds: tuple[str, ...]
    diets: tuple[str, ...]
    without: tuple[str, ...]
    without_lactose: bool
    group: str
    sort: str
    limit: int | None


@dataclass(frozen=True, slots=True)
class FoodsView:
    """The foods that were asked for. `total` counts all that fit, `limit` or not.

    `traces` would fit, but may contain what was to be left out; `low_lactose` would, but for a little lactose.
    `left_out` says why foods that the query named do not fit. `sorted_by` has the figure that the list is sorted by, in
    the order of `foods`. `related` are other foods whose names hold the words.
    """

    KIND: ClassVar[str] = "foods"
    foods: tuple[FoodView, ...]
    total: int
    in_catalog: int
    asked: AskedView
    traces: tuple[str, ...]
    low_lactose: tuple[str, ...]
    left_out: tuple[LeftOutView, ...]
    sorted_by: tuple[AmountView, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyNotFoodView:
    """A food that does not fit the profile, and why."""

    id: str
    name: str
    kinds: tuple[str, ...]
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class WhyNotView:
    """The foods that do not fit the profile; `fitting` counts those that do."""

    KIND: ClassVar[str] = "why-not"
    foods: tuple[WhyNotFoodView, ...]
    fitting: int
    asked: AskedView


def foods_view(
    catalog: Catalog,
    wish: Wish,
    *,
    words: str = "",
    sort: str = "",
    limit: int | None = None,
    judge: Judge | None = None,
) -> FoodsView:
    """Give the foods that `words` name (none: all) and that fit the wish. Raises NameNotFoundError.

    `judge` says how a food stands with the person's profile; without one nothing is marked.
    """
    named, related = find_foods(words, catalog.names("foods"), catalog.foods) if words.strip() else (None, [])
    choice = choose_foods(catalog.foods.values() if named is None else named, wish)
    found = sort_foods(choice.foods, sort or ("name" if named else ""))
    shown = found[:limit]
    fitting = {food.id for food in found}
    missed = [food for food in named or () if food.id not in fitting]
    left_out = tuple(LeftOutView(food.id, food.name, say_misfit(food, wish)) for food in missed)
    spreading = find_spreading(catalog.cautions.values())
    by_figure = shown if sort not in {"", "name"} else []
    return FoodsView(
        tuple(food_view(food, catalog, spreading, judge) for food in shown),
        len(found),
        len(catalog.foods),
        _asked(wish, words, sort, limit),
        tuple(food.id for food in choice.traces),
        tuple(food.id for food in choice.low_lactose),
        left_out,
        tuple(_amount(amount_of(food, sort)) for food in by_figure),
        tuple(food.id for food in related[:MOST_RELATED]) if len(found) == 1 else (),
    )


def why_not_view(catalog: Catalog, wish: Wish, judge: Judge, words: str = "") -> WhyNotView:
    """Give the foods that `words` name and that fit the wish, but not the profile, each with every reason."""
    named, _ = find_foods(words, catalog.names("foods"), catalog.foods) if words.strip() else (None, [])
    choice = choose_foods(catalog.foods.values() if named is None else named, wish)
    judged = [(food, judge(food)) for food in sort_foods(choice.foods, "")]
    unfit = tuple(WhyNotFoodView(f.id, f.name, f.kinds, reason_views(v)) for f, v in judged if v.excluded)
    return WhyNotView(unfit, len(judged) - len(unfit), _asked(wish, words, "", None))


def _asked(wish: Wish, words: str, sort: str, limit: int | None) -> AskedView:
    return AskedView(words, wish.kinds, wish.diets, wish.without, wish.no_lactose, wish.group, sort, limit)


def food_view(food: Food, catalog: Catalog, spreading: Iterable[Caution], judge: Judge | None = None) -> FoodView:
    """Build one food's card. `spreading` are the cautions that follow from what a food contains."""
    f, s = food, food.source
    following = follow_cautions(f, spreading)
    return FoodView(
        f.id, f.name, f.aliases, f.group, f.kinds, f.plants, f.contains, f.may_contain, f.diets, f.lactose,
        f.live_cultures, ServingView(f.serving.text, f.serving.grams), f.how_to_eat, f.topics, f.checklist, f.slots,
        f.oily_fish, f.fibre_understated, f.note,
        {name: f.per_100g.get(name) for name in NUTRIENTS},
        {name: _round(figure_of(f, name).value) for name in NUTRIENTS},
        _amount(figure_of(f, "fibre_g")),
        _amount(sum_omega_3(f)),
        FigureSourceView(s.dataset, s.ndb_no, s.fdc_id, s.description, s.ala_basis, s.fibre_basis) if s else None,
        caution_views((*f.cautions, *following), catalog),
        following,
        personal_view(judge(f), catalog) if judge else None,
    )  # fmt: skip


def _amount(amount: Amount) -> AmountView:
    return AmountView(_round(amount.value), amount.bound)


def _round(value: float | None) -> float | None:
    """Keep six significant digits: a product should not look more exact than its factors, nor lose anything."""
    return None if value is None else float(f"{value:.6g}")
