"""Generalised least squares for a daily rating that remembers: weekday effects and AR(1)-plus-noise errors.

Purpose: the difference in a rating between days with and without a habit, with an honest standard error when
ratings carry over from day to day, weekdays differ and days are missing.

Model, for the rated days d[0] < d[1] < ... (ordinals):  y = weekday mean + effect * habit + u, where
cov(u_i, u_j) = s^2 * ((1 - noise) * memory^|d_i - d_j| + noise * [i = j]).  `memory` is the day-to-day
autocorrelation of the lasting part; `noise` is the share of the variance that does not last (one-day ups
and downs, and the rounding of a 1-5 rating).  Missing days need no filling in: the scalar Kalman filter steps
over a gap of g days with memory^g, so the likelihood is exact.

The two error parameters are not known.  Plugging in one estimate makes intervals too short in short diaries,
so the fit is averaged over a fixed lattice of (memory, noise), each point weighted by its restricted
likelihood (REML) and a prior that is flat in memory and in noise.  Nothing is random.

Errors: ValueError for days out of order, columns that do not match, or a rating that does not vary.

Sources: Harville (1977) for the restricted likelihood; Harvey (1989) for the filter; Hoeting, Madigan,
Raftery and Volinsky (1999) for averaging; Satterthwaite (1946) for the degrees of freedom.
"""

from __future__ import annotations

import heapq
import math
from array import array
from dataclasses import dataclass
from itertools import pairwise
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Node = tuple[int, int]

_STEP = 0.1  # lattice spacing in atanh(memory), fine lattice
_LOWEST, _HIGHEST = -4, 24  # memory from -0.38 to 0.98; slightly negative so that "none" is not an edge
_NOISE_STEP = 0.15
_NOISIEST = 6  # noise from 0 to 0.9
_COARSE, _FINE = 2, 1
_FINE_FROM = 400  # rows; below this the likelihood is too flat for the fine lattice to matter
_FLAT = 6  # so many likely points on the coarse lattice say that there, too, the fine one would not matter
_CUT = 6.0  # lattice points less likely than the best by more than exp(-6) are left out
# More memory with more noise looks much like less of both, so likely points lie along that diagonal only.
_NEIGHBOURS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1))
_COLLINEAR = 1e-6
_FLOOR = 1e-9  # least residual share: keeps a perfect fit finite


@dataclass(frozen=True, slots=True)
class Fit:
    """One averaged fit.

    `effect`, `standard_error` and `residual_sd` are in rating points; `df` is the degrees of freedom that the
    fit alone supports; `memory` and `noise` are averages over `points` lattice points.
    """

    effect: float
    standard_error: float
    df: float
    memory: float
    noise: float
    residual_sd: float
    points: int


def _dot(a: Iterable[float], b: Iterable[float]) -> float:
    return sum(map(mul, a, b), 0.0)


class _Filter:
    """The whitening filter of one design at one lattice point, with the weekday columns already filtered."""

    __slots__ = ("carry", "chol", "gain", "log_det", "scale", "weekdays")

    def __init__(self, gaps: Sequence[int], weekday_of: Sequence[int], memory: float, noise: float) -> None:
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
        self.weekdays = [self.whiten([1.0 if w == day else 0.0 for w in weekday_of]) for day in sorted(set(weekday_of))]
        self.chol: list[list[float]] = []
        for i, column in enumerate(self.weekdays):
            row: list[float] = []
            for j in range(i + 1):
                value = _dot(column, self.weekdays[j])
                if j < i:
                    row.append((value - _dot(row, self.chol[j])) / self.chol[j][j])
                else:
                    row.append(math.sqrt(value - _dot(row, row)))
            self.chol.append(row)
            self.log_det += 2.0 * math.log(row[-1])

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

    def weekday_part(self, whitened: array[float]) -> list[float]:
        """Coordinates of a whitened column in the orthonormalised weekday columns."""
        part: list[float] = []
        for column, row in zip(self.weekdays, self.chol, strict=True):
            part.append((_dot(column, whitened) - _dot(part, row)) / row[-1])
        return part


class Design:
    """The days of one comparison: gaps and weekdays, with filters made when first needed.

    `days` are strictly increasing date ordinals; at least one.
    """

    def __init__(self, days: Sequence[int]) -> None:
        self.rows = len(days)
        self.gaps = [0, *(b - a for a, b in pairwise(days))]
        if any(gap < 1 for gap in self.gaps[1:]) or not days:
            raise ValueError("days must be strictly increasing and not empty")
        # Ordinal 1 (1 January of year 1) is a Monday, so the remainder is a stable weekday label.
        self.weekday_of = [day % 7 for day in days]
        self.columns = len(set(self.weekday_of))
        self._filters: dict[Node, _Filter] = {}

    @staticmethod
    def parameters(node: Node) -> tuple[float, float]:
        """(memory, noise) at a lattice point."""
        return math.tanh(_STEP * node[0]), _NOISE_STEP * node[1]

    def filter(self, node: Node) -> _Filter:
        """Return the whitening filter at a lattice point (kept once made)."""
        found = self._filters.get(node)
        if found is None:
            found = self._filters[node] = _Filter(self.gaps, self.weekday_of, *self.parameters(node))
        return found

    def explore(self, score: Callable[[Node], float], start: Node) -> dict[Node, float]:
        """Scores of all lattice points connected to the best one through points within the cut.

        The lattice is a coarse one, and a fine one only where a long diary leaves few likely points on the coarse.
        """
        coarse = self._spread(score, start, _COARSE)
        if self.rows < _FINE_FROM or len(coarse) >= _FLAT:
            return coarse
        return self._spread(score, min(coarse, key=lambda node: (-coarse[node], node)), _FINE)

    @staticmethod
    def _spread(score: Callable[[Node], float], start: Node, stride: int) -> dict[Node, float]:
        first = score(start)
        scores = {start: first}
        best = first
        heap = [(-first, start)]
        while heap and -heap[0][0] >= best - _CUT:
            i, j = heapq.heappop(heap)[1]
            for step_i, step_j in _NEIGHBOURS:
                node = (i + stride * step_i, j + stride * step_j)
                if node in scores or not (_LOWEST <= node[0] <= _HIGHEST and 0 <= node[1] <= _NOISIEST):
                    continue
                value = scores[node] = score(node)
                best = max(best, value)
                heapq.heappush(heap, (-value, node))
        return {node: value for node, value in scores.items() if value >= best - _CUT}


