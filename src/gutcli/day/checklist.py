"""A day of the person's: what the plan offers, what the diary says became of it, and what the profile forbids by now.

It joins the pure rooms (plan, diary, insight, safety) for the commands that show or change a day; reading and writing
files is left to the parts of `App`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.catalog.note import Note
from gutcli.diary import Day, Item, Offer, fold_day
from gutcli.diary.diversity import week_of
from gutcli.diary.streaks import Streak, count_streak
from gutcli.planner.plan import EmptySlot, Outline, Past, PlanItem, describe, is_gentle, make_item, plan_day, say_empty

if TYPE_CHECKING:
    from gutcli.app import App
    from gutcli.diary.decide import Decision, NewEntry
    from gutcli.diary.entry import Entry
    from gutcli.diary.fold import Mark
    from gutcli.diary.store import Change
    from gutcli.diary.summary import DaySummary

PAST_DAYS = 28
WEEKDAYS = {"monday": 0, "saturday": 5, "sunday": 6}
NO_LONGER = "no longer fits your profile"


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
    marks: "tuple[Mark, ...]"
    week_before: frozenset[str]
    week: tuple[tuple[date, tuple[str, ...]], ...]
    outline: Outline
    gentle: bool

    def streak(self, today: date, *, grace: bool) -> Streak:
        """Count the streak up to `today`."""
        return count_streak(self.marks, today, grace=grace)

    def plants(self, not_plants: Iterable[str], *, count_all: bool) -> int:
        """Count this week's different plants, with this day's as it stands."""
        seen = {plant for _, plants in self.week for plant in plants} | set(self.day.plants)
        return len(seen if count_all else seen - set(not_plants))


def read_checklist(app: "App", day: date) -> Checklist:
    """Read one day of the person's."""
    starts = WEEKDAYS.get(app.profile.week_starts, 0)
    first, last = week_of(day, starts)
    glance = app.diary.read_glance(day, min(first, day - timedelta(days=PAST_DAYS)), last)
    return make_checklist(app, day, glance.entries, glance.days, marks=glance.marks, week=(first, last))


def make_checklist(
    app: "App",
    day: date,
    entries: "Iterable[Entry]",
    days: "Iterable[DaySummary]",
    *,
    marks: "tuple[Mark, ...]",
    week: tuple[date, date],
) -> Checklist:
    """Fold one day and lay it beside the plan."""
    near = tuple(days)
    first_day = date.fromordinal(marks[0][0]) if marks else None
    past = look_back(near, day, week[0], first_day)._replace(begins=app.today)
    items, empty = plan_day(app.person.outline, day, past)
    gentle = is_gentle(app.person.outline, day, past)
    offer = Offer(
        tuple(as_item(item) for item in items),
        app.profile.aim,
        app.profile.day_starts_at.strftime("%H:%M"),
    )
    folded = fold_day(day, entries, offer)
    planned = {item.id: item for item in items}
    for item in folded.items:
        if item.id not in planned and (known := describe(app.person, item.id, item.slot, gentle)):
            planned[item.id] = known
    if folded.is_offered and day < app.today:
        # What a day that is over offered stays as it was; but nothing is shown as open without its word.
        planned |= {item.id: mark_unfit(app, item, planned.get(item.id)) for item in find_unfit(app, folded)}
    elif folded.is_offered:
        folded, _, added, lost = repair_day(app, folded, items, gentle)
        planned |= {item.id: item for item in added}
        there = {item.slot for item in folded.items if item.reason != NO_LONGER}
        empty = tuple(slot for slot in empty if slot.slot not in there) + lost
    before = frozenset(plant for d in near if week[0] <= d.day < day for plant in d.plants)
    in_week = tuple((d.day, d.plants) for d in near if week[0] <= d.day <= week[1] and d.day != day)
    return Checklist(
        folded, planned, tuple(dict.fromkeys(empty)), offer, items, marks, before, in_week, app.person.outline, gentle
    )


def look_back(days: "Iterable[DaySummary]", day: date, week_first: date, first_day: date | None) -> Past:
    """Give what the plan of `day` may know of the days before it."""
    had: dict[str, date] = {}
    swapped: dict[str, date] = {}
    plants: set[str] = set()
    for summary in days:
        if summary.day >= day:
            continue
        for slot, ident, state in summary.items:
            if state == "done" and slot in FOOD_SLOTS:
                had[ident] = summary.day
        for ident, _words in summary.ate:
            if ident:
                had[ident] = summary.day
        for ident in summary.swapped:
            swapped[ident] = summary.day
        if summary.day >= week_first:
            plants.update(summary.plants)
    return Past(had, swapped, frozenset(plants), first_day)


