"""What the keys do: the same changes, rules and sentences as `done`, `skip`, `swap` and `undo`, saved at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Protocol

from gutcli.clock import format_day
from gutcli.day.changes.actions import rest_from, take_back, tick_items
from gutcli.day.changes.swap import swap_item
from gutcli.day.changes.view import ChangeView
from gutcli.day.today.view import ItemLine, TodayView, build_today
from gutcli.errors import GutcliError, UsageError
from gutcli.terminal.output import Output

_CHANGES = frozenset({"tick", "rest", "swap", "undo"})


class PickerHost(Protocol):
    """What a sitting with the list asks for: the day, read and changed as the commands do it, and the clock."""

    output: Output

    @property
    def today(self) -> date: ...  # noqa: D102
    def read(self, build: Callable[..., Any], day: date) -> Any: ...  # noqa: D102
    def change(self, make: Callable[..., Any], *words: Any) -> Any: ...  # noqa: D102
    def show(self, view: Any) -> None: ...  # noqa: D102
    def forget_now(self) -> None: ...  # noqa: D102
    def has_day_turned(self) -> bool: ...  # noqa: D102
    def turn_day(self) -> None: ...  # noqa: D102


class PickerState:
    """One day being picked from: where the mark stands, and what was last said."""

    def __init__(self, app: PickerHost, day: date) -> None:
        self.app = app
        self.first = day
        self.view: TodayView = app.read(build_today, day)
        self.place = self._first_open()
        self.said = ""
        self.is_problem = False
        self.changed = False
        self._late = ""
        """The key that would write to a day that is over by now, and was asked about; "yes": all may."""
        self._tried: dict[tuple[date, int], set[str]] = {}
        self._acts: dict[str, Callable[[], None]] = {
            "up": lambda: self._move(-1), "down": lambda: self._move(1), "home": lambda: self._go(0),
            "end": lambda: self._go(len(self.view.items) - 1), "tick": self._tick, "rest": self._rest,
            "swap": self._swap, "undo": self._undo, "yesterday": self._turn_day, "new day": self._take_new_day,
        }  # fmt: skip

    @property
    def item(self) -> ItemLine | None:
        """Return the item under the mark."""
        return self.view.items[self.place] if self.view.items else None

    @property
    def other_day(self) -> str:
        """Return the day to which y turns."""
        if self.view.day == self.first:
            return "yesterday"
        return "today" if self.view.is_past and self.first == self.app.today else "back"

    def act(self, key: str) -> None:
        """Do what a key means; a problem is said, and nothing is lost."""
        if key.isdigit():
            self._go(int(key) - 1)
            return
        try:
            if key in _CHANGES and self._asks_about_the_day(key):
                return
            self._acts[key]()
        except GutcliError as error:
            self._report(f"{error.message} {error.hint}".strip(), problem=True)

    def _first_open(self) -> int:
        return next((n for n, item in enumerate(self.view.items) if item.state == "open"), 0)

    def _move(self, step: int) -> None:
        if self.view.items:
            self.place = (self.place + step) % len(self.view.items)

    def _go(self, place: int) -> None:
        if 0 <= place < len(self.view.items):
            self.place = place

    def _tick(self) -> None:
        self._toggle("done", tick_items)

    def _rest(self) -> None:
        self._toggle("skipped", rest_from, "")

    def _toggle(self, state: str, make: Callable[..., ChangeView], *more: str) -> None:
        """Bring the marked item into a state, or out of it again."""
        if self.item is not None:
            words = [str(self.item.number)]
            if self.item.state == state:
                self._change(take_back, words)
            else:
                self._change(make, words, *more)

    def _swap(self) -> None:
        """Put the next best in the item's place; asked again, the one after it, and never the same two in turn."""
        item = self.item
        if item is None:
            return
        tried = self._tried.setdefault((self.view.day, item.number), set())
        tried.add(item.id)
        try:
            self._change(swap_item, str(item.number), "", tried)
        except UsageError:  # all were tried: from the beginning
            tried.clear()
            self._change(swap_item, str(item.number))

    def _undo(self) -> None:
        self._change(take_back)

    def _turn_day(self) -> None:
        self._show(self.first - timedelta(days=1) if self.view.day == self.first else self.first)

    def _show(self, day: date) -> None:
        self.view = self.app.read(build_today, day)
        self.place = self._first_open()
        self._report("")

    def _asks_about_the_day(self, key: str) -> bool:
        """Return whether the list was left open over the end of its day, and ask: the same key again writes to it."""
        if self._late == "yes" or self.view.day != self.app.today or not self.app.has_day_turned():
            return False
        if self._late == key:
            self._late = "yes"
            return False
        self._late = key
        shown = format_day(self.view.day)
        self._report(f"{shown} is over by now. The same key again writes to it; n turns to the new day.", problem=True)
        return True

    def _take_new_day(self) -> None:
        if self.app.has_day_turned():
            self.app.turn_day()
            self.first, self._late = self.app.today, ""
            self._show(self.first)

    def _change(self, make: Callable[..., ChangeView], *words: Any) -> None:
        # Who leaves the list open does not make every change at the moment at which it was opened.
        self.app.forget_now()
        view = self.app.change(make, self.view.day, *words)
        self.view = view.today
        self.place = min(self.place, max(0, len(self.view.items) - 1))
        self.changed = self.changed or bool(view.changed)
        self._report(" ".join(outcome.sentence for outcome in view.outcomes))

    def _report(self, words: str, *, problem: bool = False) -> None:
        self.said = words
        self.is_problem = problem
