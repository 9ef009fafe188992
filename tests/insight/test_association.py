"""Associations: refusals, missing days, invariances, the family, the words, and agreement with slow references."""

from __future__ import annotations

import itertools
import json
import math
import random
import time
from dataclasses import FrozenInstanceError, asdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.look_back.insights.association import Family, Progress, benjamini_hochberg, compare_family
from gutcli.look_back.insights.comparison import FDR, METHOD, Comparison, Insights
from gutcli.look_back.insights.view import MOST_DAYS
from gutcli.look_back.insights.wording import answer, caveat, explain, needed, overview
from gutcli.look_back.regression.gls import Design, FilteredSeries, fit

START = date(2024, 1, 1)
Ratings = dict[date, float]
Habits = dict[str, dict[date, bool]]


def day(t: int) -> date:
    return START + timedelta(t)


def diary(n: int, seed: int = 1, habits: int = 2, effect: float = 0.0, missing: float = 0.0) -> tuple[Ratings, Habits]:
    r = random.Random(seed)
    mood, ratings, kept = 0.0, {}, {f"habit {j}": {} for j in range(habits)}
    on = [True] * habits
    for t in range(n):
        mood = 0.5 * mood + r.gauss(0, 0.7)
        for j in range(habits):
            if r.random() < 0.5:
                on[j] = r.random() < 0.5
        if r.random() < missing:
            continue
        ratings[day(t)] = float(min(5, max(1, round(3 + mood + effect * on[0]))))
        for j in range(habits):
            kept[f"habit {j}"][day(t)] = on[j]
    return ratings, kept


def associate(ratings: Ratings, habits: Habits, progress: Progress | None = None) -> Insights:
    """Compare one rating alone: the family is its comparisons."""
    return compare_family(Family({"mood": ratings}, habits), progress=progress)


def only(found: Insights, habit: str = "habit 0", lag: int = 0) -> Comparison:
    (c,) = [c for c in found.comparisons if c.habit == habit and c.lag == lag]
    return c


def slow_bh(p: list[float], q: float) -> set[int]:
    """Benjamini and Hochberg's step-up rule as they state it."""
    best: set[int] = set()
    for k in range(1, len(p) + 1):
        kth = sorted(p)[k - 1]
        if kth <= k * q / len(p):
            best = {i for i, value in enumerate(p) if value <= kth}
    return best


@given(st.lists(st.floats(0, 1), max_size=40), st.sampled_from([0.01, 0.1, 0.25]))
def test_bh_rejects_what_the_step_up_rule_rejects(p: list[float], q: float) -> None:
    adjusted = benjamini_hochberg(p)
    m = len(p)
    # Skip p-values that sit on a threshold to the last bit, where the two orders of arithmetic may differ.
    if not any(math.isclose(v, k * q / m, rel_tol=1e-12) for v in p for k in range(1, m + 1)):
        assert {i for i, value in enumerate(adjusted) if value <= q} == slow_bh(p, q)
    assert all(a >= b and a <= 1 for a, b in zip(adjusted, p, strict=True))


@given(st.permutations([0.001, 0.02, 0.02, 0.4, 0.9]))
def test_bh_does_not_depend_on_order(p: list[float]) -> None:
    by_value = dict(zip([0.001, 0.02, 0.4, 0.9], [0.005, 0.1 / 3, 0.5, 0.9], strict=True))
    assert benjamini_hochberg(p) == pytest.approx([by_value[v] for v in p])


def test_bh_of_nothing() -> None:
    assert benjamini_hochberg([]) == []


@pytest.mark.parametrize("n", [0, 1, 7, 13])
def test_refuses_below_fourteen_check_ins(n: int) -> None:
    ratings, habits = diary(n)
    found = associate(ratings, habits)
    assert found.needed == 14 - n == found.comparisons[0].needs.check_ins
    assert found.family_size == 0
    for c in found.comparisons:
        assert c.status == "too few"
        assert (c.effect, c.low, c.high, c.p_value, c.q_value, c.working) == (None,) * 6
    assert f"{14 - n} more" in overview(found)


