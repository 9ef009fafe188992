"""Carry out a change of the day, and build what to say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from gutcli.day.changes.view import ChangeView, OutcomeLine, entry_lines, outcome_lines
from gutcli.day.checklist import change_day, read_checklist
from gutcli.day.today.build import view_checklist

if TYPE_CHECKING:
    from gutcli.app import App
    from gutcli.diary import Day
    from gutcli.diary.decide import Decision
    from gutcli.diary.store import Change


def build_change(
    app: App, kind: str, day: date, decide: Callable[[Day], Decision], remarks: Iterable[str] = ()
) -> ChangeView:
    """Change `day` by `decide` and say what became of it."""
    return view_change(app, kind, change_day(app, day, decide), remarks)


def view_change(app: App, kind: str, change: Change, remarks: Iterable[str] = ()) -> ChangeView:
    """Say what a change did, with the day as it then stands."""
    checklist = read_checklist(app, change.day.day)
    names = {item.id: item.name for item in (*change.day.items, *change.day.ate)}
    names |= {item.swapped_from: item.swapped_from_name for item in change.day.items if item.swapped_from_name}
    outcomes: tuple[OutcomeLine, ...] = outcome_lines(change.outcomes, names)
    return ChangeView(kind, entry_lines(change.entries), outcomes, view_checklist(app, checklist), tuple(remarks))
