"""What a check-in means for a trial: it may be the one at which the person's own rule ends it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gutcli.daybook import Daybook


def format_rule_met(book: Daybook, day: date, rated: Iterable[str]) -> str:
    """Return that a trial ends here by its own rule; "" if it does not."""
    entries = book.diary.read_trials()
    if not entries:
        return ""
    from gutcli.day.checklist import read_trials

    first = min(entry.day for entry in entries)
    for trial in read_trials(entries, book.diary.read_summaries(first, book.today)):
        is_met = trial.ending == "rule" and trial.ended == day and trial.stop and trial.stop.rating in rated
        if is_met and (book.person.shows_food or trial.kind == "practice"):
            return (
                f"That is the rule that you set, so your trial of {trial.name} ends here, as it was meant to."
                " If it does not get better, a doctor can help."
            )
    return ""
