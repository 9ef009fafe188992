"""The difference that a trial shows, with an interval that allows for memory, and the check by the draw itself.

Model, for the compared days:  y = level + slope * time + weekend + effect * on + u, with the errors of gls.py,
averaged over a fixed lattice of them.  The degrees of freedom are limited by the number of blocks: the days of a block
are no separate trials.  Ratings of days before the trial (`Before`) say how the rating goes up and down by itself.
Where the pairs allow enough draws (`ENOUGH_DRAWS`), the interval is made from the draw instead: all differences which
the randomisation test would not refuse.  That needs no model to be right.  docs/trials.md has more.

Shapes: days are ordinals in order, `y` and `on` of the same length; `pairs` says to which pair each day belongs.
Units: rating points. Nothing is random but the sample of draws, whose seed is the trial's id.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from gutcli.look_back.regression.distributions import LEVEL, ROUNDING, central_quantile
from gutcli.look_back.regression.whitening import Filter, Sparse, average, dot, score_fit, weigh

ENOUGH_DRAWS = 1024
"""From ten pairs on, an interval from the draw is about as short as one from the model, and exact."""
MOST_DRAWS = 4096
LATTICE = tuple((math.tanh(0.2 * step), 0.15 * noise) for step in range(-2, 13) for noise in range(7))
"""The memory, and the share that does not last, over which a fit is averaged."""
COLLINEAR = 1e-9
"""What is smaller than this share of a column is nothing but rounding."""
_BLOCK_DF = 2.0
"""Degrees of freedom that a block may bring; chosen by simulation (docs/trials.md)."""
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Series:
    """The compared days of a trial: when, how it was, whether the day was on, and to which pair it belongs."""

    days: tuple[int, ...]
    scores: tuple[float, ...]
    on: tuple[bool, ...]
    pairs: tuple[int, ...]

    @property
    def sides(self) -> tuple[int, int]:
        """Return how many days are on, and how many off."""
        return sum(self.on), len(self.on) - sum(self.on)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A difference and its interval."""

    difference: float
    low: float
    high: float
    standard_error: float
    df: float


@dataclass(frozen=True, slots=True)
class Check:
    """What the draw says: how many draws were looked at, the share that shows as much, and the interval from it.

    `exact`: all that could have been drawn; else a sample. `low` and `high` are None where there are too few.
    """

    difference: float
    p: float
    draws: int
    exact: bool
    low: float | None = None
    high: float | None = None


def list_nuisances(days: Sequence[int]) -> list[list[float]]:
    """Return what is allowed for beside the blocks: the level, a straight line, and the weekend."""
    middle, span = (days[0] + days[-1]) / 2, max(1, days[-1] - days[0])
    columns = [[1.0] * len(days), [(day - middle) / span for day in days]]
    # Ordinal 1 is a Monday, so Saturday and Sunday leave 6 and 0.
    weekend = [float(day % 7 in {6, 0}) for day in days]
    return [*columns, weekend] if 0 < sum(weekend) < len(days) else columns


@dataclass(frozen=True, slots=True)
class Before:
    """The same rating on days before the trial: they say how it goes up and down by itself, and nothing else."""

    days: tuple[int, ...]
    scores: tuple[float, ...]


@lru_cache(maxsize=4)
def _make_filter(days: tuple[int, ...], memory: float, noise: float) -> Filter:
    gaps = [0, *(b - a for a, b in pairwise(days))]
    columns = [Sparse(0, array("d", column)) for column in list_nuisances(days)]
    return Filter(gaps, columns, memory, noise, COLLINEAR)


@lru_cache(maxsize=4)
def _make_filters(days: tuple[int, ...]) -> tuple[Filter, ...]:
    return tuple(_make_filter(days, memory, noise) for memory, noise in LATTICE)


class _Left(NamedTuple):
    """A whitened column less what is allowed for: itself, and its coordinates in that."""

    whitened: array[float]
    part: list[float]

    def times(self, other: _Left) -> float:
        return dot(self.whitened, other.whitened) - dot(self.part, other.part)


def _leave(column: Sequence[float], kernel: Filter) -> _Left:
    whitened = kernel.whiten(column)
    return _Left(whitened, kernel.own_part(whitened))


class _Point(NamedTuple):
    """One point of the lattice: what is left of the ratings, and the sum of its squares."""

    memory: float
    noise: float
    kernel: Filter
    left: _Left
    rss: float


