"""The round of days keeps its promises for someone who ticks nothing, for any run of days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutcli.catalog.library import Catalog
from gutcli.planner.outline import make_outline
from gutcli.planner.plan import plan_day
from gutcli.planner.round import GAP, ROUND, Candidate, day_of_round, lay_round
from gutcli.profile.verdicts import Verdict

COUNTS = {"prebiotic": 2, "probiotic": 1, "omega-3": 1, "move": 1, "calm": 1}
START = date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalog(warm_cache: Path) -> Catalog:
    return Catalog(warm_cache / "none", warm_cache)


@pytest.fixture(scope="module")
def days(catalog: Catalog) -> list[list[tuple[str, str]]]:
    """800 days of (slot, id), from a day in the middle of a round."""
    outline = make_outline(
        catalog.foods, catalog.practices, COUNTS, lambda _: Verdict(), lambda _: Verdict(), gentle=False
    )
    return [[(i.slot, i.id) for i in plan_day(outline, START + timedelta(days=n))[0]] for n in range(800)]


def test_every_day_has_its_slots(days: list[list[tuple[str, str]]]) -> None:
    for items in days:
        assert [slot for slot, _ in items] == ["prebiotic", "prebiotic", "probiotic", "omega-3", "move", "calm"]
        assert len({ident for _, ident in items}) == 6


def test_every_day_is_different(days: list[list[tuple[str, str]]]) -> None:
    assert len({tuple(items) for items in days[:ROUND]}) == ROUND


def test_no_food_comes_again_within_six_days(days: list[list[tuple[str, str]]]) -> None:
    last: dict[tuple[str, str], int] = {}
    for number, items in enumerate(days):
        for slot, ident in items:
            if slot in {"prebiotic", "probiotic", "omega-3"}:
                assert number - last.get((slot, ident), -99) > 6, (slot, ident, number)
                last[slot, ident] = number


def test_plants_of_any_week_and_month(days: list[list[tuple[str, str]]], catalog: Catalog) -> None:
    plants = [
        {plant for _, ident in items if ident in catalog.foods for plant in catalog.foods[ident].plants}
        for items in days
    ]
    for start in range(len(days) - 28):
        assert len(set().union(*plants[start : start + 7])) >= 18
        assert len(set().union(*plants[start : start + 28])) >= 45


def test_oily_fish_two_to_four_times_in_any_week(days: list[list[tuple[str, str]]], catalog: Catalog) -> None:
    fish = [sum(ident in catalog.foods and catalog.foods[ident].oily_fish for _, ident in items) for items in days]
    for start in range(len(days) - 7):
        assert 2 <= sum(fish[start : start + 7]) <= 4


def test_every_checklist_food_comes_within_120_days(days: list[list[tuple[str, str]]], catalog: Catalog) -> None:
    everything = {food.id for food in catalog.foods.values() if food.checklist}
    for start in range(0, len(days) - 120, 13):
        offered = {ident for items in days[start : start + 120] for _, ident in items}
        assert everything <= offered, everything - offered


def test_practices_suit_the_day(days: list[list[tuple[str, str]]], catalog: Catalog) -> None:
    before = ""
    for number, items in enumerate(days):
        weekend = (START + timedelta(days=number)).weekday() >= 5
        for slot, ident in items:
            if slot in {"move", "calm"} and not weekend:
                assert catalog.practices[ident].minutes <= {"move": 20, "calm": 10}[slot]
        family = next(catalog.practices[ident].family for slot, ident in items if slot == "move")
        assert family != before
        before = family


@cache
def pool_candidates() -> tuple[Candidate, ...]:
    return tuple(Candidate(f"food-{n}", (f"plant-{n % 40}",), f"group-{n % 5}", n % 9 == 0) for n in range(60))


@given(
    st.dictionaries(st.sampled_from(["prebiotic", "probiotic", "omega-3"]), st.sets(st.integers(0, 59)), min_size=1),
    st.dictionaries(st.sampled_from(["prebiotic", "probiotic", "omega-3"]), st.integers(0, 3), min_size=1),
)
def test_any_pools_give_a_round_without_doubles(pools: dict[str, set[int]], counts: dict[str, int]) -> None:
    chosen = {slot: [pool_candidates()[n] for n in sorted(numbers)] for slot, numbers in pools.items()}
    days = lay_round(chosen, counts)
    slots = [slot for slot in counts if counts[slot]]
    for day in days:
        everything = [ident for turns in day for ident in turns]
        assert len(everything) == len(set(everything))
        for slot, turns in zip(slots, day, strict=True):
            assert len(turns) <= counts[slot]
            assert set(turns) <= {c.id for c in chosen.get(slot, ())}


def test_a_favourite_comes_more_often_and_at_most_twice_as_often() -> None:
    pool = [Candidate(f"food-{n}", (f"plant-{n}",), "", favourite=n == 7) for n in range(40)]
    days = lay_round({"prebiotic": pool}, {"prebiotic": 2})
    times = [sum(f"food-{n}" in day[0] for day in days) for n in range(40)]
    usual = sum(times[:7] + times[8:]) / 39
    assert usual * 1.5 < times[7] <= usual * 2.2


def test_the_round_starts_on_a_monday() -> None:
    assert all((START + timedelta(days=n)).weekday() == day_of_round(START + timedelta(days=n)) % 7 for n in range(800))
    assert ROUND % 7 == 0
    assert GAP == 7
