"""Plain sentences of a trial: what ends it, what it shows, how sure that is, and what it does not show."""

from __future__ import annotations

from gutcli.diary.ratings import find_rating, format_score
from gutcli.diary.trials import MOST_DAYS, Trial
from gutcli.look_back.trial.compare import TrialOutcome
from gutcli.look_back.trial.thing import describe_thing
from gutcli.terminal.draw.figures import format_signed
from gutcli.text import count

LIMITS = (
    "It speaks of you and of these weeks alone. You knew which days were on, and expecting something can change a "
    "rating. It does not say why, nor what the thing does for others."
)
TOO_FEW = "Too few days were rated to compare them, or every rating was the same. That shows nothing either way."
EARLY = "What it shows is said once it has run to its end: who looks early sees differences that are none."
ENDED_EARLY = "Nothing is compared: a trial that ends when it looks good or bad would show what is not there."
_AGREES, _LOW_ENOUGH = 0.05, 0.05


def format_stop(trial: Trial) -> str | None:
    """Return what ends a trial in words."""
    stop = trial.stop
    if stop is None or (rating := find_rating(stop.rating)) is None:
        return None
    bound = {"lower": rating.least, "higher": rating.most}.get(stop.worse, stop.level)
    or_worse = {"lower": " or less", "higher": " or more"}.get(stop.worse, "") if bound != stop.level else ""
    on = "a day" if stop.days == 1 else f"{count(stop.days, 'day')} running"
    return f"{rating.name} {format_score(rating, stop.level)}{or_worse} on {on}"


def format_side(trial: Trial, *, on: bool) -> str:
    """Return how a side is called in a sentence: with kefir, without kefir."""
    name = describe_thing(trial.name, trial.kind)
    if trial.off:
        return f"leaving out {name}" if on else f"having {name} as usual"
    return f"with {name}" if on else f"without {name}"


def format_answer(trial: Trial, outcome: TrialOutcome) -> str:
    """Return in one sentence what a trial shows."""
    watch = find_rating(trial.watch)
    name, unit = (watch.name, watch.points) if watch else (trial.watch, "points")
    span = f"{format_signed(outcome.low)} to {format_signed(outcome.high)}"
    on = format_side(trial, on=True)
    if outcome.is_shown:
        way = "higher" if outcome.difference > 0 else "lower"
        size = f"{abs(outcome.difference):.1f}"
        other = format_side(trial, on=False)
        return f"{name.capitalize()} was {size} {unit} {way} on days {on} than on days {other} (95 % interval {span})."
    return (
        f"No difference in {name} is shown between days {on} and days {format_side(trial, on=False)}: "
        f"{format_signed(outcome.difference)} {unit}, and anything from {span} is still possible."
    )


def format_sure(outcome: TrialOutcome) -> str:
    """Return how sure it is: what the draw itself says beside the interval."""
    if outcome.p is None:
        return ""
    share = f"{_round_share(outcome.p)} of 100"
    words = f"If it did nothing, chance in the draw of the blocks would show as much in {share}."
    if outcome.least_p > _LOW_ENOUGH:
        return (
            f"{words} So few blocks can be drawn in {outcome.draws} ways only, so this check cannot give less than "
            f"{_round_share(outcome.least_p)}: a longer trial would be surer."
        )
    if outcome.is_shown and outcome.p > _AGREES:
        return f"{words} That is more than 5, so take it with care: a second trial would tell."
    return words


def _round_share(share: float) -> str:
    percent = 100 * share
    return "fewer than 1" if percent < 0.95 else f"{percent:.0f}"


def format_more(trial: Trial, outcome: TrialOutcome | None) -> str:
    """Return whether more blocks would help."""
    off = " --off" if trial.off else ""
    command = f"gutcli trial start {_quote(trial.thing or trial.name)}{off} --watch {_quote(trial.watch)}"
    if outcome is None:
        watch = find_rating(trial.watch)
        return f"To try again, and rate {watch.name if watch else trial.watch} each day: {command}"
    if outcome.is_shown:
        return f"A second trial would tell whether it comes out again: {command}"
    half = (outcome.high - outcome.low) / 2
    # The interval narrows with the root of the blocks; four times as many halve it.
    blocks = trial.blocks * 2
    if blocks * trial.days > MOST_DAYS:
        return "More blocks would narrow that down, but twelve weeks are the most that one trial may take."
    narrowed = f"{half / 2**0.5:.1f}"
    return f"Twice as many blocks would narrow that to about {narrowed} either way: {command} --blocks {blocks}"


def _quote(words: str) -> str:
    return f'"{words}"' if " " in words else words