@lru_cache(maxsize=4)
def _scan(days: tuple[int, ...], scores: tuple[float, ...]) -> tuple[_Point, ...]:
    """Return the points of the lattice, without any effect in the model."""
    centre = math.fsum(scores) / len(scores)
    centred = [score - centre for score in scores]
    floor = COLLINEAR * max(dot(centred, centred), COLLINEAR)
    points = []
    for (memory, noise), kernel in zip(LATTICE, _make_filters(days), strict=True):
        left = _leave(centred, kernel)
        points.append(_Point(memory, noise, kernel, left, max(left.times(left), floor)))
    return tuple(points)


def describe_scatter(before: Before) -> list[tuple[float, float, float, float]]:
    """Return how a rating goes up and down by itself, apart from line and weekend: what it may be, and how likely.

    Each is a weight, the scatter in points, the memory and the share that does not last.
    """
    points = _scan(before.days, before.scores)
    df = len(before.days) - points[0].kernel.rank
    weights = weigh([score_fit(p.memory, p.kernel.log_det, df, p.rss) for p in points])
    return [(weight, math.sqrt(p.rss / df), p.memory, p.noise) for weight, p in zip(weights, points, strict=True)]


def limit_df(df: float, blocks: int) -> float:
    """Return the degrees of freedom, joined with what so many blocks can bring."""
    return 1.0 / (1.0 / df + 1.0 / (_BLOCK_DF * blocks))


def estimate(series: Series, blocks: int, before: Before | None = None) -> Estimate | None:
    """Fit the model; None where nothing can be estimated: too few days, one side alone, or no variation.

    The days before, where there are any, share scatter, memory and noise with the trial's, and no level or line.
    """
    days, n = series.days, len(series.days)
    if n < 8 or min(series.sides) < 3 or max(series.scores) == min(series.scores):
        return None
    points = _scan(days, series.scores)
    known = _scan(before.days, before.scores) if before else ()
    df = n - points[0].kernel.rank - 1
    if df < 2:
        return None
    df += len(before.days) - known[0].kernel.rank if before else 0
    on = [float(value) for value in series.on]
    fits = []
    for place, point in enumerate(points):
        x = _leave(on, point.kernel)
        size = x.times(x)
        if size <= COLLINEAR:
            return None
        slope = x.times(point.left) / size
        rss = max(point.rss - slope * slope * size, COLLINEAR * point.rss)
        log_size = point.kernel.log_det + math.log(size)
        if known:
            rss, log_size = rss + known[place].rss, log_size + known[place].kernel.log_det
        fits.append((score_fit(point.memory, log_size, df, rss), slope, rss / df / size))
    scores, slopes, variances = zip(*fits, strict=True)
    found = average(scores, slopes, variances, df)
    with_, without = series.sides
    # Ratings are whole points: no difference is known better than that leaves it.
    error = max(found.standard_error, ROUNDING * math.sqrt(1 / with_ + 1 / without))
    limited = limit_df(found.df, blocks)
    reach = central_quantile(LEVEL, limited) * error
    return Estimate(found.effect, found.effect - reach, found.effect + reach, error, limited)


@lru_cache(maxsize=2)
def list_draws(pairs: int, seed: str) -> tuple[tuple[tuple[int, ...], ...], bool]:
    """Return half of the draws of so many pairs, as signs, and whether these are all; else a sample by the seed.

    The one that was drawn is not in the sample: the test counts it beside it.
    """
    if 2**pairs <= MOST_DRAWS:
        # A draw and its opposite give the same square, so one of each two stands for both.
        return tuple((1, *rest) for rest in product((1, -1), repeat=pairs - 1)), True
    from hashlib import sha256

    found = []
    for number in range(MOST_DRAWS - 1):
        bits = int.from_bytes(sha256(f"{seed}/sample/{number}".encode()).digest(), "big")
        found.append(tuple(1 if bits >> pair & 1 else -1 for pair in range(pairs)))
    return tuple(found), False


