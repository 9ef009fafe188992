"""What `week` says: the plants of a week, day by day, and what today's list would add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gutcli.catalog.types import Plant
    from gutcli.day.today.view import ItemLine, PlantLine
    from gutcli.diary.diversity import PlantWeek


@dataclass(frozen=True, slots=True)
class SpeciesLine:
    """One plant of the week. `kind` is plant, mushroom or seaweed; `first` the day it came; `days` how many had it."""

    id: str
    name: str
    kind: str
    first: date
    days: int


@dataclass(frozen=True, slots=True)
class WeekDayLine:
    """One day: all its plants, and those that the week had not had before it."""

    day: date
    plants: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week. Where counts are hidden, `plants` has null figures and nothing is offered."""

    KIND: ClassVar[str] = "week"
    first: date
    last: date
    today: date
    is_current: bool
    rolling: bool
    plants: PlantLine
    mushrooms_count: bool
    counts_hidden: bool
    species: tuple[SpeciesLine, ...]
    days: tuple[WeekDayLine, ...]
    would_be_new: tuple[ItemLine, ...]


def species_lines(week: PlantWeek, plants: Mapping[str, Plant]) -> tuple[SpeciesLine, ...]:
    """Say each plant of the week, in the order in which they came; what the catalog has lost keeps its id."""
    lines = []
    for ident in week.plants:
        had = [day.day for day in week.days if ident in day.plants]
        plant = plants.get(ident)
        name = plant.name if plant else ident.replace("-", " ").capitalize()
        lines.append(SpeciesLine(ident, name, plant.kind if plant else "plant", had[0], len(had)))
    return tuple(lines)
