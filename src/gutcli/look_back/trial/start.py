"""Fixing a trial before it begins: what, watched how, how long, what ends it, and what it could find."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from gutcli.catalog.data_files import load_vocabulary
from gutcli.catalog.red_flags import find_red_flag
from gutcli.clock import format_day
from gutcli.day import checklist
from gutcli.day.checklist import change_day
from gutcli.daybook import Daybook
from gutcli.diary.decide import Decision, NewEntry, Outcome, clean_text
from gutcli.diary.entry import to_data
from gutcli.diary.ratings import RATINGS, Rating, list_ratings, match_rating, parse_score
from gutcli.diary.trials import LEAST_BLOCKS, MOST_DAYS, Stop, Trial, find_running, trial_data
from gutcli.errors import UsageError
from gutcli.look_back.trial.compare import LOOKS_BACK_DAYS
from gutcli.look_back.trial.promise import Form, Scatter, find_blocks, find_scatter, promise_difference
from gutcli.look_back.trial.thing import Thing, find_thing
from gutcli.profile.person import Person
from gutcli.store.reader import DiaryReader
from gutcli.text import join_words, safe

HALF_A_POINT = 0.5
_STOP = re.compile(
    r"(?P<rating>.+?)\s+(?P<level>[\d.:h]+)\s*(?:[x×]\s*|\bon\s+|\bfor\s+)(?P<days>\d{1,2}|[a-z]+?)"
    r"(?:\s*days?(?: running| in a row)?)?"
)
_STOP_FORM = 'Say it as "gut 1 x2": gut at 1 on two days running.'
_MOST_STOP_DAYS = 14


class TrialRequest(NamedTuple):
    """What the person says of a trial; what they leave out has a default."""

    thing: str
    watch: str
    off: bool = False
    blocks: int | None = None
    days: int | None = None
    stop: str = ""


class Promise(NamedTuple):
    """What a trial finds in eight of ten, from so many check-ins (0: as is supposed), and what a smaller one takes.

    `smaller` is half a point, or half of the difference, `smaller_days` its days: None where twelve weeks are too few.
    """

    difference: float
    check_ins: int
    smaller: float
    smaller_blocks: int | None
    smaller_days: int | None


class Default(NamedTuple):
    """How long a trial of some sort is, why, and what that rests on: our own judgement (general), or references."""

    form: Form
    why: str
    basis: str
    references: tuple[str, ...]


class TrialPlan(NamedTuple):
    """A trial before it begins: all of it but the draw, which its id makes when it is written.

    `default` says why its blocks are so long; None: the person chose that.
    """

    thing: Thing
    trial: Trial
    promise: Promise
    default: Default | None


def make_plan(person: Person, diary: DiaryReader, today: date, wish: TrialRequest) -> TrialPlan:
    """Return the plan of a trial that would begin tomorrow. Raise GutcliError for what must not be tried."""
    refuse_second(read_trials(diary), today)
    thing = find_thing(person, wish.thing)
    watch = find_watch(person, wish.watch)
    default = find_default(thing.sorts)
    form = choose_form(wish, default.form)
    first = today + timedelta(days=1)
    summaries = diary.read_summaries(today - timedelta(days=LOOKS_BACK_DAYS), today)
    before = {day.day: day.scores[watch.key] for day in summaries if watch.key in day.scores}
    scatter = find_scatter(first, before, watch.most - watch.least, hours=watch.unit == "h")
    promise = make_promise(first, form, scatter)
    trial = Trial(
        id="", started=today, thing=thing.id, name=thing.name, kind=thing.kind, slot=thing.slot, off=wish.off,
        watch=watch.key, blocks=form.blocks, days=form.days, washout=form.washout, first=first, out=thing.out,
        stop=parse_stop(wish.stop, person.profile.watch), difference=round(promise.difference, 2),
    )  # fmt: skip
    return TrialPlan(thing, trial, promise, default if form.days == default.form.days else None)


def read_trials(diary: DiaryReader) -> tuple[Trial, ...]:
    """Return all trials of a diary."""
    if not (entries := diary.read_trials()):
        return ()
    return checklist.read_trials(entries, diary.read_summaries(min(entry.day for entry in entries), None))


def refuse_second(trials: Sequence[Trial], today: date) -> None:
    """Raise UsageError while a trial runs: of two at once, neither shows anything."""
    if running := find_running(trials, today):
        raise UsageError(
            f"A trial of {running.name} is there already, until {running.until}.",
            'See it: gutcli trial. End it: gutcli trial stop --because "…"',
        )


def find_watch(person: Person, words: str) -> Rating:
    """Return what is watched. Raise UsageError."""
    ratings = list_ratings(person.profile.watch, RATINGS)
    known = join_words([rating.name for rating in ratings], "or")
    own = 'For something of your own: gutcli profile add watch "migraine 0-3"'
    if not words.strip():
        raise UsageError("What do you want to watch?", f"Give --watch with {known}. {own}")
    rating = match_rating(words, ratings)
    if rating is None:
        raise UsageError(f"There is no rating called {safe(words)!r}.", f"Give --watch with {known}. {own}")
    if rating.key not in RATINGS and (flag := find_red_flag(rating.key, person.catalog.vocabulary("red_flags"))):
        raise UsageError("That is not scored, and not tried.", flag.advice)
    return rating


def find_default(sorts: Sequence[str]) -> Default:
    """Return the default length of the first sort that has one (data/trials.toml)."""
    forms = load_vocabulary("trials")["form"]
    found = next(form for sort in sorts for form in forms if sort in form["for"])
    form = Form(found["blocks"], found["days"], found["washout"])
    return Default(form, found["why"], found["basis"], tuple(found["references"]))


def choose_form(wish: TrialRequest, default: Form) -> Form:
    """Return how long the trial is. Raise UsageError."""
    days = default.days if wish.days is None else wish.days
    if not 1 <= days <= MOST_DAYS // LEAST_BLOCKS:
        raise UsageError(f"A block of {days} days does not fit.", f"Give --days from 1 to {MOST_DAYS // LEAST_BLOCKS}.")
    most = MOST_DAYS // days // 2 * 2
    blocks = min(default.blocks, most) if wish.blocks is None else wish.blocks
    if blocks % 2 or not LEAST_BLOCKS <= blocks <= most:
        raise UsageError(
            f"{blocks} blocks of {days} days do not fit.",
            f"Blocks come in pairs, at least {LEAST_BLOCKS}, and at most {MOST_DAYS} days in all: here up to {most}.",
        )
    # A block of one day has nothing to leave out; nor is more left out than half.
    return Form(blocks, days, min(default.washout, days // 2))


def parse_stop(words: str, own: Sequence[str]) -> Stop | None:
    """Return the rule that ends a trial: "gut 1 x2". Raise UsageError."""
    said = " ".join(words.lower().split())
    if not said or said in {"no", "none"}:
        return None
    match = _STOP.fullmatch(said)
    ratings = list_ratings(own, RATINGS)
    rating = match_rating(match["rating"], ratings) if match else None
    counted = match["days"] if match else ""
    days = int(counted) if counted.isdecimal() else load_vocabulary("numbers")["numbers"].get(counted)
    if match is None or rating is None or days is None:
        raise UsageError(f"{safe(words)!r} is no rule that ends a trial.", _STOP_FORM)
    try:
        level = parse_score(rating, match["level"])
    except ValueError:
        raise UsageError(
            f"{rating.title} goes from {rating.least:g} to {rating.most:g}, not to {match['level']}.", _STOP_FORM
        ) from None
    if not 1 <= days <= _MOST_STOP_DAYS:
        raise UsageError(f"{days} days do not fit.", f"From 1 to {_MOST_STOP_DAYS}. {_STOP_FORM}")
    worse = {"higher": "lower", "lower": "higher"}.get(rating.better, "lower" if rating.unit == "h" else "same")
    return Stop(rating.key, level, worse, days)


def make_promise(first: date, form: Form, scatter: Scatter) -> Promise:
    """Return what a trial of this form could find, and what half of a point (or of that) would take."""
    difference = promise_difference(first, form, scatter)
    smaller = HALF_A_POINT if difference > HALF_A_POINT else difference / 2
    blocks = find_blocks(first, form, scatter, difference, smaller)
    return Promise(difference, scatter.check_ins, smaller, blocks, blocks * form.days if blocks else None)


def write_start(book: Daybook, plan: TrialPlan) -> None:
    """Write a trial into the diary. Raise UsageError if one is there meanwhile."""
    refuse_second(read_trials(book.diary), book.today)
    trial = plan.trial
    _write(book, book.today, NewEntry("started", trial.thing, trial.slot, data=to_data(trial_data(trial))), trial)


def write_stop(book: Daybook, because: str) -> Trial:
    """End the trial that runs, and return it. Raise UsageError where none does."""
    trial = find_running(read_trials(book.diary), book.today)
    if trial is None:
        raise UsageError("No trial is running.", "Start one: gutcli trial start gentle-yoga --watch mood")
    return _write(book, book.today, NewEntry("stopped", trial.id, text=clean_text(because)), trial)


def write_slip(book: Daybook, day: date) -> Trial:
    """Note that a day of a trial was not kept as planned, and return the trial. Raise UsageError."""
    trials = [trial for trial in read_trials(book.diary) if trial.runs_on(day)]
    if not trials:
        raise UsageError(f"{format_day(day)} is no day of a trial.", "See the trial: gutcli trial")
    trial = trials[-1]
    return trial if day in trial.slipped else _write(book, day, NewEntry("slipped", trial.id), trial)


def _write(book: Daybook, day: date, entry: NewEntry, trial: Trial) -> Trial:
    change_day(book, day, lambda _: Decision((entry,), (Outcome("trial", trial.name),)))
    return trial
