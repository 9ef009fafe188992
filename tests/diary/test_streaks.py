from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.diary.fold import MET, MISSED, REST, Mark
from gutcli.diary.streaks import count_streak, explain_strength

TODAY = date(2026, 11, 23)
STATES = {"M": MET, "x": MISSED, "R": REST}
# M met, x written and missed, R rest, . nothing written; the last letter is today
LETTERS = st.text("MMMxR.", max_size=40)


def marks_of(letters: str, today: date = TODAY) -> list[Mark]:
    first = today.toordinal() - len(letters) + 1
    shares = {"M": (4, 6), "x": (2, 6), "R": (0, 0)}
    return [(first + n, STATES[c], *shares[c]) for n, c in enumerate(letters) if c != "."]


def count_slowly(letters: str, *, grace: bool) -> tuple[int, int, bool]:
    """The meaning in plain words, a day at a time, from a list of all days."""
    letters = letters.lstrip(".")
    past, today = letters[:-1], letters[-1:] or "."
    runs = [0]
    graced: list[int] = []
    for number, letter in enumerate(past):
        if letter == "M":
            runs.append(runs[-1] + 1)
        elif letter == "R":
            runs.append(runs[-1])
        elif grace and runs[-1] and not any(number - day < 7 for day in graced):
            graced.append(number)
            runs.append(runs[-1])
        else:
            runs.append(0)
    if today == "M":
        runs.append(runs[-1] + 1)
    return runs[-1], max(runs), today not in "MR"


@settings(max_examples=400)
@given(LETTERS, st.booleans())
def test_streaks_are_those_of_the_slow_reference(letters: str, grace: bool) -> None:
    streak = count_streak(marks_of(letters), TODAY, grace=grace)
    assert (streak.current, streak.longest, streak.today_pending) == count_slowly(letters, grace=grace)


@given(LETTERS, st.booleans())
def test_days_to_come_change_nothing(letters: str, grace: bool) -> None:
    marks = marks_of(letters)
    ahead = [*marks, (TODAY.toordinal() + 1, MET, 6, 6), (TODAY.toordinal() + 9, MISSED, 0, 6)]
    assert count_streak(ahead, TODAY, grace=grace) == count_streak(marks, TODAY, grace=grace)
    assert explain_strength(ahead, TODAY) == explain_strength(marks, TODAY)


@given(LETTERS, st.integers(-1500, 1500))
def test_a_streak_does_not_depend_on_the_calendar(letters: str, shift: int) -> None:
    moved = TODAY + timedelta(days=shift)
    assert count_streak(marks_of(letters, moved), moved)[:3] == count_streak(marks_of(letters), TODAY)[:3]


@pytest.mark.parametrize("today", [date(2028, 3, 1), date(2027, 1, 2), date(2026, 3, 30), date(2026, 10, 26)])
def test_29_february_year_ends_and_clock_changes_do_not_break_a_streak(today: date) -> None:
    assert count_streak(marks_of("MMMMM", today), today).current == 5


def test_an_open_today_shows_the_streak_of_yesterday_and_never_0() -> None:
    for today in ".x":
        streak = count_streak(marks_of(f"MMM{today}"), TODAY)
        assert (streak.current, streak.today_pending) == (3, True)


def test_grace_forgives_one_missed_day_in_any_seven() -> None:
    assert count_streak(marks_of("MMxMM"), TODAY).current == 2
    forgiving = count_streak(marks_of("MMxMM"), TODAY, grace=True)
    assert forgiving.current == 4
    assert forgiving.grace_days == (TODAY - timedelta(days=2),)
    assert count_streak(marks_of("MMxMxMM"), TODAY, grace=True).current == 2
    assert count_streak(marks_of("MM.M"), TODAY, grace=True).current == 3
    assert count_streak(marks_of("MM.."), TODAY, grace=True).current == 2
    assert count_streak(marks_of("MM..."), TODAY, grace=True).current == 0
    assert count_streak(marks_of("xMM"), TODAY, grace=True).grace_days == ()


def test_twenty_full_days_from_nothing() -> None:
    first = TODAY.toordinal() - 19
    marks = [(first + n, MET, 6, 6) for n in range(20)]
    assert explain_strength(marks, TODAY)[-1].score == pytest.approx(0.655747, abs=1e-6)


def test_rest_leaves_the_strength_and_a_lapse_dents_it() -> None:
    full = [(TODAY.toordinal() - 30 + n, MET, 6, 6) for n in range(20)]
    steps = explain_strength(full, TODAY)
    assert len(steps) == 30  # today is pending: left out
    assert 0 < steps[-1].score < steps[19].score
    rests = [(TODAY.toordinal() - 10 + n, REST, 0, 0) for n in range(10)]
    assert explain_strength([*full, *rests], TODAY)[-1].score == steps[19].score
    assert explain_strength([*full, *rests], TODAY)[-1].share is None
    assert explain_strength([], TODAY) == []


@given(LETTERS)
def test_strength_is_a_share(letters: str) -> None:
    assert all(0 <= step.score < 1 for step in explain_strength(marks_of(letters), TODAY))
