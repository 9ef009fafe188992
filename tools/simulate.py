"""Measure the association method on simulated diaries and print the Markdown tables of docs/insights.md.

    python tools/simulate.py              the whole proof (some hours on one core)
    python tools/simulate.py --share 4    a quarter of the diaries, as in the tables of the page
    python tools/simulate.py --quick      a twentieth (some minutes)
    python tools/simulate.py --seed 7     another seed

Every diary has its own generator, seeded from the seed, the scenario and its number, so a run is repeatable
and any single diary can be made again.  Ratings are whole numbers 1 to 5: 3 + AR(1) mood (SD 0.8) + a weekday
wave, rounded.  Habits are on or off in runs (a two-state Markov chain) with weekday preferences of their own.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from gutcli.look_back.insights.association import Family, benjamini_hochberg, compare_family
from gutcli.look_back.insights.comparison import FDR, Comparison
from gutcli.look_back.insights.later import find_appearances
from gutcli.look_back.regression.distributions import central_quantile, two_sided_p
from gutcli.look_back.regression.gls import Design, FilteredSeries, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SEED = 20240229
PHIS = (0.0, 0.3, 0.6, 0.8)
MOOD_SD = 0.8
WAVE = 0.4  # amplitude of the weekday wave, in mood SDs
RATING_SD = math.sqrt(MOOD_SD**2 * (1 + WAVE**2 / 2) + 1 / 12)  # with the wave and the rounding
START = date(2023, 1, 2)


@dataclass(frozen=True)
class Scenario:
    """What kind of diary to make.  `effect` is in SDs of the ratings; `missing` is a share of days."""

    name: str
    phi: float = 0.0
    days: int = 120
    missing: float = 0.3
    habits: int = 12
    effect: float = 0.0
    lag: int = 0
    rounded: bool = True
    drift: float = 0.0  # SD of a random walk's daily step, in mood SDs
    one_switch: bool = False  # each habit starts once and stays
    skip_bad: bool = False  # a bad day doubles the chance of no check-in
    mood_led: float = 0.0  # by so much is every habit likelier for each SD that yesterday was better
    season: float = 0.0  # amplitude of a year's wave that moves mood (in mood SDs) and, by a fifth, every habit
    trend: float = 0.0  # by so many mood SDs mood rises from first to last day, and habits with it
    adopted: bool = False  # each habit is begun slowly, over the middle of the diary, while mood rises


Diary = tuple[dict[date, float], dict[str, dict[date, bool]]]


def make(s: Scenario, seed: str) -> Diary:
    """One diary.  The effect, if any, is on habit "h00"."""
    r = random.Random(seed)  # noqa: S311 - a simulation, not a secret
    mood, walk = [r.gauss(0, 1)], 0.0
    for _ in range(s.days - 1):
        mood.append(s.phi * mood[-1] + math.sqrt(1 - s.phi**2) * r.gauss(0, 1))
    turn_of_year = r.uniform(0, 2 * math.pi) if s.season else 0.0
    for t in range(s.days):
        walk += s.drift * r.gauss(0, 1)
        mood[t] += walk + s.trend * (t / s.days - 0.5)
        mood[t] += s.season * math.sin(2 * math.pi * t / 365 + turn_of_year)
    phase = r.uniform(0, 2 * math.pi)
    latent = [m + WAVE * math.sin(2 * math.pi * t / 7 + phase) for t, m in enumerate(mood)]
    habits: list[list[bool]] = []
    for _ in range(s.habits):
        p, stay = r.uniform(0.3, 0.7), r.uniform(0.2, 0.8)
        lean, turn = r.uniform(0, 0.2), r.uniform(0, 2 * math.pi)
        switch = r.randrange(s.days // 4, 3 * s.days // 4)
        on = r.random() < p
        series: list[bool] = []
        for t in range(s.days):
            chance = p + stay * (on - p) + lean * math.sin(2 * math.pi * t / 7 + turn)
            if s.mood_led and t:
                chance += s.mood_led * mood[t - 1]
            chance += s.season / 5 * math.sin(2 * math.pi * t / 365 + turn_of_year) + s.trend / 5 * (t / s.days - 0.5)
            if s.adopted:
                chance += 0.6 / (1 + math.exp(-(t - switch) / (s.days / 20))) - 0.4
            on = r.random() < min(max(chance, 0.02), 0.98)
            if s.one_switch:
                on = t >= switch
            series.append(on)
        habits.append(series)
    share = sum(habits[0]) / s.days
    ratings: dict[date, float] = {}
    seen: list[int] = []
    away = False
    for t in range(s.days):
        # Missed check-ins come in runs too: staying away is likelier after a missed day.
        chance = s.missing + 0.3 * (away - s.missing)
        if s.skip_bad and mood[t] < -0.5:
            chance = min(2 * chance, 0.9)
        away = s.missing > 0 and r.random() < chance
        if away:
            continue
        seen.append(t)
        gain = s.effect * RATING_SD * ((t >= s.lag and habits[0][t - s.lag]) - share)
        value = 3 + MOOD_SD * latent[t] + gain
        ratings[START + timedelta(t)] = min(5, max(1, round(value))) if s.rounded else value
    return ratings, {f"h{j:02}": {START + timedelta(t): series[t] for t in seen} for j, series in enumerate(habits)}


def wilson(k: int, n: int) -> tuple[float, float]:
    """Wilson (1927) 95 % interval for a proportion."""
    z, p = 1.959964, k / n
    middle, reach = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - reach) / (1 + z * z / n), (middle + reach) / (1 + z * z / n)


@dataclass
class Tally:
    """Counts over the diaries of one scenario."""

    diaries: int = 0
    any_shown: int = 0
    found: int = 0
    false_share: float = 0.0
    truth_covered: int = 0
    truth_tested: int = 0
    null_covered: int = 0
    null_tested: int = 0
    widths: list[float] = field(default_factory=list)

    def add(self, s: Scenario, results: Sequence[Comparison]) -> None:
        """Count one diary."""
        self.diaries += 1
        shown = [c for c in results if c.shown]
        self.any_shown += bool(shown)
        if shown:
            # With an effect, both lags of the true habit are associated (it comes in runs): neither is false.
            self.false_share += sum(not (s.effect and c.habit == "h00") for c in shown) / len(shown)
        for c in results:
            if c.low is None or c.high is None:
                continue
            if s.effect and c.habit == "h00":
                if c.lag == s.lag:
                    self.found += c.shown
                    self.truth_tested += 1
                    self.truth_covered += c.low <= s.effect * RATING_SD <= c.high
                    self.widths.append((c.high - c.low) / 2)
            else:
                self.null_tested += 1
                self.null_covered += c.low <= 0 <= c.high


def run(s: Scenario, count: int, seed: int) -> Tally:
    """Analyse `count` diaries of a scenario."""
    tally = Tally()
    for number in range(count):
        ratings, habits = make(s, f"{seed}/{s.name}/{s.phi}/{number}")
        tally.add(s, compare_family(Family({"mood": ratings}, habits)).comparisons)
    return tally


def pair(
    ratings: Mapping[date, float], habit: Mapping[date, bool], lag: int
) -> tuple[list[int], list[float], list[float]]:
    """Return the days, ratings and habit (0/1) of one comparison."""
    days = [d for d in sorted(ratings) if d - timedelta(lag) in habit]
    return (
        [d.toordinal() for d in days],
        [ratings[d] for d in days],
        [float(habit[d - timedelta(lag)]) for d in days],
    )


def within_weekday(days: Sequence[int], values: Sequence[float]) -> list[float]:
    """Deviations from the mean of the same weekday."""
    groups: dict[int, list[float]] = {}
    for d, v in zip(days, values, strict=True):
        groups.setdefault(d % 7, []).append(v)
    means = {w: sum(g) / len(g) for w, g in groups.items()}
    return [v - means[d % 7] for d, v in zip(days, values, strict=True)]


Answer = tuple[float, float, float]  # p, effect, half width (nan without an interval)


def welch(_days: Sequence[int], y: Sequence[float], x: Sequence[float]) -> Answer:
    """Welch's t-test, which takes the days as independent."""
    groups = [[v for v, on in zip(y, x, strict=True) if on == side] for side in (1.0, 0.0)]
    means = [sum(g) / len(g) for g in groups]
    parts = [sum((v - m) ** 2 for v in g) / (len(g) - 1) / len(g) for g, m in zip(groups, means, strict=True)]
    se = math.sqrt(sum(parts)) or 1e-9
    df = se**4 / (sum(v * v / (len(g) - 1) for v, g in zip(parts, groups, strict=True)) or 1e-30)
    effect = means[0] - means[1]
    return two_sided_p(effect / se, df), effect, se * central_quantile(0.95, df)


