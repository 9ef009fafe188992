"""Cautions that foods carry by their texture, what they leave in the bowel, and whether people choke on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gutcli.catalog.kinds import RESIDUES, TEXTURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    Record = Mapping[str, Any]


def add_texture_cautions(foods: Mapping[str, Record], cautions: Mapping[str, Record]) -> dict[str, Record]:
    """Return the foods with the cautions that follow from these facts; what is not known counts as unsafe."""
    about = [c for c in cautions.values() if c.get("texture") or c.get("residue") or c.get("choking")]
    added = {}
    for ident, food in foods.items():
        carried = [caution["id"] for caution in about if _carries(food, caution)]
        added[ident] = {**food, "cautions": [*dict.fromkeys((*food["cautions"], *carried))]} if carried else food
    return added


def _carries(food: Record, caution: Record) -> bool:
    if most := caution.get("texture"):
        return TEXTURES.index(food.get("texture") or "regular") > TEXTURES.index(most)
    if most := caution.get("residue"):
        return RESIDUES.index(food.get("residue") or "normal") > RESIDUES.index(most)
    return food.get("choking_risk") is not False
