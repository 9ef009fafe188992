"""Sessions in words, for reduced motion: a line a phase or step, nothing that moves and nothing written over."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gutcli.pace.pattern import BreathPlan, count_seconds, say_length
from gutcli.pace.steps import StepPlan
from gutcli.text import count, safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from gutcli.pace.pattern import Moment
    from gutcli.pace.steps import StepMoment

P = TypeVar("P")
BELL = "\a"


@dataclass
class Words(Generic[P]):
    """What all sessions in words say."""

    plan: P
    write: Callable[[str], None]
    sound: bool = False
    keys: bool = False

    def __post_init__(self) -> None:
        self._paused = False
        self._lead_said = False
        self.frames = 0

    def open(self) -> None:
        """Nothing to take."""

    def close(self) -> None:
        """Nothing to give back."""

    def resize(self) -> None:
        """Lines do not mind."""

    def count_down(self, seconds: int) -> None:
        """Say once when it starts."""
        if not self._lead_said:
            self._lead_said = True
            keys = "; space starts now, p waits, q leaves" if self.keys else ""
            self.write(f"  Starts in {count(seconds, 'second')}{keys}.\n")

    def say(self, line: str) -> None:
        """Say a line, with the bell if that was asked for."""
        self.frames += 1
        self.write(f"{BELL if self.sound else ''}  {line}\n")

    def show(self, moment: Any, *, paused: bool) -> None:
        """Say only that it pauses or goes on."""
        if paused != self._paused:
            self._paused = paused
            going_on = f"Going on: {math.ceil(moment.left - 1e-6)} seconds left."
            self.write(f"  {'Paused. Space goes on, q ends.' if paused else going_on}\n")


class BreathWords(Words[BreathPlan]):
    """The phases as words."""

    def begin(self, moment: Moment) -> None:
        """Say the phase."""
        seconds = count_seconds(moment.phase.seconds)
        first = moment.mark % len(self.plan.phases) == 0
        place = f" Round {moment.round} of {self.plan.rounds}." if first else ""
        self.say(f"{moment.phase.label}, {seconds}.{place}")


class StepWords(Words[StepPlan]):
    """The steps as words."""

    def begin(self, moment: StepMoment) -> None:
        """Say the step."""
        place = f"{moment.mark + 1} of {len(self.plan.steps)}"
        self.say(f"{place}. {safe(moment.step.text)} ({say_length(moment.step.seconds)})")
