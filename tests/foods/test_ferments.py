"""A ferment is called a ferment; option, data and JSON keep the name probiotic. What is not live when eaten is none."""

from __future__ import annotations

import re

from gutcli.catalog.library import Catalog
from gutcli.know.explain.view import build_topic
from tests.run_gutcli import gutcli


def test_no_dead_food_is_a_ferment_and_kombucha_is_none_of_the_day(warm_cache):
    catalog = Catalog(warm_cache / "none", warm_cache)
    for food in catalog.foods.values():
        if "probiotic" in food.kinds:
            assert food.live_cultures != "no", food.id
    assert not any(catalog.foods[ident].checklist for ident in ("kombucha", "water-kefir"))
    claim = next(
        c for c in build_topic(catalog.topics["fermented-foods"], catalog).topic.claims if "Kombucha" in c.text
    )
    assert "almost no human evidence" in claim.text, "if its page says more now, it may come back to the list"


def test_the_list_and_the_foods_say_ferment(home):
    for argv in (
        ("today",),
        ("plan",),
        ("foods", "--probiotic", "--limit", "9"),
        ("foods", "kefir"),
        ("tips", "--all"),
    ):
        page = gutcli(*argv).out
        assert re.search(r"\bferments?\b", page, re.IGNORECASE), argv
        shown = [line for line in page.splitlines() if "probiotic" in line.lower() and "gutcli" not in line]
        if argv[0] in {"today", "plan"}:
            assert not [line for line in shown if "Tip" not in line and "capsule" not in line], argv
    assert gutcli("foods", "--probiotic", "--limit", "9").out.startswith("Fermented foods")
    assert "few are tested as probiotics" in gutcli("foods", "--probiotic").out
    assert "in the everyday sense only" in gutcli("foods", "kefir").out


def test_scripts_still_read_probiotic(home):
    assert "probiotic" in {item["slot"] for item in gutcli("today", "--json").data["items"]}
    assert all("probiotic" in food["kinds"] for food in gutcli("foods", "--probiotic", "--json").data["foods"])
