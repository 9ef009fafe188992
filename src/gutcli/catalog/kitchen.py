"""Foods as things in a shop and at home, dishes, and words with several meanings, as frozen values.

They are read where something is planned, bought or eaten, nowhere else.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gutcli.catalog.types import Yours

ALL_YEAR = tuple(range(1, 13))


class Kitchen(NamedTuple):
    """How a food is sold, keeps and is eaten. What is not known is None.

    `id` is the food's. Grams are grams of what can be eaten; days are counted from the shop, or from opening. The date
    on the pack always wins.
    """

    id: str
    commonness: str
    aisle: str
    form: str
    keep_where: str
    pack_text: str
    pack_g: float
    small_pack_text: str | None
    small_pack_g: float | None
    pack_of: str | None
    pack_g_per_serving: float
    keeps_unopened_days: int | None
    keeps_opened_days: int | None
    opened_means: str | None
    eats_at: tuple[str, ...]
    goes_with: tuple[str, ...]
    dish: str | None
    price_band: int
    fresh_months: tuple[int, ...] = ALL_YEAR


class Dish(NamedTuple):
    """A set of foods under one name. `contains_likely` has what its foods contain too: it warns, and never clears.

    `cold`: nothing in it is heated, so that live cultures stay alive.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    always: tuple[str, ...]
    often: tuple[str, ...]
    contains_likely: tuple[str, ...]
    cautions: tuple[str, ...]
    eats_at: tuple[str, ...]
    note: str
    cold: bool = False
    yours: "Yours | None" = None


class Word(NamedTuple):
    """A word that means several foods or dishes; `choices` are their ids, the commonest first."""

    id: str
    word: str
    choices: tuple[str, ...]
