"""What stands on a day, as items in words: what, how much, what to know, and why."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from zlib import crc32

from gutcli.catalog.kinds import FOOD_SLOTS, MEALS, format_slot
from gutcli.catalog.note import Note
from gutcli.diary.entry import Item
from gutcli.planner.candidate import Candidate, Choice
from gutcli.planner.outline import Outline, food_item, practice_item
from gutcli.planner.roll import Planner, is_gentle
from gutcli.planner.stock import format_use_by, use_by
from gutcli.planner.week import Week
from gutcli.profile.person import Person
from gutcli.text import join_words

_MAIN = MEALS[:3]


class PlanItem(NamedTuple):
    """One item of a day's list: what, how much, and what to know. `why` are reasons in plain words."""

    slot: str
    id: str
    name: str
    amount: str
    topic: str
    plants: tuple[str, ...]
    notes: tuple[Note, ...]
    minutes: int | None = None
    share: float = 1.0
    why: tuple[str, ...] = ()
    meals: tuple[str, ...] = ()
    goes_with: tuple[str, ...] = ()


class EmptySlot(NamedTuple):
    """A slot for which nothing fits the person, and what to look at."""

    slot: str
    message: str
    hint: str


def find_at_home(week: Week, ident: str, day: date) -> dict[str, Any]:
    """Return how a food stands in the kitchen on a day, as a list's line says it; what is used first counts."""
    candidate = week.candidates.get(ident) or Candidate(ident, ())
    packs = week.packs_of(candidate, day)
    if not packs:
        return {"at_home": candidate.source in week.larder.staples}
    last = use_by(packs[0], week.facts_of(candidate))
    return {"at_home": True, "open_since": packs[0].opened, "use_by": last}


def rank_others(week: Week, slot: str, day: date) -> list[str]:
    """Return what may fill a slot on a day, the best first: what is at home, then this week's basket, then others."""
    basket = week.basket.foods if week.basket else frozenset()

    def rank(c: Candidate) -> tuple[object, ...]:
        near = 0 if slot in FOOD_SLOTS and week.packs_of(c, day) else 1 if c.id in basket else 2
        in_season = not c.months or day.month in c.months
        stale = week.habits.rests(c.id, day), not in_season, c.commonness == "rare"
        return (*stale, near, crc32(f"{week.first.toordinal()}/{slot}/{c.id}".encode()), c.id)

    return [c.id for c in sorted(week.list_pool(slot), key=rank)]


def plan_day(planner: Planner, day: date) -> tuple[tuple[PlanItem, ...], tuple[EmptySlot, ...]]:
    """Return the items of `day`, numbered by their order, and the slots that stay empty."""
    outline, week = planner.outline, planner.week_at(day)
    gentle = is_gentle(outline, day, planner.past)
    chosen: list[PlanItem] = []
    new_plants: set[str] = set()
    for choice in planner.choose(day):
        item = make_item(outline["items"][choice.id], choice.id, choice.slot, gentle)
        chosen.append(item._replace(why=explain_choice(week, choice, item, day, new_plants)))
        new_plants.update(item.plants)
    return tuple(chosen), tuple(make_empty(slot, outline) for slot in outline["empty"])


def make_item(record: Mapping[str, Any], ident: str, slot: str, gentle: bool = False) -> PlanItem:
    """Build an item from what the outline keeps; `gentle` halves portions of what ferments."""
    amount, share = record["amount"], 1.0
    if gentle and record.get("gentle"):
        from gutcli.planner.servings import halve

        amount = halve(amount)
        share = 1.0 if amount == record["amount"] else 0.5
    return PlanItem(
        slot=slot,
        id=ident,
        name=record["name"],
        amount=amount,
        topic=record["topic"],
        plants=tuple(record["plants"]),
        notes=tuple(Note(*note) for note in record["notes"]),
        minutes=record.get("minutes"),
        share=share,
        meals=tuple(record.get("meals", ())),
        goes_with=tuple(record.get("with", ())),
    )


def describe(person: Person, ident: str, slot: str, gentle: bool) -> PlanItem | None:
    """Return what the plan says of any food or practice; None where the catalog has lost it."""
    if (record := person.outline["items"].get(ident)) is not None:
        return make_item(record, ident, slot, gentle)
    if food := person.catalog.food(ident):
        return make_item(food_item(food, person.judge_food(food)), ident, slot, gentle)
    if practice := person.catalog.practice(ident):
        return make_item(practice_item(practice, person.judge_practice(practice)), ident, slot, gentle)
    return None


