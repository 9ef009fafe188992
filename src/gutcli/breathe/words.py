"""Sessions in words, for reduced motion: a line a phase or step, nothing that moves and nothing written over."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from gutcli.breathe.pattern import Moment, Phase, Plan, Step, format_length
from gutcli.text import count, safe

BELL = "\a"


@dataclass
class SessionInWords:
    """What all sessions in words say."""

    HINT: ClassVar[str] = ""
    plan: Plan[Any]
    write: Callable[[str], None]
    sound: bool = False
    keys: bool = False
    width: int | None = None

    def __post_init__(self) -> None:
        self._paused = False
        self._lead_said = False

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
            self.say(f"Starts in {count(seconds, 'second')}.", bell=False)
            if self.keys:
                self.say(self.HINT, bell=False)

    def say(self, words: str, *, bell: bool = True) -> None:
        """Say it in lines as wide as the terminal, with the bell if that was asked for."""
        room = max(10, self.width - 2) if self.width else 0
        lines = textwrap.wrap(words, room) if room else [words]
        self.write((BELL if self.sound and bell else "") + "".join(f"  {line}\n" for line in lines))

    def show(self, moment: Moment[Any], *, paused: bool) -> None:
        """Say only that it pauses or goes on."""
        if paused != self._paused:
            self._paused = paused
            left = count(math.ceil(moment.left - 1e-6), "second")
            self.say("Paused. p goes on, q ends." if paused else f"Going on: {left} left.", bell=False)


class BreathWords(SessionInWords):
    """The phases as words."""

    HINT = "Space starts now, and pauses later; q ends."

    def begin(self, moment: Moment[Phase]) -> None:
        """Say the phase."""
        seconds = moment.part.seconds
        first = moment.mark % len(self.plan.parts) == 0
        place = f" Round {moment.round} of {self.plan.rounds}." if first else ""
        self.say(f"{moment.part.label}, {seconds:g} second{'' if seconds == 1 else 's'}.{place}")


class StepWords(SessionInWords):
    """The steps as words."""

    HINT = "Space starts now; later Enter goes on, b back, p pauses, q ends."

    def begin(self, moment: Moment[Step]) -> None:
        """Say the step."""
        place = f"{moment.mark + 1} of {len(self.plan.parts)}"
        self.say(f"{place}. {safe(moment.part.text)} ({format_length(moment.part.seconds)})")