@given(n_with=st.integers(0, 16), n_without=st.integers(0, 16))
@settings(deadline=None, max_examples=60)
def test_refuses_below_seven_on_either_side(n_with: int, n_without: int) -> None:
    on = [True] * n_with + [False] * n_without
    random.Random(n_with * 17 + n_without).shuffle(on)
    ratings = {day(t): float(1 + t * t % 5) for t in range(len(on))}
    c = only(associate(ratings, {"habit 0": {day(t): v for t, v in enumerate(on)}}))
    assert (c.n_with, c.n_without) == (n_with, n_without)
    assert c.needs.days_with == max(0, 7 - n_with)
    assert c.needs.days_without == max(0, 7 - n_without)
    assert (c.status == "too few") == (n_with < 7 or n_without < 7) == bool(c.needs)
    assert (c.effect is None) == (c.status not in ("shown", "not shown"))


def test_needs_are_said_in_words() -> None:
    on = {day(t): t < 3 for t in range(20)}
    c = only(associate({day(t): float(t % 5) for t in range(20)}, {"habit 0": on}))
    assert needed(c) == "4 more days with habit 0"
    assert answer(c) == "Mood on days with habit 0: too early to compare, 4 more days with habit 0 needed."
    assert caveat(c) == ""
    assert "neither side" in explain(c)[1]


def test_unknown_days_are_on_neither_side() -> None:
    ratings, habits = diary(60)
    full = only(associate(ratings, habits))
    gone = [day(t) for t in range(5, 25)]
    for d in gone:
        del habits["habit 0"][d]
    c = only(associate(ratings, habits))
    assert c.n_with + c.n_without == full.n_with + full.n_without - 20
    ratings_gone = {d: v for d, v in ratings.items() if d not in gone}
    assert only(associate(ratings_gone, habits)).effect == c.effect


def test_habit_days_without_a_rating_change_nothing_the_same_day() -> None:
    ratings, habits = diary(60)
    before = only(associate(ratings, habits))
    habits["habit 0"].update({day(t): True for t in range(60, 90)})
    after = only(associate(ratings, habits))
    assert (after.effect, after.low, after.n_with) == (before.effect, before.low, before.n_with)


def test_day_after_compares_with_the_habit_of_the_day_before() -> None:
    ratings, habits = diary(80)
    moved = {name: {d + timedelta(1): v for d, v in kept.items()} for name, kept in habits.items()}
    a = only(associate(ratings, habits), lag=1)
    b = only(associate(ratings, moved), lag=0)
    assert (a.effect, a.low, a.high, a.n_with) == (b.effect, b.low, b.high, b.n_with)


@given(seed=st.integers(0, 10**6), shift=st.floats(-100, 100), missing=st.sampled_from([0.0, 0.3]))
@settings(deadline=None, max_examples=15)
def test_adding_a_constant_changes_nothing(seed: int, shift: float, missing: float) -> None:
    ratings, habits = diary(50, seed, missing=missing)
    a = associate(ratings, habits).comparisons
    b = associate({d: v + shift for d, v in ratings.items()}, habits).comparisons
    for x, y in zip(a, b, strict=True):
        assert x.status == y.status
        if x.effect is not None:
            assert (y.effect, y.low, y.high) == pytest.approx((x.effect, x.low, x.high), abs=1e-7)


@given(seed=st.integers(0, 10**6))
@settings(deadline=None, max_examples=15)
def test_swapping_with_and_without_flips_the_sign(seed: int) -> None:
    ratings, habits = diary(50, seed)
    flipped = {name: {d: not v for d, v in kept.items()} for name, kept in habits.items()}
    for x, y in zip(associate(ratings, habits).comparisons, associate(ratings, flipped).comparisons, strict=True):
        assert (x.n_with, x.n_without) == (y.n_without, y.n_with)
        if x.effect is not None and x.low is not None and x.high is not None:
            assert (y.effect, y.low, y.high) == pytest.approx((-x.effect, -x.high, -x.low), abs=1e-9)
            assert y.q_value == pytest.approx(x.q_value)


