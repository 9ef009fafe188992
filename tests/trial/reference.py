"""The method again, slowly and independently: dense covariances, normal equations by Gauss, every draw one by one."""

from __future__ import annotations

import math
from itertools import product

MEMORIES = [math.tanh(0.2 * step) for step in range(-2, 13)]
NOISES = [0.15 * step for step in range(7)]


def solve(matrix, right):
    """Solve by Gauss with pivots; also gives the log of the determinant's size."""
    n = len(matrix)
    rows = [[*line, *extra] for line, extra in zip(matrix, right, strict=True)]
    log_det = 0.0
    for place in range(n):
        pivot = max(range(place, n), key=lambda row: abs(rows[row][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        log_det += math.log(abs(rows[place][place]))
        for row in range(n):
            if row != place:
                factor = rows[row][place] / rows[place][place]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[place], strict=True)]
    return [[value / rows[i][i] for value in rows[i][n:]] for i in range(n)], log_det


def covariance(days, memory, noise):
    return [
        [(1 - noise) * memory ** abs(a - b) + noise * (a == b) if a != b else 1.0 for b in days] for a in days
    ]  # fmt: skip


def columns(days):
    middle, span = (days[0] + days[-1]) / 2, days[-1] - days[0]
    found = [[1.0] * len(days), [(day - middle) / span for day in days]]
    weekend = [1.0 if day % 7 in {6, 0} else 0.0 for day in days]
    return [*found, weekend] if 0 < sum(weekend) < len(days) else found


def gls(days, scores, design, memory, noise):
    """Return coefficients, their covariance without the scale, the residual sum, log|V| and log|X'V^-1 X|."""
    v = covariance(days, memory, noise)
    inverse_times, log_v = solve(v, [[*(c[i] for c in design), scores[i]] for i in range(len(days))])
    p = len(design)
    gram = [[sum(design[a][i] * inverse_times[i][b] for i in range(len(days))) for b in range(p)] for a in range(p)]
    cross = [sum(design[a][i] * inverse_times[i][p] for i in range(len(days))) for a in range(p)]
    identity = [[float(a == b) for b in range(p)] for a in range(p)]
    inverse, log_gram = solve(gram, identity)
    beta = [sum(inverse[a][b] * cross[b] for b in range(p)) for a in range(p)]
    total = sum(scores[i] * inverse_times[i][p] for i in range(len(days)))
    rss = total - sum(b * c for b, c in zip(beta, cross, strict=True))
    return beta, inverse, rss, log_v, log_gram


def estimate(days, scores, on, before=None):
    """Return the averaged difference, its standard error before rounding, and the fit's degrees of freedom.

    `before`: days and scores before the trial, which share scatter, memory and noise alone.
    """
    centre = sum(scores) / len(scores)
    y = [score - centre for score in scores]
    design = [*columns(days), [float(value) for value in on]]
    df = len(days) - len(design)
    if before:
        mean = sum(before[1]) / len(before[1])
        early = [score - mean for score in before[1]]
        df += len(before[0]) - len(columns(before[0]))
    fits = []
    for memory in MEMORIES:
        for noise in NOISES:
            beta, inverse, rss, log_v, log_gram = gls(days, y, design, memory, noise)
            if before:
                _, _, more, also_v, also_gram = gls(before[0], early, columns(before[0]), memory, noise)
                rss, log_v, log_gram = rss + more, log_v + also_v, log_gram + also_gram
            score = -0.5 * (log_v + log_gram + df * math.log(rss)) + math.log(1 - memory**2)
            fits.append((score, beta[-1], rss / df * inverse[-1][-1]))
    best = max(fit[0] for fit in fits)
    weights = [math.exp(fit[0] - best) for fit in fits]
    total = sum(weights)
    weights = [weight / total for weight in weights]
    effect = sum(w * fit[1] for w, fit in zip(weights, fits, strict=True))
    inside = sum(w * fit[2] for w, fit in zip(weights, fits, strict=True))
    between = sum(w * (fit[1] - effect) ** 2 for w, fit in zip(weights, fits, strict=True))
    relative = sum(w * (fit[2] / inside - 1) ** 2 for w, fit in zip(weights, fits, strict=True))
    return effect, math.sqrt(inside + between), 2 / (2 / df + relative)


def likeliest(days, scores):
    """Return the likeliest memory and noise without an effect."""
    centre = sum(scores) / len(scores)
    y = [score - centre for score in scores]
    design = columns(days)
    df = len(days) - len(design)

    def score(point):
        _, _, rss, log_v, log_gram = gls(days, y, design, *point)
        return -0.5 * (log_v + log_gram + df * math.log(rss)) + math.log(1 - point[0] ** 2), -point[1]

    return max(product(MEMORIES, NOISES), key=score)


def statistic(days, scores, on, point):
    """Return the squared difference over its variance, without the residual scale."""
    beta, inverse, *_ = gls(days, scores, [*columns(days), [float(value) for value in on]], *point)
    return beta[-1] ** 2 / inverse[-1][-1]


def randomise(days, scores, on, pairs, shift=0.0):
    """Return the share of all draws that show as much, once `shift` is taken off the days that are on."""
    number = max(pairs) + 1
    point = likeliest(days, scores)
    left = [score - shift * value for score, value in zip(scores, on, strict=True)]
    seen = statistic(days, left, on, point)
    count = 0
    for flips in product((False, True), repeat=number):
        other = [value != flips[pair] for value, pair in zip(on, pairs, strict=True)]
        count += statistic(days, left, other, point) >= seen * (1 - 1e-9)
    return count / 2**number
