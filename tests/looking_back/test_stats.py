"""Figures."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutcli.diary.fold import MET, MISSED, REST
from gutcli.diary.summary import DaySummary
from gutcli.look_back.days import settle_today
from tests.looking_back.seed import MONDAY, back, seed
from tests.run_gutcli import gutcli

KEEP = 0.5 ** (1 / 13)


def tally(done, offered, skipped=0):
    return {"done": done, "offered": offered, "skipped": skipped, "rate": done / offered if offered else None}


def test_the_figures_of_a_few_days(few_days):
    data = gutcli("stats", "--json").data
    score = 0.0
    for share in (4 / 6, 1.0, None, 1 / 6):  # today is pending
        score = score if share is None else score * KEEP + share * (1 - KEEP)
    none = {"days": 0, "met": 0, **tally(0, 0)}
    item = {"t-oats": "Test oats", "t-leeks": "Test leeks", "t-kefir": "Test kefir", "t-walnuts": "Test walnuts",
            "t-walk": "Test walk", "t-breath": "Test breath"}  # fmt: skip

    def line(ident, slot, *figures):
        return {"id": ident, "name": item[ident], "slot": slot, **tally(*figures)}

    assert data == {
        "first": "2026-11-19",
        "last": "2026-11-23",
        "days": 5,
        "written": 4,
        "met": 2,
        "blank": 0,
        "rest_days": 1,
        "streak": {"current": 0, "longest": 2, "today_pending": True, "grace_days": []},
        "strength": score,
        "streaks_hidden": False,
        "counts_hidden": False,
        "slots": [
            {"slot": "prebiotic", **tally(7, 8, 2)},
            {"slot": "probiotic", **tally(2, 4, 1)},
            {"slot": "omega-3", **tally(2, 4, 1)},
            {"slot": "move", **tally(1, 3, 2)},
            {"slot": "calm", **tally(1, 4, 1)},
        ],
        "weekdays": [
            {"weekday": "monday", "days": 0, "met": 0, **tally(2, 5, 1)},
            {"weekday": "tuesday", **none},
            {"weekday": "wednesday", **none},
            {"weekday": "thursday", "days": 1, "met": 1, **tally(4, 6)},
            {"weekday": "friday", "days": 1, "met": 1, **tally(6, 6)},
            {"weekday": "saturday", "days": 1, "met": 0, **tally(0, 0, 6)},
            {"weekday": "sunday", "days": 1, "met": 0, **tally(1, 6)},
        ],
        "items": [
            line("t-oats", "prebiotic", 4, 4, 1),
            line("t-leeks", "prebiotic", 3, 4, 1),
            line("t-kefir", "probiotic", 2, 4, 1),
            line("t-walnuts", "omega-3", 2, 4, 1),
            line("t-breath", "calm", 1, 4, 1),
            line("t-walk", "move", 1, 3, 2),
        ],
        "ratings": [
            {"rating": "mood", "name": "mood", "unit": "", "days": 1, "mean": 4.0, "least": 4, "most": 4},
            {"rating": "energy", "name": "energy", "unit": "", "days": 1, "mean": 3.0, "least": 3, "most": 3},
        ],
        "arithmetic": None,
        "asked_days": None,
        "all_items": False,
    }


def test_some_days_only(few_days):
    data = gutcli("stats", "--days", "2", "--json").data
    assert (data["first"], data["days"], data["written"], data["met"]) == ("2026-11-22", 2, 1, 0)
    assert data["streak"]["longest"] == 2, "streaks are those of the whole diary"
    assert sum(slot["done"] for slot in data["slots"]) == 3


def test_the_arithmetic_adds_up(few_days):
    arithmetic = gutcli("stats", "--explain", "--json").data["arithmetic"]
    assert (arithmetic["half_days"], arithmetic["keep"]) == (13, KEEP)
    assert [step["day"] for step in arithmetic["steps"]] == ["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"]
    before = 0.0
    for step in arithmetic["steps"]:
        assert step["before"] == pytest.approx(before, abs=1e-6)
        share = step["share"]
        after = before if share is None else before * KEEP + share * (1 - KEEP)
        assert step["score"] == pytest.approx(after, abs=2e-6)
        before = step["score"]
    said = gutcli("stats", "--explain").out
    assert "0.9481 x 0.0000 + 0.0519 x 0.67 = 0.0346" in said
    assert "rest day: 0.0847 stays" in said


def test_twenty_full_days_from_nothing(home):
    seed(home, {back(n): ["done all"] for n in range(1, 21)})
    data = gutcli("stats", "--explain", "--json").data
    assert data["strength"] == pytest.approx(0.655747, abs=1e-6)
    assert len(data["arithmetic"]["steps"]) == 13, "fourteen days, today pending"
    assert len(gutcli("stats", "--explain", "--days", "30", "--json").data["arithmetic"]["steps"]) == 20
    assert "66 of 100" in gutcli("stats").out
    assert "20 days in a row · the longest 20" in gutcli("stats").out


@pytest.mark.parametrize(
    ("profile", "why"),
    [("streaks = false", "as you set it"), ('conditions = ["eating disorder"]', "because of what your profile says")],
)
def test_streaks_can_be_hidden(few_days, profile, why):
    (few_days / "profile.toml").write_text(profile + "\n")
    data = gutcli("stats", "--explain", "--json").data
    assert data["streak"] == {"current": None, "longest": None, "today_pending": True, "grace_days": []}
    assert (data["strength"], data["arithmetic"], data["streaks_hidden"]) == (None, None, True)
    said = gutcli("stats", "--explain").out
    assert why in said
    assert "Streak " not in said
    assert "in a row" not in said


def test_a_grace_day_is_said(home):
    (home / "profile.toml").write_text("grace = true\n")
    seed(home, {back(n): ["done all"] for n in (1, 2, 4, 5)})
    assert "4 days in a row, 1 grace day bridged" in gutcli("stats").out


def test_a_made_today_counts(home):
    seed(home, {MONDAY: ["done 1 2 3 4"]})
    data = gutcli("stats", "--json").data
    assert (data["written"], data["met"], data["streak"]["current"]) == (1, 1, 1)
    assert [slot["rate"] for slot in data["slots"]] == [1.0, 1.0, 1.0, 0.0, 0.0], "today counts as it stands"


def test_one_tick_in_the_morning_is_not_a_hundred_per_cent(home):
    seed(home, {MONDAY: ["done 1"]})
    data = gutcli("stats", "--json").data
    assert (data["written"], data["met"]) == (0, 0), "the day is open: neither made nor missed"
    assert sum(slot["done"] for slot in data["slots"]) == 1
    assert sum(slot["offered"] for slot in data["slots"]) == 6
    days = gutcli("history", "--json").data["days"]
    assert sum(day["total"] for day in days) == 6


@given(st.lists(st.sampled_from(["open", "done", "skipped"]), max_size=7), st.sampled_from([MET, MISSED, REST]))
def test_an_open_today_is_no_day_of_its_own_and_its_items_count_as_they_stand(states, state):
    items = tuple(("move", f"m{n}", word) for n, word in enumerate(states))
    days = [DaySummary(MONDAY - timedelta(days=1), MISSED, 0, 1, 0), DaySummary(MONDAY, state, 0, len(items), 0, items)]
    settled, pending = settle_today(days, MONDAY)
    assert settled[0] == days[0]
    assert [word for _, _, word in settled[1].items] == states
    assert (pending == MONDAY) == (state == MISSED or (state == REST and not items))
    assert settle_today(days[:1], MONDAY) == (days[:1], None)


def test_an_empty_diary(home):
    assert "Figures begin with your first tick." in gutcli("stats").out
    data = gutcli("stats", "--json").data
    assert (data["first"], data["days"], data["strength"], data["slots"], data["weekdays"]) == (None, 0, 0.0, [], [])
    assert not (home / "diary.db").exists()


@pytest.mark.parametrize("width", ["20", "40", "80", "120", ""])
def test_it_fits_every_width(few_days, monkeypatch, width):
    if width:
        monkeypatch.setenv("COLUMNS", width)
    for words in (["stats"], ["stats", "--explain"], ["stats", "--all", "--days", "3"]):
        said = gutcli(*words).out
        assert said.isprintable() or "\n" in said
        for line in said.splitlines():
            assert not width or len(line) <= int(width), line


def test_bars_show_the_share():
    from gutcli.terminal.draw.bars import draw_bar

    for done in range(41):
        bar = draw_bar(float(Fraction(done, 40)), 20)
        words = "".join(text for text, _ in bar)
        assert len(words) == 20
        assert ("█" in words) == (done > 0)
        assert ("░" in words) == (done < 40)
        assert abs(words.count("█") - done / 2) <= 1
