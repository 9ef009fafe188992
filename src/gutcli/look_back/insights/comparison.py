"""What a comparison is: its figures, what it lacks, and the numbers by which it decides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

MIN_CHECK_INS = 14
MIN_SIDE = 7
MIN_RUNS = 6
"""Unbroken stretches, with and without together: what was begun once and kept is one event, no comparison."""
MIN_NIGHTS = 0.5
"""The least share of days whose night is known for sleep to be allowed for."""
POWER_T = 0.84
"""With so many standard errors beyond what is just shown, four in five true differences are."""
FDR = 0.10
LAGS: tuple[Literal[0, 1], ...] = (0, 1)
METHOD = (
    "generalised least squares with weekdays, a slow course (one bend in 60 days), the night before where it is "
    "known, and AR(1)-plus-noise errors, averaged over the error parameters by restricted likelihood; t interval "
    "with degrees of freedom limited by the runs of the habit; Benjamini-Hochberg over the family"
)

Status = Literal["shown", "not shown", "too few", "fixed weekdays", "few changes", "no variation"]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How many more are needed before a comparison is made: check-ins, days with, days without."""

    check_ins: int = 0
    days_with: int = 0
    days_without: int = 0

    def __bool__(self) -> bool:
        return bool(self.check_ins or self.days_with or self.days_without)


@dataclass(frozen=True, slots=True)
class Working:
    """The numbers between the diary and the answer, for walking through one comparison.

    `course_columns` were allowed for as slow change, `nights` is on how many days the night before was known and
    allowed for (0: it was not); `mean_with`, `mean_without` and their `raw_difference` are plain averages;
    `standard_error` and `residual_sd` are in rating points; `df_fit` is what the fit supports, `runs` how many
    unbroken stretches the habit comes in, `df` what is used; `t` = effect / standard_error; `critical_t` makes the
    interval; `rank` of the p-value in the family and `threshold` = 0.10 * rank / family size, from Benjamini-
    Hochberg.
    """

    mean_with: float
    mean_without: float
    raw_difference: float
    standard_error: float
    residual_sd: float
    memory: float
    noise: float
    lattice_points: int
    df_fit: float
    runs: int
    df: float
    t: float
    critical_t: float
    course_columns: int
    nights: int
    rank: int = 0
    threshold: float = 0.0
    family_size: int = 0


@dataclass(frozen=True, slots=True)
class DayBefore:
    """The rating of the day before, on days with the habit minus days without: what cannot come from the habit.

    `explains`: it differs in the same way by more than chance, so that the habit may well follow the rating.
    """

    effect: float
    low: float
    high: float
    p_value: float
    explains: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """One habit, one rating, one lag (0 the same day, 1 the day after).

    `effect`, `low` and `high` are rating points, days with minus days without; they and the p- and q-value
    are None unless `status` is "shown" or "not shown". `smallest` is the true difference that four in five such
    diaries would show. `day_before` is looked at for what is shown.
    """

    habit: str
    rating: str
    lag: int
    n_with: int
    n_without: int
    status: Status
    needs: Shortfall
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    q_value: float | None = None
    smallest: float | None = None
    day_before: DayBefore | None = None
    working: Working | None = None

    @property
    def shown(self) -> bool:
        """Return whether the family-controlled decision is that there is an association."""
        return self.status == "shown"


@dataclass(frozen=True, slots=True)
class Insights:
    """All comparisons in a stable order (rating, habit, lag), never by size or p-value.

    `family_size` counts the comparisons that were tested; `check_ins` is the number of days with any rating;
    `needed` is how many more are needed before anything is compared.
    """

    comparisons: tuple[Comparison, ...]
    check_ins: int
    needed: int
    family_size: int

    def only(self, ratings: Collection[str], habits: Collection[str]) -> list[Comparison]:
        """Return the comparisons of these ratings and habits."""
        return [c for c in self.comparisons if c.rating in ratings and c.habit in habits]
