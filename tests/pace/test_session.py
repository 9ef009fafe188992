"""The pace against a fake clock: exact, without drift, through pauses, stops and jumps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutcli.breathe.pattern import plan_breaths
from gutcli.breathe.session import Ending, Session, Stopwatch
from gutcli.breathe.steps import plan_steps
from gutcli.catalog.types import Breath
from tests.pace.acting import Actor, Script

BOX = Breath(4.0, 4.0, 4.0, 4.0, 18, ())
SIX = Breath(5.0, 0.0, 5.0, 0.0, 60, ())


def play(
    breath: Breath, *events: tuple[float, str], lead: int = 0, oversleep: float = 0.0, cost: float = 0.0, **length
):
    host = Actor(events, oversleep)
    stage = Script(host, cost)
    outcome = Session(plan_breaths(breath, **length), stage, host).run(lead)
    return outcome, stage, host


@pytest.mark.parametrize(
    "breath", [SIX, BOX, Breath(4.0, 0.0, 8.0, 0.0, 50, (3.0, 1.0)), Breath(3.3, 0.1, 2.7, 0.7, 90, ())]
)
def test_ten_minutes_without_drift_though_every_wait_is_late(breath: Breath) -> None:
    outcome, stage, host = play(breath, oversleep=0.004, cost=0.003, minutes=10)
    plan = plan_breaths(breath, minutes=10)
    assert outcome.ended == "finished"
    assert outcome.reached == plan.seconds > 590
    assert len(stage.begun) == plan.rounds * len(plan.parts)
    # The last phase is no later than the first: what is late once is not late for ever.
    errors = [at - moment.start for at, moment in stage.begun]
    assert max(errors) < 0.012
    assert min(errors) > -1e-6
    assert outcome.worst_late < 0.015
    assert host.time - host.start - plan.seconds < 0.012


def test_frames_while_it_moves_and_seconds_while_it_does_not() -> None:
    _, stage, _ = play(BOX, rounds=1)
    assert sum(1 for at, _, _ in stage.shown if at < 4 - 1e-6) == 100  # 25 a second
    assert [round(at, 6) for at, _, _ in stage.shown if 4 - 1e-6 <= at < 8 - 1e-6] == [4, 5, 6, 7]


def test_a_pause_takes_no_time_from_the_breath() -> None:
    outcome, stage, host = play(BOX, (5.0, "space"), (65.0, "space"), rounds=2)
    assert outcome == Ending("finished", 32.0, pytest.approx(32.0), pytest.approx(0.0, abs=1e-6))
    assert host.time - host.start == pytest.approx(92)
    assert [round(at, 3) for at, _ in stage.begun] == [0, 4, 68, 72, 76, 80, 84, 88]
    assert any(paused for _, _, paused in stage.shown)


@pytest.mark.parametrize(
    ("event", "ended"), [("quit", "stopped"), ("interrupt", "interrupted"), ("terminate", "terminated")]
)
@pytest.mark.parametrize("at", [0.0, 1.0, 4.0, 5.5, 9.0, 13.0])
def test_it_ends_in_every_phase(event: str, ended: str, at: float) -> None:
    outcome, stage, _ = play(BOX, (at, event))
    assert (outcome.ended, outcome.reached) == (ended, pytest.approx(at))
    assert stage.log == ["open", "close"]
    outcome, stage, _ = play(BOX, (0.5, "space"), (0.5 + at, event))
    assert (outcome.ended, outcome.reached) == (ended, pytest.approx(0.5))


def test_a_suspend_gives_the_screen_back_and_comes_back_paused() -> None:
    host = Actor([(6.0, "suspend"), (7.0, "resize"), (110.0, "space")])
    host.away = 100.0
    stage = Script(host)
    outcome = Session(plan_breaths(BOX, rounds=1), stage, host).run()
    assert host.log == ["stop"]
    assert stage.log == ["open", "close", "open", "resize", "close"]
    assert outcome.spent == pytest.approx(16)
    assert host.time - host.start == pytest.approx(16 + 110 - 6)


def test_a_stop_without_warning_costs_nothing() -> None:
    class Stopped(Actor):
        def wait(self, seconds):
            if self.time - self.start >= 6.0 and "reclaim" not in self.log and not self.events:
                self.time += 500
                self.events = [(0.0, "continued"), (600.0, "space")]
            return super().wait(seconds)

    host = Stopped()
    stage = Script(host)
    outcome = Session(plan_breaths(BOX, rounds=1), stage, host).run()
    assert host.log == ["reclaim"]
    assert outcome.spent == pytest.approx(16)
    assert [moment.mark for _, moment in stage.begun] == [0, 1, 2, 3]


def test_lead_in() -> None:
    _, stage, _ = play(BOX, lead=3, rounds=1)
    assert stage.log == ["in 3", "in 2", "in 1", "open", "close"]
    assert stage.begun[0][0] == pytest.approx(3)
    _, stage, _ = play(BOX, (0.5, "space"), lead=9, rounds=1)
    assert stage.log == ["in 9", "open", "close"]
    outcome, stage, _ = play(BOX, (1.5, "quit"), lead=9)
    assert outcome == Ending("stopped")
    assert stage.log == ["in 9", "in 8"]
    _, stage, _ = play(BOX, (0.5, "pause"), (100.0, "resize"), (200.0, "pause"), lead=2, rounds=1)
    assert stage.begun[0][0] == pytest.approx(202)


def test_steps_go_on_back_and_pause() -> None:
    plan = plan_steps(("One.", "Two.", "Three."), 1)
    host = Actor(
        [(1.0, "next"), (5.0, "back"), (6.0, "back"), (7.0, "pause"), (50.0, "space"), (51.0, "space"), (52.0, "next")]
    )
    stage = Script(host)
    outcome = Session(plan, stage, host).run()
    # On at 1, to the step's own start at 5, to the step before at 6, still at 7, going at 50, on at 51 and 52.
    assert [moment.mark for _, moment in stage.begun] == [0, 1, 0, 1, 2]
    assert outcome.ended == "finished"
    assert outcome.spent == pytest.approx(7 + 2 + 20)


def test_enter_on_the_last_step_finishes() -> None:
    host = Actor([(1.0, "next"), (2.0, "next"), (3.0, "next")])
    outcome = Session(plan_steps(("One.", "Two.", "Three."), 9), Script(host), host).run()
    assert outcome.ended == "finished"
    assert outcome.spent == pytest.approx(3)


@given(st.lists(st.tuples(st.floats(0, 400), st.sampled_from(["space", "pause", "resize"])), max_size=12))
def test_whatever_is_pressed_the_breath_is_whole(events: list[tuple[float, str]]) -> None:
    pauses = sum(event != "resize" for _, event in events)
    end = [(1000.0, "space")] if pauses % 2 else []
    outcome, stage, _ = play(BOX, *events, *end, rounds=6)
    assert outcome.ended == "finished"
    assert outcome.spent == pytest.approx(96)
    assert [moment.mark for _, moment in stage.begun] == list(range(24))


def test_stopwatch() -> None:
    time = [10.0]
    watch = Stopwatch(lambda: time[0])
    time[0] = 13.0
    assert watch.elapsed() == 3
    watch.pause(2.5)
    time[0] = 99.0
    watch.pause()
    assert (watch.elapsed(), watch.paused) == (2.5, True)
    watch.jump(10.0)
    assert (watch.elapsed(), watch.spent()) == (10.0, 2.5)
    watch.resume()
    watch.resume()
    time[0] = 100.0
    assert (watch.elapsed(), watch.spent()) == (11.0, 3.5)
