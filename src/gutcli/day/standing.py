"""How a person's day stands in figures, which `today` and `status` say alike."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gutcli.day.checklist import Checklist, read_checklist
from gutcli.diary import Day
from gutcli.diary.streaks import Streak

if TYPE_CHECKING:
    from gutcli.profile.person import Person
    from gutcli.store.reader import DiaryReader

SAID_DAYS = 7
"""For so long after its end today says that a trial is over."""


class PlantLine(NamedTuple):
    """Different plants this week, and the goal."""

    week: int | None
    goal: int | None


class TrialLine(NamedTuple):
    """The trial that a day belongs to: what is tried, whether the day is on, and which day of its block it is.

    `off`: on days that are on it is left out. `state` is running, or, for a week after, over or rule, with `on` null.
    """

    id: str
    what: str
    kind: str
    off: bool
    watch: str
    state: str
    on: bool | None
    day: int | None
    of: int


class Standing(NamedTuple):
    """How a day stands. `needed` is how many items make it; `total` is without what was skipped."""

    done: int
    total: int
    skipped: int
    needed: int
    aim_met: bool
    rest_day: bool
    streak: Streak
    plants: PlantLine


def read_standing(person: "Person", diary: "DiaryReader", day: date, today: date) -> tuple[Standing, TrialLine | None]:
    """Return how one day of the person's stands, and its trial."""
    checklist = read_checklist(person, diary, day, today)
    return find_standing(person, checklist, today), find_trial(person, checklist, today)


def choose_day(person: "Person", checklist: Checklist) -> Day:
    """Return the day that is shown: an empty one where nothing but care is."""
    return Day(checklist.day.day) if person.only_care else checklist.day


def find_standing(person: "Person", checklist: Checklist, today: date) -> Standing:
    """Return how a day that was read stands."""
    day, profile, counts = choose_day(person, checklist), person.profile, person.shows_counts
    shows_streak = profile.streaks and counts
    return Standing(
        done=day.done,
        total=day.total,
        skipped=day.skipped,
        needed=day.needed,
        aim_met=day.aim_met,
        rest_day=day.is_rest,
        streak=checklist.streak(today, grace=profile.grace) if shows_streak else Streak(None, None, not day.aim_met),
        plants=PlantLine(
            checklist.plants(person.not_plants, count_all=profile.mushrooms_count) if counts else None,
            profile.goals_plants if counts else None,
        ),
    )


def find_trial(person: "Person", checklist: Checklist, today: date) -> TrialLine | None:
    """Return the trial of a day; of today also one that ended within a week, so that its result is not missed."""
    day = checklist.day.day
    for t in reversed(() if person.only_care else checklist.planner.past.trials):
        on = t.plan_of(day, today)
        is_over = t.ending in {"", "rule"} and t.first < day == today and 0 < (day - t.until).days <= SAID_DAYS
        if on is not None or is_over:
            return TrialLine(
                id=t.id, what=t.name, kind=t.kind, off=t.off, watch=t.watch, on=on, of=t.days,
                state=t.ending or "over" if on is None else "running", day=None if on is None else t.day_at(day),
            )  # fmt: skip
    return None
