"""Finding a meal that is to be logged again."""

from __future__ import annotations

from datetime import date, timedelta

from gutcli.clock import format_day
from gutcli.daybook import Daybook
from gutcli.diary import Item, fold_day
from gutcli.errors import NameNotFoundError

DAYS_BACK = 28


def find_meal(book: Daybook, day: date, which: str, meal: str) -> tuple[Item, ...]:
    """Return what was logged yesterday, or ("again") with one command the last time; at `meal`, if one is named.

    Raise NameNotFoundError where there is nothing.
    """
    days = (day - timedelta(days=back) for back in ((1,) if which == "yesterday" else range(DAYS_BACK)))
    for before in days:
        entries = book.diary.read_day(before)
        logged = [
            item for item in fold_day(before, entries).ate if not meal or (item.logged and item.logged.meal == meal)
        ]
        if not logged:
            continue
        if which == "yesterday":
            return tuple(logged)
        changes = {entry.id: entry.change for entry in entries}
        last = _change_of(logged[-1], changes)
        return tuple(item for item in logged if _change_of(item, changes) == last)
    at = f" at {meal}" if meal else ""
    when = format_day(day - timedelta(days=1)) if which == "yesterday" else f"the last {DAYS_BACK} days"
    raise NameNotFoundError(f"Nothing was logged{at} for {when}.", "Name what you ate: gutcli ate porridge banana")


def _change_of(item: Item, changes: dict[str, str]) -> str:
    return changes.get(item.logged.entries[0], "") if item.logged else ""
