from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutcli.clock import parse_weekday, week_of
from gutcli.diary.diversity import count_plants, find_new
from gutcli.errors import UsageError

MONDAY = date(2026, 11, 23)
EATEN = st.dictionaries(
    st.integers(-10, 10).map(lambda n: MONDAY + timedelta(days=n)), st.lists(st.sampled_from("abcdefgh"), max_size=5)
)


def test_weeks_begin_on_monday_or_as_set_or_trail() -> None:
    assert week_of(MONDAY) == (MONDAY, MONDAY + timedelta(days=6))
    assert week_of(MONDAY - timedelta(days=1))[0] == date(2026, 11, 16)
    assert week_of(MONDAY, 6) == (date(2026, 11, 22), date(2026, 11, 28))
    assert week_of(MONDAY, rolling=True) == (date(2026, 11, 17), MONDAY)
    assert parse_weekday(" Sun") == 6
    with pytest.raises(UsageError):
        parse_weekday("someday")


def test_a_plant_counts_once_a_week_and_is_new_once() -> None:
    by_day = {MONDAY: ["oat", "oat", "leek"], MONDAY + timedelta(days=1): ["leek", "kale"]}
    week = count_plants(by_day, *week_of(MONDAY))
    assert week.plants == ("oat", "leek", "kale")
    assert week.total == 3
    assert [day.new for day in week.days][:3] == [("oat", "leek"), ("kale",), ()]
    assert find_new(["kale", "pea", "pea"], week) == ("pea",)


def test_mushrooms_and_seaweeds_are_marked_and_count_unless_told_not_to() -> None:
    by_day = {MONDAY: ["oat", "mushroom", "nori"]}
    week = count_plants(by_day, *week_of(MONDAY), not_plants={"mushroom", "nori", "kelp"})
    assert (week.total, week.not_plants) == (3, ("mushroom", "nori"))
    strict = count_plants(by_day, *week_of(MONDAY), not_plants={"mushroom", "nori"}, count_not_plants=False)
    assert strict.total == 1
    assert strict.plants == ("oat", "mushroom", "nori")


@given(EATEN, st.integers(0, 6), st.booleans())
def test_a_week_is_the_set_of_its_days(by_day: dict[date, list[str]], starts_on: int, rolling: bool) -> None:
    first, last = week_of(MONDAY, starts_on, rolling=rolling)
    assert first <= MONDAY <= last
    week = count_plants(by_day, first, last)
    true = {plant for day, plants in by_day.items() if first <= day <= last for plant in plants}
    assert set(week.plants) == true
    assert week.total == len(true)
    assert sum(len(day.new) for day in week.days) == len(true)
    assert len(week.days) == 7
