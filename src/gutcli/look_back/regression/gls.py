"""Generalised least squares for a daily rating that remembers: what it is on days with a habit less days without.

Model, for the rated days d[0] < d[1] < ... (ordinals):  y = weekday mean + slow course + effect * habit + u, where
cov(u_i, u_j) = s^2 * ((1 - noise) * memory^|d_i - d_j| + noise * [i = j]).  `memory` is the day-to-day autocorrelation
of the lasting part, `noise` the share of the variance that does not last.  The scalar Kalman filter steps over a gap
of g days with memory^g, so the likelihood is exact.  The fit is averaged over a fixed lattice of (memory, noise), each
point weighted by its restricted likelihood and a flat prior.  Nothing is random.  docs/insights.md has the sources.

Errors: ValueError for days out of order, columns that do not match, or a rating that does not vary.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from gutcli.look_back.regression.whitening import Filter, Sparse, average, dot, make_course, score_fit

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


class Design:
    """The days of one comparison: gaps, weekdays, slow course and covariates, with filters made when first needed.

    `days` are strictly increasing date ordinals; at least one. A column that the others make up is left out.
    """

    def __init__(
        self, days: Sequence[int], covariates: Sequence[Sequence[float]] = (), *, with_course: bool = True
    ) -> None:
        self.rows = len(days)
        self.gaps = [0, *(b - a for a, b in pairwise(days))]
        if any(gap < 1 for gap in self.gaps[1:]) or not days:
            raise ValueError("days must be strictly increasing and not empty")
        # Ordinal 1 (1 January of year 1) is a Monday, so the remainder is a stable weekday label.
        weekdays = [day % 7 for day in days]
        # What is zero nearly everywhere comes first, so that the factor stays thin.
        own = make_course(days) if with_course else []
        self.course = len(own)
        own += [Sparse(0, array("d", column)) for column in covariates]
        own += [Sparse(0, array("d", (float(w == day) for w in weekdays))) for day in sorted(set(weekdays))]
        # Without memory whitening does nothing: which columns the earlier ones make up is seen there.
        flat = Filter([1] * self.rows, own, 0.0, 0.0, least=_COLLINEAR)
        self._own = [column for column, (_, row) in zip(own, flat.chol, strict=True) if row[-1] < math.inf]
        self.columns = len(self._own)
        self._filters: dict[Node, Filter] = {}

    @staticmethod
    def parameters(node: Node) -> tuple[float, float]:
        """(memory, noise) at a lattice point."""
        return math.tanh(_STEP * node[0]), _NOISE_STEP * node[1]

    def filter(self, node: Node) -> Filter:
        """Return the whitening filter at a lattice point (kept once made)."""
        found = self._filters.get(node)
        if found is None:
            found = self._filters[node] = Filter(self.gaps, self._own, *self.parameters(node))
        return found

    def explore(
        self, score: Callable[[Node], float], start: Node, stride: int = _COARSE
    ) -> tuple[dict[Node, float], int]:
        """Scores of all lattice points connected to the best one through points within the cut, and their spacing.

        The lattice is a coarse one, and a fine one only where a long diary leaves few likely points on the coarse.
        """
        scores = self._spread(score, start, stride)
        if stride == _FINE or self.rows < _FINE_FROM or len(scores) >= _FLAT:
            return scores, stride
        return self._spread(score, find_best(scores), _FINE), _FINE

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


@lru_cache(maxsize=8)
def make_design(days: tuple[int, ...], covariates: tuple[tuple[float, ...], ...] = ()) -> Design:
    """Return the design of these days: what else looks at the same days finds its filters made.

    Filters of ten years take megabytes, so only a few designs are kept.
    """
    return Design(days, covariates)


def find_best(scores: Mapping[Node, float]) -> Node:
    """Return the likeliest lattice point."""
    return min(scores, key=lambda node: (-scores[node], node))


class FilteredSeries:
    """One series on a design (ratings, or a habit as 0/1), filtered once for each lattice point."""

    def __init__(self, design: Design, values: Sequence[float]) -> None:
        if len(values) != design.rows:
            raise ValueError(f"{len(values)} values for {design.rows} days")
        self.design = design
        # The weekday columns span the constant, so centring changes no contrast and keeps sums accurate.
        centre = sum(values) / len(values)
        self.values = [value - centre for value in values]
        self._at: dict[Node, tuple[array[float], list[float], float]] = {}
        self._start: tuple[Node, int] | None = None

    def at(self, node: Node) -> tuple[array[float], list[float], float]:
        """(whitened values, coordinates in the design, sum of squares left after it)."""
        found = self._at.get(node)
        if found is None:
            kernel = self.design.filter(node)
            whitened = kernel.whiten(self.values)
            part = kernel.own_part(whitened)
            left = max(dot(whitened, whitened) - dot(part, part), 0.0)
            found = self._at[node] = (whitened, part, left)
        return found

    def start(self) -> tuple[Node, int]:
        """Find the likeliest lattice point without any habit in the model, and the spacing: where the search begins."""
        if self._start is None:
            df = self.design.rows - self.design.columns
            floor = _FLOOR * dot(self.values, self.values)

            def score(node: Node) -> float:
                memory, log_det = self.design.parameters(node)[0], self.design.filter(node).log_det
                return score_fit(memory, log_det, df, max(self.at(node)[2], floor))

            scores, stride = self.design.explore(score, (4, 0))
            self._start = (find_best(scores), stride)
        return self._start


def separable(habit: FilteredSeries) -> bool:
    """Whether the habit varies within weekdays and months (one kept on fixed weekdays cannot be told from them)."""
    # Without memory whitening does nothing, so `left` is the variation around weekday means and slow course.
    total = dot(habit.values, habit.values)
    return habit.design.rows > habit.design.columns + 1 and habit.at((0, 0))[2] > _COLLINEAR * total


def fit(rating: FilteredSeries, habit: FilteredSeries) -> Fit:
    """Average the generalised least-squares fit of `rating` on `habit` over the lattice.

    Both columns must share a design; `separable(habit)` must hold and the rating must vary.
    """
    design = rating.design
    if habit.design is not design:
        raise ValueError("the two columns are on different days")
    df = design.rows - design.columns - 1
    spread = dot(rating.values, rating.values)
    if spread <= 0.0 or df < 1:
        raise ValueError("the rating does not vary, or there are too few days")
    pieces: dict[Node, tuple[float, float]] = {}

    def score(node: Node) -> float:
        y, y_part, y_left = rating.at(node)
        x, x_part, x_left = habit.at(node)
        slope = (dot(x, y) - dot(x_part, y_part)) / x_left
        rss = max(y_left - slope * slope * x_left, _FLOOR * spread)
        pieces[node] = (slope, rss / df)
        return score_fit(design.parameters(node)[0], design.filter(node).log_det + math.log(x_left), df, rss)

    scores, _ = design.explore(score, *rating.start())
    nodes = sorted(scores)
    variances = [pieces[node][1] / habit.at(node)[2] for node in nodes]
    found = average([scores[node] for node in nodes], [pieces[node][0] for node in nodes], variances, df)
    parameters = [design.parameters(node) for node in nodes]
    return Fit(
        effect=found.effect,
        standard_error=found.standard_error,
        df=found.df,
        memory=dot(found.weights, [memory for memory, _ in parameters]),
        noise=dot(found.weights, [noise for _, noise in parameters]),
        residual_sd=math.sqrt(dot(found.weights, [pieces[node][1] for node in nodes])),
        points=len(nodes),
    )
