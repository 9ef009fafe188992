"""Each comparison as a line: its figures, what it is called, since when it is shown, and what it says in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median
from typing import Any

from gutcli.diary.ratings import find_rating
from gutcli.look_back.insights import wording
from gutcli.look_back.insights.comparison import Comparison, DayBefore, Insights, Working
from gutcli.look_back.insights.habits import ComparedHabit
from gutcli.look_back.insights.later import Appearance


@dataclass(frozen=True, slots=True)
class LaterDays:
    """What the days after a finding first appeared say of it, alone."""

    effect: float
    low: float
    high: float
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonLine(Comparison):
    """A comparison of days with a habit and days without, and what it says in words.

    `status` is shown, not shown, too few, few changes, fixed weekdays or no variation; figures are null where nothing
    was compared. An interval ends where the rating's scale does. `rating` is the rating's key, `rating_name` what it is
    called. What is shown has `since`, the day on which a weekly look would first have shown it, `later`, what the days
    after that say alone (null while they are too few), and `confirmed`, whether they say the same.
    """

    habit_id: str
    habit_kind: str
    rating_name: str
    unit: str
    since: date | None
    later: LaterDays | None
    confirmed: bool | None
    answer: str
    caveat: str
    missing: str
    steps: tuple[str, ...]


def build_lines(
    compared: Iterable[Comparison], habits: Mapping[str, ComparedHabit], ratings: Sequence[str],
    seen: Mapping[Comparison, Appearance], *, steps: bool,
) -> tuple[ComparisonLine, ...]:  # fmt: skip
    """Return the comparisons in a stable order: by rating, kind of habit, its name, lag."""
    names = list(habits)
    ordered = sorted(compared, key=lambda c: (ratings.index(c.rating), names.index(c.habit), c.lag))
    return tuple(_build_line(c, habits[c.habit], seen.get(c), steps=steps) for c in ordered)


def find_smallest(found: Insights, ratings: Iterable[str]) -> tuple[str | None, float | None]:
    """Return the first of these ratings that was compared, and the difference that would mostly be seen in it."""
    for rating in ratings:
        if reaches := [c.smallest for c in found.comparisons if c.rating == rating and c.smallest is not None]:
            return rating, round(median(reaches), 6)
    return None, None


def _build_line(c: Comparison, habit: ComparedHabit, appearance: Appearance | None, *, steps: bool) -> ComparisonLine:
    said = replace(_clip_to_scale(c), habit=habit.label)
    later = appearance.later if appearance else None
    alone = None
    if later and later.effect is not None and later.low is not None and later.high is not None:
        alone = LaterDays(
            round(later.effect, 6), round(later.low, 6), round(later.high, 6), later.n_with + later.n_without
        )
    parts = {"working": c.working and Working(**_round_all(c.working))}
    before = {"day_before": c.day_before and DayBefore(**_round_all(c.day_before))}
    return ComparisonLine(
        **_round_all(said) | parts | before,
        habit_id=habit.id,
        habit_kind=habit.kind,
        rating_name=wording.name_rating(c.rating),
        unit=wording.find_unit(c.rating),
        since=appearance.since if appearance else None,
        later=alone,
        confirmed=appearance.confirmed if appearance else None,
        answer=wording.answer(said),
        caveat=wording.caveat(said),
        missing=wording.needed(said),
        steps=wording.explain(said) if steps else (),
    )


def _clip_to_scale(c: Comparison) -> Comparison:
    """End the interval at the largest difference that the rating's scale can have."""
    rating = find_rating(c.rating)
    if c.low is None or c.high is None or rating is None:
        return c
    widest = rating.most - rating.least
    return replace(c, low=max(c.low, -widest), high=min(c.high, widest))


def _round_all(found: Comparison | Working | DayBefore) -> dict[str, Any]:
    """Return the fields by name, figures with six places."""
    values = {name: getattr(found, name) for name in found.__dataclass_fields__}
    return {name: round(value, 6) if isinstance(value, float) else value for name, value in values.items()}
