"""A stopwatch over a monotonic clock that can be paused and set. It adds no waits up, so it cannot drift."""

from __future__ import annotations

from collections.abc import Callable


class Stopwatch:
    """How long something has really been going on. `now` gives seconds that never go back (`time.monotonic`)."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._origin = now()
        self._paused_at: float | None = None
        self._jumped = 0.0

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
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
