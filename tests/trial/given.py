"""Trials, entries and days for these tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from gutcli.diary.entry import Entry, to_data
from gutcli.diary.trials import Stop, Trial, trial_data

FIRST = date(2026, 11, 24)
STARTED = FIRST - timedelta(days=1)
ID = "019aaaaa-0000-7000-8000-{:012x}"


def make_trial(number: int = 1, **fields) -> Trial:
    return Trial(
        id=ID.format(number), started=STARTED, thing="kefir", name="Kefir", kind="food", slot="probiotic", off=False,
        watch="gut", blocks=6, days=4, washout=1, first=FIRST, out=("kefir", "goat-kefir"), stop=None, difference=1.5,
    )._replace(**fields)  # fmt: skip


def make_entry(trial: Trial) -> Entry:
    return Entry(
        trial.id, "here", datetime(2026, 11, 23, 8, tzinfo=UTC), 0, trial.started, "started", trial.thing, trial.slot,
        data=to_data(trial_data(trial)), change=trial.id,
    )  # fmt: skip


def say(number: int, action: str, trial: Trial, day: date, text: str = "") -> Entry:
    ident = ID.format(number)
    return Entry(
        ident, "here", datetime(2026, 11, 24, 8, tzinfo=UTC), 0, day, action, trial.id, text=text, change=ident
    )


RULE = Stop("gut", 1, "lower", 2)
