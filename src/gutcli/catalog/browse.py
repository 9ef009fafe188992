"""Choosing foods by what they are, what they contain and for whom they are."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.data_files import load_vocabulary
from gutcli.catalog.kinds import ALLERGENS, FOOD_GROUPS, FOOD_SLOTS, NUTRIENTS, OMEGA_3
from gutcli.catalog.search import holds_words, match_name, nearest_names, unknown
from gutcli.errors import UsageError
from gutcli.text import did_you_mean, fold, join_words, nearest, safe

if TYPE_CHECKING:
    from gutcli.catalog.library import Catalog
    from gutcli.catalog.types import Caution, Food

_FIGURES = {(name.rpartition("_")[0] or name).replace("_", "-"): name for name in NUTRIENTS}
SORTS = ("name", "fibre", "omega-3", *(sort for sort in _FIGURES if sort != "fibre"))
"""What a list may be sorted by: names from A, figures from the most in a serving."""
_UNDIFFERENTIATED = "619"
_LOW_LACTOSE = "holds a little lactose"


class Asked(NamedTuple):
    """What was asked of foods, as understood. Of `kinds` any will do, all else must hold; `without` are legal words."""

    query: str
    kinds: tuple[str, ...]
    diets: tuple[str, ...]
    without: tuple[str, ...]
    without_lactose: bool
    group: str
    sort: str = ""
    limit: int | None = None


class FittingFoods(NamedTuple):
    """The foods that fit, and those that would, but for what they may contain or for a little lactose."""

    foods: tuple["Food", ...]
    traces: tuple["Food", ...]
    low_lactose: tuple["Food", ...]


class ServedAmount(NamedTuple):
    """A figure in one serving. `bound`: "" as the source has it, "least", "most", or "about" where it is both."""

    value: float | None
    bound: str = ""


def parse_without(
    words: Iterable[str], peoples: Mapping[str, Sequence[str]], lactose: Iterable[str], *, on_a_label: bool = False
) -> tuple[tuple[str, ...], bool]:
    """Read people's words for what they cannot have: legal allergens, and whether lactose is meant.

    `peoples` says what each folded word means, `lactose` is what it is called. `on_a_label`: the words say what a food
    contains, so a legal word means itself alone. Raise UsageError with the nearest words: a word that is not understood
    must not look as if it protected anyone.
    """
    # Otherwise people's words win over the legal ones: whoever cannot have "nuts" may mean peanuts too.
    legal: dict[str, Sequence[str]] = {fold(word): (word,) for word in ALLERGENS}
    known = {**peoples, **legal} if on_a_label else {**legal, **peoples}
    lactose = {*map(fold, lactose)}
    found: dict[str, None] = {}
    no_lactose = False
    for text in words:
        for word in text.split(","):
            folded = fold(word)
            if folded in lactose:
                no_lactose = True
            elif folded in known:
                found |= dict.fromkeys(known[folded])
            elif word.strip() or not text.strip(", "):
                hint = did_you_mean(nearest(folded, [*known, *lactose]), f"It knows {join_words(ALLERGENS)}.")
                raise UsageError(f"gutcli knows no allergen called {safe(word.strip())!r}.", hint)
    return tuple(allergen for allergen in ALLERGENS if allergen in found), no_lactose


def parse_group(words: str) -> str:
    """Return the name of a group of foods, or the first word of one. Raise UsageError."""
    if group := find_group(words):
        return group
    close = nearest(fold(words), map(fold, FOOD_GROUPS))
    near = [group for group in FOOD_GROUPS if fold(group) in close]
    hint = did_you_mean(near, f"Groups are {join_words(FOOD_GROUPS)}.")
    raise UsageError(f"There is no group of foods called {safe(words)!r}.", hint)


def find_group(words: str) -> str:
    """Return the group that is meant by its name or by one whole word of it ("nuts", "fish"); "" if none is."""
    folded = fold(words)
    same = [group for group in FOOD_GROUPS if fold(group) == folded]
    same = same or [group for group in FOOD_GROUPS if folded in fold(group).split() and folded != "and"]
    return same[0] if len(same) == 1 else ""


def parse_sort(words: str) -> str:
    """Return what to sort by. Raise UsageError with the nearest words."""
    said = words.strip().lower().replace("_", "-").replace(" ", "-")
    if said not in SORTS:
        said = load_vocabulary("commands")["sorts"].get(said, said)
    # "b12" and "vitamin-b12-ug" are as good as "vitamin-b12".
    for name in (said, f"vitamin-{said}", said.rpartition("-")[0]):
        if name in SORTS:
            return name
    hint = did_you_mean(nearest(said, SORTS), f"Sort by {join_words(SORTS, 'or')}.")
    raise UsageError(f"Foods cannot be sorted by {safe(words)!r}.", hint)


_SHORTEST_ENDING = 4


def find_foods(words: str, catalog: "Catalog") -> "tuple[list[Food], list[Food]]":
    """Return the foods that `words` name, and others whose names hold them. Raise NameNotFoundError.

    A food's exact name means that food alone. A group's or kind's name means everything in it too. Whole words mean
    every food that has them in a name ("beans"); only then is a beginning enough ("kef").
    """
    wanted, foods, names = fold(words).split(), catalog.foods, catalog.names("foods")
    exact = names.get(" ".join(wanted))
    inside = [ident for name, ident in names.items() if holds_words(name, wanted)]
    others = [ident for ident in dict.fromkeys(inside) if ident != exact]
    if exact:
        return [foods[exact]], [foods[ident] for ident in others]
    group = find_group(words)
    kind = next((kind for kind in FOOD_SLOTS if fold(kind) == " ".join(wanted)), "")
    if group or kind:
        members = [food.id for food in foods.values() if food.group == group or kind in food.kinds]
        return [foods[ident] for ident in dict.fromkeys((*members, *others))], []
    small = next(entry["words"] for entry in catalog.vocabulary("eating")["around"] if entry["id"] == "small")
    named = [word for word in wanted if word not in small]
    whole = [ident for name, ident in names.items() if named and set(named) <= set(name.split())]
    if len(named) == 1 and len(named[0]) >= _SHORTEST_ENDING:
        # "berries" are blueberries and strawberries, before any grain that is called a berry.
        ends = [ident for name, ident in names.items() if any(w.endswith(named[0]) for w in name.split())]
        whole = [*(ident for ident in ends if ident not in whole), *whole]
    found = list(dict.fromkeys(whole)) or (match_name(words, names) if named else [])
    if not found:
        raise unknown(words, nearest_names(words, names), "food", "gutcli foods lists them all.")
    return [foods[ident] for ident in found], [foods[ident] for ident in others if ident not in found]


def choose_foods(foods: "Iterable[Food]", asked: Asked) -> FittingFoods:
    """Return the foods that fit; what may contain something unwanted is left out, and told apart."""
    chosen: list[Food] = []
    traces: list[Food] = []
    low: list[Food] = []
    for food in foods:
        reason = find_misfit(food, asked)
        if not reason:
            (traces if _may_contain(food, asked) else chosen).append(food)
        elif reason == _LOW_LACTOSE:
            low.append(food)
    return FittingFoods(tuple(chosen), tuple(traces), tuple(low))


def find_misfit(food: "Food", asked: Asked) -> str:
    """Return why a food does not fit, what it may contain aside; "" if it does."""
    if asked.kinds and not set(asked.kinds) & set(food.kinds):
        return f"not {join_words(asked.kinds, 'or')}"
    if missing := [diet for diet in asked.diets if diet not in food.diets]:
        return f"not {join_words(missing, 'or')}"
    if found := [allergen for allergen in asked.without if allergen in food.contains]:
        return f"contains {join_words(found)}"
    if asked.without_lactose and food.lactose == "some":
        return "holds lactose"
    if asked.group and food.group != asked.group:
        return f"not in {asked.group}"
    return _LOW_LACTOSE if asked.without_lactose and food.lactose == "low" else ""


def format_misfit(food: "Food", asked: Asked) -> str:
    """Return why a food does not fit, what it may contain included; "" if it does."""
    if reason := find_misfit(food, asked):
        return reason
    found = _may_contain(food, asked)
    return f"may contain {join_words(found)}" if found else ""


def _may_contain(food: "Food", asked: Asked) -> list[str]:
    unwanted = {*asked.without, *(("milk",) if asked.without_lactose else ())}
    return [allergen for allergen in food.may_contain if allergen in unwanted]


def sort_foods(foods: "Iterable[Food]", sort: str) -> "list[Food]":
    """Sort by name or by a figure in a serving, the most first and the unknown last; "" sorts by group and name."""
    if sort == "name":
        return sorted(foods, key=lambda food: (fold(food.name), food.id))
    if not sort:
        place = {group: number for number, group in enumerate(FOOD_GROUPS)}
        return sorted(foods, key=lambda food: (place[food.group], fold(food.name), food.id))

    def order(food: "Food") -> tuple[bool, float, str]:
        value = amount_of(food, sort).value
        return value is None, -(value or 0), food.id

    return sorted(foods, key=order)


def amount_of(food: "Food", sort: str) -> ServedAmount:
    """Return a figure of a food, by the name that it is sorted by, for one serving."""
    return sum_omega_3(food) if sort == "omega-3" else figure_of(food, _FIGURES[sort])


def figure_of(food: "Food", nutrient: str) -> ServedAmount:
    """Return a figure of a food for one serving, and on which side the truth may lie."""
    value = food.per_100g.get(nutrient)
    if value is None:
        return ServedAmount(None)
    bound = ""
    if nutrient == "fibre_g" and food.fibre_understated:
        bound = "least"
    elif nutrient == "ala_g" and value and is_ala_bound(food):
        bound = "most"
    return ServedAmount(_round(value * food.serving.grams / 100), bound)


def _round(value: float) -> float:
    """Keep six significant digits: a product should not look more exact than its factors, nor lose anything."""
    return float(f"{value:.6g}")


def is_ala_bound(food: "Food") -> bool:
    """Return whether the source counted every 18:3 fat, so that ALA may be less."""
    return bool(food.source and (food.source.ala_basis or "").startswith(_UNDIFFERENTIATED))


def sum_omega_3(food: "Food") -> ServedAmount:
    """Add up ALA, EPA and DHA in one serving; what is unknown makes it a least amount."""
    known = [food.per_100g[name] for name in OMEGA_3 if name in food.per_100g]
    if not known:
        return ServedAmount(None)
    total = _round(sum(known) * food.serving.grams / 100)
    # An ALA figure that is an upper bound makes the sum one only where it is more than a tenth of it.
    at_most = is_ala_bound(food) and food.per_100g.get("ala_g", 0) > 0.1 * sum(known)
    at_least = len(known) < len(OMEGA_3)
    return ServedAmount(total, "about" if at_most and at_least else "most" if at_most else "least" if at_least else "")


def find_spreading(cautions: "Iterable[Caution]") -> "list[Caution]":
    """Return the cautions that foods carry by what they contain, whether they name them or not."""
    return [caution for caution in cautions if caution.allergens or caution.lactose]


def follow_cautions(food: "Food", spreading: "Iterable[Caution]") -> tuple[str, ...]:
    """Return those of the spreading cautions that a food carries, beside the ones that it names itself."""
    return tuple(
        c.id
        for c in spreading
        if c.id not in food.cautions
        and (any(a in food.contains for a in c.allergens) or (food.lactose != "none" and c.lactose))
    )