def newey_west(days: Sequence[int], y: Sequence[float], x: Sequence[float]) -> Answer:
    """Least squares with weekdays and the Newey-West (1987) standard error, lags up to 4 (n/100)^(2/9)."""
    xs, ys = within_weekday(days, x), within_weekday(days, y)
    sxx = sum(v * v for v in xs)
    effect = sum(a * b for a, b in zip(xs, ys, strict=True)) / sxx
    score = {d: a * (b - effect * a) for d, a, b in zip(days, xs, ys, strict=True)}
    reach = int(4 * (len(days) / 100) ** (2 / 9))
    total = sum(v * v for v in score.values())
    for gap in range(1, reach + 1):
        total += 2 * (1 - gap / (reach + 1)) * sum(v * score.get(d - gap, 0.0) for d, v in score.items())
    df = len(days) - 8
    se = math.sqrt(max(total, 1e-12) * len(days) / df) / sxx
    return two_sided_p(effect / se, df), effect, se * central_quantile(0.95, df)


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(map(mul, a, b), 0.0)


def _shuffled(days: Sequence[int], y: Sequence[float], orders: Sequence[Sequence[float]], x: Sequence[float]) -> Answer:
    # Each weekday's ratings are centred, so this is the covariance of ratings and habit within weekdays.
    ys = within_weekday(days, y)
    own = abs(_dot(x, ys))
    beaten = sum(abs(_dot(order, ys)) >= own - 1e-9 for order in orders)
    return (1 + beaten) / (1 + len(orders)), math.nan, math.nan


