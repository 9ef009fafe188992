"""What `week` says: the plants of a week, day by day, and what today's list would add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gutcli.catalog.library import Catalog
from gutcli.catalog.note import Note, sort_notes
from gutcli.catalog.types import Plant
from gutcli.day.checklist import Checklist, read_checklist
from gutcli.day.shown import show_summaries
from gutcli.day.standing import PlantLine
from gutcli.day.today.view import ItemLine, item_lines
from gutcli.diary.diversity import PlantDay, PlantWeek, count_plants, find_new
from gutcli.look_back.days import week_around
from gutcli.profile.person import Person
from gutcli.profile.settings import Profile
from gutcli.store.reader import DiaryReader

_MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class SpeciesLine:
    """One plant of the week. `kind` is plant, mushroom or seaweed; `first` the day it came; `days` how many had it."""

    id: str
    name: str
    kind: str
    first: date
    days: int


@dataclass(frozen=True, slots=True)
class WayLine:
    """A food at home that would bring the week so many new plants."""

    id: str
    name: str
    plants: tuple[str, ...]
    cautions: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week. Where counts are hidden, `plants` has null figures and nothing is offered."""

    first: date
    last: date
    today: date
    is_current: bool
    rolling: bool
    plants: PlantLine
    mushrooms_count: bool
    counts_hidden: bool
    species: tuple[SpeciesLine, ...]
    days: tuple[PlantDay, ...]
    would_be_new: tuple[ItemLine, ...]
    ways: tuple[WayLine, ...]


def build_week(
    person: Person | None, diary: DiaryReader, catalog: Catalog, day: date, today: date, *, rolling: bool = False
) -> WeekView:
    """Build the view of the week of `day`, or of the seven days up to it.

    Where the profile is broken there is no `person`: nobody knows whether counts are to be hidden, so they are.
    """
    profile = person.profile if person else Profile()
    first, last = week_around(day, profile.week_starts, rolling=rolling)
    by_day = [(summary.day, summary.plants) for summary in show_summaries(person, diary.read_summaries(first, last))]
    others = {plant.id for plant in catalog.plants.values() if plant.kind != "plant"}
    week = count_plants(by_day, first, last, not_plants=others, count_not_plants=profile.mushrooms_count)
    is_current = first <= today <= last
    counting = person if person and person.shows_counts else None
    checklist = read_checklist(counting, diary, today, today) if is_current and counting else None
    return WeekView(
        first=first,
        last=last,
        today=today,
        is_current=is_current,
        rolling=rolling,
        plants=PlantLine(week.total, profile.goals_plants) if counting else PlantLine(None, None),
        mushrooms_count=profile.mushrooms_count,
        counts_hidden=not counting,
        species=_species_lines(week, catalog.plants),
        days=week.days,
        would_be_new=_find_chances(checklist, week) if checklist else (),
        ways=_find_ways(person, checklist, today, week) if person and checklist else (),
    )


def _find_chances(checklist: Checklist, week: PlantWeek) -> tuple[ItemLine, ...]:
    """Return the open items of today's list that would bring the week a new plant, with their cautions."""
    seen: set[str] = set()
    chances = []
    for line in item_lines(checklist.day, checklist.planned, checklist.week_before, checklist.at_home):
        fresh = set(find_new(line.plants, week)) - seen
        if line.state == "open" and fresh:
            seen |= fresh
            chances.append(line._replace(new_plant=True))
    return tuple(chances)


def _find_ways(person: Person, checklist: Checklist, today: date, week: PlantWeek) -> tuple[WayLine, ...]:
    """Return the cheapest ways to more plants: what is at home and brings most, beside what the list has open."""
    now = checklist.planner.week_at(today)
    had = set(week.plants) | {p for item in checklist.day.items for p in item.plants}
    ways: list[WayLine] = []
    foods = [c for c in now.candidates.values() if c.plants and not c.held_back and now.is_at_home(c, today)]
    while len(ways) < _MOST_WAYS and foods:
        best = max(foods, key=lambda c: (len(set(c.plants) - had), -c.price_band, c.id))
        fresh = tuple(plant for plant in best.plants if plant not in had)
        if not fresh:
            break
        foods.remove(best)
        had.update(fresh)
        record = person.outline["items"][best.id]
        ways.append(WayLine(best.id, record["name"], fresh, sort_notes(Note(*note) for note in record["notes"])))
    return tuple(ways)


def _species_lines(week: PlantWeek, plants: Mapping[str, Plant]) -> tuple[SpeciesLine, ...]:
    """Return each plant of the week, in the order in which they came; what the catalog has lost keeps its id."""
    lines = []
    for ident in week.plants:
        had = [day.day for day in week.days if ident in day.plants]
        plant = plants.get(ident)
        name = plant.name if plant else ident.replace("-", " ").capitalize()
        lines.append(SpeciesLine(ident, name, plant.kind if plant else "plant", had[0], len(had)))
    return tuple(lines)
