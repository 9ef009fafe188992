"""Keeping the pace: shows each moment when it is due and does what keys and signals say.

Nothing here knows a terminal or a real clock: the stage and the host are given, and tests give their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from gutcli.breathe.pattern import Moment, Plan


class Host(Protocol):
    """The world around a session: a clock, and what happens while waiting."""

    def now(self) -> float:
        """Return seconds that never go back."""

    def wait(self, seconds: float | None) -> Sequence[str]:
        """Wait so long (None: for ever) or until something happens, and say what: see EVENTS."""

    def stop(self) -> None:
        """Stop this process as Ctrl-Z does, and come back when it goes on."""

    def reclaim(self) -> None:
        """Take the terminal's modes again after a stop that could not be foreseen."""


KEYS = {
    " ": "space", "\r": "next", "\n": "next", "n": "next", "b": "back", "p": "pause", "P": "pause", "q": "quit",
    "Q": "quit", "\x04": "quit", "\x03": "interrupt",
}  # fmt: skip
"""What the keys mean; arrows, function keys and Alt mean nothing here."""
EVENTS = ("space", "next", "back", "pause", "quit", "interrupt", "terminate", "resize", "suspend", "continued")


class Stage(Protocol):
    """What the person sees and hears."""

    def open(self) -> None: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102
    def count_down(self, seconds: int) -> None: ...  # noqa: D102
    def begin(self, moment: Moment[Any]) -> None: ...  # noqa: D102
    def show(self, moment: Moment[Any], *, paused: bool) -> None: ...  # noqa: D102
    def resize(self) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Ending:
    """How a session went. `reached` is the place on the time line, `spent` the real seconds without pauses."""

    ended: str  # "finished", "stopped", "interrupted", "terminated"
    reached: float = 0.0
    spent: float = 0.0
    worst_late: float = 0.0
    """By how much the latest phase was shown too late, in seconds."""


class Stopwatch:
    """How long something has really been going on. It adds no waits up, so it cannot drift.

    `now` gives seconds that never go back (`time.monotonic`).
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._origin = now()
        self._paused_at: float | None = None
        self._jumped = 0.0

    @property
    def paused(self) -> bool:
        """Return whether it stands still."""
        return self._paused_at is not None

    def elapsed(self) -> float:
        """Return the seconds on the time line: what was spent, and what was jumped over."""
        return self.spent() + self._jumped

    def spent(self) -> float:
        """Return the seconds that really went by while it ran."""
        return (self._now() if self._paused_at is None else self._paused_at) - self._origin

    def pause(self, at: float | None = None) -> None:
        """Stand still; `at` is the time on the line to go back to, for a stop that was noticed only later."""
        if self._paused_at is None:
            now = self._now()
            late = 0.0 if at is None else max(0.0, self.elapsed() - at)
            self._paused_at = now - late

    def resume(self) -> None:
        """Go on from where it stood."""
        if self._paused_at is not None:
            self._origin += self._now() - self._paused_at
            self._paused_at = None

    def jump(self, to: float) -> None:
        """Set the time line to `to`; what was really spent stays."""
        self._jumped += to - self.elapsed()


_ENDS = {"quit": "stopped", "interrupt": "interrupted", "terminate": "terminated"}


@dataclass
class Session:
    """One sitting: a plan, a stage to show it on, a host to wait with. Among steps Enter goes on and b goes back."""

    plan: Plan[Any]
    stage: Stage
    host: Host

    def run(self, lead: int = 0) -> Ending:
        """Count `lead` seconds down, then keep the pace to the end or until the person has had enough."""
        if ended := self._lead_in(lead):
            return Ending(ended)
        self.stage.open()
        try:
            return self._keep_pace()
        finally:
            self.stage.close()

    def _lead_in(self, lead: int) -> str:
        began, held = self.host.now(), False
        while (left := lead - (0 if held else int(self.host.now() - began + 1e-6))) > 0:
            self.stage.count_down(left)
            for event in self.host.wait(None if held else max(0.0, began + lead - left + 1 - self.host.now())):
                if event in _ENDS:
                    return _ENDS[event]
                if event in {"space", "next"}:
                    return ""
                if event == "pause":
                    held = not held
                elif event == "suspend":
                    self.host.stop()
                elif event == "continued":
                    self.host.reclaim()
                else:
                    continue
                # Whoever stopped to read or to do something else has the whole count again.
                began = self.host.now()
        return ""

    def _keep_pace(self) -> Ending:
        watch = Stopwatch(self.host.now)
        mark, tick, worst, punctual = -1, 0.0, 0.0, True
        while True:
            elapsed = watch.elapsed()
            if elapsed >= self.plan.seconds - 1e-6:
                return Ending("finished", self.plan.seconds, watch.spent(), worst)
            moment = self.plan.at(elapsed)
            if moment.mark != mark:
                mark = moment.mark
                self.stage.begin(moment)
                self.stage.show(moment, paused=watch.paused)
                if punctual and not watch.paused:
                    worst = max(worst, watch.elapsed() - moment.start)
                punctual = True
            else:
                self.stage.show(moment, paused=watch.paused)
            tick = elapsed
            wait = None if watch.paused else max(0.0, self.plan.due(moment) - watch.elapsed())
            for event in self.host.wait(wait):
                if event in _ENDS:
                    return Ending(_ENDS[event], watch.elapsed(), watch.spent(), worst)
                if (
                    self.plan.has_steps
                    and event in {"next", "space", "back"}
                    and not (watch.paused and event == "space")
                ):
                    watch.jump(self._jump_to(event, watch.elapsed()))
                    punctual = False
                elif event in {"space", "pause"}:
                    (watch.resume if watch.paused else watch.pause)()
                else:
                    self._happen(event, watch, tick)

    def _jump_to(self, event: str, elapsed: float) -> float:
        here = self.plan.at(min(elapsed, self.plan.seconds - 1e-6))
        if event != "back":
            return here.end
        # Like a player's button: to this step's start, or, soon after it, to the one before.
        soon = elapsed - here.start < 2.0  # seconds
        return self.plan.at(here.start - 0.5).start if soon and here.mark else here.start

    def _happen(self, event: str, watch: Stopwatch, tick: float) -> None:
        if event == "suspend":
            watch.pause()
            self.stage.close()
            self.host.stop()
            self.stage.open()
        elif event == "continued":
            # Someone stopped us without warning (kill -STOP): the time since the last picture was not breathed.
            watch.pause(tick)
            self.host.reclaim()
            self.stage.open()
        elif event == "resize":
            self.stage.resize()
