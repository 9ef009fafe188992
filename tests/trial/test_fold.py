"""What entries come to: running, ended, kept or not; two diaries that meet."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.diary.entry import Entry
from gutcli.diary.trials import find_running, parse_trial, parse_trials

from .given import FIRST, ID, RULE, STARTED, make_entry, make_trial, say


def test_an_entry_gives_back_what_was_fixed() -> None:
    for trial in (
        make_trial(),
        make_trial(stop=RULE, off=True, thing="", name="no toast", kind="own", slot="", out=()),
    ):
        assert parse_trial(make_entry(trial)) == trial


@pytest.mark.parametrize(
    "data",
    ["", "[]", "{}", '{"name":"x"}', make_entry(make_trial()).data.replace('"blocks":6', '"blocks":5'),
     make_entry(make_trial()).data.replace('"days":4', '"days":40'),
     make_entry(make_trial()).data.replace("2026-11-24", "9999-12-31")],
)  # fmt: skip
def test_what_is_no_trial_leaves_the_day_readable(data: str) -> None:
    entry = make_entry(make_trial())._replace(data=data)
    assert parse_trial(entry) is None
    assert parse_trials([entry], {}) == ()


def test_an_end_and_a_slip_belong_to_their_trial() -> None:
    trial = make_trial()
    entries = [
        make_entry(trial),
        say(5, "slipped", trial, FIRST + timedelta(days=2)),
        say(6, "stopped", trial, FIRST + timedelta(days=9), "away"),
        say(7, "stopped", make_trial(99), FIRST),
    ]
    for order in permutations(entries):
        (found,) = parse_trials(order, {})
        assert (found.ended, found.ending, found.because) == (FIRST + timedelta(days=9), "stopped", "away")
        assert found.slipped == {FIRST + timedelta(days=2)}
        assert found.until == FIRST + timedelta(days=8)
        assert find_running((found,), FIRST + timedelta(days=9)) is None


def test_what_was_taken_back_never_was() -> None:
    trial = make_trial()
    undo = Entry(ID.format(8), "here", make_entry(trial).at, 0, STARTED, "undo", undoes=trial.id)
    assert parse_trials([make_entry(trial), undo], {}) == ()


def test_the_rule_ends_it_on_the_day_on_which_it_is_met() -> None:
    trial = make_trial(stop=RULE)
    bad = {FIRST + timedelta(days=n): {"gut": 1} for n in (2, 4, 5, 6)}
    (found,) = parse_trials([make_entry(trial)], bad)
    assert (found.ended, found.ending) == (FIRST + timedelta(days=5), "rule")
    assert found.plan_of(FIRST + timedelta(days=5), FIRST + timedelta(days=5)) is None
    assert not found.is_out(FIRST + timedelta(days=6), FIRST + timedelta(days=6))


@pytest.mark.parametrize(
    "scores",
    [
        {1: 1},  # one day is not two
        {1: 1, 3: 1},  # not running
        {-2: 1, -1: 1},  # before it began
        {1: 2, 2: 2},  # not so bad
        {24: 1, 25: 1},  # after its end
    ],
)
def test_nothing_less_than_the_rule_ends_it(scores: dict[int, int]) -> None:
    days = {FIRST + timedelta(days=n): {"gut": value, "mood": 1} for n, value in scores.items()}
    (found,) = parse_trials([make_entry(make_trial(stop=RULE))], days)
    assert found.ending == ""


def test_a_figure_put_right_lets_it_run_on() -> None:
    trial, days = make_trial(stop=RULE), {FIRST: {"gut": 1.0}, FIRST + timedelta(days=1): {"gut": 1.0}}
    assert parse_trials([make_entry(trial)], days)[0].ending == "rule"
    days[FIRST + timedelta(days=1)] = {"gut": 4.0}
    assert parse_trials([make_entry(trial)], days)[0].ending == ""


def test_of_two_that_met_the_earlier_start_runs() -> None:
    mine, theirs = make_trial(1), make_trial(2, thing="oats", name="Oats", first=FIRST + timedelta(days=3))
    for order in ([mine, theirs], [theirs, mine]):
        first, second = parse_trials([make_entry(trial) for trial in order], {})
        assert (first.id, first.ending) == (mine.id, "")
        assert (second.id, second.ending) == (theirs.id, "aside")
        assert not any(second.runs_on(FIRST + timedelta(days=n)) for n in range(60))
        assert find_running((first, second), FIRST) == first


def test_one_that_ended_before_the_other_began_is_in_nobodys_way() -> None:
    mine, theirs = make_trial(1), make_trial(2, started=FIRST + timedelta(days=6), first=FIRST + timedelta(days=7))
    entries = [make_entry(mine), make_entry(theirs), say(5, "stopped", mine, FIRST + timedelta(days=6))]
    assert [trial.ending for trial in parse_trials(entries, {})] == ["stopped", ""]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 60)), max_size=6), st.randoms())
def test_merging_hangs_on_no_order_and_one_runs_at_a_time(starts, chance) -> None:
    trials = {n: make_trial(n, started=FIRST, first=FIRST + timedelta(days=d + 1)) for n, d in starts}
    entries = [make_entry(trial) for trial in trials.values()]
    shuffled = entries * 2
    chance.shuffle(shuffled)
    found = parse_trials(entries, {})
    # A diary holds each entry once, however often it was merged.
    assert parse_trials({entry.id: entry for entry in shuffled}.values(), {}) == found
    for n in range(90):
        assert sum(trial.runs_on(FIRST + timedelta(days=n)) for trial in found) <= 1