class Column:
    """One series on a design (ratings, or a habit as 0/1), filtered once for each lattice point."""

    def __init__(self, design: Design, values: Sequence[float]) -> None:
        if len(values) != design.rows:
            raise ValueError(f"{len(values)} values for {design.rows} days")
        self.design = design
        # The weekday columns span the constant, so centring changes no contrast and keeps sums accurate.
        centre = sum(values) / len(values)
        self.values = [value - centre for value in values]
        self._at: dict[Node, tuple[array[float], list[float], float]] = {}
        self._start: Node | None = None

    def at(self, node: Node) -> tuple[array[float], list[float], float]:
        """(whitened values, weekday coordinates, sum of squares left after the weekdays)."""
        found = self._at.get(node)
        if found is None:
            kernel = self.design.filter(node)
            whitened = kernel.whiten(self.values)
            part = kernel.weekday_part(whitened)
            left = max(_dot(whitened, whitened) - _dot(part, part), 0.0)
            found = self._at[node] = (whitened, part, left)
        return found

    def start(self) -> Node:
        """Find the likeliest lattice point without any habit in the model: where to begin the search."""
        if self._start is None:
            df = self.design.rows - self.design.columns
            floor = _FLOOR * _dot(self.values, self.values)

            def score(node: Node) -> float:
                return _log_weight(self.design, node, max(self.at(node)[2], floor), df)

            scores = self.design.explore(score, (4, 0))
            self._start = min(scores, key=lambda node: (-scores[node], node))
        return self._start


def _log_weight(design: Design, node: Node, rss: float, df: int) -> float:
    memory = design.parameters(node)[0]
    # 1 - memory^2 turns even spacing in atanh(memory) into a flat prior on memory itself.
    return -0.5 * (design.filter(node).log_det + df * math.log(rss)) + math.log(1.0 - memory * memory)


def separable(habit: Column) -> bool:
    """Whether the habit varies within weekdays (a habit kept on fixed weekdays cannot be told from them)."""
    # Without memory whitening does nothing, so `left` is the variation around the weekday means.
    total = _dot(habit.values, habit.values)
    return habit.design.rows > habit.design.columns + 1 and habit.at((0, 0))[2] > _COLLINEAR * total


def fit(rating: Column, habit: Column) -> Fit:
    """Average the generalised least-squares fit of `rating` on `habit` over the lattice.

    Both columns must share a design; `separable(habit)` must hold and the rating must vary.
    """
    design = rating.design
    if habit.design is not design:
        raise ValueError("the two columns are on different days")
    df = design.rows - design.columns - 1
    spread = _dot(rating.values, rating.values)
    if spread <= 0.0 or df < 1:
        raise ValueError("the rating does not vary, or there are too few days")
    pieces: dict[Node, tuple[float, float]] = {}

    def score(node: Node) -> float:
        y, y_part, y_left = rating.at(node)
        x, x_part, x_left = habit.at(node)
        slope = (_dot(x, y) - _dot(x_part, y_part)) / x_left
        rss = max(y_left - slope * slope * x_left, _FLOOR * spread)
        pieces[node] = (slope, rss / df)
        return _log_weight(design, node, rss, df) - 0.5 * math.log(x_left)

    scores = design.explore(score, rating.start())
    best = max(scores.values())
    nodes = sorted(scores)
    weights = [math.exp(scores[node] - best) for node in nodes]
    total = math.fsum(weights)
    weights = [weight / total for weight in weights]
    slopes = [pieces[node][0] for node in nodes]
    variances = [pieces[node][1] / habit.at(node)[2] for node in nodes]
    effect = _dot(weights, slopes)
    inside = _dot(weights, variances)
    between = _dot(weights, [(slope - effect) ** 2 for slope in slopes])
    relative = _dot(weights, [(variance / inside - 1.0) ** 2 for variance in variances])
    parameters = [design.parameters(node) for node in nodes]
    return Fit(
        effect=effect,
        standard_error=math.sqrt(inside + between),
        # A variance estimate on d degrees of freedom has squared relative error 2/d; not knowing the error
        # parameters adds its own squared relative error, so fewer degrees of freedom are left.
        df=2.0 / (2.0 / df + relative),
        memory=_dot(weights, [memory for memory, _ in parameters]),
        noise=_dot(weights, [noise for _, noise in parameters]),
        residual_sd=math.sqrt(_dot(weights, [pieces[node][1] for node in nodes])),
        points=len(nodes),
    )