@given(seed=st.integers(0, 10**6), factor=st.sampled_from([0.5, 2.0, 10.0]))
@settings(deadline=None, max_examples=10)
def test_scale_of_ratings_scales_the_effect(seed: int, factor: float) -> None:
    ratings, habits = diary(40, seed)
    a = only(associate(ratings, habits))
    b = only(associate({d: v * factor for d, v in ratings.items()}, habits))
    if a.effect is not None and b.effect is not None:
        assert b.effect == pytest.approx(a.effect * factor, abs=1e-9)
        assert b.p_value == pytest.approx(a.p_value, abs=1e-9)


@given(seed=st.integers(0, 10**6), order=st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=10)
def test_order_of_input_does_not_matter(seed: int, order: random.Random) -> None:
    ratings, habits = diary(40, seed, habits=3, missing=0.2)

    def shuffled(mapping: dict) -> dict:
        items = list(mapping.items())
        order.shuffle(items)
        return dict(items)

    mixed = shuffled({name: shuffled(kept) for name, kept in habits.items()})
    assert associate(shuffled(ratings), mixed) == associate(ratings, habits)


def test_other_habits_change_the_family_but_not_the_numbers() -> None:
    ratings, habits = diary(60, habits=4)
    alone = only(associate(ratings, {"habit 0": habits["habit 0"]}))
    among = only(associate(ratings, habits))
    assert (alone.effect, alone.low, alone.p_value) == (among.effect, among.low, among.p_value)
    assert among.working is not None
    assert among.working.family_size == 8


def test_several_ratings_are_one_family_in_a_stable_order() -> None:
    ratings, habits = diary(60)
    energy, _ = diary(60, seed=9)
    found = compare_family(Family({"mood": ratings, "energy": energy}, habits))
    keys = [(c.rating, c.habit, c.lag) for c in found.comparisons]
    assert keys == sorted(keys)
    assert len(keys) == 8 == found.family_size
    q = benjamini_hochberg([c.p_value for c in found.comparisons if c.p_value is not None])
    assert [c.q_value for c in found.comparisons] == q


def test_progress_reports_every_comparison() -> None:
    ratings, habits = diary(30)
    seen: list[tuple[int, int]] = []
    associate(ratings, habits, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(i, 4) for i in range(1, 5)]


def test_a_large_effect_is_shown_and_worded() -> None:
    ratings, habits = diary(120, effect=1.5)
    found = associate(ratings, habits)
    c = only(found)
    assert c.shown
    assert c.q_value is not None
    assert c.q_value <= FDR
    text = f"{answer(c)} {caveat(c)}"
    assert "higher" in text
    assert "association" in text
    assert "cause" not in text
    assert len(explain(c)) == 8
    assert "shown" in overview(found)


def test_not_shown_is_an_answer() -> None:
    ratings, habits = diary(60)
    c = only(associate(ratings, habits))
    assert c.status == "not shown"
    assert "no difference shown" in answer(c)
    assert "not the same as no difference" in caveat(c)


def test_every_number_can_be_json() -> None:
    ratings, habits = diary(60)
    data = json.loads(json.dumps(asdict(associate(ratings, habits))))
    first = data["comparisons"][0]
    assert {"effect", "low", "high", "p_value", "q_value", "n_with", "n_without"} <= set(first)
    assert first["working"]["critical_t"] > 1.9
    assert "Benjamini-Hochberg" in METHOD


def test_comparisons_cannot_be_changed() -> None:
    ratings, habits = diary(20)
    with pytest.raises(FrozenInstanceError):
        associate(ratings, habits).comparisons[0].effect = 1.0  # type: ignore[misc]


def test_ratings_that_never_vary() -> None:
    _, habits = diary(40)
    c = only(associate({day(t): 3.0 for t in range(40)}, habits))
    assert (c.status, c.effect) == ("no variation", None)
    assert "the same" in answer(c)