def _add_up(
    draws: Iterable[tuple[int, ...]], m: Sequence[Sequence[float]], a: Sequence[float], row: Sequence[float]
) -> Iterator[tuple[float, float, float]]:
    """Yield, for the signs s of each draw, s'Ms, s'a and s'row; what half of its signs give is added up once."""
    half = len(m) // 2
    across = [[2.0 * line[n] for line in m[:half]] for n in range(half, len(m))]
    firsts: dict[tuple[int, ...], tuple[float, float, float, list[float]]] = {}
    seconds: dict[tuple[int, ...], tuple[float, float, float]] = {}
    for signs in draws:
        first, second = signs[:half], signs[half:]
        if first not in firsts:
            q = dot(first, [dot(line, first) for line in m[:half]])
            firsts[first] = q, dot(first, a), dot(first, row), [dot(line, first) for line in across]
        if second not in seconds:
            q = dot(second, [dot(line[half:], second) for line in m[half:]])
            seconds[second] = q, dot(second, a[half:]), dot(second, row[half:])
        one, other = firsts[first], seconds[second]
        yield one[0] + dot(one[3], second) + other[0], one[1] + other[1], one[2] + other[2]


def check_by_draw(series: Series, pairs: int, seed: str, before: Before | None = None) -> Check | None:
    """Test, over what could have been drawn, whether so much would turn up if on and off made no difference.

    The statistic is the squared difference that the model gives, over its variance, with the memory and noise that are
    the likeliest before the trial, or in it without any effect: they are the same for every draw, so the test is exact
    whatever the truth is.
    """
    if len(series.days) < 8 or max(series.scores) == min(series.scores):
        return None
    points = _scan(series.days, series.scores)
    told = _scan(before.days, before.scores) if before else points
    df = len(before.days if before else series.days) - told[0].kernel.rank
    likely = [(score_fit(p.memory, p.kernel.log_det, df, p.rss), -p.noise) for p in told]
    point = points[likely.index(max(likely))]
    columns = []
    for pair in range(pairs):
        # Which half of the pair comes first is seen from any of its days; without one it does not matter.
        column = [(0.5 if on else -0.5) if p == pair else 0.0 for p, on in zip(series.pairs, series.on, strict=True)]
        columns.append(_leave(column, point.kernel))
    a = [column.times(point.left) for column in columns]
    m = [[one.times(other) for other in columns] for one in columns]
    # Signs are relative to what was drawn: (1, 1, …) is the trial itself.
    v0 = math.sqrt(sum(map(sum, m)))
    if v0 <= COLLINEAR:
        return None
    u0, row = sum(a) / v0, [sum(line) for line in m]
    draws, exact = list_draws(pairs, seed)
    if not exact:
        draws = (*draws, (1,) * pairs)
    as_much = 0
    lows, highs = [], []
    for q, by_score, by_row in _add_up(draws, m, a, row):
        if q <= COLLINEAR * v0 * v0:
            lows.append(math.inf)
            highs.append(-math.inf)
            continue
        u, v = by_score * q**-0.5, by_row * q**-0.5
        as_much += abs(u) >= abs(u0) - _SAME * (1 + abs(u0))
        # The differences at which this draw would show as much as the real one: between these two.
        ends = [
            (u0 - u) / (v0 - v) if v0 - v > _SAME * v0 else -math.inf,
            (u0 + u) / (v0 + v) if v0 + v > _SAME * v0 else math.inf,
        ]
        is_same = math.isinf(ends[0]) or math.isinf(ends[1])
        lows.append(-math.inf if is_same else min(ends))
        highs.append(math.inf if is_same else max(ends))
    p, number = as_much / len(draws), len(draws) * (2 if exact else 1)
    if number < ENOUGH_DRAWS:
        return Check(u0 / v0, p, number, exact)
    allowed = math.floor((1 - LEVEL) * len(draws) + _SAME)
    low, high = sorted(lows)[allowed], sorted(highs, reverse=True)[allowed]
    is_whole = math.isfinite(low) and math.isfinite(high)
    return Check(u0 / v0, p, number, exact, *((low, high) if is_whole else (None, None)))


def find_error(plan: Series, sd: float, memory: float, noise: float) -> float:
    """Return the standard error of a plan's difference, for a rating that is known to scatter so."""
    near = min(LATTICE, key=lambda at: (abs(at[0] - memory) + abs(at[1] - noise), at[0]))
    x = _leave([float(on) for on in plan.on], _make_filter(plan.days, *near))
    return sd / math.sqrt(max(x.times(x), COLLINEAR))
