"""A trial on oneself: what was fixed before it began, which block a day belongs to, and how it ended. Pure.

A trial is one entry of the diary (`started`), and two more kinds say what became of it: `slipped` (a day was not kept)
and `stopped`. Which blocks are on hangs on the entry's id alone, by SHA-256, so that every machine agrees, on every
version of Python; the id is made when the entry is written, so that nobody can choose it. Nothing here gives a block
that has not begun (`known_blocks`), but for what works out a result.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from gutcli.diary.entry import Entry, from_data

Scores = Mapping[date, Mapping[str, float]]

MOST_DAYS = 84
"""Twelve weeks: a list remembers no further back (planner/habits.py), and longer is seldom kept."""
LEAST_BLOCKS = 4
MOST_BLOCKS = MOST_DAYS


class Stop(NamedTuple):
    """What ends a trial: a rating at a figure, or worse, on so many days running. `worse`: lower, higher or same."""

    rating: str
    level: float
    worse: str
    days: int

    def is_met(self, score: float | None) -> bool:
        """Return whether a day's figure is as bad as that."""
        if score is None:
            return False
        return {"lower": score <= self.level, "higher": score >= self.level}.get(self.worse, score == self.level)


class Block(NamedTuple):
    """So many days in a row that are on, or off. `last` is included."""

    number: int
    on: bool
    first: date
    last: date

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON has it: `from` is a word of Python's, but not of JSON's."""
        return {"number": self.number, "on": self.on, "from": self.first, "to": self.last}


class Trial(NamedTuple):
    """One trial, as it was fixed, and how it stands.

    `thing` is the id of a food or practice, "" for the person's own words; `kind` is food, practice or own. On days
    that are on it is had, on the others not; `off` turns that round: on days that are on it is left out. `out` are the
    ids that are kept out with it. The first `washout` days of each block are not compared. `slipped` are days that the
    person said were not kept. `ended` is the day from which it runs no more, `ending` why: stopped, rule, aside.
    """

    id: str
    started: date
    thing: str
    name: str
    kind: str
    slot: str
    off: bool
    watch: str
    blocks: int
    days: int
    washout: int
    first: date
    out: tuple[str, ...]
    stop: Stop | None
    difference: float | None
    slipped: frozenset[date] = frozenset()
    ended: date | None = None
    ending: str = ""
    because: str = ""

    @property
    def last(self) -> date:
        """Return the last day that was planned."""
        return self.first + timedelta(days=self.blocks * self.days - 1)

    @property
    def until(self) -> date:
        """Return the last day on which it ran, or will."""
        return min(self.last, self.ended - timedelta(days=1)) if self.ended else self.last

    def runs_on(self, day: date) -> bool:
        """Return whether a day is one of the trial's."""
        return self.first <= day <= self.until

    def is_over(self, today: date) -> bool:
        """Return whether nothing of it is to come."""
        return today > self.until

    def number_at(self, day: date) -> int:
        """Return which block a day belongs to, from 1; which day of it: `day_at`."""
        return (day - self.first).days // self.days + 1

    def day_at(self, day: date) -> int:
        """Return which day of its block a day is, from 1."""
        return (day - self.first).days % self.days + 1

    def is_compared(self, day: date) -> bool:
        """Return whether a day counts: the first ones of a block may not."""
        return self.day_at(day) > self.washout

    def plan_of(self, day: date, today: date) -> bool | None:
        """Return whether a day is on; None where it is no day of the trial's, or of a block that has not begun."""
        if not self.runs_on(day) or today < self.first or self.number_at(day) > self.number_at(min(today, self.last)):
            return None
        return draw(self.id, self.blocks)[self.number_at(day) - 1]

    def is_out(self, day: date, today: date) -> bool:
        """Return whether it is kept off a day's list, but for where the trial itself puts it.

        What is tried is chosen by the draw alone, so it is out on days whose block has not begun, too: a plan of days
        to come is the same whatever was drawn.
        """
        return bool(self.plan_of(day, today)) if self.off else self.runs_on(day)

    def is_placed(self, day: date, today: date) -> bool:
        """Return whether the trial puts it on a day's list."""
        return not self.off and bool(self.thing and self.slot) and bool(self.plan_of(day, today))

    def known_blocks(self, today: date) -> tuple[Block, ...]:
        """Return the blocks that have begun; of a trial that has ended, those that it came to."""
        if today < self.first:
            return ()
        drawn = draw(self.id, self.blocks)
        found = []
        for number in range(1, self.blocks + 1):
            first = self.first + timedelta(days=(number - 1) * self.days)
            if first > min(today, self.until):
                break
            found.append(Block(number, drawn[number - 1], first, first + timedelta(days=self.days - 1)))
        return tuple(found)


