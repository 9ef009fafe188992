"""What a trial could find, said before it begins: from the person's own ups and downs, or from what is supposed."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist, fmean
from typing import NamedTuple

from gutcli.diary.trials import MOST_DAYS, draw
from gutcli.look_back.regression.distributions import central_quantile
from gutcli.look_back.trial.compare import collect_before
from gutcli.look_back.trial.model import (
    ENOUGH_DRAWS,
    Before,
    Series,
    check_by_draw,
    describe_scatter,
    estimate,
    find_error,
    limit_df,
)

POWER = 0.84
"""Aimed at where 0.80 is promised: real ratings are whole points that end with the scale, and hide a little."""
ASSUMED_SHARE = 0.2
ASSUMED_HOURS = 1.0
ASSUMED_MEMORY, ASSUMED_NOISE = 0.4, 0.2
_WEIGHTY = 0.01
_REHEARSALS = 24
_LATELY_DAYS = 28
_CLOSE = 1e-3
_NORMAL = NormalDist()


class Form(NamedTuple):
    """How long a trial is: blocks of so many days, of which the first `washout` are not compared."""

    blocks: int
    days: int
    washout: int

    @property
    def length(self) -> int:
        """Return its days."""
        return self.blocks * self.days


@dataclass(frozen=True, slots=True)
class Scatter:
    """How a rating goes up and down by itself: from the days before, or as is supposed.

    `points`: what it may be, each a weight, the scatter in points, the memory and the share that does not last.
    `step` is how finely it is given, `rated` on which share of days.
    """

    points: tuple[tuple[float, float, float, float], ...]
    before: Before | None = None
    step: float = 1.0
    rated: float = 1.0

    @property
    def check_ins(self) -> int:
        """Return how many check-ins it is known by."""
        return len(self.before.days) if self.before else 0

    @property
    def sd(self) -> float:
        """Return the scatter in points."""
        return math.sqrt(sum(weight * sd * sd for weight, sd, _, _ in self.points))


def find_scatter(first: date, scores: Mapping[date, float], width: float, *, hours: bool = False) -> Scatter:
    """Return a rating's own scatter before `first`, or what is supposed where too few days were rated."""
    step = 0.5 if hours else 1.0
    if before := collect_before(first, scores):
        found = describe_scatter(before)
        likely = [point for point in found if point[0] >= _WEIGHTY] or found
        total = math.fsum(point[0] for point in likely)
        # On which share of the last four weeks it was rated, from the first rating in them on.
        lately = [day for day in before.days if before.days[-1] - day < _LATELY_DAYS]
        rated = len(lately) / (lately[-1] - lately[0] + 1)
        return Scatter(tuple((p[0] / total, *p[1:]) for p in likely), before, step, rated)
    sd = ASSUMED_HOURS if hours else ASSUMED_SHARE * width
    return Scatter(((1.0, sd, ASSUMED_MEMORY, ASSUMED_NOISE),), None, step)


def promise_difference(first: date, form: Form, scatter: Scatter) -> float:
    """Return the difference that a trial of this form finds in eight of ten, if kept, and rated as often as lately.

    Found is what the interval leaves zero out for. How wide it will be is seen from trials that are rehearsed: made up
    by the scatter, without any effect, and judged as real ones are.
    """
    chance = random.Random("rehearsal")  # noqa: S311  # the same plan is to promise the same on every machine
    weights = [point[0] for point in scatter.points]
    rehearsed: list[tuple[float, float]] = []
    by_draw = 2 ** (form.blocks // 2) >= ENOUGH_DRAWS
    for number in range(_REHEARSALS):
        plan = _plan(first, form, number, scatter.rated)
        point = chance.choices(scatter.points, weights)[0]
        series = Series(plan.days, _make_up(plan.days, point, scatter.step, chance), plan.on, plan.pairs)
        found = estimate(series, form.blocks, scatter.before)
        if found is None:
            continue
        check = check_by_draw(series, form.blocks // 2, "", scatter.before) if by_draw else None
        low, high = found.low, found.high
        if check and check.low is not None and check.high is not None:
            low, high = check.low, check.high
        rehearsed.append(((high - low) / 2, found.standard_error))
    if not rehearsed:
        return _factor(form) * _find_error(first, form, scatter)
    low, high = 0.0, max(reach + 4 * error for reach, error in rehearsed)
    while high - low > _CLOSE * high:  # how often it is found rises with the difference
        middle = (low + high) / 2
        found_by = fmean(_NORMAL.cdf((middle - reach) / error) for reach, error in rehearsed)
        low, high = (middle, high) if found_by < POWER else (low, middle)
    return high


def find_blocks(first: date, form: Form, scatter: Scatter, promised: float, wanted: float) -> int | None:
    """Return the fewest blocks, of this length, that find a difference; None if twelve weeks are too few."""
    measured = promised / (_factor(form) * _find_error(first, form, scatter))
    for blocks in range(form.blocks, MOST_DAYS // form.days + 1, 2):
        larger = form._replace(blocks=blocks)
        if measured * _factor(larger) * _find_error(first, larger, scatter) <= wanted:
            return blocks
    return None


def _plan(first: date, form: Form, number: int, rated: float) -> Series:
    chance = random.Random(f"plan/{number}")  # noqa: S311
    compared = [n for n in range(form.length) if chance.random() < rated and n % form.days >= form.washout]
    drawn = draw(f"plan/{number}", form.blocks)
    return Series(
        days=tuple(first.toordinal() + n for n in compared),
        scores=(),
        on=tuple(drawn[n // form.days] for n in compared),
        pairs=tuple(n // form.days // 2 for n in compared),
    )


def _make_up(
    days: tuple[int, ...], point: tuple[float, float, float, float], step: float, chance: random.Random
) -> tuple[float, ...]:
    _, sd, memory, noise = point
    # Rounding adds scatter of its own, which what was measured has in it.
    smooth = math.sqrt(max(sd * sd - step * step / 12, sd * sd / 4))
    scores, state = [], chance.gauss(0, 1)
    for place, day in enumerate(days):
        if place:
            carry = memory ** (day - days[place - 1])
            state = carry * state + math.sqrt(1 - carry * carry) * chance.gauss(0, 1)
        value = smooth * (math.sqrt(1 - noise) * state + math.sqrt(noise) * chance.gauss(0, 1))
        scores.append(round(value / step) * step)
    return tuple(scores)


def _find_error(first: date, form: Form, scatter: Scatter) -> float:
    plans = [plan for n in range(6) if min((plan := _plan(first, form, n, scatter.rated)).sides) > 1]
    plans = plans or [_plan(first, form, 0, 1.0)]
    squares = [
        weight * sum(find_error(plan, sd, memory, noise) ** 2 for plan in plans) / len(plans)
        for weight, sd, memory, noise in sorted(scatter.points, reverse=True)[:12]
    ]
    share = sum(point[0] for point in sorted(scatter.points, reverse=True)[:12])
    return math.sqrt(sum(squares) / share)


def _factor(form: Form) -> float:
    """Return how many standard errors a difference must have to be found in eight of ten trials."""
    df = limit_df(max(2.0, form.blocks * (form.days - form.washout) - 4.0), form.blocks)
    return central_quantile(0.95, df) + central_quantile(2 * POWER - 1, df)
