"""Plain sentences for one comparison: the answer, what else could explain it, and the working.

Purpose: say what was found, and never more than that.  Units: rating points (hours for sleep) and days.  A comparison
is an association; no sentence here calls it a cause.  How often a finding is chance was measured (docs/insights.md).
"""

from __future__ import annotations

from gutcli.diary.ratings import find_rating
from gutcli.look_back.insights.comparison import FDR, MIN_CHECK_INS, MIN_SIDE, Comparison, Insights
from gutcli.look_back.regression.distributions import LEVEL
from gutcli.terminal.draw.figures import with_sign
from gutcli.text import count, upper_first

SHOWN_CAVEAT = (
    "This is an association: the habit, the rating or something else (stress, company, a change in your life) may "
    "have come first."
)
LOOKING = (
    "Looking often finds more: of simulated diaries in which no habit does anything, about 1 in 14 shows something in "
    "one look, and about 2 in 5 do at least once in half a year of weekly looks."
)
NOT_SHOWN_CAVEAT = "Not shown is not the same as no difference: the interval says what is still possible."


_NOT_COMPARED = {
    "no variation": "every rating was the same, so there is nothing to compare",
    "few changes": "it was begun or dropped too seldom to be told apart from whatever else changed then",
    "fixed weekdays": "the habit keeps to fixed weekdays, so it cannot be told apart from the weekday",
}


def name_rating(key: str) -> str:
    """Return what a rating is called."""
    rating = find_rating(key)
    return rating.name if rating else key


def find_unit(key: str) -> str:
    """Return what a rating's differences are counted in."""
    rating = find_rating(key)
    return rating.points if rating else "points"


def _small(name: str, value: float, places: int) -> str:
    least = 10.0**-places
    return f"{name} < {least:.{places}f}" if value < least else f"{name} = {value:.{places}f}"


def needed(c: Comparison) -> str:
    """Return what is missing before this comparison is made, or "" when nothing is."""
    parts = [count(c.needs.check_ins, "more check-in")] if c.needs.check_ins else []
    after = " followed by a check-in" if c.lag else ""
    for number, side in ((c.needs.days_with, "with"), (c.needs.days_without, "without")):
        parts += [f"{count(number, 'more day')} {side} {c.habit}{after}"] if number else []
    return " and ".join(parts)


def answer(c: Comparison) -> str:
    """Return one sentence with the result, without the caveat."""
    when = "on days with" if c.lag == 0 else "on the day after"
    subject = f"{upper_first(name_rating(c.rating))} {when} {c.habit}"
    if c.status == "too few":
        return f"{subject}: too early to compare, {needed(c)} needed."
    if c.status in _NOT_COMPARED:
        return f"{subject}: {_NOT_COMPARED[c.status]}."
    if c.effect is None or c.low is None or c.high is None:
        raise ValueError(f"a comparison that is {c.status} must have numbers")
    numbers = (
        f"{with_sign(c.effect)} {find_unit(c.rating)}, {LEVEL:.0%} interval {with_sign(c.low)} to {with_sign(c.high)}; "
        f"{count(c.n_with, 'day')} with, {count(c.n_without, 'day')} without"
    )
    if c.shown:
        return f"{subject} was {'higher' if c.effect > 0 else 'lower'} than otherwise ({numbers})."
    return f"{subject}: no difference shown ({numbers})."


def caveat(c: Comparison) -> str:
    """Return what else could explain the answer, or "" when nothing was compared."""
    if not c.shown:
        return NOT_SHOWN_CAVEAT if c.status == "not shown" else ""
    before = c.day_before
    if before is None or not before.explains:
        return SHOWN_CAVEAT
    way, name = "higher" if before.effect > 0 else "lower", name_rating(c.rating)
    return (
        f"{upper_first(name)} was {way} on the day before already ({with_sign(before.effect)} {find_unit(c.rating)}), "
        f"which {c.habit} cannot have done. So it is likelier that {name} leads, and {c.habit} follows."
    )