def describe_alone(item: Item, *notes: Note) -> PlanItem:
    """Return what a list itself says of one of its items."""
    return PlanItem(item.slot, item.id, item.name, item.amount, "", item.plants, notes)


def make_empty(slot: str, outline: Outline) -> EmptySlot:
    """Return that nothing fits a slot, what fits beside the daily list, and where to look."""
    if slot in FOOD_SLOTS:
        beside = [name.lower() for name in outline["beside"].get(slot, ())]
        more = f" as a daily item, but in the kitchen {join_words(beside, 'or')} would" if beside else ""
        what = format_slot(slot) if format_slot(slot) != slot else f"{slot} food"
        return EmptySlot(slot, f"No {what} fits your profile{more}.", f"gutcli foods --{slot} --why-not")
    what = "movement" if slot == "move" else "calming practice"
    return EmptySlot(slot, f"No {what} fits your profile.", f"gutcli practices --{slot}")


def explain_choice(week: Week, choice: Choice, item: PlanItem, day: date, new: set[str]) -> tuple[str, ...]:
    """Return why something stands there, in words and counts that the person can check."""
    from gutcli.clock import format_day_short

    reasons = ["your trial puts it here today"] if "trial" in choice.reasons else []
    habit = week.habits.of(choice.id)
    candidate = week.candidates[choice.id]
    if "open" in choice.reasons or "keeps" in choice.reasons:
        pack = week.packs_of(candidate, day)[0]
        begun = f"open since {format_day_short(pack.opened)}" if pack.opened else "at home"
        until = format_use_by(use_by(pack, week.facts_of(candidate)), day)
        reasons.append(f"{begun}, {until}" if until else begun)
    elif "home" in choice.reasons:
        reasons.append("you have it at home")
    elif "staple" in choice.reasons:
        reasons.append("in nearly every kitchen")
    elif choice.slot in FOOD_SLOTS:
        reasons.append("on this week's shopping list")
    if "new" in choice.reasons:
        reasons.append("something new this week")
    if candidate.favourite:
        reasons.append("one of your favourites")
    if habit.offered:
        reasons.append(f"you had it on {habit.kept} of {habit.offered} days that it stood here")
    if habit.beside:
        reasons.append(f"you had it {_times(habit.beside)} beside the list")
    fresh = [plant for plant in item.plants if plant not in week.plants and plant not in new]
    if fresh:
        reasons.append(f"new plants this week: {', '.join(plant.replace('-', ' ') for plant in fresh)}")
    if candidate.oily_fish:
        reasons.append("oily fish twice a week, on Tuesdays and Fridays")
    if item.minutes is not None:
        weekend = day.weekday() >= 5
        reasons.append("longer ones at the weekend" if weekend else "short ones on weekdays")
    if item.share < 1:
        reasons.append("half a portion in the first three weeks, so that your gut can get used to it")
    return tuple(reasons)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def pick_gentlest(items: tuple[PlanItem, ...]) -> tuple[PlanItem, ...]:
    """Choose three gentle items for a small day, in their order: no strict cautions, few minutes, one of each slot."""

    def effort(item: PlanItem) -> tuple[int, int, int]:
        strict = sum(note.personal for note in item.notes)
        order = ("calm", "probiotic", "omega-3", "prebiotic", "move").index(item.slot)
        return (strict, item.minutes if item.minutes and item.minutes > 10 else 0, order)

    best: dict[str, PlanItem] = {}
    for item in sorted(items, key=effort):
        best.setdefault(item.slot, item)
    chosen = sorted(best.values(), key=effort)[:3]
    return tuple(item for item in items if item in chosen)


def choose_meals(items: Iterable[PlanItem]) -> dict[str, str]:
    """Return the meal of each food by its id, so that the day is no pile at dinner.

    What suits few meals chooses first; the emptiest meal is taken.
    """
    foods = [item for item in items if item.meals]
    counts = dict.fromkeys(MEALS, 0)
    found: dict[str, str] = {}
    for item in sorted(foods, key=lambda item: len([meal for meal in item.meals if meal in _MAIN]) or 9):
        suits = [meal for meal in MEALS if meal in item.meals]
        main = [meal for meal in suits if meal in _MAIN] or suits
        meal = min(main, key=lambda meal: (counts[meal], suits.index(meal)))
        counts[meal] += 1
        found[item.id] = meal
    return found
