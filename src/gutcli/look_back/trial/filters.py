"""The errors of a daily rating, AR(1) plus noise, taken out of columns; and what columns span."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import mul

Steps = tuple[tuple[float, float, float], ...]
"""What the filter does at each day: how much it carries over, how much it learns, and how it scales."""

MEMORIES = tuple(math.tanh(0.2 * step) for step in range(-2, 13))
NOISES = tuple(0.15 * step for step in range(7))
COLLINEAR = 1e-9
"""What is smaller than this share of a column is nothing but rounding."""


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the sum of the products."""
    return sum(map(mul, a, b), 0.0)


@lru_cache(maxsize=4)
def make_filters(days: tuple[int, ...]) -> tuple[tuple[float, float, Steps, float], ...]:
    """Return, for each point of the lattice: memory, noise, the filter's steps and the log of the determinant."""
    return tuple((memory, noise, *make_filter(days, memory, noise)) for memory in MEMORIES for noise in NOISES)


def make_filter(days: tuple[int, ...], memory: float, noise: float) -> tuple[Steps, float]:
    """Return the steps of the filter for one memory and noise, and the log of the determinant."""
    lasting, variance, log_det, steps = 1.0 - noise, 1.0 - noise, 0.0, []
    for gap in (0, *(b - a for a, b in pairwise(days))):
        carry = memory**gap
        predicted = lasting + carry * carry * (variance - lasting)
        total = predicted + noise
        gain = predicted / total
        variance = predicted * (1.0 - gain)
        steps.append((carry, gain, total**-0.5))
        log_det += math.log(total)
    return tuple(steps), log_det


def whiten(column: Sequence[float], steps: Steps) -> list[float]:
    """Return a column without what carries over from day to day, each day on the same scale."""
    out, state = [], 0.0
    for value, (carry, gain, scale) in zip(column, steps, strict=True):
        state *= carry
        error = value - state
        state += gain * error
        out.append(error * scale)
    return out


def orthonormalise(columns: Sequence[Sequence[float]]) -> tuple[list[list[float]], float]:
    """Return an orthonormal basis of what the columns span, and the log of the determinant of their products."""
    basis: list[list[float]] = []
    log_det = 0.0
    for column in columns:
        left = list(column)
        for _ in range(2):  # twice is enough
            for known in basis:
                part = dot(known, left)
                left = [a - part * b for a, b in zip(left, known, strict=True)]
        size = dot(left, left)
        if size > COLLINEAR * dot(column, column):
            basis.append([a * size**-0.5 for a in left])
            log_det += math.log(size)
    return basis, log_det


def remove(column: Sequence[float], basis: Sequence[Sequence[float]]) -> list[float]:
    """Return what of a column an orthonormal basis does not explain."""
    left = list(column)
    for known in basis:
        part = dot(known, left)
        left = [a - part * b for a, b in zip(left, known, strict=True)]
    return left
