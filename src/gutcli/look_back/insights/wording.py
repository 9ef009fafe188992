"""Plain sentences for one comparison: the answer, what else could explain it, and the working.

Purpose: say what was found, and never more than that.  Units: rating points (hours for sleep) and days.  A comparison
is an association; no sentence here calls it a cause.  How often a finding is chance was measured (docs/insights.md).
"""

from __future__ import annotations

from typing import NamedTuple

from gutcli.text import upper_first

from .comparison import FDR, LEVEL, MIN_CHECK_INS, MIN_SIDE, Comparison, Insights


class Words(NamedTuple):
    """What a rating is called, and what its differences are counted in."""

    rating: str
    unit: str = "points"


SHOWN_CAVEAT = (
    "This is an association: the habit, the rating or something else (stress, company, a change in your life) may "
    "have come first."
)
LOOKING = (
    "Looking often finds more: of simulated diaries in which no habit does anything, about 1 in 14 shows something in "
    "one look, and about 2 in 5 do at least once in half a year of weekly looks."
)
NOT_SHOWN_CAVEAT = "Not shown is not the same as no difference: the interval says what is still possible."


def _days(n: int) -> str:
    return f"{n} day" if n == 1 else f"{n} days"


def _when(c: Comparison) -> str:
    return "on days with" if c.lag == 0 else "on the day after"


def _minus(value: float, places: int = 1) -> str:
    rounded = round(value, places)
    # A negative zero would read as a direction.
    return f"{rounded or 0.0:+.{places}f}".replace("-", "\N{MINUS SIGN}")


def _small(name: str, value: float, places: int) -> str:
    least = 10.0**-places
    return f"{name} < {least:.{places}f}" if value < least else f"{name} = {value:.{places}f}"


def needed(c: Comparison) -> str:
    """Return what is missing before this comparison is made, or "" when nothing is."""
    parts = []
    if c.needs.check_ins:
        parts.append(f"{c.needs.check_ins} more check-in" + ("s" if c.needs.check_ins > 1 else ""))
    for count, side in ((c.needs.days_with, "with"), (c.needs.days_without, "without")):
        if count:
            more = f"{count} more day" + ("s" if count > 1 else "")
            parts.append(f"{more} {side} {c.habit}" + (" followed by a check-in" if c.lag else ""))
    return " and ".join(parts)


def answer(c: Comparison, words: Words | None = None) -> str:
    """One sentence with the result, without the caveat."""
    words = words or Words(c.rating)
    subject = f"{_begin(words)} {_when(c)} {c.habit}"
    if c.status == "too few":
        return f"{subject}: too early to compare, {needed(c)} needed."
    if c.status == "no variation":
        return f"{subject}: every rating was the same, so there is nothing to compare."
    if c.status == "few changes":
        return f"{subject}: it was begun or dropped too seldom to be told apart from whatever else changed then."
    if c.status == "fixed weekdays":
        return f"{subject}: the habit keeps to fixed weekdays, so it cannot be told apart from the weekday."
    if c.effect is None or c.low is None or c.high is None:
        raise ValueError(f"a comparison that is {c.status} must have numbers")
    numbers = (
        f"{_minus(c.effect)} {words.unit}, {LEVEL:.0%} interval {_minus(c.low)} to {_minus(c.high)}; "
        f"{_days(c.n_with)} with, {_days(c.n_without)} without"
    )
    if c.shown:
        return f"{subject} was {'higher' if c.effect > 0 else 'lower'} than otherwise ({numbers})."
    return f"{subject}: no difference shown ({numbers})."


def _begin(words: Words) -> str:
    return upper_first(words.rating)


def caveat(c: Comparison, words: Words | None = None) -> str:
    """Return what else could explain the answer, or "" when nothing was compared."""
    if c.shown and c.day_before and c.day_before.explains:
        return explain_before(c, words or Words(c.rating))
    if c.shown:
        return SHOWN_CAVEAT
    return NOT_SHOWN_CAVEAT if c.status == "not shown" else ""


def explain_before(c: Comparison, words: Words) -> str:
    """Return the likelier story where the day before differed already."""
    if c.day_before is None:
        return ""
    way = "higher" if c.day_before.effect > 0 else "lower"
    return (
        f"{_begin(words)} was {way} on the day before already ({_minus(c.day_before.effect)} {words.unit}), which "
        f"{c.habit} cannot have done. So it is likelier that {words.rating} leads, and {c.habit} follows."
    )