def circular_shift(days: Sequence[int], y: Sequence[float], x: Sequence[float]) -> Answer:
    """All n - 1 rotations of the habit against the weekday-adjusted ratings."""
    return _shuffled(days, y, [[*x[k:], *x[:k]] for k in range(1, len(x))], x)


def week_blocks(days: Sequence[int], y: Sequence[float], x: Sequence[float]) -> Answer:
    """999 shufflings of seven-row blocks of the habit."""
    r = random.Random(f"blocks/{days[0]}/{len(days)}/{sum(x)}")  # noqa: S311 - a simulation
    blocks = [x[k : k + 7] for k in range(0, len(x), 7)]
    return _shuffled(days, y, [[v for b in r.sample(blocks, len(blocks)) for v in b] for _ in range(999)], x)


def one_best(days: Sequence[int], y: Sequence[float], x: Sequence[float]) -> Answer:
    """Fit the same regression with the single likeliest (memory, noise) plugged in, n - 8 degrees of freedom."""
    design = Design(days)
    return _at(FilteredSeries(design, y), FilteredSeries(design, x), None, len(days) - 8)


def oracle(phi: float) -> Callable[[Sequence[int], Sequence[float], Sequence[float]], Answer]:
    """Make the regression that is told the true memory: no honest test can be expected to find more."""

    class Known(Design):
        @staticmethod
        def parameters(_node: Node) -> tuple[float, float]:
            return phi, (1 / 12) / (MOOD_SD**2 + 1 / 12)

    def answer(days: Sequence[int], y: Sequence[float], x: Sequence[float]) -> Answer:
        design = Known(days)
        return _at(FilteredSeries(design, y), FilteredSeries(design, x), (0, 0), len(days) - 8)

    return answer


def _at(y: FilteredSeries, x: FilteredSeries, node: Node | None, df: int) -> Answer:
    def solve(place: Node) -> tuple[float, float, float]:
        wy, py, ly = y.at(place)
        wx, px, lx = x.at(place)
        slope = (_dot(wx, wy) - _dot(px, py)) / lx
        return slope, max(ly - slope * slope * lx, 1e-9), lx

    def score(place: Node) -> float:
        _, rss, lx = solve(place)
        return -0.5 * (y.design.filter(place).log_det + df * math.log(rss) + math.log(lx))

    if node is None:
        scores, _ = y.design.explore(score, *y.start())
        node = max(scores, key=lambda place: scores[place])
    effect, rss, lx = solve(node)
    se = math.sqrt(rss / df / lx)
    return two_sided_p(effect / se, df), effect, se * central_quantile(0.95, df)


