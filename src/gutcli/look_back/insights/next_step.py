"""What would help next where a diary shows nothing: a trial of what the person leaves out most, with its command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gutcli.catalog.kinds import FOOD_SLOTS, SLOTS
from gutcli.diary.ratings import RATINGS, find_rating
from gutcli.diary.summary import DaySummary
from gutcli.errors import GutcliError
from gutcli.look_back.insights.habits import find_off
from gutcli.profile.person import Person
from gutcli.store.reader import DiaryReader
from gutcli.text import quoted

LEAST_OFFERED = 10
LEAST_MISSED = 3


@dataclass(frozen=True, slots=True)
class NextStep:
    """A trial that would say more: the slot that is left out most (so many of so many), and what to try of it."""

    slot: str
    missed: int
    offered: int
    name: str
    watch: str
    days: int
    command: str


def find_next(
    person: Person, diary: DiaryReader, summaries: Iterable[DaySummary], first: date, today: date, *, about: str
) -> NextStep | None:
    """Return the trial that would help most; None where one runs, or where nothing that is left out may be tried."""
    from gutcli.diary.trials import find_running
    from gutcli.look_back.trial.start import find_default, read_trials
    from gutcli.look_back.trial.thing import find_thing

    if person.only_care or find_running(read_trials(diary), today):
        return None
    offered: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    things: dict[str, Counter[str]] = {}
    for day in summaries:
        if not first <= day.day < today or find_off(day) or not any(state != "open" for _, _, state in day.items):
            continue
        for slot, ident, state in day.items:
            offered[slot] += 1
            missed[slot] += state != "done"
            things.setdefault(slot, Counter())[ident] += 1 + (state == "done")
    often = [s for s in SLOTS if offered[s] >= LEAST_OFFERED and missed[s] >= LEAST_MISSED]
    for slot in sorted(often, key=lambda s: -missed[s] / offered[s]):
        # Of the slot, what the person has most often had.
        for ident, _ in sorted(things[slot].items(), key=lambda pair: (-pair[1], pair[0])):
            try:
                thing = find_thing(person, ident)
            except GutcliError:  # what the profile forbids, or says to ask about, is not tried
                continue
            if thing.slot != slot:
                continue
            watch = find_rating(about) or RATINGS["gut" if slot in FOOD_SLOTS else "mood"]
            command = f"gutcli trial start {thing.id} --watch {quoted(watch.name)}"
            form = find_default(thing.sorts).form
            return NextStep(slot, missed[slot], offered[slot], thing.name, watch.key, form.length, command)
    return None
