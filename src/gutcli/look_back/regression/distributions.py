"""Student's t distribution in pure Python: tail probability and quantile, for any real degrees of freedom.

Purpose: p-values and intervals without SciPy.  Units: none (t is a ratio, probabilities are in 0..1).
Errors: `ValueError` for degrees of freedom that are not positive.
Source: the regularised incomplete beta function by its continued fraction, NIST Digital Library of
Mathematical Functions, section 8.17 (equation 8.17.22), evaluated with the modified Lentz algorithm.
"""

from __future__ import annotations

import math
from statistics import NormalDist

LEVEL = 0.95
"""Of how many intervals hold what is so."""
ROUNDING = 12**-0.5
"""The standard deviation of rounding to whole steps."""
_TINY = 1e-300
_RELATIVE = 1e-14


def _continued_fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, 2000):
        even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0))
        change = 1.0
        for term in (even, odd):
            d, c = 1.0 + term * d, 1.0 + term / c
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = c if abs(c) > _TINY else _TINY
            change = c * d
            value *= change
        if abs(change - 1.0) < _RELATIVE:
            break
    return value


def incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """Regularised incomplete beta function I_x(a, b) for a, b > 0 and 0 <= x <= 1, where `rest` is 1 - x.

    The caller gives both because 1 - x loses all digits of a small `rest`.
    """
    if x <= 0.0:
        return 0.0
    if rest <= 0.0:
        return 1.0
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    # log1p keeps the digits of whichever of the two is near 1.
    log_front += a * (math.log(x) if x < rest else math.log1p(-rest))
    log_front += b * (math.log(rest) if rest < x else math.log1p(-x))
    # The fraction converges fast only on its own side of the mean; the symmetry relation covers the other.
    if x < (a + 1.0) / (a + b + 2.0):
        return math.exp(log_front) * _continued_fraction(a, b, x) / a
    return 1.0 - math.exp(log_front) * _continued_fraction(b, a, rest) / b


def two_sided_p(t: float, df: float) -> float:
    """P(|T| >= |t|) for Student's t with `df` > 0 degrees of freedom."""
    if not df > 0.0:
        raise ValueError(f"degrees of freedom must be positive, not {df}")
    if math.isinf(t):
        return 0.0
    total = df + t * t
    return incomplete_beta(df / 2.0, 0.5, df / total, t * t / total)


def central_quantile(level: float, df: float) -> float:
    """Find the t > 0 with P(|T| < t) = `level` (0 < level < 1), to about 1e-12 relative."""
    if not 0.0 < level < 1.0:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    tail = 1.0 - level
    log_most = math.lgamma((df + 1.0) / 2.0) - math.lgamma(df / 2.0) - 0.5 * math.log(df * math.pi)
    # Newton's steps. The tail is convex and falls, and the normal distribution's is lighter, so that they come from
    # below and never go too far.
    t = NormalDist().inv_cdf(0.5 + level / 2.0)
    for _ in range(200):
        density = math.exp(log_most - (df + 1.0) / 2.0 * math.log1p(t * t / df))
        step = (two_sided_p(t, df) - tail) / (2.0 * density)
        t += step
        if step <= 1e-13 * t:
            break
    return t
