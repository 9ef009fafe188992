"""From a trial and its days to what it shows and which were kept. Pure; what is judged was fixed at the start."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from gutcli.diary.summary import DaySummary
from gutcli.diary.trials import Trial, draw
from gutcli.look_back.days import list_days
from gutcli.look_back.trial.model import Before, Series, check_by_draw, estimate
from gutcli.text import fold

LOOKS_BACK_DAYS = 90
LEAST_CHECK_INS = 14
"""With fewer, how a rating goes up and down by itself is not known."""


@dataclass(frozen=True, slots=True)
class TrialOutcome:
    """What a trial shows: a difference (on less off) in points, its interval, and the randomisation test.

    `exact`: the interval comes from the draw itself; else from the model. `p` is None where the test could not be made,
    `draws` how many draws it looked at, `least_p` the least that so many could give.
    """

    difference: float
    low: float
    high: float
    days_on: int
    days_off: int
    mean_on: float
    mean_off: float
    exact: bool
    p: float | None
    draws: int
    least_p: float

    @property
    def is_shown(self) -> bool:
        """Return whether a difference is shown: the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def collect_series(trial: Trial, scores: Mapping[date, float], only: Collection[date] | None = None) -> Series:
    """Return the days that are compared: those with a rating, but for the first ones of each block.

    `only`: these alone.
    """
    blocks = draw(trial.id, trial.blocks)
    days = [
        day
        for day in list_days(trial.first, trial.last)
        if day in scores and trial.is_compared(day) and (only is None or day in only)
    ]
    return Series(
        days=tuple(day.toordinal() for day in days),
        scores=tuple(scores[day] for day in days),
        on=tuple(blocks[trial.number_at(day) - 1] for day in days),
        pairs=tuple((trial.number_at(day) - 1) // 2 for day in days),
    )


def collect_before(first: date, scores: Mapping[date, float]) -> Before | None:
    """Return the ratings of the 90 days before a trial; None where fewer than 14 were given, or all alike."""
    days = sorted(day for day in scores if 0 < (first - day).days <= LOOKS_BACK_DAYS)
    values = tuple(scores[day] for day in days)
    if len(days) < LEAST_CHECK_INS or len(set(values)) == 1:
        return None
    return Before(tuple(day.toordinal() for day in days), values)


def judge_trial(
    trial: Trial, scores: Mapping[date, float], only: Collection[date] | None = None
) -> TrialOutcome | None:
    """Return what a trial shows; None where too few days were rated, or all of them alike.

    `scores` hold those of the 90 days before it, too.
    """
    series = collect_series(trial, scores, only)
    before = collect_before(trial.first, scores)
    found = estimate(series, trial.blocks, before)
    if found is None:
        return None
    check = check_by_draw(series, trial.blocks // 2, trial.id, before)
    difference, low, high, exact = found.difference, found.low, found.high, False
    if check and check.low is not None and check.high is not None:
        difference, low, high, exact = check.difference, check.low, check.high, True
    on = [score for score, is_on in zip(series.scores, series.on, strict=True) if is_on]
    off = [score for score, is_on in zip(series.scores, series.on, strict=True) if not is_on]
    return TrialOutcome(
        difference=difference,
        low=low,
        high=high,
        days_on=len(on),
        days_off=len(off),
        mean_on=sum(on) / len(on),
        mean_off=sum(off) / len(off),
        exact=exact,
        p=check.p if check else None,
        draws=check.draws if check else 0,
        least_p=2 / check.draws if check else 1.0,
    )


def find_kept(trial: Trial, days: Mapping[date, DaySummary], today: date) -> dict[date, bool]:
    """Return, for each day of a trial up to today, whether it was kept as planned.

    A tick or a meal says that it was had. That it was not had is seen where it stood on the list and was not ticked;
    what has no place there, or is the person's own words, counts as kept unless they said otherwise (`slipped`).
    """
    blocks = draw(trial.id, trial.blocks)
    kept = {}
    for day in list_days(trial.first, min(today, trial.until)):
        had = _was_had(trial, days.get(day))
        was_to_be_had = blocks[trial.number_at(day) - 1] != trial.off
        kept[day] = (trial.off or had or not trial.slot) if was_to_be_had else not had
    return {day: as_planned and day not in trial.slipped for day, as_planned in kept.items()}


def _was_had(trial: Trial, summary: DaySummary | None) -> bool:
    if summary is None:
        return False
    done = {ident for _, ident, state in summary.items if state == "done"} | {ident for ident, _ in summary.ate}
    named = fold(trial.name) if trial.kind == "own" else ""
    return not done.isdisjoint(trial.out) or any(named and fold(words) == named for _, words in summary.ate)