def find_unfit(app: "App", day: Day) -> list[Item]:
    """Give the open items that the profile forbids by now."""
    return [item for item in day.items if item.state == "open" and app.person.is_forbidden(item.id)]


def mark_unfit(app: "App", item: Item, known: PlanItem | None) -> PlanItem:
    """Say on an item's own line that it no longer fits, and why."""
    known = known or PlanItem(item.slot, item.id, item.name, item.amount, "", item.plants, ())
    reasons = "; ".join(app.person.reasons_against(item.id))
    note = Note("no-longer-fits", "avoid", f"{item.name} {NO_LONGER}: {reasons}.", NO_LONGER, personal=True)
    return known._replace(notes=(note, *known.notes))


def repair_day(
    app: "App", day: Day, items: tuple[PlanItem, ...], gentle: bool
) -> "tuple[Day, tuple[NewEntry, ...], tuple[PlanItem, ...], tuple[EmptySlot, ...]]":
    """Put something that fits in the place of each open item that the profile forbids by now, or rest from it.

    Gives the mended day, the entries that make it so, what came in, and the slots for which nothing fits.
    """
    # A list that is not stored yet is made without it, and what a day that is over offered stays as it was.
    forbidden = find_unfit(app, day) if day.is_offered and day.day >= app.today else []
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
        others = (*(p for p in items if p.slot == item.slot), *offer_others(app, day.day, item.slot, listed, gentle))
        other = next((p for p in others if p.id not in listed), None)
        if other is None:
            entries.append(NewEntry("skipped", item.id, item.slot, text=NO_LONGER))
            fresh[place] = item._replace(state="skipped", reason=NO_LONGER)
            if item.slot in app.person.outline["slots"]:
                lost.append(say_empty(item.slot, app.person.outline))
            continue
        listed.add(other.id)
        added.append(other)
        new = as_item(other)
        entries.append(NewEntry("swapped", item.id, item.slot, text=NO_LONGER, data=item_data(new)))
        fresh[place] = new._replace(
            number=item.number, swapped_from=item.swapped_from or item.id,
            swapped_from_name=item.swapped_from_name or item.name, before=item, mended=True,
        )  # fmt: skip
    return day._replace(items=tuple(fresh)), tuple(entries), tuple(added), tuple(lost)


def as_item(item: PlanItem) -> Item:
    """Give a planned item as the diary keeps it."""
    return Item(item.slot, item.id, item.name, item.amount, item.plants)


def change_day(app: "App", day: date, decide: "Callable[[Day], Decision]") -> "Change":
    """Let `decide` change the day, in one durable transaction. Raises UsageError for a day that is not there yet."""
    from gutcli.diary.decide import refuse_future

    refuse_future(day, app.today)
    checklist = read_checklist(app, day)

    def decide_mended(folded: Day) -> "Decision":
        mended, repairs, _, _ = repair_day(app, folded, checklist.items, checklist.gentle)
        decision = decide(mended)
        return decision._replace(entries=(*repairs, *decision.entries)) if decision.entries else decision

    with app.open_diary() as diary:
        change = diary.change(day, app.now, app.today, checklist.offer, decide_mended)
    app.forget_diary()
    for warning in change.warnings:
        app.output.warn(warning)
    return change


def offer_others(app: "App", day: date, slot: str, without: Iterable[str], gentle: bool) -> tuple[PlanItem, ...]:
    """Give, for a slot, those whose turn comes next and that are not in `without`: the offers of `swap`.

    What has a caution of the person's own comes after what has none.
    """
    from gutcli.planner.round import ROUND, day_of_round

    outline = app.person.outline
    if slot not in outline["slots"]:
        return ()
    number = outline["slots"].index(slot)
    place = day_of_round(day)
    seen = set(without)
    found: list[PlanItem] = []
    for ahead in range(1, ROUND):
        for ident in outline["round"][(place + ahead) % ROUND][number]:
            if ident not in seen:
                seen.add(ident)
                found.append(make_item(outline["items"][ident], ident, slot, gentle))
    # Nearest in the week first would be offered again in a few days: start a week ahead.
    found = found[7:] + found[:7] if len(found) > 14 else found
    return tuple(sorted(found, key=lambda other: any(note.personal for note in other.notes)))
