"""Associations between habits and daily ratings, honest about memory, weekdays, gaps and many comparisons.

Purpose: for each habit, rating and lag (same day, day after), the difference in the rating between days with
and without the habit, with a 95 % interval and a decision controlled over the whole family.
Shapes: ratings map dates to numbers, habits map names to (dates to true or false); a date that is absent is
unknown and never counts as "without".  Units: rating points.  Errors: ValueError for a rating that is not
finite.  Nothing is random and no order of input matters.

Sources: the fit is described in `gls`; the family is controlled with Benjamini and Hochberg (1995),
"Controlling the false discovery rate", Journal of the Royal Statistical Society B 57.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from .distributions import central_quantile, two_sided_p
from .gls import Column, Design, Fit, fit, separable

MIN_CHECK_INS = 14
MIN_SIDE = 7
MIN_RUNS = 6
"""Unbroken stretches, with and without together: what was begun once and kept is one event, no comparison."""
ROUNDING = 12**-0.5
"""The standard deviation of rounding to whole points."""
FDR = 0.10
LEVEL = 0.95
LAGS: tuple[Literal[0, 1], ...] = (0, 1)
METHOD = (
    "weekday-adjusted generalised least squares with AR(1)-plus-noise errors, averaged over the error "
    "parameters by restricted likelihood; t interval with degrees of freedom limited by the runs of the "
    "habit; Benjamini-Hochberg over the family"
)

Status = Literal["shown", "not shown", "too few", "fixed weekdays", "few changes", "no variation"]
Progress = Callable[[int, int], None]
_KEPT_DESIGNS = 8


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How many more are needed before a comparison is made: check-ins, days with, days without."""

    check_ins: int = 0
    days_with: int = 0
    days_without: int = 0

    def __bool__(self) -> bool:
        return bool(self.check_ins or self.days_with or self.days_without)


@dataclass(frozen=True, slots=True)
class Working:
    """The numbers between the diary and the answer, for walking through one comparison.

    `mean_with`, `mean_without` and their `raw_difference` are plain averages; `standard_error` and
    `residual_sd` are in rating points; `df_fit` is what the fit supports, `runs` how many unbroken stretches
    the habit comes in, `df` what is used; `t` = effect / standard_error; `critical_t` makes the interval;
    `rank` of the p-value in the family and `threshold` = 0.10 * rank / family size, from Benjamini-Hochberg.
    """

    mean_with: float
    mean_without: float
    raw_difference: float
    standard_error: float
    residual_sd: float
    memory: float
    noise: float
    lattice_points: int
    df_fit: float
    runs: int
    df: float
    t: float
    critical_t: float
    rank: int = 0
    threshold: float = 0.0
    family_size: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One habit, one rating, one lag (0 the same day, 1 the day after).

    `effect`, `low` and `high` are rating points, days with minus days without; they and the p- and q-value
    are None unless `status` is "shown" or "not shown".
    """

    habit: str
    rating: str
    lag: Literal[0, 1]
    n_with: int
    n_without: int
    status: Status
    needs: Shortfall
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    q_value: float | None = None
    working: Working | None = None

    @property
    def shown(self) -> bool:
        """Whether the family-controlled decision is that there is an association."""
        return self.status == "shown"


@dataclass(frozen=True, slots=True)
class Insights:
    """All comparisons in a stable order (rating, habit, lag), never by size or p-value.

    `family_size` counts the comparisons that were tested; `check_ins` is the number of days with any rating;
    `needed` is how many more are needed before anything is compared.
    """

    comparisons: tuple[Comparison, ...]
    check_ins: int
    needed: int
    family_size: int
    fdr: float = FDR
    level: float = LEVEL
    method: str = METHOD


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


def associate_all(
    ratings: Mapping[str, Mapping[date, float]],
    habits: Mapping[str, Mapping[date, bool]],
    *,
    lags: Sequence[Literal[0, 1]] = LAGS,
    progress: Progress | None = None,
) -> Insights:
    """Compare every rating with every habit at every lag, as one family.

    `progress(done, total)` is called after each comparison.  Raise ValueError for a rating that is not
    finite.
    """
    scores = {name: _ordinals(name, ratings[name]) for name in sorted(ratings)}
    total = len(scores) * len(habits) * len(set(lags))
    designs: dict[tuple[int, ...], _Day] = {}
    found: list[Comparison] = []
    for habit in sorted(habits):
        kept = {day.toordinal(): bool(value) for day, value in habits[habit].items()}
        for lag in sorted(set(lags)):
            columns: dict[tuple[int, ...], Column] = {}
            for name, by_day in scores.items():
                found.append(
                    _compare(
                        habit=habit,
                        rating=name,
                        lag=lag,
                        scores=by_day,
                        kept=kept,
                        designs=designs,
                        columns=columns,
                    )
                )
                if progress is not None:
                    progress(len(found), total)
    found.sort(key=lambda c: (c.rating, c.habit, c.lag))
    days = {day for by_day in scores.values() for day in by_day}
    tested = sum(c.p_value is not None for c in found)
    return Insights(tuple(_decide(found)), len(days), max(0, MIN_CHECK_INS - len(days)), tested)


class _Day:
    """A design with the ratings already filtered on it."""

    def __init__(self, days: Sequence[int]) -> None:
        self.design = Design(days)
        self.ratings: dict[str, Column] = {}


def _ordinals(name: str, by_day: Mapping[date, float]) -> dict[int, float]:
    out = {day.toordinal(): float(by_day[day]) for day in sorted(by_day)}
    for day, value in out.items():
        if not math.isfinite(value):
            raise ValueError(f"{name} on {date.fromordinal(day)} is not a finite number")
    return out


def _compare(
    *,
    habit: str,
    rating: str,
    lag: Literal[0, 1],
    scores: Mapping[int, float],
    kept: Mapping[int, bool],
    designs: dict[tuple[int, ...], _Day],
    columns: dict[tuple[int, ...], Column],
) -> Comparison:
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
    place = designs.get(days)
    if place is None:
        # Filters of ten years take megabytes, so only a few designs are kept, oldest out first.
        while len(designs) >= _KEPT_DESIGNS:
            del designs[next(iter(designs))]
        place = designs[days] = _Day(days)
    column = columns.get(days)
    if column is None or column.design is not place.design:
        column = columns[days] = Column(place.design, [float(value) for value in x])
    if not separable(column):
        return replace(blank, status="fixed weekdays")
    if rating not in place.ratings:
        place.ratings[rating] = Column(place.design, y)
    return _estimate(blank, fit(place.ratings[rating], column), x, y)


def _estimate(blank: Comparison, result: Fit, x: Sequence[bool], y: Sequence[float]) -> Comparison:
    runs = 1 + sum(a != b for a, b in pairwise(x))
    # Days of one unbroken stretch are not separate trials of the habit.  Two degrees of freedom a stretch,
    # joined with those of the fit, keep a habit that changed only once or twice from being called a finding
    # (docs/insights.md has the figures with and without this limit).
    df = 1.0 / (1.0 / result.df + 1.0 / (2.0 * runs))
    # Ratings are rounded to whole points, so no difference is known better than that, however steady they are.
    error = max(result.standard_error, ROUNDING * math.sqrt(1.0 / blank.n_with + 1.0 / blank.n_without))
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
        q = q_of[id(c)]
        out.append(replace(c, q_value=q, status="shown" if q <= FDR else "not shown", working=working))
    return out
