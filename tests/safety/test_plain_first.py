"""What has a caution of the person's own waits, as long as enough is left to choose from; it is never forbidden."""

from __future__ import annotations

import os
from datetime import date

import pytest

from gutcli.day.changes.swap import find_for_slot
from gutcli.day.checklist import offer_others, read_checklist
from gutcli.day.plan.view import build_plan
from gutcli.planner.outline import ENOUGH
from gutcli.profile.settings import Profile
from tests.safety.living import Living

START = date(2026, 11, 23)
DAYS = 60 if os.environ.get("GUTCLI_THOROUGH") == "1" else 35


def planned(app, days=DAYS):
    return [item for day in app.read(build_plan, START, days=days, shopping=False).days for item in day.items]


@pytest.mark.parametrize(
    ("words", "slot", "caution"),
    [
        ({"conditions": ("IBS",)}, "prebiotic", "ibs"),
        ({"medicines": ("warfarin",)}, "prebiotic", "warfarin"),
        ({"conditions": ("bipolar",)}, "calm", "meditation-distress"),
        ({"conditions": ("pregnant",)}, "calm", "pregnancy-breath-heat"),
    ],
)
def test_where_there_is_choice_nothing_that_needs_a_caution_is_chosen(catalog, words, slot, caution):
    app = Living(catalog, Profile(**words), START)
    carrying = [
        f for f in (*catalog.foods.values(), *catalog.practices.values()) if caution in f.cautions and f.checklist
    ]
    assert carrying
    items = [item for item in planned(app) if item.slot == slot]
    assert len({item.id for item in items}) >= ENOUGH[slot]
    assert not [item.id for item in items if caution in {c.id for c in item.cautions}]
    fits = next(c for c in carrying if slot in getattr(c, "slots", (getattr(c, "slot", ""),)))
    swapped = find_for_slot(
        app.person, slot, fits.id, gentle=False
    )  # by its name it is still to be had, caution and all
    assert caution in {note.id for note in swapped.notes}


def test_where_too_little_is_left_it_comes_with_its_caution(catalog):
    app = Living(catalog, Profile(conditions=("kidney disease",)), START)
    pool = {ident for ident, slots, *_ in app.person.outline["candidates"] if "probiotic" in slots}
    assert len(pool) >= ENOUGH["probiotic"]
    listed = [item for item in planned(app) if item.slot == "probiotic"]
    others = offer_others(app.person, app.read(read_checklist, START), "probiotic", {item.id for item in listed})
    assert any("ckd" in {note.id for note in other.notes} for other in others)
    assert {item.id for item in listed} | {other.id for other in others} == pool
    assert any("ckd" in {c.id for c in item.cautions} for item in listed)
    # What needs no caution comes first among the offers.
    marked = [any(note.personal for note in other.notes) for other in others]
    assert marked == sorted(marked)


def test_a_favourite_stays(catalog):
    app = Living(catalog, Profile(medicines=("warfarin",), favourites=("kale",)), START)
    kale = [item for item in planned(app, 2 * DAYS) if item.id == "kale"]
    assert kale
    assert all("warfarin" in {c.id for c in item.cautions} for item in kale)
