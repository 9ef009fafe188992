"""A session as parts with exact seconds: where a person should be in it at any moment. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Generic, TypeVar

from gutcli.catalog.types import Breath
from gutcli.errors import UsageError

FRAMES_A_SECOND = 25
_DUST = 1e-9
"""Less than this is rounding of floats, not time."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a round. `start` counts from the round's start; `low` to `high` is how full the lungs become."""

    name: str
    label: str
    seconds: float
    start: float
    low: float
    high: float

    @property
    def frames(self) -> int:
        """Return how many pictures a second it wants; 0 where nothing moves in it but the seconds."""
        return FRAMES_A_SECOND if self.low != self.high else 0

    def level(self, into: float) -> float:
        """Return how full the lungs are `into` seconds of it, 0 to 1: slow at both ends, as breath is."""
        share = min(1.0, max(0.0, into / self.seconds))
        return self.low + (self.high - self.low) * (1 - math.cos(math.pi * share)) / 2


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a guide and its seconds; `start` counts from the session's start."""

    text: str
    seconds: float
    start: float

    @property
    def frames(self) -> int:
        """Return how many pictures a second it wants: its bar grows slowly."""
        return 4


P = TypeVar("P", Phase, Step)


@dataclass(frozen=True, slots=True)
class Moment(Generic[P]):
    """Where a session is. `mark` counts parts from 0 over all rounds; `start` and `end` are the part's."""

    mark: int
    start: float
    end: float
    elapsed: float
    part: P
    round: int

    @property
    def left(self) -> float:
        """Return the seconds left of the part."""
        return max(0.0, self.end - self.elapsed)


@dataclass(frozen=True, slots=True)
class Plan(Generic[P]):
    """A session: `rounds` times the parts, which are phases of breathing or the steps of a guide."""

    parts: tuple[P, ...]
    rounds: int = 1
    round_seconds: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "round_seconds", math.fsum(part.seconds for part in self.parts))

    @property
    def has_steps(self) -> bool:
        """Return whether its parts are steps, which one may leave sooner or go back to."""
        return isinstance(self.parts[0], Step)

    @property
    def seconds(self) -> float:
        """Return how long the session takes."""
        return self.rounds * self.round_seconds

    def at(self, elapsed: float) -> Moment[P]:
        """Return where the session is after `elapsed` seconds.

        Every start is reckoned from the session's start, never from the part before: nothing adds up to a drift.
        """
        number = min(int((elapsed + _DUST) / self.round_seconds), self.rounds - 1)
        base = number * self.round_seconds
        place = max((n for n, part in enumerate(self.parts) if part.start <= elapsed - base + _DUST), default=0)
        part = self.parts[place]
        last = place + 1 == len(self.parts)
        end = base + (self.round_seconds if last else self.parts[place + 1].start)
        return Moment(number * len(self.parts) + place, base + part.start, end, elapsed, part, number + 1)

    def due(self, moment: Moment[P]) -> float:
        """Return when the next picture is due: the next frame of what moves, else the next second of a hold."""
        if frames := moment.part.frames:
            into = moment.elapsed - moment.start
            following = moment.start + (math.floor(into * frames + 1e-6) + 1) / frames
        else:
            following = moment.end - (math.ceil(moment.left - 1e-6) - 1)
        return min(following, moment.end)


def round_phases(breath: Breath) -> tuple[Phase, ...]:
    """Return the phases of one round, without those that take no time."""
    wanted: list[tuple[str, str, float, float, float]] = []
    parts = [part for part in breath.inhale_parts if part > 0] or [breath.inhale]
    fills = [0.0, *(full / sum(parts) for full in accumulate(parts))]
    for number, part in enumerate(parts):
        wanted.append(("inhale", "Sip more in" if number else "Breathe in", part, fills[number], fills[number + 1]))
    wanted += [
        ("hold_in", "Hold", breath.hold_in, 1.0, 1.0),
        ("exhale", "Breathe out", breath.exhale, 1.0, 0.0),
        ("hold_out", "Hold empty", breath.hold_out, 0.0, 0.0),
    ]
    phases: list[Phase] = []
    start = 0.0
    for name, label, seconds, low, high in wanted:
        if seconds > 0:
            phases.append(Phase(name, label, seconds, start, low, high))
            start = math.fsum(phase.seconds for phase in phases)
    return tuple(phases)


def plan_breaths(breath: Breath, *, minutes: float | None = None, rounds: int | None = None) -> Plan[Phase]:
    """Plan a session of whole rounds: as many as asked for, the nearest to `minutes`, else the catalog's.

    A session never stops in the middle of a breath, so it has one round at least. Raise UsageError.
    """
    phases = round_phases(breath)
    if minutes is not None and rounds is not None:
        raise UsageError("--minutes and --rounds both say how long.", "Give one of them.")
    if minutes is not None:
        check_minutes(minutes)
        seconds = math.fsum(phase.seconds for phase in phases)
        rounds = max(1, math.floor(minutes * 60 / seconds + 0.5))
    return Plan(phases, rounds or breath.rounds)


def check_minutes(minutes: float) -> None:
    """Raise UsageError where `minutes` is not a length of time: Typer lets nan through."""
    if not (math.isfinite(minutes) and minutes > 0):
        raise UsageError(f"{minutes} is not a number of minutes.", "Give a figure such as --minutes 3.")


def format_left(seconds: float) -> str:
    """Format how long is left: "4:05"."""
    whole = math.ceil(seconds - 1e-6)
    return f"{whole // 60}:{whole % 60:02}"


def format_length(seconds: float) -> str:
    """Format a length of time as people do: "45 s", "4 min", "4 min 48 s"."""
    whole = math.floor(seconds + 0.5)
    minutes, rest = divmod(whole, 60)
    parts = [f"{minutes} min"] if minutes else []
    return " ".join([*parts, f"{rest} s"] if rest or not minutes else parts)
