"""The filter that makes the days of a rating that remembers independent, and the columns of slow change.

Both a rating and a habit may follow the season, or rise over the same months, without one having to do with the other.
A curve in time takes that out. It is made of quadratic B-splines on even knots, which span the same kind of curves as a
line with one cosine for each 60 days, but are zero outside three stretches each, so that ten years stay quick.

Source: de Boor C (1978). A Practical Guide to Splines. Springer.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from operator import mul
from typing import NamedTuple

DAYS_A_BEND = 60
_NEGLIGIBLE = 1e-16
_SINGULAR = 1e-14


def dot(a: Iterable[float], b: Iterable[float]) -> float:
    """Return the sum of products."""
    return sum(map(mul, a, b), 0.0)


class Sparse(NamedTuple):
    """A column of a design that is zero but for the rows from `start` on."""

    start: int
    values: array[float]


class Filter:
    """The whitening filter of one design at one lattice point, with the design's own columns already filtered.

    The columns of the slow course are zero but for a few months each, so only the rows where they are not are kept:
    `starts` and `blocks`. `chol` has, of each column, the first earlier column that it overlaps with, and the row of
    the Cholesky factor from there on.
    """

    __slots__ = ("blocks", "carry", "chol", "gain", "log_det", "scale", "starts")

    def __init__(
        self, gaps: Sequence[int], columns: Sequence[Sparse], memory: float, noise: float, least: float = _SINGULAR
    ) -> None:
        lasting = 1.0 - noise
        powers = {gap: memory**gap for gap in set(gaps)}
        carry, gain, scale = array("d"), array("d"), array("d")
        self.log_det = 0.0
        variance = lasting
        for gap in gaps:
            f = powers[gap]
            predicted = lasting + f * f * (variance - lasting)
            total = predicted + noise
            k = predicted / total
            variance = predicted * (1.0 - k)
            carry.append(f)
            gain.append(k)
            scale.append(1.0 / math.sqrt(total))
            self.log_det += math.log(total)
        self.carry, self.gain, self.scale = carry, gain, scale
        self.starts = [column.start for column in columns]
        self.blocks = [self._whiten_sparse(column) for column in columns]
        self.chol: list[tuple[int, list[float]]] = []
        for i in range(len(columns)):
            first = next(j for j in range(i + 1) if self._overlap(i, j))
            row: list[float] = []
            for j in range(first, i + 1):
                begin, before = self.chol[j] if j < i else (first, row)
                common = max(first, begin)
                gram = self._gram(i, j)
                value = gram - dot(row[common - first :], before[common - begin : j - begin])
                if j < i:
                    row.append(value / before[-1])
                else:  # what the earlier columns make up counts for nothing
                    row.append(math.sqrt(value) if value > least * gram else math.inf)
            self.chol.append((first, row))
            self.log_det += 2.0 * math.log(row[-1]) if row[-1] < math.inf else 0.0

    @property
    def rank(self) -> int:
        """Count the columns that no others make up."""
        return sum(row[-1] < math.inf for _, row in self.chol)

    def _overlap(self, i: int, j: int) -> bool:
        a, b = self.starts[i], self.starts[j]
        return a < b + len(self.blocks[j]) and b < a + len(self.blocks[i])

    def _gram(self, i: int, j: int) -> float:
        a, b = self.starts[i], self.starts[j]
        start, stop = max(a, b), min(a + len(self.blocks[i]), b + len(self.blocks[j]))
        return dot(self.blocks[i][start - a : stop - a], self.blocks[j][start - b : stop - b]) if start < stop else 0.0

    def _whiten_sparse(self, column: Sparse) -> array[float]:
        """Whiten a column that is zero beside its block; what it leaves behind is followed until it has died away."""
        start, stop = column.start, column.start + len(column.values)
        carry, gain, scale = self.carry, self.gain, self.scale
        out: list[float] = []
        append = out.append
        state = 0.0
        rows = zip(column.values, carry[start:stop], gain[start:stop], scale[start:stop], strict=True)
        for value, f, k, s in rows:
            state = f * state
            error = value - state
            state = state + k * error
            append(error * s)
        for f, k, s in zip(carry[stop:], gain[stop:], scale[stop:], strict=True):
            if -_NEGLIGIBLE < state < _NEGLIGIBLE:
                break
            state = f * state
            append(-state * s)
            state = state - k * state
        return array("d", out)

    def whiten(self, column: Iterable[float]) -> array[float]:
        """Return the standardised one-step prediction errors of `column`."""
        out: list[float] = []
        append = out.append
        state = 0.0
        for value, f, k, s in zip(column, self.carry, self.gain, self.scale, strict=True):
            state = f * state
            error = value - state
            state = state + k * error
            append(error * s)
        return array("d", out)

    def own_part(self, whitened: array[float]) -> list[float]:
        """Return coordinates of a whitened column in the orthonormalised columns of the design."""
        part: list[float] = []
        for start, block, (first, row) in zip(self.starts, self.blocks, self.chol, strict=True):
            whole = len(block) == len(whitened)
            product = dot(block, whitened if whole else whitened[start : start + len(block)])
            part.append((product - dot(part[first:], row)) / row[-1])
        return part


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


class Average(NamedTuple):
    """A difference averaged over points of a lattice, by their weights; `df` is what the fits alone support."""

    weights: list[float]
    effect: float
    standard_error: float
    df: float


def score_fit(memory: float, log_det: float, df: int, rss: float) -> float:
    """Return the log of a restricted likelihood, with a prior that is flat in memory on a lattice even in its atanh."""
    return -0.5 * (log_det + df * math.log(rss)) + math.log(1.0 - memory * memory)


def weigh(scores: Sequence[float]) -> list[float]:
    """Return the weights of fits by the logs of their likelihoods."""
    best = max(scores)
    weights = [math.exp(score - best) for score in scores]
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def average(scores: Sequence[float], slopes: Sequence[float], variances: Sequence[float], df: int) -> Average:
    """Average what fits on `df` degrees of freedom say of a difference."""
    weights = weigh(scores)
    effect = dot(weights, slopes)
    inside = dot(weights, variances)
    between = dot(weights, [(slope - effect) ** 2 for slope in slopes])
    relative = dot(weights, [(variance / inside - 1.0) ** 2 for variance in variances])
    # A variance estimate on d degrees of freedom has squared relative error 2/d; not knowing the error parameters adds
    # its own squared relative error, so fewer degrees of freedom are left.
    return Average(weights, effect, math.sqrt(inside + between), 2.0 / (2.0 / df + relative))
