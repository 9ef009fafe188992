"""Phases sum up, rounds are whole, and every moment is where it should be."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutcli.breathe.pattern import FRAMES_A_SECOND, format_left, format_length, plan_breaths, round_phases
from gutcli.breathe.steps import plan_steps
from gutcli.catalog.types import Breath
from gutcli.errors import UsageError

seconds = st.one_of(st.just(0.0), st.floats(0.1, 60), st.integers(1, 20).map(float), st.sampled_from([0.1, 0.3, 1 / 3]))
some = seconds.filter(bool)


@st.composite
def breaths(draw) -> Breath:
    parts = (
        tuple(draw(st.lists(seconds, min_size=2, max_size=3).filter(lambda p: sum(p) > 0)))
        if draw(st.booleans())
        else ()
    )
    inhale = sum(parts) if parts else draw(some)
    return Breath(inhale, draw(seconds), draw(some), draw(seconds), draw(st.integers(1, 600)), parts)


BOX = Breath(4.0, 4.0, 4.0, 4.0, 18, ())
SIGH = Breath(4.0, 0.0, 8.0, 0.0, 25, (3.0, 1.0))


@given(breaths())
def test_phases_sum_to_the_catalogs_seconds(breath: Breath) -> None:
    phases = round_phases(breath)
    assert math.isclose(
        sum(p.seconds for p in phases), breath.inhale + breath.hold_in + breath.exhale + breath.hold_out
    )
    assert all(p.seconds > 0 for p in phases)
    for before, after in pairwise(phases):
        assert math.isclose(before.start + before.seconds, after.start, abs_tol=1e-9)
        assert math.isclose(before.high, after.low)
    assert phases[0].low == 0
    assert math.isclose(phases[-1].high, 0)


def test_labels_and_parts() -> None:
    assert [(p.name, p.label, p.seconds) for p in round_phases(SIGH)] == [
        ("inhale", "Breathe in", 3.0), ("inhale", "Sip more in", 1.0), ("exhale", "Breathe out", 8.0),
    ]  # fmt: skip
    assert [p.label for p in round_phases(BOX)] == ["Breathe in", "Hold", "Breathe out", "Hold empty"]
    assert round_phases(SIGH)[0].high == 0.75


@given(breaths(), st.floats(0, 1))
def test_a_moment_is_inside_its_phase(breath: Breath, share: float) -> None:
    plan = plan_breaths(breath)
    moment = plan.at(share * plan.seconds)
    assert moment.start - 1e-6 <= moment.elapsed <= moment.end + 1e-6
    assert 1 <= moment.round <= plan.rounds
    assert 0 <= moment.part.level(moment.elapsed - moment.start) <= 1
    assert moment.mark == (moment.round - 1) * len(plan.parts) + plan.parts.index(moment.part)
    if moment.elapsed < moment.end - 1e-6:
        due = plan.due(moment)
        assert moment.elapsed < due <= moment.end
        assert due - moment.elapsed <= (1 / FRAMES_A_SECOND if moment.part.frames else 1.0) + 1e-5


@given(breaths())
def test_marks_follow_each_other_without_a_gap(breath: Breath) -> None:
    plan = plan_breaths(breath, rounds=3)
    at, marks = 0.0, []
    while at < plan.seconds - 1e-6:
        moment = plan.at(at)
        marks.append(moment.mark)
        assert moment.end > at
        at = moment.end
    assert marks == list(range(3 * len(plan.parts)))
    assert math.isclose(at, plan.seconds)


@given(breaths(), st.floats(0.1, 60))
def test_minutes_give_the_nearest_whole_rounds(breath: Breath, minutes: float) -> None:
    plan = plan_breaths(breath, minutes=minutes)
    assert plan.rounds >= 1
    assert plan.rounds == 1 or abs(plan.seconds - minutes * 60) <= plan.round_seconds / 2 + 1e-6


def test_lengths() -> None:
    assert plan_breaths(BOX).rounds == 18
    assert plan_breaths(BOX, rounds=2).seconds == 32
    assert plan_breaths(BOX, minutes=3).rounds == 11
    assert plan_breaths(BOX, minutes=0.1).rounds == 1
    with pytest.raises(UsageError, match="both say"):
        plan_breaths(BOX, minutes=1, rounds=1)
    for wrong in (math.nan, math.inf, 0.0):
        with pytest.raises(UsageError):
            plan_breaths(BOX, minutes=wrong)


def test_every_practice_of_the_catalog(home) -> None:
    from gutcli.catalog.library import Catalog

    practices = Catalog(home / "catalog", home / "cache").practices
    breathing = [p for p in practices.values() if p.breath]
    assert len(breathing) >= 6
    for practice in breathing:
        plan = plan_breaths(practice.breath)
        assert plan.rounds == practice.breath.rounds
        assert abs(plan.seconds - practice.minutes * 60) < 60, practice.id
    for practice in practices.values():
        steps = plan_steps(practice.steps, practice.minutes).parts
        assert sum(step.seconds for step in steps) == practice.minutes * 60
        assert min(step.seconds for step in steps) >= 6, practice.id


@given(st.lists(st.text(max_size=60), min_size=1, max_size=12), st.floats(0.1, 180))
def test_steps_share_the_time_in_whole_seconds(texts: list[str], minutes: float) -> None:
    plan = plan_steps(tuple(texts), minutes)
    assert sum(step.seconds for step in plan.parts) == plan.seconds
    assert plan.seconds == max(len(texts), math.floor(minutes * 60 + 0.5))
    assert all(step.seconds >= 1 and step.seconds == int(step.seconds) for step in plan.parts)
    assert [plan.at(step.start).mark for step in plan.parts] == list(range(len(texts)))
    assert plan.at(plan.seconds).mark + 1 == len(texts)


def test_steps_believe_named_times_and_hurry_advice() -> None:
    plan = plan_steps(
        ("Sit down.", "Tense for 5 seconds, then let go for 15 seconds.", "Stay there.", "Stop if it hurts."), 5
    )
    assert [step.seconds for step in plan.parts] == [30, 20, 240, 10]
    assert [s.seconds for s in plan_steps(("Walk for 20 to 30 minutes.", "Dress warm."), 25).parts] == [1492, 8]


def test_words_for_lengths() -> None:
    assert [format_left(s) for s in (0, 0.2, 60, 288, 599.5)] == ["0:00", "0:01", "1:00", "4:48", "10:00"]
    assert [format_length(s) for s in (0, 45, 60, 288)] == ["0 s", "45 s", "1 min", "4 min 48 s"]
