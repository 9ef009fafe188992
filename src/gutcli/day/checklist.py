"""A day of the person's: what the plan offers, what the diary says became of it, and what the profile forbids by now.

It joins the rooms below (plan, diary, safety) for the commands that show or change a day.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.catalog.note import Note
from gutcli.clock import parse_weekday, week_of
from gutcli.day.shown import show_day
from gutcli.day.unknown_items import call_by_name, describe_unknown, find_meant
from gutcli.diary import Day, Item, Offer, fold_day
from gutcli.diary.entry import NO_LONGER
from gutcli.diary.fold import REST
from gutcli.diary.streaks import Streak, count_streak
from gutcli.planner.habits import LEARN_DAYS
from gutcli.planner.plan import (
    EmptySlot,
    PlanItem,
    describe,
    describe_alone,
    find_at_home,
    make_empty,
    make_item,
    plan_day,
    rank_others,
)
from gutcli.planner.roll import Past, Planner, is_gentle
from gutcli.planner.stock import parse_stock

if TYPE_CHECKING:
    from gutcli.daybook import Daybook
    from gutcli.diary.decide import Change, Decision, NewEntry
    from gutcli.diary.entry import Entry
    from gutcli.diary.fold import Mark
    from gutcli.diary.summary import DaySummary, Glance
    from gutcli.diary.trials import Trial
    from gutcli.profile.person import Person
    from gutcli.store.reader import DiaryReader


SAID_ENOUGH = 3
"""Days whose lists say a general caution in full; after them it stands where one asks."""


class Checklist(NamedTuple):
    """One day: as it stands, what the plan knows of its items, and the figures beside it.

    `items` is what the plan would offer afresh. Where the stored list holds what the profile now forbids, `day` shows
    what stands in its place; a change writes that first (`change_day`).
    """

    day: Day
    planned: Mapping[str, PlanItem]
    empty: tuple[EmptySlot, ...]
    offer: Offer
    items: tuple[PlanItem, ...]
    marks: tuple["Mark", ...]
    week_before: frozenset[str]
    week: tuple[tuple[date, tuple[str, ...]], ...]
    gentle: bool
    planner: Planner

    def streak(self, today: date, *, grace: bool) -> Streak:
        """Return the streak up to `today`."""
        return count_streak(self.marks, today, grace=grace)

    def at_home(self, ident: str) -> dict[str, Any]:
        """Return whether a food is in the kitchen on this day, and how long it keeps."""
        return find_at_home(self.planner.week_at(self.day.day), ident, self.day.day)

    @property
    def said_before(self) -> frozenset[str]:
        """Return the cautions that the lists of so many of the last days have said: each day says one once."""
        outline, times = self.planner.outline["items"], dict[str, int]()
        for day in self.planner.past.days:
            if day.day < self.day.day:
                ids = {note[0] for _, ident, _ in day.items if ident in outline for note in outline[ident]["notes"]}
                for ident in ids:
                    times[ident] = times.get(ident, 0) + 1
        return frozenset(ident for ident, number in times.items() if number >= SAID_ENOUGH)

    @property
    def away_until(self) -> date | None:
        """Return the last of the days in a row, from this one on, on which nobody is at home."""
        if not self.day.is_away:
            return None
        last = self.day.day
        while last + timedelta(days=1) in self.planner.past.away:
            last += timedelta(days=1)
        return last

    def plants(self, not_plants: Iterable[str], *, count_all: bool) -> int:
        """Count this week's different plants, with this day's as it stands."""
        seen = {plant for _, plants in self.week for plant in plants} | set(self.day.plants)
        return len(seen if count_all else seen - set(not_plants))


def read_checklist(person: "Person", diary: "DiaryReader", day: date, today: date) -> Checklist:
    """Read one day of the person's."""
    glance = diary.read_glance(day, *span_around(person, day, day, today))
    planner = make_planner(person, glance, today)
    planned = plan_checklist(person, planner, day, marks=glance.marks)
    return fold_into(person, planned, fold_day(day, glance.entries, planned.offer), today)


