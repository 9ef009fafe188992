"""Associations between habits and daily ratings, honest about memory, weekdays, gaps and many comparisons.

Purpose: for each habit, rating and lag (same day, day after), the difference in the rating between days with
and without the habit, with a 95 % interval and a decision controlled over the whole family.
Shapes: ratings map dates to numbers, habits map names to (dates to true or false); a date that is absent is
unknown and never counts as "without".  Units: rating points (hours for sleep).  Errors: ValueError for a rating
that is not finite.  Nothing is random and no order of input matters.

Sources: the fit is described in `gls`; the family is controlled with Benjamini and Hochberg (1995),
"Controlling the false discovery rate", Journal of the Royal Statistical Society B 57.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from gutcli.look_back.insights.comparison import (
    FDR,
    LAGS,
    MIN_CHECK_INS,
    MIN_NIGHTS,
    MIN_RUNS,
    MIN_SIDE,
    POWER_T,
    Comparison,
    DayBefore,
    Insights,
    Shortfall,
    Status,
    Working,
)
from gutcli.look_back.regression.distributions import LEVEL, ROUNDING, central_quantile, two_sided_p
from gutcli.look_back.regression.gls import Design, FilteredSeries, Fit, fit, make_design, separable

Progress = Callable[[int, int], None]
T = TypeVar("T")
_KEPT_DESIGNS = 8


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return adjusted p-values (q-values) in input order: min over j >= rank of m * p_(j) / j, at most 1.

    Rejecting where q <= a keeps the false discovery rate at most a for independent or positively
    dependent tests (Benjamini and Hochberg 1995; Benjamini and Yekutieli 2001).
    """
    m = len(p_values)
    adjusted = [0.0] * m
    smallest = 1.0
    largest_first = sorted(range(m), key=p_values.__getitem__, reverse=True)
    for rank, index in zip(range(m, 0, -1), largest_first, strict=True):
        smallest = min(smallest, p_values[index] * (m / rank))
        adjusted[index] = smallest
    return adjusted


class Family(NamedTuple):
    """What is compared in one go.

    `steps` is how finely a rating is said, 1 where nothing is said. `nights` has the sleep before each day, allowed
    for where it is known. `earlier` names the ratings that speak of the night before the day: a habit of the same day
    comes after them, so only the day after is compared, and the night is not held against itself.
    """

    ratings: Mapping[str, Mapping[date, float]]
    habits: Mapping[str, Mapping[date, bool]]
    steps: Mapping[str, float] = {}
    nights: Mapping[date, float] = {}
    earlier: Collection[str] = ()

    def cut(self, first: date, last: date) -> Family:
        """Return what is known of the days from `first` to `last`."""
        return self._replace(
            ratings={name: _cut(by_day, first, last) for name, by_day in self.ratings.items()},
            habits={name: _cut(by_day, first, last) for name, by_day in self.habits.items()},
        )


def _cut(by_day: Mapping[date, T], first: date, last: date) -> dict[date, T]:
    return {day: value for day, value in by_day.items() if first <= day <= last}


def compare_family(
    family: Family, *, lags: Sequence[Literal[0, 1]] = LAGS, progress: Progress | None = None
) -> Insights:
    """Compare every rating with every habit at every lag, as one family; `progress(done, total)` is told of each."""
    bench = Bench(family)
    wanted = [
        (habit, lag, rating)
        for habit in sorted(family.habits)
        for lag in sorted(set(lags))
        for rating in bench.scores
        if lag or rating not in family.earlier
    ]
    found: list[Comparison] = []
    for habit, lag, rating in wanted:
        found.append(bench.compare(habit, rating, lag))
        if progress:
            progress(len(found), len(wanted))
    found.sort(key=lambda c: (c.rating, c.habit, c.lag))
    tested = sum(c.p_value is not None for c in found)
    decided = [replace(c, day_before=bench.look_before(c)) if c.shown else c for c in _decide(found)]
    return Insights(tuple(decided), _count_check_ins(family), count_needed(family), tested)


