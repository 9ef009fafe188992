"""What `trial` says: what was fixed, which block today is, and, once it is over, what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, NamedTuple

from gutcli.catalog.note import Note, sort_notes
from gutcli.diary.ratings import find_rating
from gutcli.diary.trials import Block, Trial, find_running
from gutcli.errors import NameNotFoundError
from gutcli.look_back.trial import wording
from gutcli.look_back.trial.compare import LOOKS_BACK_DAYS, TrialOutcome, find_kept, judge_trial
from gutcli.look_back.trial.start import Promise, TrialPlan, read_trials
from gutcli.store.reader import DiaryReader
from gutcli.text import fold, safe


class DayNow(NamedTuple):
    """Where today stands: whether it is on, which day of its block, of how many, and the block's number."""

    on: bool
    day: int
    of: int
    block: int


class Progress(NamedTuple):
    """How far a trial has come: days that are over, of how many; how many were rated, and kept."""

    over: int
    of: int
    rated: int
    kept: int


class Result(NamedTuple):
    """What a trial shows. `p` is null where the draw cannot be tested; `least_p` is the least that it could give.

    `interval_from` is draw or model; `sure` says how the two agree.
    """

    difference: float
    low: float
    high: float
    p: float | None
    least_p: float
    draws: int
    interval_from: str
    shown: bool
    days_on: int
    days_off: int
    mean_on: float
    mean_off: float
    answer: str
    sure: str


@dataclass(frozen=True, slots=True)
class TrialView:
    """One trial. `state`: none, planned, waiting, running, finished, stopped, rule or aside.

    `blocks` are those that have begun, never one to come. `result` is null until the trial has run to its end.
    """

    id: str | None = None
    state: str = "none"
    what: str = ""
    thing: str = ""
    thing_kind: str = ""
    off: bool = False
    watch: str = ""
    watch_name: str = ""
    unit: str = ""
    block_count: int = 0
    block_days: int = 0
    washout_days: int = 0
    first: date | None = None
    last: date | None = None
    stop_rule: str | None = None
    promised: float | None = None
    blocks: tuple[Block, ...] = ()
    today: DayNow | None = None
    progress: Progress | None = None
    ended: date | None = None
    because: str = ""
    result: Result | None = None
    as_kept: Result | None = None
    more: str = ""
    on_list: bool = True
    promise: Promise | None = None
    why: str = ""
    basis: str = ""
    references: tuple[str, ...] = ()
    cautions: tuple[Note, ...] = ()
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrialResultView:
    """The same, drawn with nothing but the result; as JSON the two are one."""

    KIND: ClassVar[str] = "trial"
    SUBJECT: ClassVar[str] = "trial"
    trial: TrialView


@dataclass(frozen=True, slots=True)
class TrialsView:
    """All trials, oldest first."""

    trials: tuple[TrialView, ...]


def build_trial(diary: DiaryReader, today: date, words: str = "") -> TrialView:
    """Build the view of the trial that is named, else of the one that runs, else the last. Raise NameNotFoundError."""
    trials = read_trials(diary)
    if not trials and not words:
        return TrialView()
    return view_trial(diary, _choose(trials, today, words), today, trials)


def build_trials(diary: DiaryReader, today: date) -> TrialsView:
    """Build the list of all trials."""
    trials = read_trials(diary)
    return TrialsView(tuple(view_trial(diary, trial, today, trials) for trial in trials))


def _choose(trials: tuple[Trial, ...], today: date, words: str) -> Trial:
    if words:
        said = fold(words)
        found = [t for t in trials if said in {fold(t.name), fold(t.thing)} or t.id.startswith(words.strip().lower())]
        if not found and words.isdecimal() and 1 <= int(words) <= len(trials):
            found = [trials[int(words) - 1]]
        if not found:
            raise NameNotFoundError(f"There is no trial of {safe(words)!r}.", "See them with: gutcli trial list")
        return found[-1]
    shown = [trial for trial in trials if trial.ending != "aside"] or list(trials)
    return find_running(trials, today) or shown[-1]


