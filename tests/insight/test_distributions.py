"""Student's t against exact values and printed tables."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutcli.look_back.regression.distributions import central_quantile, incomplete_beta, two_sided_p


@given(st.floats(0, 500))
def test_one_degree_of_freedom_is_cauchy(t: float) -> None:
    assert two_sided_p(t, 1.0) == pytest.approx(1 - 2 * math.atan(t) / math.pi, abs=1e-12)


@given(st.floats(0, 500))
def test_two_degrees_of_freedom_are_algebraic(t: float) -> None:
    assert two_sided_p(t, 2.0) == pytest.approx(1 - t / math.sqrt(2 + t * t), abs=1e-12)


@given(st.floats(0, 8))
def test_many_degrees_of_freedom_are_normal(t: float) -> None:
    assert two_sided_p(t, 1e7) == pytest.approx(math.erfc(t / math.sqrt(2)), abs=1e-7)


@pytest.mark.parametrize(
    ("df", "value"),
    [(1, 12.706205), (2, 4.302653), (5, 2.570582), (10, 2.228139), (30, 2.042272), (120, 1.979930)],
)
def test_printed_quantiles(df: float, value: float) -> None:
    assert central_quantile(0.95, df) == pytest.approx(value, abs=1e-6)


@given(st.floats(0.01, 0.999), st.floats(0.5, 5000))
def test_quantile_and_tail_are_inverse(level: float, df: float) -> None:
    assert two_sided_p(central_quantile(level, df), df) == pytest.approx(1 - level, rel=1e-8)


@given(st.floats(0.1, 50), st.floats(0.1, 50), st.floats(0, 1))
def test_incomplete_beta_is_symmetric_and_bounded(a: float, b: float, x: float) -> None:
    value = incomplete_beta(a, b, x, 1 - x)
    assert -1e-12 <= value <= 1 + 1e-12
    assert value + incomplete_beta(b, a, 1 - x, x) == pytest.approx(1, abs=1e-9)


def test_extremes_and_errors() -> None:
    assert two_sided_p(math.inf, 3) == 0.0
    assert two_sided_p(0.0, 3) == 1.0
    with pytest.raises(ValueError, match="positive"):
        two_sided_p(1.0, 0.0)
    with pytest.raises(ValueError, match="between"):
        central_quantile(1.0, 5.0)
