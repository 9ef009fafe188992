"""What `today` says: the day's list, how it stands, and one tip; and why an item is there."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.catalog.note import Note, sort_notes
from gutcli.day.checklist import Checklist, read_checklist
from gutcli.day.standing import Standing, TrialLine, choose_day, find_standing, find_trial
from gutcli.diary import Day
from gutcli.diary.entry import NO_LONGER
from gutcli.planner.plan import EmptySlot, choose_meals, describe_alone
from gutcli.planner.tips import DayTip, tip_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from gutcli.planner.plan import PlanItem
    from gutcli.profile.person import Person
    from gutcli.store.reader import DiaryReader


class ItemLine(NamedTuple):
    """One numbered item. `minutes` is null for a food; `why` says why it is here today.

    `said_before` are the ids of its general cautions that lists have said often enough: the page leaves them out.
    """

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
    at_home: bool = False
    open_since: date | None = None
    use_by: date | None = None
    meal: str = ""
    goes_with: tuple[str, ...] = ()
    said_before: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return the JSON: `with` is a word of Python's, but not of JSON's."""
        fields = self._asdict()
        return {("with" if name == "goes_with" else name): value for name, value in fields.items()}


class AteLine(NamedTuple):
    """Something eaten beside the list."""

    id: str
    name: str
    plants: tuple[str, ...]


class TodayView(NamedTuple):
    """The day's checklist; `is_today` says whether the day is not over. As JSON how it stands is laid out in it."""

    day: date
    is_today: bool
    is_past: bool
    easy: bool
    items: tuple[ItemLine, ...]
    empty_slots: tuple[EmptySlot, ...]
    standing: Standing
    ate: tuple[AteLine, ...]
    tip: DayTip | None
    care: tuple[Note, ...]
    away: date | None = None
    not_understood: tuple[str, ...] = ()
    trial: TrialLine | None = None
    SUBJECT: str = "standing"


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


def build_today(person: "Person", diary: "DiaryReader", day: date, today: date, *, easy: bool = False) -> TodayView:
    """Build the view of one day of the person's."""
    return view_checklist(person, read_checklist(person, diary, day, today), today, easy=easy)


def view_checklist(person: "Person", checklist: Checklist, today: date, *, easy: bool = False) -> TodayView:
    """Build the view of a day that was read."""
    day, empty = choose_day(person, checklist), () if person.only_care else checklist.empty
    away = checklist.away_until if day.is_rest else None
    lines = item_lines(day, checklist.planned, checklist.week_before, checklist.at_home, checklist.said_before)
    if easy:
        from gutcli.planner.plan import pick_gentlest

        waiting = [checklist.planned[i.id] for i in day.items if i.state == "open" and i.id in checklist.planned]
        kept = {item.id for item in pick_gentlest(tuple(waiting))}
        lines = tuple(line for line in lines if line.id in kept)
    return TodayView(
        day=day.day,
        is_today=day.day == today,
        is_past=day.day < today,
        easy=easy,
        items=lines,
        empty_slots=empty,
        standing=find_standing(person, checklist, today),
        ate=tuple(AteLine(item.id, item.name, item.plants) for item in day.ate),
        tip=tip_of(person, day.day),
        care=sort_notes(person.care),
        away=away,
        not_understood=tuple(person.not_understood),
        trial=find_trial(person, checklist, today),
    )


def item_lines(
    day: Day, planned: "Mapping[str, PlanItem]", week_before: frozenset[str],
    find_at_home: "Callable[[str], dict[str, Any]] | None" = None, said_before: "Container[str]" = (),
) -> tuple[ItemLine, ...]:  # fmt: skip
    """Return each item of the day; `planned` has what the day's fold does not keep, by id.

    `new_plant` marks an item that brings a plant which this week has not had before it; `said_before` are cautions.
    """
    seen = set(week_before)
    meals = choose_meals(planned[item.id] for item in day.items if item.id in planned)
    lines = []
    for item in day.items:
        plan = planned.get(item.id) or describe_alone(item)
        fresh = any(plant not in seen for plant in item.plants)
        seen.update(item.plants)
        lines.append(
            ItemLine(
                number=item.number,
                slot=item.slot,
                id=item.id,
                name=item.name,
                amount=item.amount,
                state=item.state,
                topic=plan.topic,
                new_plant=fresh,
                plants=item.plants,
                minutes=plan.minutes,
                cautions=sort_notes(plan.notes),
                why=plan.why,
                reason=item.reason,
                swapped_from=item.swapped_from,
                **(find_at_home(item.id) if find_at_home and item.slot in FOOD_SLOTS else {}),
                meal=meals.get(item.id, ""),
                goes_with=plan.goes_with,
                said_before=find_said(plan.notes, said_before),
            )
        )
    return tuple(lines)


def find_said(notes: tuple[Note, ...], said_before: "Container[str]") -> tuple[str, ...]:
    """Return the cautions that need not be said again: general ones, but none that says to avoid something."""
    return tuple(n.id for n in notes if not n.personal and n.severity != "avoid" and n.id in said_before)


def build_why(person: "Person", diary: "DiaryReader", day: date, today: date, words: str) -> WhyView:
    """Build the view that says why one item is there. Raise NameNotFoundError, AmbiguousNameError."""
    from gutcli.diary.items import find_item

    checklist = read_checklist(person, diary, day, today)
    item = find_item(checklist.day.items, words)
    planned = checklist.planned.get(item.id) or describe_alone(item)
    reasons = planned.why
    if item.swapped_from:
        before = item.swapped_from_name or item.swapped_from
        is_by_profile = item.by_profile or person.is_forbidden(item.swapped_from)
        why = f"in place of {before}, which {NO_LONGER}" if is_by_profile else f"you put it in place of {before}"
        reasons = (why, *reasons)
    return WhyView(
        day=day,
        number=item.number,
        slot=item.slot,
        id=item.id,
        name=item.name,
        amount=item.amount,
        why=reasons or ("it was on the list that this day began with",),
        cautions=sort_notes(planned.notes),
        topic=planned.topic,
    )
