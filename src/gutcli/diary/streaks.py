"""How long the person has kept at it: streaks, and a strength that a lapse dents but does not zero. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gutcli.diary.fold import MET, MISSED, REST, Mark

# After 13 full days the strength is halfway from where it was to 1.
STRENGTH_HALF_DAYS = 13
GRACE_EVERY = 7


class Streak(NamedTuple):
    """Days in a row with the aim met. `today_pending`: today is not over and not met yet; it is not failed.

    `grace_days` are the missed days that the current streak forgives; empty unless the person asked for grace. Null
    figures where streaks are hidden.
    """

    current: int | None = 0
    longest: int | None = 0
    today_pending: bool = True
    grace_days: tuple[date, ...] = ()


class StrengthStep(NamedTuple):
    """One day's part in the strength: the share done (None on a rest day), the score before it and after it."""

    day: date
    share: float | None
    before: float
    score: float


def count_streak(marks: Iterable[Mark], today: date, *, grace: bool = False) -> Streak:
    """Count the current and the longest streak up to `today` from the written days, oldest first.

    A day without entries is missed; rest days bridge and add nothing; today, until it is met, is left out. With
    `grace`, a missed day is forgiven, bridging like a rest, if none of the six days before it was.
    """
    end = today.toordinal()
    run = longest = 0
    state = MISSED
    expected = 0
    last_grace = -GRACE_EVERY
    forgiven: list[int] = []

    def miss(day: int, days: int = 1) -> None:
        """Let `days` days in a row be missed, from `day` on: the first may be forgiven, never the second."""
        nonlocal run, longest, last_grace
        forgives = grace and run > 0 and day - last_grace >= GRACE_EVERY
        if forgives:
            last_grace = day
            forgiven.append(day)
        if not forgives or days > 1:
            longest = max(longest, run)
            run = 0
            forgiven.clear()

    for ordinal, state, _done, _total in marks:
        if ordinal >= end:
            break
        if ordinal != expected and run:  # the days between are not written
            miss(expected, ordinal - expected)
        if state == MET:
            run += 1
        elif state == MISSED:
            miss(ordinal)
        expected = ordinal + 1
    else:
        ordinal = end + 1
    if run and expected < end:
        miss(expected, end - expected)
    if ordinal != end:
        state = MISSED
    run += state == MET
    days = tuple(date.fromordinal(day) for day in forgiven) if run else ()
    return Streak(run, max(longest, run), state == MISSED, days)


def explain_strength(marks: Iterable[Mark], today: date) -> list[StrengthStep]:
    """Return every day's step of s = s x m + v x (1 - m), m = 0.5^(1/13), v the share of the day's items done.

    Starts at the first written day; a day without entries has v = 0; a rest day leaves s; today counts once it is met.
    """
    keep = 0.5 ** (1 / STRENGTH_HALF_DAYS)
    end = today.toordinal()
    by_day = {mark[0]: mark for mark in marks if mark[0] < end or (mark[0] == end and mark[1] == MET)}
    if not by_day:
        return []
    score = 0.0
    steps: list[StrengthStep] = []
    last = end if end in by_day else end - 1
    for ordinal in range(min(by_day), last + 1):
        _, state, done, total = by_day.get(ordinal, (ordinal, MISSED, 0, 0))
        share, before = None, score
        if state != REST:
            share = min(1.0, done / total) if total else 0.0
            score = score * keep + share * (1 - keep)
        steps.append(StrengthStep(date.fromordinal(ordinal), share, before, score))
    return steps