def span_around(person: "Person", first: date, last: date, today: date) -> tuple[date, date]:
    """Return which days of the diary the lists from `first` to `last` hang on. Raise UsageError off the calendar."""
    starts = parse_weekday(person.profile.week_starts)
    try:
        begin = week_of(min(first, today), starts)[0] - timedelta(days=LEARN_DAYS)
        return begin, max(week_of(last, starts)[1], today)
    except OverflowError:
        from gutcli.errors import UsageError

        raise UsageError("That day is out of range.", "Give a day nearer to today.") from None


def make_planner(person: "Person", glance: "Glance", today: date, *, people: int = 0) -> Planner:
    """Return what chooses the lists of a person, from what the diary shows; `people`: for so many, this once."""
    to_come = takewhile(lambda mark: mark[0] >= today.toordinal(), reversed(glance.marks))
    past = Past(
        days=glance.days,
        stock=tuple(parse_stock(glance.kitchen)),
        first_day=date.fromordinal(glance.marks[0][0]) if glance.marks else None,
        begins=today,
        away=frozenset(
            date.fromordinal(ordinal) for ordinal, state, _, total in to_come if state == REST and total == 0
        ),
        week_starts=parse_weekday(person.profile.week_starts),
        trials=read_trials(glance.trials, glance.days, person),
    )  # fmt: skip
    return Planner(person.outline, past, today, None if people else person.keep_basket, people=people)


def read_trials(
    entries: "Sequence[Entry]", days: "Iterable[DaySummary]", person: "Person | None" = None
) -> "tuple[Trial, ...]":
    """Return the trials that entries tell of, as the days' ratings leave them: none of food if `person` sees none."""
    if not entries:
        return ()
    from gutcli.diary.trials import parse_trials

    trials = parse_trials(entries, {day.day: day.scores for day in days})
    return tuple(trial for trial in trials if not person or person.shows_food or trial.kind == "practice")


def plan_checklist(person: "Person", planner: Planner, day: date, *, marks: "tuple[Mark, ...]") -> Checklist:
    """Return a day as the plan has it, of which nothing has been done yet."""
    items, empty = plan_day(planner, day)
    near, week = planner.past.days, week_of(day, planner.past.week_starts)
    return Checklist(
        day=Day(day),
        planned={},
        empty=empty,
        offer=Offer(
            tuple(as_item(item) for item in items), person.profile.aim, person.profile.day_starts_at.strftime("%H:%M")
        ),
        items=items,
        marks=marks,
        week_before=frozenset(plant for d in near if week[0] <= d.day < day for plant in d.plants),
        week=tuple((d.day, d.plants) for d in near if week[0] <= d.day <= week[1] and d.day != day),
        gentle=is_gentle(person.outline, day, planner.past),
        planner=planner,
    )


def fold_into(person: "Person", checklist: Checklist, folded: Day, today: date) -> Checklist:
    """Lay what the diary says of a day beside what the plan offers."""
    empty = checklist.empty
    planned = {item.id: item for item in checklist.items}
    for item in folded.items:
        if item.id not in planned:
            known = describe(person, item.id, item.slot, checklist.gentle) or describe_unknown(person, item)
            planned[item.id] = known
    if folded.day >= today:
        folded = call_by_name(person, folded, planned)
    if folded.is_offered and folded.day < today:
        # What a day that is over offered stays as it was; but nothing is shown as open without its word.
        planned |= {item.id: mark_unfit(person, item, planned.get(item.id)) for item in find_unfit(person, folded)}
    elif folded.is_offered:
        folded, _, added, lost = repair_day(person, folded, checklist, today)
        planned |= {item.id: item for item in added}
        there = {item.slot for item in folded.items if item.reason != NO_LONGER}
        empty = tuple(slot for slot in empty if slot.slot not in there) + lost
    return checklist._replace(day=show_day(person, folded), planned=planned, empty=tuple(dict.fromkeys(empty)))


def find_unfit(person: "Person", day: Day) -> list[Item]:
    """Return the open items that the profile forbids by now."""
    return [item for item in day.items if item.state == "open" and person.is_forbidden(find_meant(person, item))]


