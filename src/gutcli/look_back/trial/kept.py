"""Which days of a trial were kept as planned. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from gutcli.diary.summary import DaySummary
from gutcli.diary.trials import Trial, draw
from gutcli.text import fold


def find_kept(trial: Trial, days: Mapping[date, DaySummary], today: date) -> dict[date, bool]:
    """Return, for each day of a trial up to today, whether it was kept as planned.

    A tick or a meal says that it was had. That it was not had is seen where it stood on the list and was not ticked;
    what has no place there, or is the person's own words, counts as kept unless they said otherwise (`slipped`).
    """
    blocks = draw(trial.id, trial.blocks)
    kept = {}
    for number in range(trial.blocks * trial.days):
        day = trial.first + timedelta(days=number)
        if day > min(today, trial.until):
            break
        is_on = blocks[trial.number_at(day) - 1]
        had = _was_had(trial, days.get(day))
        if is_on != trial.off:  # it was to be had
            kept[day] = trial.off or had or not trial.slot
        else:
            kept[day] = not had
        kept[day] = kept[day] and day not in trial.slipped
    return kept


def _was_had(trial: Trial, summary: DaySummary | None) -> bool:
    if summary is None:
        return False
    done = {ident for _, ident, state in summary.items if state == "done"} | {ident for ident, _ in summary.ate}
    named = fold(trial.name) if trial.kind == "own" else ""
    return not done.isdisjoint(trial.out) or any(named and fold(words) == named for _, words in summary.ate)
