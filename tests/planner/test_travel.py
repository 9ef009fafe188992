"""The same week wherever one is: a flight, another start of the week, the turn of the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.run_gutcli import gutcli


def listed(day: str = "today") -> list[str]:
    return [item["id"] for item in gutcli("today", day, "--json").data["items"]]


@pytest.mark.parametrize("now", ["2026-11-25T08:30:00+09:00", "2026-11-25T23:30:00-08:00", "2026-11-25T04:00:00+00:00"])
def test_the_day_on_the_wall_decides_and_not_the_zone(home, monkeypatch, now):
    gutcli("have", "lentils", "kimchi")
    gutcli("done", "1")
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-25T12:00:00+00:00")
    at_home = listed()
    monkeypatch.setenv("GUTCLI_NOW", now)
    assert gutcli("today", "--json").data["day"] == "2026-11-25"
    assert listed() == at_home


@pytest.mark.parametrize("starts", ["monday", "sunday", "saturday"])
def test_a_week_over_the_turn_of_the_year_is_one_week(home, monkeypatch, starts):
    gutcli("profile", "set", "week_starts", starts)
    monkeypatch.setenv("GUTCLI_NOW", "2026-12-28T08:30:00+00:00")
    days = gutcli("plan", "--days", "10", "--json").data["days"]
    first = date(2026, 12, 28)
    assert [day["day"] for day in days] == [(first + timedelta(n)).isoformat() for n in range(10)]
    assert all(day["items"] for day in days)
    planned = {day["day"]: [item["id"] for item in day["items"]] for day in days}
    monkeypatch.setenv("GUTCLI_NOW", "2027-01-01T08:30:00+00:00")
    again = gutcli("plan", "--days", "1", "--json").data["days"][0]
    assert again["day"] == "2027-01-01"
    assert len(again["items"]) == len(planned["2027-01-01"])


def test_a_cache_that_is_lost_gives_the_same_week(home, monkeypatch):
    gutcli("have", "oats", "kefir", "half a bag of spinach")
    gutcli("done", "1", "3")
    before = gutcli("plan", "--days", "7", "--json").data["days"], gutcli("shop", "--json").data["lines"]
    for file in (home / "cache").iterdir():
        file.unlink()
    assert (gutcli("plan", "--days", "7", "--json").data["days"], gutcli("shop", "--json").data["lines"]) == before