def count_needed(family: Family) -> int:
    """Return how many check-ins more are needed before anything is compared."""
    return max(0, MIN_CHECK_INS - _count_check_ins(family))


def _count_check_ins(family: Family) -> int:
    return len({day for by_day in family.ratings.values() for day in by_day})


class _Place:
    """A design with what was already filtered on it."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.ratings: dict[str, FilteredSeries] = {}
        self.habit: tuple[tuple[str, int], FilteredSeries] | None = None


class Bench:
    """The working table of one family: scores by ordinals, and the designs that several comparisons share."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.scores = {name: _ordinals(name, family.ratings[name]) for name in sorted(family.ratings)}
        self.nights = _ordinals("sleep", family.nights)
        self._kept: dict[str, dict[int, bool]] = {}
        self._places: dict[tuple[tuple[int, ...], int | None], _Place] = {}

    def kept(self, habit: str) -> Mapping[int, bool]:
        """Return on which days a habit was kept, by ordinals."""
        if habit not in self._kept:
            by_day = self.family.habits[habit]
            self._kept = {habit: {day.toordinal(): bool(value) for day, value in by_day.items()}}
        return self._kept[habit]

    def look_before(self, c: Comparison) -> DayBefore | None:
        """Return what the rating of the day before says of a habit's days."""
        before = self.compare(c.habit, c.rating, -1, with_nights=False)
        if before.effect is None or before.low is None or before.high is None or before.p_value is None:
            return None
        same_way = c.effect is not None and before.effect * c.effect > 0
        explains = same_way and before.p_value <= 1.0 - LEVEL
        return DayBefore(before.effect, before.low, before.high, before.p_value, explains)

    def compare(self, habit: str, rating: str, lag: int, *, with_nights: bool = True) -> Comparison:
        """Compare one rating on days with and without a habit of `lag` days before."""
        scores, kept = self.scores[rating], self.kept(habit)
        days = tuple(day for day in scores if day - lag in kept)
        x = [kept[day - lag] for day in days]
        n_with = sum(x)
        n_without = len(x) - n_with
        needs = Shortfall(max(0, MIN_CHECK_INS - len(scores)), max(0, MIN_SIDE - n_with), max(0, MIN_SIDE - n_without))
        blank = Comparison(habit, rating, lag, n_with, n_without, "too few", needs)
        if needs:
            return blank
        if 1 + sum(a != b for a, b in pairwise(x)) < MIN_RUNS:
            return replace(blank, status="few changes")
        y = [scores[day] for day in days]
        if max(y) == min(y):
            return replace(blank, status="no variation")
        nights = self.find_nights(days, lag) if with_nights and rating not in self.family.earlier else []
        place = self.place(days, nights, lag)
        if place.habit is None or place.habit[0] != (habit, lag):
            # One at a time: of the habits before, nothing is needed again, and ten years of it are megabytes.
            place.habit = ((habit, lag), FilteredSeries(place.design, [float(value) for value in x]))
        column = place.habit[1]
        if not separable(column):
            return replace(blank, status="fixed weekdays")
        if rating not in place.ratings:
            place.ratings[rating] = FilteredSeries(place.design, y)
        found = fit(place.ratings[rating], column)
        step = self.family.steps.get(rating, 1.0)
        return _estimate(blank, found, x, y, step=step, bends=place.design.course, nights=sum(map(bool, nights)))

    def find_nights(self, days: Sequence[int], lag: int) -> list[tuple[float, ...]]:
        """Return how each day's night was, before the habit had its turn: () where nobody knows; [] if too few are."""
        at = self.nights
        known: list[tuple[float, ...]] = [(at[day - lag],) if day - lag in at else () for day in days]
        count = sum(map(bool, known))
        return known if count >= max(MIN_CHECK_INS, MIN_NIGHTS * len(days)) else []

    def place(self, days: tuple[int, ...], nights: Sequence[tuple[float, ...]], lag: int) -> _Place:
        """Return the design of these days, made when first needed."""
        key = (days, lag if nights else None)
        if (found := self._places.get(key)) is None:
            # What was filtered on ten years takes megabytes, too, so only a few are kept, oldest out first.
            while len(self._places) >= _KEPT_DESIGNS:
                del self._places[next(iter(self._places))]
            covariates: tuple[tuple[float, ...], ...] = ()
            if nights:
                mean = math.fsum(night[0] for night in nights if night) / sum(map(bool, nights))
                covariates = (tuple(night[0] - mean if night else 0.0 for night in nights),)
                covariates += (tuple(float(not night) for night in nights),) if not all(nights) else ()
            found = self._places[key] = _Place(make_design(days, covariates))
        return found