METHODS: dict[str, Callable[[Sequence[int], Sequence[float], Sequence[float]], Answer]] = {
    "Welch t-test, days as independent": welch,
    "least squares + weekdays, Newey-West": newey_west,
    "circular shift, all shifts": circular_shift,
    "seven-day block permutation, 999": week_blocks,
    "GLS, single best memory": one_best,
}
OURS_UNLIMITED = "averaged GLS, without the run limit"
OURS = "averaged GLS with the run limit (used)"
ORACLE = "told the true memory (ceiling)"


def compare_methods(s: Scenario, count: int, seed: int) -> dict[str, tuple[int, int, int, int]]:
    """For each method: diaries with any finding, diaries finding h00 the same day, covered, intervals."""
    out = {name: [0, 0, 0, 0] for name in (*METHODS, ORACLE, OURS_UNLIMITED, OURS)}
    for number in range(count):
        ratings, habits = make(s, f"{seed}/{s.name}/{s.phi}/{number}")
        tested = [c for c in compare_family(Family({"mood": ratings}, habits)).comparisons if c.working is not None]
        answers: dict[str, list[Answer]] = {}
        for name, method in {**METHODS, ORACLE: oracle(s.phi)}.items():
            answers[name] = [method(*pair(ratings, habits[c.habit], c.lag)) for c in tested]
        for name in (OURS_UNLIMITED, OURS):
            rows: list[Answer] = []
            for c in tested:
                assert c.working is not None
                assert c.effect is not None
                df = c.working.df if name == OURS else c.working.df_fit
                reach = c.working.standard_error * central_quantile(0.95, df)
                rows.append((two_sided_p(c.working.t, df), c.effect, reach))
            answers[name] = rows
        for name, rows in answers.items():
            shown = [q <= FDR for q in benjamini_hochberg([p for p, _, _ in rows])]
            out[name][0] += any(shown)
            for c, yes, (_, effect, reach) in zip(tested, shown, rows, strict=True):
                if c.habit == "h00" and c.lag == 0:
                    out[name][1] += yes
                elif not s.effect and not math.isnan(reach):
                    out[name][2] += abs(effect) <= reach
                    out[name][3] += 1
    return {name: (a, b, c, d) for name, (a, b, c, d) in out.items()}


def rate(k: int, n: int) -> str:
    """Write a percentage with its Wilson interval."""
    if not n:
        return "-"
    low, high = wilson(k, n)
    return f"{100 * k / n:.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table."""
    print("| " + " | ".join(header) + " |\n|" + "---|" * len(header))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def note(text: str) -> None:
    """Say on standard error what is running."""
    print(text, file=sys.stderr, flush=True)


