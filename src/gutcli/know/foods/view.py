"""What `foods` says: foods with their figures, for whom they are, and what to know before eating them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from gutcli.catalog.browse import (
    Amount,
    Wish,
    amount_of,
    choose_foods,
    figure_of,
    find_foods,
    find_spreading,
    follow_cautions,
    format_misfit,
    sort_foods,
    sum_omega_3,
)
from gutcli.catalog.kinds import NUTRIENTS
from gutcli.know.sources.view import CautionView, PersonalView, caution_views, personal_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gutcli.catalog.library import Catalog
    from gutcli.catalog.types import Caution, Food
    from gutcli.profile.verdicts import Reason, Verdict

    Judge = Callable[[Food], Verdict]
    """Says how a food stands with the person's profile."""

MOST_RELATED = 6


@dataclass(frozen=True, slots=True)
class FoodView:
    """One food. A figure that its source lacks is null. `personal` is null where there is no profile.

    `cautions` are the food's own and, named again in `cautions_by_content`, those that follow from its allergens.
    """

    SUBJECT: ClassVar[str] = "food"
    food: Food
    per_100g: Mapping[str, float | None]
    per_serving: Mapping[str, float | None]
    fibre: Amount
    omega_3: Amount
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
    the order of `foods`. `related` are other foods whose names hold the words. `everyday_left_out` counts foods that
    fit but are only known to be logged: they are shown where words, a group or everything is asked for.
    """

    foods: tuple[FoodView, ...]
    total: int
    in_catalog: int
    asked: AskedView
    traces: tuple[str, ...]
    low_lactose: tuple[str, ...]
    left_out: tuple[LeftOutView, ...]
    sorted_by: tuple[Amount, ...]
    related: tuple[str, ...]
    everyday_left_out: int


@dataclass(frozen=True, slots=True)
class WhyNotFoodView:
    """A food that does not fit the profile, and why."""

    id: str
    name: str
    kinds: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class WhyNotView:
    """The foods that do not fit the profile; `fitting` counts those that do."""

    foods: tuple[WhyNotFoodView, ...]
    fitting: int
    asked: AskedView


def build_foods(
    catalog: Catalog,
    wish: Wish,
    *,
    words: str = "",
    sort: str = "",
    limit: int | None = None,
    everything: bool = False,
    judge: Judge | None = None,
) -> FoodsView:
    """Build the view of the foods that `words` name (none: all) and that fit the wish. Raise NameNotFoundError.

    `judge` says how a food stands with the person's profile; without one nothing is marked.
    """
    named, related = find_foods(words, catalog.names("foods"), catalog.foods) if words.strip() else (None, [])
    asked, aside = _browse(catalog, wish, named, everything=everything)
    choice = choose_foods(asked, wish)
    found = sort_foods(choice.foods, sort or ("name" if named else ""))
    if judge:  # what fits the person comes first
        found.sort(key=lambda food: bool(judge(food).excluded))
    shown = found[:limit]
    fitting = {food.id for food in found}
    missed = [food for food in named or () if food.id not in fitting]
    left_out = tuple(LeftOutView(food.id, food.name, format_misfit(food, wish)) for food in missed)
    spreading = find_spreading(catalog.cautions.values())
    by_figure = shown if sort not in {"", "name"} else []
    return FoodsView(
        foods=tuple(build_food(food, catalog, spreading, judge) for food in shown),
        total=len(found),
        in_catalog=len(catalog.foods),
        asked=_asked(wish, words, sort, limit),
        traces=tuple(food.id for food in choice.traces),
        low_lactose=tuple(food.id for food in choice.low_lactose),
        left_out=left_out,
        sorted_by=tuple(_amount(amount_of(food, sort)) for food in by_figure),
        related=tuple(food.id for food in related[:MOST_RELATED]) if len(found) == 1 else (),
        everyday_left_out=len(choose_foods(aside, wish).foods),
    )


def _browse(
    catalog: Catalog, wish: Wish, named: Sequence[Food] | None, *, everything: bool
) -> tuple[Sequence[Food], Sequence[Food]]:
    """Return the foods to choose from, and those left aside because nobody asked for them by words or by group."""
    if named is not None:
        return named, ()
    known = list(catalog.foods.values())
    if everything or wish.group:
        return known, ()
    aside = [food for food in known if food.everyday and not food.kinds]
    return [food for food in known if food.kinds or not food.everyday], aside


def build_why_not(
    catalog: Catalog, wish: Wish, judge: Judge, words: str = "", *, everything: bool = False
) -> WhyNotView:
    """Build the view of the foods that fit words and wish, but not the profile, each with every reason."""
    named, _ = find_foods(words, catalog.names("foods"), catalog.foods) if words.strip() else (None, [])
    choice = choose_foods(_browse(catalog, wish, named, everything=everything)[0], wish)
    judged = [(food, judge(food)) for food in sort_foods(choice.foods, "")]
    unfit = tuple(WhyNotFoodView(f.id, f.name, f.kinds, v.excluded) for f, v in judged if v.excluded)
    return WhyNotView(unfit, len(judged) - len(unfit), _asked(wish, words, "", None))


def _asked(wish: Wish, words: str, sort: str, limit: int | None) -> AskedView:
    return AskedView(words, wish.kinds, wish.diets, wish.without, wish.no_lactose, wish.group, sort, limit)


def build_food(food: Food, catalog: Catalog, spreading: Iterable[Caution], judge: Judge | None = None) -> FoodView:
    """Build one food's card. `spreading` are the cautions that follow from what a food contains."""
    following = follow_cautions(food, spreading)
    verdict = judge(food) if judge else None
    return FoodView(
        food=food,
        per_100g={name: food.per_100g.get(name) for name in NUTRIENTS},
        per_serving={name: _round(figure_of(food, name).value) for name in NUTRIENTS},
        fibre=_amount(figure_of(food, "fibre_g")),
        omega_3=_amount(sum_omega_3(food)),
        cautions=caution_views((*food.cautions, *following), catalog, verdict.notes if verdict else ()),
        cautions_by_content=following,
        personal=personal_view(verdict, catalog) if verdict else None,
    )


def _amount(amount: Amount) -> Amount:
    return Amount(_round(amount.value), amount.bound)


def _round(value: float | None) -> float | None:
    """Keep six significant digits: a product should not look more exact than its factors, nor lose anything."""
    return None if value is None else float(f"{value:.6g}")