def sentence(c: Comparison) -> str:
    """Join the answer and its caveat."""
    return f"{answer(c)} {caveat(c)}".strip()


def overview(found: Insights) -> str:
    """One sentence for the whole family."""
    if found.needed:
        return (
            f"{found.check_ins} of {MIN_CHECK_INS} check-ins: {found.needed} more needed before anything is compared."
        )
    shown = sum(c.shown for c in found.comparisons)
    return f"{found.family_size} comparisons over {_days(found.check_ins)}: {shown or 'none'} shown. {LOOKING}"


def obstacle(found: Insights, *, has_habits: bool) -> str:
    """Return what keeps everything from being compared, in a sentence; "" where something was, or check-ins lack."""
    if found.needed or found.family_size:
        return ""
    if not has_habits:
        return (
            f"On the {_days(found.check_ins)} with a check-in nothing is ticked or logged, so there is nothing to "
            "compare your ratings with."
        )
    states = {c.status for c in found.comparisons if not c.needs.check_ins}
    if states == {"no variation"}:
        return "Every rating so far is the same, so there is nothing to compare."
    if states <= {"too few"} and all(not c.needs.days_with for c in found.comparisons if not c.needs.check_ins):
        return "What you do, you do nearly every day: there are too few days without it to compare with."
    return "Nothing can be compared yet."


def explain(c: Comparison, words: Words | None = None) -> tuple[str, ...]:
    """One comparison step by step, one plain line a step."""
    words = words or Words(c.rating)
    w = c.working
    if w is None or c.effect is None or c.low is None or c.high is None or c.p_value is None or c.q_value is None:
        return (
            answer(c, words),
            (
                f"A comparison needs {MIN_CHECK_INS} check-ins and {MIN_SIDE} days on each side; a day without "
                "an entry counts on neither side."
            ),
        )
    unit = "same day" if c.lag == 0 else "day after"
    beaten = "at or below" if c.shown else "above"
    fit = f"{_minus(c.effect, 2)} \N{PLUS-MINUS SIGN} {w.critical_t:.2f} \N{MULTIPLICATION SIGN} {w.standard_error:.2f}"
    steps = (
        (
            f"Days: {_days(c.n_with)} with {c.habit} and {_days(c.n_without)} without, {unit}. Days without an "
            "entry are left out."
        ),
        (
            f"Plain averages: {w.mean_with:.2f} with, {w.mean_without:.2f} without, difference "
            f"{_minus(w.raw_difference, 2)}."
        ),
        (
            f"Memory: of one day's deviation, about {w.memory:.0%} of the lasting part is still there the next "
            f"day; about {w.noise:.0%} of the ups and downs do not last (average over {w.lattice_points} "
            "settings, weighted by how well they fit)."
        ),
        (
            f"Allowing for weekdays, slow change ({_bends(w.course_columns)}){_format_nights(w.nights)} and that "
            f"memory: difference {_minus(c.effect, 2)}, standard error {w.standard_error:.2f}."
        ),
        (
            f"The habit came in {w.runs} stretches, on or off; the fit supports {w.df_fit:.0f} degrees of "
            f"freedom and the stretches bring that to {w.df:.0f}."
        ),
        (
            f"{LEVEL:.0%} interval: {fit} = {_minus(c.low, 2)} to {_minus(c.high, 2)}; t = {_minus(w.t, 2)}, "
            f"{_small('p', c.p_value, 4)}."
        ),
        (
            f"Many comparisons: number {w.rank} of {w.family_size} by p-value; adjusted (Benjamini-Hochberg) "
            f"{_small('q', c.q_value, 3)}, {beaten} {FDR:.2f}: {c.status}."
        ),
        caveat(c, words),
    )
    return tuple(f"{number}. {step}" for number, step in enumerate(steps, 1))


def _bends(columns: int) -> str:
    return "a straight line" if columns <= 1 else f"a curve of {columns} parts"


def _format_nights(nights: int) -> str:
    return f", the night before (known for {_days(nights)})" if nights else ""