def test_a_habit_on_fixed_weekdays_cannot_be_told_from_the_weekday() -> None:
    ratings, _ = diary(100)
    c = only(associate(ratings, {"habit 0": {day(t): t % 7 in (5, 6) for t in range(100)}}))
    assert (c.status, c.effect) == ("fixed weekdays", None)
    assert "weekday" in answer(c)


def test_a_perfect_fit_is_finite() -> None:
    _, habits = diary(60)
    c = only(associate({d: 4.0 if on else 2.0 for d, on in habits["habit 0"].items()}, habits))
    assert c.shown
    assert c.effect == pytest.approx(2.0)
    assert c.low is not None
    assert 1.5 < c.low < 2.0 < c.high < 2.5, "ratings are rounded: no difference is known to the last digit"


def test_a_weekday_wave_is_not_taken_for_the_habit() -> None:
    r = random.Random(4)
    ratings = {day(t): 3.0 + 1.5 * (t % 7 >= 5) + r.gauss(0, 0.3) for t in range(140)}
    weekend = {day(t): r.random() < (0.9 if t % 7 >= 5 else 0.1) for t in range(140)}
    c = only(associate(ratings, {"habit 0": weekend}))
    assert c.working is not None
    assert c.working.raw_difference > 0.8
    assert not c.shown


def test_a_habit_that_changed_once_is_not_a_finding() -> None:
    r = random.Random(3)
    ratings = {day(t): float(min(5, max(1, round(3 + 0.02 * (t - 60) + r.gauss(0, 0.6))))) for t in range(120)}
    c = only(associate(ratings, {"habit 0": {day(t): t >= 60 for t in range(120)}}))
    assert (c.status, c.effect) == ("few changes", None)
    assert "too seldom" in answer(c)


