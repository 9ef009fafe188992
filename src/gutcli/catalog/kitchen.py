"""Foods as things in a shop and at home, as frozen values: read where something is planned or bought, nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.types import build_value

if TYPE_CHECKING:
    from gutcli.catalog.types import Record

ALL_YEAR = tuple(range(1, 13))


class Kitchen(NamedTuple):
    """How a food is sold, keeps and is eaten. What is not known is None.

    `id` is the food's. `fresh_months` is ALL_YEAR where none are named. Grams are grams of what can be eaten; days are
    counted from the shop, or from opening. The date on the pack always wins.
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
    yield_basis: str | None
    keeps_unopened_days: int | None
    keeps_opened_days: int | None
    opened_means: str | None
    keeps_frozen_days: int | None
    unopened_basis: str | None
    opened_basis: str | None
    keeps_source: str | None
    fresh_months: tuple[int, ...]
    calendar_months: tuple[int, ...]
    season_source: str | None
    also_as: tuple[str, ...]
    eats_at: tuple[str, ...]
    effort_min: int
    wait_min: int
    goes_with: tuple[str, ...]
    dish: str | None
    price_band: int


def build_kitchen(record: Record) -> Kitchen:
    """Return a kitchen entry; a food that names no months is fresh in all of them."""
    return build_value(Kitchen, {"fresh_months": ALL_YEAR, "calendar_months": (), **record})
