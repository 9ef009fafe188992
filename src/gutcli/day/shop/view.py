"""What `shop` says: what to buy for some days, in whole packs, by aisle, less what is at home."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from gutcli.catalog.kinds import AISLE_NAMES
from gutcli.catalog.note import Note, sort_notes
from gutcli.day.checklist import make_planner, span_around
from gutcli.planner.shop import Need, list_needs

if TYPE_CHECKING:
    from gutcli.catalog.kitchen import Kitchen
    from gutcli.planner.roll import Planner
    from gutcli.profile.person import Person
    from gutcli.store.reader import DiaryReader

LATE = 2
"""On the last days of a week, the shop is for the next one."""


class ShopLine(NamedTuple):
    """One thing to buy, out of the pack of `source`. `foods` are what it is for; `grams` null where unknown.

    `times` is how often the lists want it, in the servings that `amounts` says.
    """

    number: int
    id: str
    name: str
    aisle: str
    pack: str
    grams: float | None
    foods: tuple[str, ...]
    days: tuple[date, ...]
    new_plant: bool
    cautions: tuple[Note, ...]
    group: str
    times: int
    amounts: tuple[str, ...]
    source: str = ""


class ShopView(NamedTuple):
    """What to buy for some days; what of their foods is at home, and what is taken to be there.

    `trial` is a food that a trial may ask for, whichever blocks were drawn; null where it is bought or at home anyway.
    """

    first: date
    last: date
    people: int
    lines: tuple[ShopLine, ...]
    at_home: tuple[str, ...]
    staples: tuple[str, ...]
    care: tuple[Note, ...]
    bought: tuple[str, ...] = ()
    trial: str | None = None

    def as_data(self) -> dict[str, Any]:
        """Return the JSON; `from` is a word of Python's, but not of JSON's."""
        fields = self._asdict()
        return {"from": fields.pop("first"), "to": fields.pop("last"), **fields}


def build_shop(
    person: "Person", diary: "DiaryReader", day: date, today: date, *, days: int = 0, people: int = 0
) -> ShopView:
    """Build the view of what to buy: for the rest of the week, for `days` days, for `people` people."""
    from gutcli.clock import parse_weekday, week_of

    last = day + timedelta(days=days - 1) if days else week_of(day, parse_weekday(person.profile.week_starts))[1]
    if not days and (last - day).days < LATE:
        last += timedelta(days=7)
    planner = make_planner(person, diary.read_glance(day, *span_around(person, day, last, today)), today, people=people)
    lines = shop_lines(person, planner, day, last) if person.shows_food else ()
    at_home, staples = _find_there(person, planner, day, last, {line.id for line in lines})
    return ShopView(
        day, last, people or person.profile.people, lines, at_home, staples, sort_notes(person.care),
        trial=_find_tried(person, planner, day, last, {line.id for line in lines}),
    )  # fmt: skip


def _find_tried(person: "Person", planner: "Planner", first: date, last: date, bought: Iterable[str]) -> str | None:
    """Return a food that a trial of these days may ask for. Which days it will be is not given away."""
    for trial in planner.past.trials:
        is_near = trial.first <= last and first <= trial.until
        if trial.off or trial.kind != "food" or not is_near or person.is_forbidden(trial.thing):
            continue
        candidate = planner.week_at(first).candidates.get(trial.thing)
        is_there = candidate is not None and planner.week_at(first).is_at_home(candidate, first)
        return None if is_there or trial.thing in bought else trial.name
    return None


def shop_lines(person: "Person", planner: "Planner", first: date, last: date) -> tuple[ShopLine, ...]:
    """Return what to buy for the lists of some days, by aisle and name."""
    kitchen = person.catalog.kitchen
    lines = [_line(person, need, kitchen.get(need.food)) for need in list_needs(planner, first, last)]
    aisles = tuple(AISLE_NAMES)
    lines.sort(key=lambda line: (aisles.index(line.aisle), line.name))
    return tuple(line._replace(number=number) for number, line in enumerate(lines, 1))


def _line(person: "Person", need: Need, entry: "Kitchen | None") -> ShopLine:
    # What does not fit the person is not named to them, though another food comes out of its pack.
    ident = need.food if need.food in need.foods or not person.is_forbidden(need.food) else need.foods[0]
    foods = [person.catalog.foods[food] for food in dict.fromkeys((ident, *need.foods))]
    notes = dict.fromkeys(note for food in foods for note in person.judge_food(food).notes)
    grams = entry and need.packs * (entry.small_pack_g or entry.pack_g)
    return ShopLine(
        number=0, id=ident, name=foods[0].name, aisle=entry.aisle if entry else "other",
        pack=format_packs(entry, need.packs) if entry else "", grams=grams,
        foods=tuple(food.name for food in foods if food.id in need.foods), days=need.days, new_plant=need.is_new,
        cautions=sort_notes(notes), group=foods[0].group, times=len(need.uses), amounts=_amounts(person, need),
        source=need.food,
    )  # fmt: skip


def _amounts(person: "Person", need: Need) -> tuple[str, ...]:
    servings = Counter(person.catalog.foods[ident].serving.text for _, ident in need.uses)
    return tuple(_times(number, serving) for serving, number in servings.items())


def format_packs(entry: "Kitchen", packs: int) -> str:
    """Return so many small packs in shop words: as large ones, where there are enough."""
    large, small = 0, packs
    if entry.small_pack_g and entry.small_pack_g < entry.pack_g:
        each = round(entry.pack_g / entry.small_pack_g)
        large, small = divmod(packs, each)
    parts = [_times(large, entry.pack_text), _times(small, entry.small_pack_text or entry.pack_text)]
    return " and ".join(part for part in parts if part)


def _times(number: int, pack: str) -> str:
    return "" if not number else pack if number == 1 else f"{number} × {pack}"


def _find_there(
    person: "Person", planner: "Planner", first: date, last: date, bought: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of what the days use and is at home, and of what is taken to be there."""
    home: dict[str, None] = {}
    staples: dict[str, None] = {}
    day = first
    while day <= last and person.shows_food:
        week = planner.week_at(day)
        for ident in planner.list_foods(day):
            candidate = week.candidates.get(ident)
            if candidate is None or candidate.source in bought or ident in bought:
                continue
            name = person.catalog.label("foods", ident)
            if week.packs_of(candidate, day):
                home[name] = None
            elif candidate.source in week.larder.staples:
                staples[name] = None
        day += timedelta(days=1)
    return tuple(home), tuple(staples)