def _ordinals(name: str, by_day: Mapping[date, float]) -> dict[int, float]:
    out = {day.toordinal(): float(by_day[day]) for day in sorted(by_day)}
    for day, value in out.items():
        if not math.isfinite(value):
            raise ValueError(f"{name} on {date.fromordinal(day)} is not a finite number")
    return out


def _estimate(
    blank: Comparison, result: Fit, x: Sequence[bool], y: Sequence[float], *, step: float, bends: int, nights: int
) -> Comparison:
    runs = 1 + sum(a != b for a, b in pairwise(x))
    # Days of one unbroken stretch are not separate trials of the habit.  Two degrees of freedom a stretch,
    # joined with those of the fit, keep a habit that changed only once or twice from being called a finding
    # (docs/insights.md has the figures with and without this limit).
    df = 1.0 / (1.0 / result.df + 1.0 / (2.0 * runs))
    # Ratings are rounded to whole points, so no difference is known better than that, however steady they are.
    error = max(result.standard_error, step * ROUNDING * math.sqrt(1.0 / blank.n_with + 1.0 / blank.n_without))
    t = result.effect / error
    critical = central_quantile(LEVEL, df)
    reach = critical * error
    mean_with = math.fsum(b for a, b in zip(x, y, strict=True) if a) / blank.n_with
    mean_without = math.fsum(b for a, b in zip(x, y, strict=True) if not a) / blank.n_without
    return replace(
        blank,
        status="not shown",
        effect=result.effect,
        low=result.effect - reach,
        high=result.effect + reach,
        p_value=two_sided_p(t, df),
        working=Working(
            mean_with=mean_with,
            mean_without=mean_without,
            raw_difference=mean_with - mean_without,
            standard_error=error,
            residual_sd=result.residual_sd,
            memory=result.memory,
            noise=result.noise,
            lattice_points=result.points,
            df_fit=result.df,
            runs=runs,
            df=df,
            t=t,
            critical_t=critical,
            course_columns=bends,
            nights=nights,
        ),
    )


def _decide(found: Sequence[Comparison]) -> list[Comparison]:
    tested = [c for c in found if c.p_value is not None]
    p_values = [c.p_value for c in tested if c.p_value is not None]
    m = len(p_values)
    ordered = sorted(p_values)
    q_of = dict(zip(map(id, tested), benjamini_hochberg(p_values), strict=True))
    out: list[Comparison] = []
    for c in found:
        if c.p_value is None or c.working is None:
            out.append(c)
            continue
        rank = sum(p <= c.p_value for p in ordered)
        working = replace(c.working, rank=rank, threshold=FDR * rank / m, family_size=m)
        # What a single finding needs in this family, and the reach that four in five true ones of that size have.
        smallest = (central_quantile(1.0 - FDR / m, working.df) + POWER_T) * working.standard_error
        q = q_of[id(c)]
        status: Status = "shown" if q <= FDR else "not shown"
        out.append(replace(c, q_value=q, smallest=smallest, status=status, working=working))
    return out
