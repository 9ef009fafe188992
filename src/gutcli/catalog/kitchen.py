"""Foods as things in a shop and at home, as frozen values: read where something is planned or bought, nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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


def read_kitchen(r: Record) -> Kitchen:
    """Build a kitchen entry from its validated record."""
    return Kitchen(
        id=r["id"],
        commonness=r["commonness"],
        aisle=r["aisle"],
        form=r["form"],
        keep_where=r["keep_where"],
        pack_text=r["pack_text"],
        pack_g=r["pack_g"],
        small_pack_text=r.get("small_pack_text"),
        small_pack_g=r.get("small_pack_g"),
        pack_of=r.get("pack_of"),
        pack_g_per_serving=r["pack_g_per_serving"],
        yield_basis=r.get("yield_basis"),
        keeps_unopened_days=r.get("keeps_unopened_days"),
        keeps_opened_days=r.get("keeps_opened_days"),
        opened_means=r.get("opened_means"),
        keeps_frozen_days=r.get("keeps_frozen_days"),
        unopened_basis=r.get("unopened_basis"),
        opened_basis=r.get("opened_basis"),
        keeps_source=r.get("keeps_source"),
        fresh_months=tuple(r.get("fresh_months", ALL_YEAR)),
        calendar_months=tuple(r.get("calendar_months", ())),
        season_source=r.get("season_source"),
        also_as=tuple(r["also_as"]),
        eats_at=tuple(r["eats_at"]),
        effort_min=r["effort_min"],
        wait_min=r["wait_min"],
        goes_with=tuple(r["goes_with"]),
        dish=r.get("dish"),
        price_band=r["price_band"],
    )