def mark_unfit(person: "Person", item: Item, known: PlanItem | None) -> PlanItem:
    """Return an item that says on its own line that it no longer fits, and why."""
    known = known or describe_alone(item)
    reasons = "; ".join(person.reasons_against(find_meant(person, item)))
    note = Note("no-longer-fits", "avoid", f"{item.name} {NO_LONGER}: {reasons}.", NO_LONGER, personal=True)
    return known._replace(notes=(note, *known.notes))


def repair_day(
    person: "Person", day: Day, checklist: Checklist, today: date
) -> "tuple[Day, tuple[NewEntry, ...], tuple[PlanItem, ...], tuple[EmptySlot, ...]]":
    """Put something that fits in the place of each open item that the profile forbids by now, or rest from it.

    Return the repaired day, the entries that make it so, what came in, and the slots for which nothing fits.
    """
    # A list that is not stored yet is made without it, and what a day that is over offered stays as it was.
    forbidden = find_unfit(person, day) if day.is_offered and day.day >= today else []
    if not forbidden:
        return day, (), (), ()
    from gutcli.diary.decide import NewEntry
    from gutcli.diary.entry import item_data

    listed = {item.id for item in day.items}
    fresh = list(day.items)
    entries: list[NewEntry] = []
    added: list[PlanItem] = []
    lost: list[EmptySlot] = []
    for item in forbidden:
        place = item.number - 1
        others = (
            *(p for p in checklist.items if p.slot == item.slot),
            *offer_others(person, checklist, item.slot, listed),
        )
        other = next((p for p in others if p.id not in listed), None)
        if other is None:
            entries.append(NewEntry("skipped", item.id, item.slot, text=NO_LONGER))
            fresh[place] = item._replace(state="skipped", reason=NO_LONGER)
            if item.slot in person.outline["slots"]:
                lost.append(make_empty(item.slot, person.outline))
            continue
        listed.add(other.id)
        added.append(other)
        new = as_item(other)
        entries.append(NewEntry("swapped", item.id, item.slot, text=NO_LONGER, data=item_data(new, by_profile=True)))
        fresh[place] = new._replace(
            number=item.number, swapped_from=item.swapped_from or item.id,
            swapped_from_name=item.swapped_from_name or item.name, before=item, by_profile=True,
        )  # fmt: skip
    return day._replace(items=tuple(fresh)), tuple(entries), tuple(added), tuple(lost)


def as_item(item: PlanItem) -> Item:
    """Return a planned item as the diary keeps it."""
    return Item(item.slot, item.id, item.name, item.amount, item.plants)


def change_day(
    book: "Daybook", day: date, decide: "Callable[[Day], Decision]", checklist: Checklist | None = None
) -> "tuple[Change, Checklist]":
    """Let `decide` change the day, in one durable transaction, and return what that did and the day as it then stands.

    `checklist` is the day where it was read already. Raise UsageError for a day that is not there yet.
    """
    from gutcli.diary.decide import refuse_future

    person, today = book.person, book.today
    refuse_future(day, today)
    planned = checklist or read_checklist(person, book.diary, day, today)

    def decide_repaired(folded: Day) -> "Decision":
        repaired, repairs, _, _ = repair_day(person, folded, planned, today)
        decision = decide(show_day(person, repaired))
        return decision._replace(entries=(*repairs, *decision.entries)) if decision.entries else decision

    change = book.diary.change(day, book.now, today, planned.offer, decide_repaired)
    for warning in change.warnings:
        book.warn(warning)
    if change.entries:
        others = (mark for mark in planned.marks if mark[0] != day.toordinal())
        planned = planned._replace(marks=tuple(sorted((*others, change.day.mark))))
    return change, fold_into(person, planned, change.day, today)


def offer_others(person: "Person", checklist: Checklist, slot: str, without: Iterable[str]) -> tuple[PlanItem, ...]:
    """Return, for a slot, those that are not in `without`, the offers of `swap`: what is at home first.

    What has a caution of the person's own comes after what has none.
    """
    if slot not in person.outline["slots"]:
        return ()
    seen = set(without)
    ranked = rank_others(checklist.planner.week_at(checklist.day.day), slot, checklist.day.day)
    items = person.outline["items"]
    found = [make_item(items[ident], ident, slot, checklist.gentle) for ident in ranked if ident not in seen]
    return tuple(sorted(found, key=lambda other: any(note.personal for note in other.notes)))
