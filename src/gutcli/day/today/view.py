"""What `today` says: the day's list, how it stands, and one tip."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.note import Note, sort_notes
from gutcli.diary.streaks import Streak
from gutcli.planner.plan import EmptySlot
from gutcli.planner.tips import DayTip

if TYPE_CHECKING:
    from gutcli.diary.fold import Day
    from gutcli.planner.plan import PlanItem


class ItemLine(NamedTuple):
    """One numbered item. `minutes` is null for a food; `why` says why it is here today."""

    number: int
    slot: str
    id: str
    name: str
    amount: str
    state: str
    topic: str
    new_plant: bool
    plants: tuple[str, ...]
    minutes: int | None
    cautions: tuple[Note, ...]
    why: tuple[str, ...]
    reason: str
    swapped_from: str


class PlantLine(NamedTuple):
    """Different plants this week, and the goal."""

    week: int | None
    goal: int | None


class AteLine(NamedTuple):
    """Something eaten beside the list."""

    id: str
    name: str
    plants: tuple[str, ...]


class TodayView(NamedTuple):
    """The day's checklist. `needed` is how many items make the day; `is_today` whether the day is not over."""

    day: date
    is_today: bool
    is_past: bool
    easy: bool
    items: tuple[ItemLine, ...]
    empty_slots: tuple[EmptySlot, ...]
    done: int
    total: int
    skipped: int
    needed: int
    aim_met: bool
    rest_day: bool
    streak: Streak
    plants: PlantLine
    ate: tuple[AteLine, ...]
    tip: DayTip | None
    care: tuple[Note, ...]

    @property
    def KIND(self) -> str:  # noqa: N802  # a class constant, as the other views have it
        """The kind of answer."""
        return "today"


def item_lines(day: "Day", planned: "Mapping[str, PlanItem]", week_before: frozenset[str]) -> tuple[ItemLine, ...]:
    """Say each item of the day; `planned` has what the day's fold does not keep, by id.

    `new_plant` marks an item that brings a plant which this week has not had before it.
    """
    seen = set(week_before)
    lines = []
    for item in day.items:
        plan = planned.get(item.id)
        fresh = any(plant not in seen for plant in item.plants)
        seen.update(item.plants)
        lines.append(
            ItemLine(
                item.number,
                item.slot,
                item.id,
                item.name,
                item.amount,
                item.state,
                plan.topic if plan else "",
                fresh,
                item.plants,
                plan.minutes if plan else None,
                sort_notes(plan.notes) if plan else (),
                plan.why if plan else (),
                item.reason,
                item.swapped_from,
            )
        )
    return tuple(lines)


def today_view(
    day: "Day",
    today: date,
    lines: tuple[ItemLine, ...],
    empty: tuple[EmptySlot, ...],
    *,
    streak: Streak | None,
    plants: tuple[int, int] | None,
    tip: DayTip | None,
    easy: bool = False,
    care: tuple[Note, ...] = (),
) -> TodayView:
    """Put the day together. `streak` or `plants` None: the person does not want to see them."""
    return TodayView(
        day.day,
        day.day == today,
        day.day < today,
        easy,
        lines,
        empty,
        day.done,
        day.total,
        day.skipped,
        day.needed,
        day.aim_met,
        day.is_rest,
        streak or Streak(None, None, not day.aim_met),
        PlantLine(*plants) if plants else PlantLine(None, None),
        tuple(AteLine(item.id, item.name, item.plants) for item in day.ate),
        tip,
        care,
    )


class WhyView(NamedTuple):
    """Why one item is on a day's list."""

    day: date
    number: int
    slot: str
    id: str
    name: str
    amount: str
    why: tuple[str, ...]
    cautions: tuple[Note, ...]
    topic: str

    @property
    def KIND(self) -> str:  # noqa: N802  # a class constant, as the other views have it
        """The kind of answer."""
        return "why"
