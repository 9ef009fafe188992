"""Plants in a week: how many different ones, which were new, and what would be. Pure."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple


class PlantDay(NamedTuple):
    """One day of the week: all its plants, and those that the week had not had before."""

    day: date
    plants: tuple[str, ...]
    new: tuple[str, ...]


class PlantWeek(NamedTuple):
    """A week's plants, each once, in the order in which they came.

    `not_plants` are those of them that are mushrooms or seaweeds; `total` is what stands against the goal.
    """

    first: date
    last: date
    days: tuple[PlantDay, ...]
    plants: tuple[str, ...]
    not_plants: tuple[str, ...]
    total: int


def count_plants(
    by_day: Mapping[date, Iterable[str]] | Iterable[tuple[date, Iterable[str]]],
    first: date,
    last: date,
    *,
    not_plants: Collection[str] = (),
    count_not_plants: bool = True,
) -> PlantWeek:
    """Count the different plants of the days from `first` to `last`; a plant counts once, however often it is eaten."""
    eaten = {day: tuple(dict.fromkeys(plants)) for day, plants in dict(by_day).items()}
    seen: dict[str, None] = {}
    days = []
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        plants = eaten.get(day, ())
        days.append(PlantDay(day, plants, tuple(plant for plant in plants if plant not in seen)))
        seen.update(dict.fromkeys(plants))
    others = tuple(plant for plant in seen if plant in not_plants)
    total = len(seen) - (0 if count_not_plants else len(others))
    return PlantWeek(first, last, tuple(days), tuple(seen), others, total)


def find_new(plants: Iterable[str], week: PlantWeek) -> tuple[str, ...]:
    """Return those of `plants` that the week has not had."""
    return tuple(plant for plant in dict.fromkeys(plants) if plant not in week.plants)
