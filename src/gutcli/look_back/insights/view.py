"""What `insights` says: what check-ins and habits show together, what they do not, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from gutcli.look_back.insights.association import Comparison, Insights, Working
    from gutcli.look_back.insights.habits import Habit


_WIDEST = 4.0


@dataclass(frozen=True, slots=True)
class NeedLine:
    """How many more are needed before something is compared."""

    check_ins: int
    days_with: int
    days_without: int


@dataclass(frozen=True, slots=True)
class WorkingLine:
    """The numbers between the diary and the answer, in rating points and days."""

    mean_with: float
    mean_without: float
    raw_difference: float
    standard_error: float
    residual_sd: float
    memory: float
    noise: float
    df_fit: float
    runs: int
    df: float
    t: float
    critical_t: float
    rank: int
    threshold: float
    family_size: int


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One habit and one rating, `lag` days later: the mean of days with minus that of days without.

    `status` is shown, not shown, too few, few changes, fixed weekdays or no variation; figures are null where nothing
    was compared. An interval ends where the scale from 1 to 5 does.
    """

    habit: str
    habit_id: str
    habit_kind: str
    rating: str
    lag: int
    status: str
    n_with: int
    n_without: int
    needs: NeedLine
    effect: float | None
    low: float | None
    high: float | None
    p_value: float | None
    q_value: float | None
    answer: str
    caveat: str
    missing: str
    working: WorkingLine | None
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InsightsView:
    """The comparisons of the days from `first` to `last`. With `needed`, nothing is compared yet.

    All ratings are one family, whichever `about` shows; `family_size` counts what was tested. `explained` is the
    habit that is walked through, whose lines alone have `steps`. `foods_hidden`: food is left out
    for the person's sake.
    """

    KIND: ClassVar[str] = "insights"
    first: date
    last: date
    days: int
    about: str | None
    explained: str | None
    check_ins: int
    check_ins_needed: int
    least_check_ins: int
    least_days_a_side: int
    foods_hidden: bool
    family_size: int
    false_discovery_rate: float
    interval_level: float
    method: str
    overview: str
    comparisons: tuple[ComparisonLine, ...]


def comparison_lines(
    found: Insights, habits: Mapping[str, Habit], ratings: Iterable[str], *, steps: bool = False
) -> tuple[ComparisonLine, ...]:
    """Say the comparisons of these ratings, in a stable order: by rating, kind of habit, its name, lag."""
    order = {rating: place for place, rating in enumerate(ratings)}
    names = {name: place for place, name in enumerate(habits)}
    chosen = [_keep_to_scale(c) for c in found.comparisons if c.rating in order and c.habit in habits]
    chosen.sort(key=lambda c: (order[c.rating], names[c.habit], c.lag))
    return tuple(_comparison_line(c, habits[c.habit], steps=steps) for c in chosen)


def _keep_to_scale(c: Comparison) -> Comparison:
    """End the interval at the largest difference that ratings from 1 to 5 can have."""
    if c.low is None or c.high is None:
        return c
    return replace(c, low=max(c.low, -_WIDEST), high=min(c.high, _WIDEST))


def _comparison_line(c: Comparison, habit: Habit, *, steps: bool) -> ComparisonLine:
    from gutcli.look_back.insights import wording

    return ComparisonLine(
        habit.name, habit.id, habit.kind, c.rating, c.lag, c.status, c.n_with, c.n_without,
        NeedLine(c.needs.check_ins, c.needs.days_with, c.needs.days_without),
        _round(c.effect), _round(c.low), _round(c.high), _round(c.p_value), _round(c.q_value),
        wording.answer(c), wording.caveat(c), wording.needed(c), _working_line(c.working) if c.working else None,
        wording.explain(c) if steps else (),
    )  # fmt: skip


def _working_line(w: Working) -> WorkingLine:
    return WorkingLine(
        round(w.mean_with, 6),
        round(w.mean_without, 6),
        round(w.raw_difference, 6),
        round(w.standard_error, 6),
        round(w.residual_sd, 6),
        round(w.memory, 6),
        round(w.noise, 6),
        round(w.df_fit, 6),
        w.runs,
        round(w.df, 6),
        round(w.t, 6),
        round(w.critical_t, 6),
        w.rank,
        round(w.threshold, 6),
        w.family_size,
    )


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