def view_plan(plan: TrialPlan) -> TrialView:
    """Return the view of a plan that is not written."""
    fixed = _view_fixed(plan.trial, "planned")
    view = replace(fixed, cautions=sort_notes(plan.thing.notes), promise=plan.promise)
    if (default := plan.default) is None:
        return view
    return replace(view, why=default.why, basis=default.basis, references=default.references)


def _view_fixed(trial: Trial, state: str) -> TrialView:
    watch = find_rating(trial.watch)
    return TrialView(
        id=trial.id or None,
        state=state,
        what=trial.name,
        thing=trial.thing,
        thing_kind=trial.kind,
        off=trial.off,
        watch=trial.watch,
        watch_name=watch.name if watch else trial.watch,
        unit=watch.points if watch else "points",
        block_count=trial.blocks,
        block_days=trial.days,
        washout_days=trial.washout,
        first=trial.first,
        last=trial.last,
        stop_rule=wording.format_stop(trial),
        promised=trial.difference,
        ended=trial.ended,
        because=trial.because,
        on_list=bool(trial.slot),
    )


def view_trial(diary: DiaryReader, trial: Trial, today: date, trials: tuple[Trial, ...]) -> TrialView:
    """Return the view of a trial of the diary; its result alone once it has run to its end."""
    state = trial.ending or ("waiting" if today < trial.first else "running" if today <= trial.last else "finished")
    since = trial.first - timedelta(days=LOOKS_BACK_DAYS)
    days = {day.day: day for day in diary.read_summaries(since, trial.last)} if state != "aside" else {}
    scores = {day: summary.scores[trial.watch] for day, summary in days.items() if trial.watch in summary.scores}
    kept = find_kept(trial, days, today)
    on = trial.plan_of(today, today)
    view = replace(
        _view_fixed(trial, state),
        blocks=trial.known_blocks(today),
        today=None if on is None else DayNow(on, trial.day_at(today), trial.days, trial.number_at(today)),
        progress=None if state == "aside" else _count_progress(trial, scores, kept, today),
        set_aside=tuple(t.name for t in trials if t.ending == "aside" and t.id != trial.id and t.last >= today),
    )
    if state != "finished":
        return view
    outcome = judge_trial(trial, scores)
    by_keeping = judge_trial(trial, scores, only={day for day, was_kept in kept.items() if was_kept})
    return replace(
        view,
        result=_view_result(trial, outcome),
        as_kept=_view_result(trial, by_keeping),
        more=wording.format_more(trial, outcome),
    )


def _count_progress(trial: Trial, scores: Mapping[date, float], kept: Mapping[date, bool], today: date) -> Progress:
    last = min(trial.until, today - timedelta(days=1))
    over = max(0, (last - trial.first).days + 1)
    rated = sum(trial.first <= day <= last for day in scores)
    return Progress(over, trial.blocks * trial.days, rated, sum(kept[day] for day in kept if day <= last))


def _view_result(trial: Trial, outcome: TrialOutcome | None) -> Result | None:
    if outcome is None:
        return None
    watch = find_rating(trial.watch)
    widest = (watch.most - watch.least) if watch else outcome.high - outcome.low
    return Result(
        difference=round(outcome.difference, 4),
        low=round(max(outcome.low, -widest), 4),
        high=round(min(outcome.high, widest), 4),
        p=None if outcome.p is None else round(outcome.p, 6),
        least_p=round(outcome.least_p, 6),
        draws=outcome.draws,
        interval_from="draw" if outcome.exact else "model",
        shown=outcome.is_shown,
        days_on=outcome.days_on,
        days_off=outcome.days_off,
        mean_on=round(outcome.mean_on, 4),
        mean_off=round(outcome.mean_off, 4),
        answer=wording.format_answer(trial, outcome),
        sure=wording.format_sure(outcome),
    )
