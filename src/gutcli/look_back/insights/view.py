"""What `insights` says: what check-ins and habits show together, what they do not, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from gutcli.catalog.search import ambiguous, match_name, nearest_names, unknown
from gutcli.day.shown import show_summaries
from gutcli.diary.ratings import find_rating, list_ratings, match_rating
from gutcli.diary.summary import DaySummary
from gutcli.errors import UsageError
from gutcli.look_back.days import find_names
from gutcli.look_back.insights import association, comparison, wording
from gutcli.look_back.insights.association import Progress
from gutcli.look_back.insights.habits import ComparedHabit, collect
from gutcli.look_back.insights.later import LOOKS, find_appearances
from gutcli.look_back.insights.lines import ComparisonLine, build_lines, find_smallest
from gutcli.look_back.insights.next_step import NextStep, find_next
from gutcli.look_back.regression.distributions import LEVEL
from gutcli.profile.person import Person
from gutcli.store.reader import DiaryReader
from gutcli.text import fold, join_words, lower_first, safe

MOST_DAYS = 1096
"""Three years: they show about 0.3 of a point, the work grows with the days, and older ones say less about today."""


@dataclass(frozen=True, slots=True)
class LeftOutOfDays:
    """Days that are not compared: away, ill, and, of food groups alone, those with food of no known group."""

    away: int
    ill: int
    food_unknown: int
    foods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InsightsView:
    """The comparisons of the days from `first` to `last`. With `needed`, nothing is compared yet.

    All ratings are one family, whichever `about` shows; `family_size` counts what was tested. `explained` is the
    habit that is walked through, whose lines alone have `steps`. `smallest` is the true difference in the first rating
    that was compared, `smallest_of`, that four in five such diaries would show. `obstacle` says why nothing can be
    compared, where nothing can; `next` is the trial that would help most. `foods_hidden`: food is left out for the
    person's sake.
    """

    first: date
    last: date
    days: int
    about: str | None
    explained: str | None
    check_ins: int
    check_ins_needed: int
    least_check_ins: int
    least_days_a_side: int
    left_out: LeftOutOfDays
    foods_hidden: bool
    family_size: int
    false_discovery_rate: float
    interval_level: float
    method: str
    smallest: float | None
    smallest_of: str | None
    obstacle: str
    next: NextStep | None
    overview: str
    comparisons: tuple[ComparisonLine, ...]


@dataclass(frozen=True, slots=True)
class InsightsInFullView:
    """The same, drawn with every figure although nothing is shown; as JSON the two are one."""

    KIND: ClassVar[str] = "insights"
    SUBJECT: ClassVar[str] = "found"
    found: InsightsView


def build_insights(
    person: Person, diary: DiaryReader, first: date, today: date, *,
    about: str = "", explain: str = "", progress: Progress | None = None,
) -> InsightsView:  # fmt: skip
    """Compare the days from `first` to today. Raise UsageError, NameNotFoundError, AmbiguousNameError.

    All ratings are always one family, so that asking for one of them makes chance no likelier.
    """
    # What was shown in the weeks before tells what is new.
    summaries = show_summaries(person, diary.read_summaries(first - timedelta(weeks=LOOKS), today))
    rating = _find_about(about, person, summaries) if about else ""
    foods = person.catalog.foods
    said = collect(
        summaries, first, today,
        group_of=lambda ident: food.group if (food := foods.get(ident)) else "",
        name_practice=lambda ident: lower_first(find_names(person.catalog, diary, [ident])[ident]),
        with_foods=person.shows_counts,
    )  # fmt: skip
    habits = {habit.name: habit for habit in said.habits}
    family = association.Family(
        said.ratings, {habit.name: known for habit, known in said.habits.items()},
        steps={key: scale.step for key in said.ratings if (scale := find_rating(key))},
        nights=said.ratings.get("sleep", {}), earlier=("sleep",),
    )  # fmt: skip
    compared = family.cut(first, today)
    # A name that is not known is told before anybody waits.
    chosen = _find_habit(explain, habits) if explain.strip() and not association.count_needed(compared) else None
    found = association.compare_family(compared, progress=progress)
    every = [known.key for known in list_ratings(person.profile.watch, said.ratings)]
    wanted = (rating,) if rating else every[:1] if chosen else every
    lines: tuple[ComparisonLine, ...] = ()
    if not found.needed:
        asked = found.only(wanted, {chosen.name} if chosen else habits)
        shown = [c for c in asked if c.shown]
        seen = dict(zip(shown, find_appearances(family, shown, first, today), strict=True)) if shown else {}
        lines = build_lines(asked, habits, every, seen, steps=chosen is not None)
    smallest_of, smallest = find_smallest(found, wanted)
    return InsightsView(
        first=first,
        last=today,
        days=(today - first).days + 1,
        about=rating or None,
        explained=chosen.label if chosen else None,
        check_ins=found.check_ins,
        check_ins_needed=found.needed,
        least_check_ins=comparison.MIN_CHECK_INS,
        least_days_a_side=comparison.MIN_SIDE,
        left_out=LeftOutOfDays(said.off.get("away", 0), said.off.get("ill", 0), said.unknown_days, tuple(said.unknown)),
        foods_hidden=not person.shows_counts,
        family_size=found.family_size,
        false_discovery_rate=comparison.FDR,
        interval_level=LEVEL,
        method=comparison.METHOD,
        smallest=smallest,
        smallest_of=smallest_of,
        next=None if found.needed else find_next(person, diary, summaries, first, today, about=rating),
        obstacle=wording.obstacle(found, has_habits=bool(habits)),
        overview=wording.overview(found),
        comparisons=lines,
    )


def _find_about(words: str, person: Person, summaries: Iterable[DaySummary]) -> str:
    """Return the key of the rating that is asked about."""
    ratings = list_ratings(person.profile.watch, (key for day in summaries for key in day.scores))
    if found := match_rating(words, ratings):
        return found.key
    known = join_words([rating.name for rating in ratings], "or")
    raise UsageError(f"{safe(words)!r} is not something that you check in.", f"Give --about {known}.")


def _find_habit(words: str, habits: dict[str, ComparedHabit]) -> ComparedHabit:
    names = {fold(word): name for name, habit in habits.items() for word in (*habit.also, habit.name, habit.label)}
    names |= {fold(habit.id): name for name, habit in habits.items() if fold(habit.id) not in names}
    found = match_name(words, names)
    if len(found) == 1:
        return habits[found[0]]
    if found:
        raise ambiguous(words, found, "habit")
    near, otherwise = nearest_names(words, names), "gutcli insights lists what your days have."
    raise unknown(words, near, "habit of these days", otherwise)