def draw(ident: str, blocks: int) -> tuple[bool, ...]:
    """Return which blocks are on: in each pair one is, and which of the two is drawn from the trial's id."""
    from hashlib import sha256

    found: list[bool] = []
    for pair in range(blocks // 2):
        first = bool(sha256(f"{ident}/{pair}".encode()).digest()[0] & 1)
        found += [first, not first]
    return tuple(found)


_KEPT: Mapping[str, Callable[[Any], Any]] = {
    "name": str, "kind": str, "off": bool, "watch": str, "blocks": int, "days": int, "washout": int,
}  # fmt: skip
"""What an entry keeps of a trial as it stands, and how it is read."""


def trial_data(trial: Trial) -> dict[str, Any]:
    """Return what a `started` entry keeps of a trial, beside the id of the thing, its slot and the day."""
    data = {key: getattr(trial, key) for key in _KEPT} | {"first": trial.first.isoformat(), "out": list(trial.out)}
    if trial.stop:
        data["stop"] = list(trial.stop)
    if trial.difference is not None:
        data["difference"] = trial.difference
    return data


def parse_trial(entry: Entry) -> Trial | None:
    """Return the trial that an entry starts; None if it cannot be understood, so that a day can still be shown."""
    data = from_data(entry.data)
    try:
        trial = Trial(
            id=entry.id,
            started=entry.day,
            thing=entry.subject,
            slot=entry.slot,
            first=date.fromisoformat(data["first"]),
            out=tuple(map(str, data["out"])),
            stop=_parse_stop(data["stop"]) if data.get("stop") else None,
            difference=float(data["difference"]) if data.get("difference") is not None else None,
            **{key: read(data[key]) for key, read in _KEPT.items()},
        )
        is_sound = (
            LEAST_BLOCKS <= trial.blocks <= MOST_BLOCKS and trial.blocks % 2 == 0 and trial.days >= 1
            and trial.blocks * trial.days <= MOST_DAYS and 0 <= trial.washout < trial.days
            and trial.first >= trial.started and trial.last
        )  # fmt: skip
    except (LookupError, TypeError, ValueError, OverflowError):
        return None
    return trial if is_sound else None


def _parse_stop(parts: list[Any]) -> Stop:
    rating, level, worse, days = parts
    return Stop(str(rating), float(level), str(worse), max(1, int(days)))


def parse_trials(entries: Iterable[Entry], scores: Scores) -> tuple[Trial, ...]:
    """Return all trials, oldest first, from their entries (in any order) and from each day's ratings.

    One trial runs at a time. Where two were started apart and came together, the one that was started first runs; the
    other is set aside.
    """
    from gutcli.diary.fold import drop_taken_back

    standing = drop_taken_back(entries)
    ends: dict[str, Entry] = {}
    slipped: dict[str, set[date]] = {}
    for entry in standing:
        if entry.action == "stopped":
            ends.setdefault(entry.subject, entry)
        elif entry.action == "slipped":
            slipped.setdefault(entry.subject, set()).add(entry.day)
    found: list[Trial] = []
    for entry in standing:
        if entry.action != "started" or (trial := parse_trial(entry)) is None:
            continue
        trial = trial._replace(slipped=frozenset(slipped.get(trial.id, ())))
        if end := ends.get(trial.id):
            trial = trial._replace(ended=end.day, ending="stopped", because=end.text)
        fired = find_stop(trial, scores)
        if fired and (trial.ended is None or fired < trial.ended):
            trial = trial._replace(ended=fired, ending="rule", because="")
        if any(other.first <= trial.until and trial.first <= other.until for other in found):
            trial = trial._replace(ended=trial.first, ending="aside")
        found.append(trial)
    return tuple(found)


def find_stop(trial: Trial, scores: Scores) -> date | None:
    """Return the day on which a trial's own stop rule was met; None if it was not."""
    if trial.stop is None:
        return None
    running = 0
    for number in range((trial.last - trial.first).days + 1):
        day = trial.first + timedelta(days=number)
        running = running + 1 if trial.stop.is_met(scores.get(day, {}).get(trial.stop.rating)) else 0
        if running >= trial.stop.days:
            return day
    return None


def find_running(trials: Iterable[Trial], today: date) -> Trial | None:
    """Return the trial that runs, or is about to begin."""
    return next((trial for trial in trials if trial.ending != "aside" and not trial.is_over(today)), None)