def overview(found: Insights) -> str:
    """Return one sentence for the whole family."""
    if found.needed:
        return (
            f"{found.check_ins} of {MIN_CHECK_INS} check-ins: {found.needed} more needed before anything is compared."
        )
    shown = sum(c.shown for c in found.comparisons)
    return f"{found.family_size} comparisons over {count(found.check_ins, 'day')}: {shown or 'none'} shown. {LOOKING}"


def obstacle(found: Insights, *, has_habits: bool) -> str:
    """Return what keeps everything from being compared, in a sentence; "" where something was, or check-ins lack."""
    if found.needed or found.family_size:
        return ""
    if not has_habits:
        return (
            f"On the {count(found.check_ins, 'day')} with a check-in nothing is ticked or logged, so there is nothing "
            "to compare your ratings with."
        )
    states = {c.status for c in found.comparisons if not c.needs.check_ins}
    if states == {"no variation"}:
        return "Every rating so far is the same, so there is nothing to compare."
    if states <= {"too few"} and all(not c.needs.days_with for c in found.comparisons if not c.needs.check_ins):
        return "What you do, you do nearly every day: there are too few days without it to compare with."
    return "Nothing can be compared yet."


def explain(c: Comparison) -> tuple[str, ...]:
    """Return one comparison step by step, one plain line a step."""
    w = c.working
    if w is None or c.effect is None or c.low is None or c.high is None or c.p_value is None or c.q_value is None:
        return (
            answer(c),
            (
                f"A comparison needs {MIN_CHECK_INS} check-ins and {MIN_SIDE} days on each side; a day without "
                "an entry counts on neither side."
            ),
        )
    unit = "same day" if c.lag == 0 else "day after"
    bends = "a straight line" if w.course_columns <= 1 else f"a curve of {w.course_columns} parts"
    nights = f", the night before (known for {count(w.nights, 'day')})" if w.nights else ""
    beaten = "at or below" if c.shown else "above"
    margin = f"{w.critical_t:.2f} \N{MULTIPLICATION SIGN} {w.standard_error:.2f}"
    fit = f"{with_sign(c.effect, 2)} \N{PLUS-MINUS SIGN} {margin}"
    steps = (
        (
            f"Days: {count(c.n_with, 'day')} with {c.habit} and {count(c.n_without, 'day')} without, {unit}. Days "
            "without an entry are left out."
        ),
        (
            f"Plain averages: {w.mean_with:.2f} with, {w.mean_without:.2f} without, difference "
            f"{with_sign(w.raw_difference, 2)}."
        ),
        (
            f"Memory: of one day's deviation, about {w.memory:.0%} of the lasting part is still there the next "
            f"day; about {w.noise:.0%} of the ups and downs do not last (average over {w.lattice_points} "
            "settings, weighted by how well they fit)."
        ),
        (
            f"Allowing for weekdays, slow change ({bends}){nights} and that "
            f"memory: difference {with_sign(c.effect, 2)}, standard error {w.standard_error:.2f}."
        ),
        (
            f"The habit came in {w.runs} stretches, on or off; the fit supports {w.df_fit:.0f} degrees of "
            f"freedom and the stretches bring that to {w.df:.0f}."
        ),
        (
            f"{LEVEL:.0%} interval: {fit} = {with_sign(c.low, 2)} to {with_sign(c.high, 2)}; t = {with_sign(w.t, 2)}, "
            f"{_small('p', c.p_value, 4)}."
        ),
        (
            f"Many comparisons: number {w.rank} of {w.family_size} by p-value; adjusted (Benjamini-Hochberg) "
            f"{_small('q', c.q_value, 3)}, {beaten} {FDR:.2f}: {c.status}."
        ),
        caveat(c),
    )
    return tuple(f"{number}. {step}" for number, step in enumerate(steps, 1))