def null_table(count: int, seed: int) -> None:
    """Diaries in which no habit does anything."""
    kinds = [Scenario("null", phi=phi) for phi in PHIS]
    small = max(10, count // 4)
    kinds += [
        Scenario("null, not rounded", phi=0.6, rounded=False),
        Scenario("null, 40 days, none missing", phi=0.6, days=40, missing=0.0),
        Scenario("null, 365 days", phi=0.6, days=365),
        Scenario("null, drifting mood", phi=0.3, drift=0.15),
        Scenario("null, bad days often skipped", phi=0.6, skip_bad=True),
        Scenario("null, habits that start once", phi=0.8, one_switch=True),
        Scenario("null, habits that start once, drift", phi=0.3, drift=0.15, one_switch=True),
        Scenario("null, mood and habits with the season, 365 days", phi=0.3, days=365, season=1.0),
        Scenario("null, mood and habits both rising", phi=0.3, trend=2.0),
        Scenario("null, habits adopted while mood rises", phi=0.3, trend=2.0, adopted=True),
        Scenario("no effect, but mood leads habit", phi=0.6, mood_led=0.2),
    ]
    rows, pooled = [], Tally()
    for kind in kinds:
        note(f"{kind.name}, phi {kind.phi}")
        n = count if kind.name == "null" else small
        t = run(kind, n, seed)
        if kind.name == "null":
            pooled.diaries += t.diaries
            pooled.any_shown += t.any_shown
            pooled.null_covered += t.null_covered
            pooled.null_tested += t.null_tested
        rows.append([kind.name, f"{kind.phi}", *_null_cells(t)])
    rows.insert(len(PHIS), ["null, all four", "", *_null_cells(pooled)])
    table(["Diaries", "phi", "number", "any finding", "intervals that cover 0"], rows)


def _null_cells(t: Tally) -> list[str]:
    return [str(t.diaries), rate(t.any_shown, t.diaries), rate(t.null_covered, t.null_tested)]


def effect_table(count: int, seed: int) -> None:
    """Diaries in which one habit does something."""
    rows = []
    for kind in (
        Scenario("same day, every day checked in", effect=0.8, missing=0.0),
        Scenario("same day, 30 % missing", effect=0.8),
        Scenario("same day, 30 % missing, 170 days", effect=0.8, days=170),
        Scenario("day after, every day checked in", effect=0.8, missing=0.0, lag=1),
    ):
        per_phi = count if kind.days == 120 and kind.lag == 0 else max(1, count // 4)
        all_phi = Tally()
        for phi in PHIS:
            note(f"{kind.name}, phi {phi}")
            t = run(replace(kind, phi=phi), per_phi, seed)
            if per_phi == count:
                rows.append(_effect_row(kind.name, f"{phi}", t))
            for name in ("diaries", "found", "truth_covered", "truth_tested", "null_covered", "null_tested"):
                setattr(all_phi, name, getattr(all_phi, name) + getattr(t, name))
            all_phi.false_share += t.false_share
            all_phi.widths += t.widths
        rows.append(_effect_row(kind.name, "all four", all_phi))
    header = ["Diaries, effect 0.8 SD", "phi", "number", "found", "intervals that cover the effect"]
    header += ["others' intervals that cover 0", "mean share of findings on another habit", "mean half width"]
    table(header, rows)


def _effect_row(name: str, phi: str, t: Tally) -> list[str]:
    return [
        name,
        phi,
        str(t.diaries),
        rate(t.found, t.diaries),
        rate(t.truth_covered, t.truth_tested),
        rate(t.null_covered, t.null_tested),
        f"{100 * t.false_share / t.diaries:.1f} %",
        f"{sum(t.widths) / max(1, len(t.widths)):.2f}",
    ]


WEEKS = 26
WINDOW = timedelta(days=89)


@dataclass
class Looks:
    """What somebody saw who looked at the last 90 days every week for half a year; weeks are of the first time."""

    diaries: int = 0
    looks: int = 0
    looks_shown: int = 0
    shown: int = 0
    again: int = 0
    true_shown: list[int] = field(default_factory=list)
    true_again: list[int] = field(default_factory=list)


def look_weekly(s: Scenario, count: int, seed: int) -> Looks:
    """Look at `count` diaries every week; `again` is what the days after its first appearance show alone."""
    tally = Looks()
    for number in range(count):
        ratings, habits = make(replace(s, days=7 * WEEKS), f"{seed}/{s.name}/{s.phi}/{number}/weekly")
        family = Family({"mood": ratings}, habits)
        first_seen: dict[str, int] = {}
        for week in range(3, WEEKS + 1):
            today = START + timedelta(days=7 * week - 1)
            known = family.cut(START, today)
            first = max(START, today - WINDOW)
            shown = [c for c in compare_family(known.cut(first, today)).comparisons if c.shown]
            tally.looks += 1
            tally.looks_shown += bool(shown)
            for c, seen in zip(shown, find_appearances(known, shown, first, today), strict=True):
                of = "true" if s.effect and c.habit == "h00" else "false"
                first_seen.setdefault(f"{of} shown", week)
                if seen.confirmed:
                    first_seen.setdefault(f"{of} again", week)
        tally.diaries += 1
        tally.shown += "false shown" in first_seen
        tally.again += "false again" in first_seen
        tally.true_shown += [first_seen["true shown"]] if "true shown" in first_seen else []
        tally.true_again += [first_seen["true again"]] if "true again" in first_seen else []
    return tally


def looks_table(count: int, seed: int) -> None:
    """Look every week for half a year."""
    rows = []
    for s in (
        *(Scenario("null", phi=phi) for phi in (0.0, 0.6)),
        *(Scenario("effect 0.8 SD, same day", phi=phi, effect=0.8) for phi in (0.0, 0.6)),
    ):
        note(f"weekly looks, {s.name}, phi {s.phi}")
        t = look_weekly(s, count, seed)
        weeks = sorted(t.true_again)
        rows.append(
            [
                s.name,
                f"{s.phi}",
                str(t.diaries),
                rate(t.looks_shown, t.looks),
                rate(t.shown, t.diaries),
                rate(t.again, t.diaries),
                rate(len(t.true_shown), t.diaries) if s.effect else "-",
                rate(len(t.true_again), t.diaries) if s.effect else "-",
                f"{weeks[len(weeks) // 2]}" if weeks else "-",
            ]
        )
    header = ["Diaries", "phi", "number", "a look shows something", "something false is shown at least once"]
    header += ["and again by later days alone", "the true one is shown", "and again", "by week (median)"]
    table(header, rows)


def led_table(count: int, seed: int) -> None:
    """Let habits follow the mood of the day before, and do nothing."""
    rows = []
    for by, phi in ((0.1, 0.6), (0.2, 0.6), (0.2, 0.3), (0.2, 0.8)):
        s = Scenario("mood leads", phi=phi, mood_led=by)
        note(f"{s.name} by {by}, phi {phi}")
        shown = left = 0
        for number in range(count):
            ratings, habits = make(s, f"{seed}/{s.name}/{s.phi}/{by}/{number}")
            found = [c for c in compare_family(Family({"mood": ratings}, habits)).comparisons if c.shown]
            shown += bool(found)
            left += any(not (c.day_before and c.day_before.explains) for c in found)
        rows.append([f"+{by} for each SD", f"{phi}", str(count), rate(shown, count), rate(left, count)])
    s = Scenario("same day, every day checked in", phi=0.6, effect=0.8, missing=0.0)
    note("a true effect that the day before explains")
    true = explained = 0
    for number in range(count):
        ratings, habits = make(s, f"{seed}/{s.name}/{s.phi}/{number}")
        found = [
            c for c in compare_family(Family({"mood": ratings}, habits)).comparisons if c.shown and c.habit == "h00"
        ]
        same = [c for c in found if c.lag == 0]
        true += bool(same)
        explained += any(c.day_before and c.day_before.explains for c in same)
    cells = [rate(true, count), f"{rate(true - explained, count)} stay findings"]
    rows.append(["none; one habit has an effect of 0.8 SD", "0.6", str(count), *cells])
    header = ["A good day makes every habit likelier the day after by", "phi", "number", "shown"]
    table([*header, "shown, and not explained by the day before"], rows)


def method_table(count: int, seed: int) -> None:
    """Print the alternatives on the same diaries."""
    any_found: dict[str, list[str]] = {}
    covered: dict[str, list[int]] = {}
    for phi in PHIS:
        note(f"other methods, phi {phi}")
        counted = compare_methods(Scenario("null", phi=phi), count, seed)
        for name, (k, _, inside, intervals) in counted.items():
            any_found.setdefault(name, []).append(f"{100 * k / count:.0f} %")
            covered.setdefault(name, []).extend([inside, intervals])
    power: dict[str, list[str]] = {}
    for missing, label in ((0.0, "same day, every day checked in"), (0.3, "same day, 30 % missing")):
        sums: dict[str, int] = {}
        for phi in PHIS:
            note(f"other methods, {label}, phi {phi}")
            kind = Scenario(label, phi=phi, missing=missing, effect=0.8)
            for name, (_, k, _, _) in compare_methods(kind, max(1, count // 2), seed).items():
                sums[name] = sums.get(name, 0) + k
        for name, k in sums.items():
            power.setdefault(name, []).append(f"{100 * k / (4 * max(1, count // 2)):.0f} %")
    rows = []
    for name, cells in any_found.items():
        c = covered[name]
        cover = "none made" if not c[1] else f"{100 * c[0] / c[1]:.1f} % and {100 * c[6] / c[7]:.1f} %"
        rows.append([name, *cells, cover, *power[name]])
    header = ["Method", *[f"any finding, phi {phi}" for phi in PHIS], "cover 0 at phi 0 and 0.8"]
    table([*header, "found, none missing", "found, 30 % missing"], rows)


def main() -> None:
    """Run the proof and print the tables."""
    parser = argparse.ArgumentParser(description="Measure the association method on simulated diaries.")
    parser.add_argument("--quick", dest="share", action="store_const", const=20, help="a twentieth of the diaries")
    parser.add_argument("--share", type=int, default=1, metavar="N", help="one in N of the diaries")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    share = options.share
    began = time.perf_counter()
    print(f"Seed {options.seed}; 12 habits, same day and day after, one rating;", end=" ")
    print("ranges are Wilson 95 % intervals.\n")
    null_table(1000 // share, options.seed)
    effect_table(300 // share, options.seed)
    looks_table(200 // share, options.seed)
    led_table(400 // share, options.seed)
    method_table(200 // share, options.seed)
    note(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
