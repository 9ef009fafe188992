"""What `insights` says: what check-ins and habits show together, what they do not, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from gutcli.day.shown import show_summaries
from gutcli.diary.ratings import find_rating, list_ratings, match_rating
from gutcli.errors import UsageError
from gutcli.look_back.insights import association, wording
from gutcli.look_back.insights.association import Comparison, Working
from gutcli.look_back.insights.habits import collect_habits, collect_ratings
from gutcli.look_back.names import find_names
from gutcli.look_back.span import last_days
from gutcli.text import join_words, safe

if TYPE_CHECKING:
    from gutcli.catalog.library import Catalog
    from gutcli.diary.store import DiaryReader
    from gutcli.diary.summary import DaySummary
    from gutcli.look_back.insights.association import Insights, Progress
    from gutcli.look_back.insights.habits import Habit
    from gutcli.profile.person import Person

DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonLine(Comparison):
    """A comparison of days with a habit and days without, and what it says in words.

    `status` is shown, not shown, too few, few changes, fixed weekdays or no variation; figures are null where nothing
    was compared. An interval ends where the rating's scale does.
    """

    habit_id: str
    habit_kind: str
    answer: str
    caveat: str
    missing: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InsightsView:
    """The comparisons of the days from `first` to `last`. With `needed`, nothing is compared yet.

    All ratings are one family, whichever `about` shows; `family_size` counts what was tested. `explained` is the
    habit that is walked through, whose lines alone have `steps`. `foods_hidden`: food is left out
    for the person's sake.
    """

    KIND: ClassVar[str] = "insights"
    IN_FULL: ClassVar[bool] = False
    first: date
    last: date
    days: int
    about: str | None
    explained: str | None
    check_ins: int
    check_ins_needed: int
    least_check_ins: int
    least_days_a_side: int
    foods_hidden: bool
    family_size: int
    false_discovery_rate: float
    interval_level: float
    method: str
    overview: str
    comparisons: tuple[ComparisonLine, ...]


class InsightsInFullView(InsightsView):
    """The same, drawn with every figure although nothing is shown; as JSON the two are one."""

    __slots__ = ()
    IN_FULL: ClassVar[bool] = True


def build_insights(
    person: Person,
    diary: DiaryReader,
    today: date,
    days: int = DAYS,
    *,
    about: str = "",
    explain: str = "",
    in_full: bool = False,
    progress: Progress | None = None,
) -> InsightsView:
    """Compare the last `days` days. Raise UsageError, NameNotFoundError, AmbiguousNameError.

    All ratings are always one family, so that asking for one of them makes chance no likelier.
    """
    first, _ = last_days(today, days)
    summaries = diary.read_summaries(first, today)
    rating = about and _find_about(about, person, summaries)
    return compare_days(
        person,
        diary,
        summaries,
        first,
        today,
        rating=rating,
        explain=explain,
        in_full=in_full,
        progress=progress,
    )


def _find_about(words: str, person: Person, summaries: Iterable[DaySummary]) -> str:
    """Return the key of the rating that is asked about."""
    ratings = list_ratings(person.profile.watch, (key for day in summaries for key in day.scores))
    if found := match_rating(words, ratings):
        return found.key
    known = join_words([rating.name for rating in ratings], "or")
    raise UsageError(f"{safe(words)!r} is not something that you check in.", f"Give --about {known}.")


def compare_days(
    person: Person, diary: DiaryReader, summaries: Iterable[DaySummary], first: date, today: date, *,
    rating: str = "", explain: str = "", in_full: bool = False, progress: Progress | None = None,
) -> InsightsView:  # fmt: skip
    """Compare the days from `first` to today, and build the view of what is found."""
    summaries = show_summaries(person, summaries)
    by_day = collect_habits(
        summaries, today,
        lambda ident: _group_of(person.catalog, ident), lambda ident: _name_practice(person.catalog, diary, ident),
        with_foods=person.shows_counts,
    )  # fmt: skip
    habits = {habit.name: habit for habit in by_day}
    ratings = collect_ratings(summaries)
    found = association.associate_all(
        ratings, {habit.name: known for habit, known in by_day.items()}, progress=progress
    )
    chosen = _find_habit(explain, habits) if explain.strip() and not found.needed else None
    shown = {chosen.name: chosen} if chosen else habits
    every = [known.key for known in list_ratings(person.profile.watch, ratings)]
    wanted = (rating,) if rating else every[:1] if chosen else every
    return (InsightsInFullView if in_full else InsightsView)(
        first=first,
        last=today,
        days=(today - first).days + 1,
        about=rating or None,
        explained=chosen.name if chosen else None,
        check_ins=found.check_ins,
        check_ins_needed=found.needed,
        least_check_ins=association.MIN_CHECK_INS,
        least_days_a_side=association.MIN_SIDE,
        foods_hidden=not person.shows_counts,
        family_size=found.family_size,
        false_discovery_rate=found.fdr,
        interval_level=found.level,
        method=found.method,
        overview=wording.overview(found),
        comparisons=() if found.needed else _comparison_lines(found, shown, wanted, steps=chosen is not None),
    )


def _group_of(catalog: Catalog, ident: str) -> str:
    food = catalog.foods.get(ident)
    return food.group if food else ""


def _name_practice(catalog: Catalog, diary: DiaryReader, ident: str) -> str:
    name = catalog.label("practices", ident)
    name = find_names(catalog, diary, [ident])[ident] if name == ident else name
    # In the middle of a sentence; NSDR keeps its capitals.
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _find_habit(words: str, habits: dict[str, Habit]) -> Habit:
    from gutcli.catalog.search import ambiguous, match_name, nearest_names, unknown
    from gutcli.text import fold

    names = {fold(habit.name): name for name, habit in habits.items()}
    names |= {fold(habit.id): name for name, habit in habits.items() if fold(habit.id) not in names}
    found = match_name(words, names)
    if len(found) == 1:
        return habits[found[0]]
    if found:
        raise ambiguous(words, found, "habit")
    raise unknown(
        words, nearest_names(words, names), "habit of these days", "gutcli insights lists what your days have."
    )


def _comparison_lines(
    found: Insights, habits: Mapping[str, Habit], ratings: Iterable[str], *, steps: bool = False
) -> tuple[ComparisonLine, ...]:
    """Return the comparisons of these ratings, in a stable order: by rating, kind of habit, its name, lag."""
    order = {rating: place for place, rating in enumerate(ratings)}
    names = {name: place for place, name in enumerate(habits)}
    chosen = [_clip_to_scale(c) for c in found.comparisons if c.rating in order and c.habit in habits]
    chosen.sort(key=lambda c: (order[c.rating], names[c.habit], c.lag))
    return tuple(_comparison_line(c, habits[c.habit], steps=steps) for c in chosen)


def _clip_to_scale(c: Comparison) -> Comparison:
    """End the interval at the largest difference that the rating's scale can have."""
    rating = find_rating(c.rating)
    if c.low is None or c.high is None or rating is None:
        return c
    widest = rating.most - rating.least
    return replace(c, low=max(c.low, -widest), high=min(c.high, widest))


def _comparison_line(c: Comparison, habit: Habit, *, steps: bool) -> ComparisonLine:
    return ComparisonLine(
        **_round_all(c) | {"working": c.working and Working(**_round_all(c.working))},
        habit_id=habit.id,
        habit_kind=habit.kind,
        answer=wording.answer(c),
        caveat=wording.caveat(c),
        missing=wording.needed(c),
        steps=wording.explain(c) if steps else (),
    )


def _round_all(found: Comparison | Working) -> dict[str, Any]:
    """Return the fields by name, figures with six places."""
    values = {name: getattr(found, name) for name in found.__dataclass_fields__}
    return {name: round(value, 6) if isinstance(value, float) else value for name, value in values.items()}
