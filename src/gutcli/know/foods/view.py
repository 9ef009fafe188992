"""What `foods` says: foods with their figures, for whom they are, and what to know before eating them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.browse import (
    Asked,
    ServedAmount,
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
from gutcli.catalog.library import Catalog
from gutcli.catalog.types import Caution, Food
from gutcli.know.sources.view import CautionView, PersonalView, view_cautions

if TYPE_CHECKING:
    from gutcli.profile.person import Person
    from gutcli.profile.verdicts import Reason

MOST_RELATED = 6


class FoodView(NamedTuple):
    """One food. A figure that its source lacks is null. `personal` is null where there is no profile.

    `cautions` are the food's own and, named again in `cautions_by_content`, those that follow from its allergens.
    """

    food: Food
    per_100g: Mapping[str, float | None]
    per_serving: Mapping[str, float | None]
    fibre: ServedAmount
    omega_3: ServedAmount
    cautions: tuple[CautionView, ...]
    cautions_by_content: tuple[str, ...]
    personal: PersonalView | None
    SUBJECT: str = "food"


class LeftOutView(NamedTuple):
    """A food that the words named, and why it does not fit what was asked."""

    id: str
    name: str
    reason: str


class FoodsView(NamedTuple):
    """The foods that were asked for. `total` counts all that fit, `limit` or not.

    `traces` would fit, but may contain what was to be left out; `low_lactose` would, but for a little lactose.
    `left_out` says why foods that the query named do not fit. `sorted_by` has the figure that the list is sorted by, in
    the order of `foods`. `related` are other foods whose names hold the words. `everyday_left_out` counts foods that
    fit but are only known to be logged: they are shown where words, a group or everything is asked for.
    """

    foods: tuple[FoodView, ...]
    total: int
    in_catalog: int
    asked: Asked
    traces: tuple[str, ...]
    low_lactose: tuple[str, ...]
    left_out: tuple[LeftOutView, ...]
    sorted_by: tuple[ServedAmount, ...]
    related: tuple[str, ...]
    everyday_left_out: int


class WhyNotFoodView(NamedTuple):
    """A food that does not fit the profile, and why."""

    id: str
    name: str
    kinds: tuple[str, ...]
    reasons: tuple["Reason", ...]


class WhyNotView(NamedTuple):
    """The foods that do not fit the profile; `fitting` counts those that do."""

    foods: tuple[WhyNotFoodView, ...]
    fitting: int
    asked: Asked


def build_foods(
    catalog: Catalog, asked: Asked, person: "Person | None" = None, *, everything: bool = False
) -> FoodsView:
    """Build the view of the foods that the query names (none: all) and that fit all else. Raise NameNotFoundError."""
    pool, related, aside = _browse(catalog, asked, everything=everything)
    named = pool if asked.query.strip() else ()
    choice = choose_foods(pool, asked)
    found = sort_foods(choice.foods, asked.sort or ("name" if named else ""))
    if person:  # what fits comes first
        found.sort(key=lambda food: bool(person.judge_food(food).excluded))
    shown = found[: asked.limit]
    fitting = {food.id for food in found}
    missed = [food for food in named if food.id not in fitting]
    spreading = find_spreading(catalog.cautions.values())
    by_figure = shown if asked.sort not in {"", "name"} else []
    return FoodsView(
        foods=tuple(_view(food, catalog, spreading, person) for food in shown),
        total=len(found),
        in_catalog=len(catalog.foods),
        asked=asked,
        traces=tuple(food.id for food in choice.traces),
        low_lactose=tuple(food.id for food in choice.low_lactose),
        left_out=tuple(LeftOutView(food.id, food.name, format_misfit(food, asked)) for food in missed),
        sorted_by=tuple(amount_of(food, asked.sort) for food in by_figure),
        related=tuple(food.id for food in related[:MOST_RELATED]) if len(found) == 1 else (),
        everyday_left_out=len(choose_foods(aside, asked).foods),
    )


def _browse(
    catalog: Catalog, asked: Asked, *, everything: bool
) -> tuple[Sequence[Food], Sequence[Food], Sequence[Food]]:
    """Return the foods to choose from, others whose names hold the words, and those that nobody asked for."""
    if asked.query.strip():
        return *find_foods(asked.query, catalog), ()
    known = list(catalog.foods.values())
    if everything or asked.group:
        return known, (), ()
    aside = [food for food in known if food.everyday and not food.kinds]
    return [food for food in known if food.kinds or not food.everyday], (), aside


def build_why_not(catalog: Catalog, asked: Asked, person: "Person", *, everything: bool = False) -> WhyNotView:
    """Build the view of the foods that fit what was asked, but not the profile, each with every reason."""
    choice = choose_foods(_browse(catalog, asked, everything=everything)[0], asked)
    judged = [(food, person.judge_food(food).excluded) for food in sort_foods(choice.foods, "")]
    unfit = tuple(WhyNotFoodView(food.id, food.name, food.kinds, reasons) for food, reasons in judged if reasons)
    return WhyNotView(unfit, len(judged) - len(unfit), asked)


def _view(food: Food, catalog: Catalog, spreading: Iterable[Caution], person: "Person | None") -> FoodView:
    following = follow_cautions(food, spreading)
    verdict = person.judge_food(food) if person else None
    cautions, personal = view_cautions((*food.cautions, *following), catalog, verdict)
    return FoodView(
        food=food,
        per_100g={name: food.per_100g.get(name) for name in NUTRIENTS},
        per_serving={name: figure_of(food, name).value for name in NUTRIENTS},
        fibre=figure_of(food, "fibre_g"),
        omega_3=sum_omega_3(food),
        cautions=cautions,
        cautions_by_content=following,
        personal=personal,
    )
