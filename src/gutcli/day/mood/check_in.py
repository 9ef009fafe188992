"""Writing a check-in, and what is to be said of one: what it replaces, where help is, the end of a trial."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from gutcli.catalog.red_flags import find_red_flag
from gutcli.day.changes.view import ChangeView, build_change
from gutcli.day.checklist import read_trials
from gutcli.daybook import Daybook
from gutcli.diary import Day
from gutcli.diary.decide import Decision, decide_mood
from gutcli.diary.ratings import RATINGS, format_scores, read_scores
from gutcli.errors import UsageError
from gutcli.text import upper_first

LOW_DAYS = 3
"""Check-ins of 1 on so many of seven days show, once a day, where help can be found."""


def check_in(book: Daybook, day: date, scores: Mapping[str, float], note: str = "") -> ChangeView:
    """Write a check-in; say gently where help is, on a run of very low days or where a doctor should look."""
    known = book.person.catalog.vocabulary("red_flags")
    flags = {key: flag for key in scores if key not in RATINGS and (flag := find_red_flag(key, known))}
    kept = {key: score for key, score in scores.items() if key not in flags}
    if not kept:
        raise UsageError("That is not scored, so nothing was written.", next(iter(flags.values())).advice)
    before = Day(day)

    def decide(folded: Day) -> Decision:
        nonlocal before
        before = folded
        return decide_mood(kept, note)

    view = build_change(book, "mood", day, decide)
    remarks = [f"{upper_first(format_scores(read_scores(kept), in_full=True))}."]
    if words := _format_earlier(kept, before.scores):
        remarks.append(words)
    if flag := next(iter(flags.values()), None) or find_red_flag(note, known):
        remarks.append(f"{flag.advice}{f' See: gutcli explain {flag.topic}' if flag.topic else ''}")
    if words := _format_rule_met(book, day, kept):
        remarks.append(words)
    # Once a day is enough: who has read it does not need it again an hour later.
    low_before = any(earlier.scores.get("mood") == 1 for earlier in before.check_ins)
    if kept.get("mood") == 1 and not low_before and day == book.today and (words := _point_to_help(book, day)):
        remarks.append(words)
    return view._replace(remarks=tuple(remarks))


def _format_earlier(given: Mapping[str, float], before: Mapping[str, float]) -> str:
    """Return what of the day's earlier check-ins this one replaces, and what of them still counts."""
    replaced = format_scores({key: score for key, score in before.items() if key in given})
    kept = format_scores({key: score for key, score in before.items() if key not in given})
    said = f"That counts in place of {replaced}, which the diary keeps." if replaced else ""
    return f"{said} Still counted: {kept}.".strip() if kept else said


def _point_to_help(book: Daybook, day: date) -> str:
    days = book.diary.read_summaries(day - timedelta(days=6), day)
    if sum(d.scores.get("mood") == 1 for d in days) < LOW_DAYS:
        return ""
    return (
        "Several very low days: you need not carry that alone. Someone you trust, a doctor or findahelpline.com can "
        "help; in danger, call your local emergency number."
    )


def _format_rule_met(book: Daybook, day: date, rated: Iterable[str]) -> str:
    """Return that a trial ends here by its own rule; "" if it does not."""
    entries = book.diary.read_trials()
    if not entries:
        return ""
    first = min(entry.day for entry in entries)
    for trial in read_trials(entries, book.diary.read_summaries(first, book.today), book.person):
        is_met = trial.ending == "rule" and trial.ended == day and trial.stop and trial.stop.rating in rated
        if is_met:
            return (
                f"That is the rule that you set, so your trial of {trial.name} ends here, as it was meant to."
                " If it does not get better, a doctor can help."
            )
    return ""
