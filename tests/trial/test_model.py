"""The model and the draw against slow references, and on trials of which the answer is plain."""

from __future__ import annotations

import math
import random

import pytest

from gutcli.diary.trials import draw
from gutcli.look_back.regression.distributions import central_quantile
from gutcli.look_back.trial.model import Before, Series, check_by_draw, estimate, limit_df, list_draws

from . import reference

START = 739_000


def make_series(
    seed: int, blocks: int, days: int, washout: int, *, effect: float = 0.0, missing: float = 0.1
) -> Series:
    chance = random.Random(seed)
    on = draw(f"series/{seed}", blocks)
    state, rows = chance.gauss(0, 1), []
    for n in range(blocks * days):
        is_on = on[n // days]
        score = min(5, max(1, round(3 + 0.8 * state + effect * is_on)))
        state = 0.5 * state + math.sqrt(0.75) * chance.gauss(0, 1)
        if n % days >= washout and chance.random() >= missing:
            rows.append((START + n, float(score), is_on, n // days // 2))
    return Series(*map(tuple, zip(*rows, strict=True)))


@pytest.mark.parametrize(
    ("seed", "blocks", "days", "washout"), [(1, 6, 4, 1), (2, 8, 3, 1), (3, 24, 1, 0), (4, 4, 5, 0)]
)
def test_the_fit_is_that_of_dense_matrices(seed: int, blocks: int, days: int, washout: int) -> None:
    series = make_series(seed, blocks, days, washout, effect=0.7)
    found = estimate(series, blocks)
    assert found is not None
    effect, error, df = reference.estimate(series.days, series.scores, series.on)
    assert found.difference == pytest.approx(effect, abs=1e-9)
    assert found.standard_error == pytest.approx(error, abs=1e-9)
    limited = 1 / (1 / df + 1 / (2 * blocks))
    assert found.df == pytest.approx(limited, abs=1e-7)
    reach = central_quantile(0.95, limited) * error
    assert (found.low, found.high) == pytest.approx((effect - reach, effect + reach), abs=1e-8)


def test_days_before_are_fitted_with_it_and_narrow_it() -> None:
    early = make_series(11, 20, 1, 0)
    before = Before(tuple(day - 40 for day in early.days), early.scores)
    series = make_series(12, 6, 4, 1, effect=0.7)
    alone, found = estimate(series, 6), estimate(series, 6, before)
    assert alone is not None
    assert found is not None
    effect, error, df = reference.estimate(series.days, series.scores, series.on, (before.days, before.scores))
    assert found.difference == pytest.approx(effect, abs=1e-9)
    assert found.standard_error == pytest.approx(error, abs=1e-9)
    assert found.df == pytest.approx(1 / (1 / df + 1 / 12), abs=1e-7)
    assert found.df > alone.df


@pytest.mark.parametrize(("seed", "blocks", "days"), [(5, 6, 4), (6, 8, 2)])
def test_the_test_by_draw_is_that_of_every_draw_fitted_anew(seed: int, blocks: int, days: int) -> None:
    series = make_series(seed, blocks, days, 0, effect=0.5)
    found = check_by_draw(series, blocks // 2, "id")
    assert found is not None
    assert found.exact
    assert found.draws == 2 ** (blocks // 2)
    assert found.p == pytest.approx(reference.randomise(series.days, series.scores, series.on, series.pairs))


def test_the_interval_by_draw_holds_what_the_test_does_not_refuse() -> None:
    series = make_series(7, 20, 1, 0, effect=0.8, missing=0.05)
    found = check_by_draw(series, 10, "id")
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.difference < found.high
    # The memory of the statistic is fixed by the ratings as they are, so the shifted ones are tested with the same.
    point = reference.likeliest(series.days, series.scores)
    for shift, refused in (
        (found.low - 0.02, True), (found.low + 0.02, False), (found.high - 0.02, False), (found.high + 0.02, True),
    ):  # fmt: skip
        left = [score - shift * on for score, on in zip(series.scores, series.on, strict=True)]
        p = _share(series, left, point)
        assert (p <= 0.05) is refused, (shift, p)


def _share(series: Series, scores: list[float], point: tuple[float, float]) -> float:
    """Return the share of all draws that show as much; quickly, as the statistic is a quotient of two forms."""
    basis = reference.columns(series.days)
    v = reference.covariance(series.days, *point)
    n, pairs = len(series.days), max(series.pairs) + 1
    halves = [
        [(0.5 if on else -0.5) * (pair == k) for on, pair in zip(series.on, series.pairs, strict=True)]
        for k in range(pairs)
    ]
    every = [*basis, *halves, scores]
    times, _ = reference.solve(v, [[c[i] for c in every] for i in range(n)])
    gram = [[sum(a[i] * times[i][b] for i in range(n)) for b in range(len(every))] for a in every]
    q = len(basis)
    inner, _ = reference.solve([line[:q] for line in gram[:q]], [line[q:] for line in gram[:q]])
    left = [
        [gram[q + a][q + b] - sum(gram[q + a][k] * inner[k][b] for k in range(q)) for b in range(pairs + 1)]
        for a in range(pairs + 1)
    ]
    seen = None
    count = 0
    draws, _ = list_draws(pairs, "")
    for signs in draws:
        u = sum(s * left[k][pairs] for k, s in enumerate(signs))
        size = sum(s * t * left[a][b] for a, s in enumerate(signs) for b, t in enumerate(signs))
        value = u * u / size
        if seen is None:  # the first is the one that was drawn
            assert set(signs) == {1}
            seen = value
        count += value >= seen * (1 - 1e-9)
    return count / len(draws)


def test_under_no_effect_the_test_by_draw_errs_as_often_as_it_says() -> None:
    """Exact by construction: over ALL draws of one set of ratings, p is at most 5 % in at most 5 % of them."""
    series = make_series(8, 12, 1, 0, missing=0.0)
    refused = 0
    draws, _ = list_draws(6, "")
    for signs in draws:
        on = tuple((series.on[n] if signs[series.pairs[n]] > 0 else not series.on[n]) for n in range(12))
        found = check_by_draw(Series(series.days, series.scores, on, series.pairs), 6, "id")
        assert found is not None
        refused += found.p <= 0.05
    assert refused <= 0.05 * len(draws)


def test_a_long_trial_is_tested_by_a_sample_that_is_the_same_each_time() -> None:
    draws, exact = list_draws(20, "an id")
    assert not exact
    assert len(draws) == 4095
    list_draws.cache_clear()
    assert draws == list_draws(20, "an id")[0]
    assert draws != list_draws(20, "another")[0]
    series = make_series(9, 40, 1, 0, effect=1.5)
    found = check_by_draw(series, 20, "an id")
    assert found is not None
    assert found.draws == 4096
    assert not found.exact
    assert 1 / 4096 <= found.p < 0.05


def test_nothing_is_estimated_from_too_little() -> None:
    series = make_series(10, 6, 4, 1)
    assert estimate(Series(series.days, (3.0,) * len(series.days), series.on, series.pairs), 6) is None
    assert estimate(Series(*(part[:6] for part in (series.days, series.scores, series.on, series.pairs))), 6) is None
    assert estimate(Series(series.days, series.scores, (True,) * len(series.days), series.pairs), 6) is None


def test_a_perfect_difference_is_not_known_better_than_whole_points() -> None:
    on = draw("perfect", 6)
    days = [(START + n, 4.0 if on[n // 4] else 3.0, on[n // 4], n // 8) for n in range(24)]
    found = estimate(Series(*map(tuple, zip(*days, strict=True))), 6)
    assert found is not None
    assert found.difference == pytest.approx(1.0, abs=1e-6)
    assert found.high - found.low > 0.3


def test_blocks_limit_the_degrees_of_freedom() -> None:
    assert limit_df(1000, 6) < 12
    assert limit_df(4, 1000) == pytest.approx(4, abs=0.02)