@pytest.mark.parametrize("switches", [1, 2, 3])
def test_a_few_changes_with_a_step_in_mood_are_not_a_finding(switches: int) -> None:
    """The level goes up on the day on which the habit is begun, and everything else is steady."""
    for days in (42, 60, 90):
        length = days // (switches + 1)
        kept = {day(t): (t // length) % 2 == 1 for t in range(days)}
        ratings = {day(t): 4.0 if t >= length else 3.0 for t in range(days)}
        assert not only(associate(ratings, {"habit 0": kept})).shown


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_rating_that_is_not_finite_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="2024-01-01"):
        associate({day(0): bad}, {})


def test_no_habits_and_no_ratings() -> None:
    assert associate({}, {}).comparisons == ()
    assert associate({}, {"habit 0": {}}).comparisons[0].needs.check_ins == 14


def eliminate(matrix: list[list[float]], right: list[list[float]]) -> tuple[list[list[float]], float]:
    """Solve for every row of `right` as one right side; and give the logarithm of the determinant's size."""
    n = len(matrix)
    rows = [[*row, *(side[i] for side in right)] for i, row in enumerate(matrix)]
    log_det = 0.0
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        log_det += math.log(abs(rows[i][i]))
        for k in range(n):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [[rows[i][n + j] / rows[i][i] for i in range(n)] for j in range(len(right))], log_det


def times(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    """Multiply every row of `a` with every row of `b`."""
    return [[math.fsum(x * y for x, y in zip(row, other, strict=True)) for other in b] for row in a]


def test_elimination_solves_what_is_known() -> None:
    solved, log_det = eliminate([[0.0, 2.0], [3.0, 1.0]], [[4.0, 5.0], [2.0, 4.0]])
    assert solved == [pytest.approx([1.0, 2.0]), pytest.approx([1.0, 1.0])]
    assert log_det == pytest.approx(math.log(6))


def dense_course(days: list[int]) -> list[list[float]]:
    """The slow course from its definition: quadratic B-splines by de Boor's recursion, without the last."""
    span = days[-1] - days[0]
    stretches = (span + 1) // 60
    if not stretches:
        return [[(day - days[0]) / span for day in days]]

    def spline(number: int, degree: int, at: float) -> float:
        if degree == 0:
            return float(number <= at < number + 1)
        left = (at - number) / degree * spline(number, degree - 1, at)
        return left + (number + degree + 1 - at) / degree * spline(number + 1, degree - 1, at)

    places = [min((day - days[0]) * stretches / span, stretches - 1e-12) for day in days]
    return [[spline(number - 2, 2, at) for at in places] for number in range(stretches + 1)]


@pytest.mark.parametrize(("span", "rows", "nights"), [(60, 40, False), (50, 30, True), (200, 50, True)])
def test_likelihood_and_fit_agree_with_dense_matrices(span: int, rows: int, nights: bool) -> None:
    """The filter against plain linear algebra, with gaps: same slope, residual and log determinant."""
    r = random.Random(8)
    days = sorted({738000, 738000 + span - 1, *r.sample(range(738000, 738000 + span), rows)})
    y, x = [r.gauss(3, 1) for _ in days], [float(r.random() < 0.5) for _ in days]
    sleep = [[r.gauss(0, 1) for _ in days]] if nights else []
    design = Design(days, sleep)
    column, habit = FilteredSeries(design, y), FilteredSeries(design, x)
    own = [*dense_course(days), *sleep, *([float(d % 7 == k) for d in days] for k in range(7))]
    assert design.columns == len(own) == 7 + nights + 1 + (days[-1] - days[0] + 1) // 60
    full = [*own, x]
    for node in itertools.product((-4, 0, 6, 20), (0, 2, 6)):
        memory, noise = design.parameters(node)
        cov = [[(1 - noise) * memory ** abs(a - b) + noise * (a == b) for b in days] for a in days]
        whitened, cov_log_det = eliminate(cov, [*full, y])
        beta = eliminate(times(full, whitened[:-1]), times([y], whitened[:-1]))[0][0]
        rest = [
            value - fitted
            for value, fitted in zip(y, times([beta], [list(row) for row in zip(*full, strict=True)])[0], strict=True)
        ]
        residual = times([rest], eliminate(cov, [rest])[0])[0][0]
        own_log_det = eliminate(times(own, whitened[: len(own)]), [])[1]
        wy, py, ly = column.at(node)
        wx, px, lx = habit.at(node)
        slope = (times([wx], [wy])[0][0] - times([px], [py])[0][0]) / lx
        assert slope == pytest.approx(beta[-1], abs=1e-9)
        assert ly - slope**2 * lx == pytest.approx(residual, abs=1e-8)
        # A line over other units has another determinant, by the same constant at every point.
        assert design.filter(node).log_det == pytest.approx(cov_log_det + own_log_det, abs=1e-8)
    result = fit(column, habit)
    assert result.points > 5
    assert 0 < result.df < rows


def test_months_without_a_check_in_are_stepped_over() -> None:
    days = [*range(738000, 738090), *range(738500, 738590)]
    design = Design(days)
    assert design.columns < 7 + 1 + 590 // 60
    y = [3.0 + (day % 5 == 0) for day in days]
    found = fit(FilteredSeries(design, y), FilteredSeries(design, [float(day % 3 == 0) for day in days]))
    assert math.isfinite(found.effect)
    assert found.standard_error > 0


def test_columns_and_designs_are_checked() -> None:
    with pytest.raises(ValueError, match="increasing"):
        Design([3, 3])
    with pytest.raises(ValueError, match="values for"):
        FilteredSeries(Design([1, 2]), [1.0])
    a, b = Design(range(20)), Design(range(20))
    values = [float(t % 3) for t in range(20)]
    with pytest.raises(ValueError, match="different days"):
        fit(FilteredSeries(a, values), FilteredSeries(b, values))
    with pytest.raises(ValueError, match="vary"):
        fit(FilteredSeries(a, [1.0] * 20), FilteredSeries(a, values))


@pytest.mark.parametrize(("days", "limit"), [(365, 1.5), (MOST_DAYS, 1.8)])
def test_quick(days: int, limit: float) -> None:
    ratings, habits = diary(days, habits=12)
    began = time.process_time()
    associate(ratings, habits)
    assert time.process_time() - began < limit
