"""What of a day is shown to a person: all of it or, to whoever is shown no food, what is left without it."""

from collections.abc import Iterable

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.diary import Day
from gutcli.diary.entry import Entry
from gutcli.diary.summary import DaySummary
from gutcli.profile.person import Person

_ABOUT_FOOD = frozenset(("ate", "had", "bought", "gone", "offer"))


def show_day(person: Person | None, day: Day) -> Day:
    """Return a day as it is shown: what is left has numbers of its own."""
    if person is None or person.shows_food:
        return day
    left = [item for item in day.items if item.slot not in FOOD_SLOTS]
    return day._replace(
        items=tuple(item._replace(number=number) for number, item in enumerate(left, 1)), ate=(),
        extras=tuple(item for item in day.extras if item.slot not in FOOD_SLOTS),
    )  # fmt: skip


def show_summaries(person: Person | None, summaries: Iterable[DaySummary]) -> list[DaySummary]:
    """Return days in short as they are shown."""
    if person is None or person.shows_food:
        return list(summaries)
    shown = []
    for day in summaries:
        items = tuple(item for item in day.items if item[0] not in FOOD_SLOTS)
        states = [state for _, _, state in items]
        shown.append(
            day._replace(
                items=items, plants=(), ate=(), swapped=(), done=states.count("done"),
                total=len(states) - states.count("skipped"), skipped=states.count("skipped"),
            )
        )  # fmt: skip
    return shown


def show_entries(person: Person | None, entries: Iterable[Entry]) -> list[Entry]:
    """Return entries as they are shown: the diary keeps all of them, and so does an export."""
    if person is None or person.shows_food:
        return list(entries)
    every = list(entries)
    hidden = {e.id for e in every if e.slot in FOOD_SLOTS or e.action in _ABOUT_FOOD}
    return [entry for entry in every if entry.id not in hidden and entry.undoes not in hidden]
