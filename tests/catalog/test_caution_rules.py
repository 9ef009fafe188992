"""Cautions that follow from what a food is or holds: every food for which the rule holds carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gutcli.catalog.library import Catalog

if TYPE_CHECKING:
    from pathlib import Path

    from gutcli.catalog.types import Food


@pytest.fixture(scope="module")
def catalog(warm_cache: Path) -> Catalog:
    return Catalog(warm_cache / "none", warm_cache)


def lacking(catalog: Catalog, caution: str, rule) -> set[str]:
    """The foods for which the rule holds and that do not carry the caution."""
    return {food.id for food in catalog.foods.values() if rule(food) and caution not in food.cautions}


def is_live(food: Food) -> bool:
    return "probiotic" in food.kinds and food.live_cultures in {"yes", "varies"}


def test_every_live_ferment_is_asked_about_when_ill(catalog):
    assert lacking(catalog, "critical-illness-ferments", is_live) == set()
    ill, ferments = catalog.cautions["critical-illness"], catalog.cautions["critical-illness-ferments"]
    assert set(ill.conditions) <= set(ferments.conditions)
    assert ferments.severity == "ask-first"
