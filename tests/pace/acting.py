"""A host and a stage that act: time passes when told, events come when planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


class Actor:
    """A host: `events` are (at, event), `oversleep` is by how much each wait is too long."""

    def __init__(self, events: Sequence[tuple[float, str]] = (), oversleep: float = 0.0, start: float = 1000.0) -> None:
        self.events = sorted(events)
        self.oversleep = oversleep
        self.time = self.start = start
        self.waits = 0
        self.log: list[str] = []
        self.away = 0.0

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float | None) -> Sequence[str]:
        self.waits += 1
        assert self.waits < 200_000
        until = None if seconds is None else self.time + seconds + self.oversleep
        if self.events and (until is None or self.start + self.events[0][0] <= until):
            at, event = self.events.pop(0)
            self.time = max(self.time, self.start + at)
            return [event]
        assert until is not None, "it waits for ever"
        self.time = until
        return []

    def stop(self) -> None:
        self.log.append("stop")
        self.time += self.away

    def reclaim(self) -> None:
        self.log.append("reclaim")


class Script:
    """A stage: writes down what is shown and when."""

    def __init__(self, host: Actor, cost: float = 0.0) -> None:
        self.host = host
        self.cost = cost
        self.begun: list[tuple[float, Any]] = []
        self.shown: list[tuple[float, Any, bool]] = []
        self.log: list[str] = []

    def open(self) -> None:
        self.log.append("open")

    def close(self) -> None:
        self.log.append("close")

    def resize(self) -> None:
        self.log.append("resize")

    def count_down(self, seconds: int) -> None:
        self.log.append(f"in {seconds}")

    def begin(self, moment: Any) -> None:
        self.begun.append((self.host.time - self.host.start, moment))

    def show(self, moment: Any, *, paused: bool) -> None:
        self.shown.append((self.host.time - self.host.start, moment, paused))
        self.host.time += self.cost
