"""The slow course of a rating: seasons, trends and long moods, as a curve that is free to bend once in 60 days.

Both a rating and a habit may follow the season, or rise over the same months, without one having to do with the other.
A curve in time takes that out. It is made of quadratic B-splines on even knots, which span the same kind of curves as a
line with one cosine for each 60 days, but are zero outside three stretches each, so that ten years stay quick.

Source: de Boor C (1978). A Practical Guide to Splines. Springer.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

DAYS_A_BEND = 60


class Sparse(NamedTuple):
    """A column of a design that is zero but for the rows from `start` on."""

    start: int
    values: array[float]


def make_course(days: Sequence[int]) -> list[Sparse]:
    """Return the columns for increasing days: a line, and a bend more for each 60 days that they span.

    The constant is left to the weekdays, which span it: so the last spline is left out.
    """
    span = days[-1] - days[0]
    stretches = (span + 1) // DAYS_A_BEND
    if not stretches:
        return [Sparse(0, array("d", ((day - days[0]) / span - 0.5 for day in days)))] if span else []
    starts: dict[int, int] = {}
    values: dict[int, array[float]] = {number: array("d") for number in range(stretches + 2)}
    for row, day in enumerate(days):
        place = (day - days[0]) * stretches / span
        stretch = min(int(place), stretches - 1)
        w = place - stretch
        for number, value in enumerate(((1 - w) ** 2 / 2, w * (1 - w) + 0.5, w * w / 2), stretch):
            starts.setdefault(number, row)
            values[number].append(value)
    return [Sparse(starts[number], values[number]) for number in range(stretches + 1) if values[number]]
