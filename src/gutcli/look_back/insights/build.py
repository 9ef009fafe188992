"""Bring together what the comparisons need."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gutcli.errors import UsageError
from gutcli.look_back.insights.habits import RATINGS, Habit, collect_habits, collect_ratings
from gutcli.look_back.insights.view import InsightsView, comparison_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gutcli.app import App
    from gutcli.diary.summary import DaySummary
    from gutcli.look_back.insights.association import Progress

DAYS = 90


def build_insights(
    app: App, days: int = DAYS, about: str = "", explain: str = "", progress: Progress | None = None
) -> InsightsView:
    """Compare the last `days` days. Raises UsageError, NameNotFoundError, AmbiguousNameError.

    All ratings are always one family, so that asking for one of them makes chance no likelier.
    """
    rating = about.strip().lower()
    if rating and rating not in RATINGS:
        raise UsageError(f"{about!r} is not something that you check in.", "Give --about mood, energy or gut.")
    first, last = span_of(app.today, days)
    return compare_days(
        app, app.diary.read_summaries(first, last), first, last, rating=rating, explain=explain, progress=progress
    )


def span_of(today: date, days: int) -> tuple[date, date]:
    """Give the first and last of `days` days up to today. Raises UsageError."""
    try:
        return today - timedelta(days=days - 1), today
    except OverflowError:
        raise UsageError("That is further back than the calendar goes.", "Give fewer days.") from None


def compare_days(
    app: App, summaries: Iterable[DaySummary], first: date, last: date, *, rating: str = "", explain: str = "",
    progress: Progress | None = None,
) -> InsightsView:  # fmt: skip
    """Compare these days, and say what is found."""
    from gutcli.look_back.insights import association, wording

    summaries = list(summaries)
    by_day = collect_habits(
        summaries, app.today, lambda ident: _group_of(app, ident), lambda ident: _name_practice(app, ident),
        with_foods=app.person.shows_counts,
    )  # fmt: skip
    habits = {habit.name: habit for habit in by_day}
    found = association.associate_all(
        collect_ratings(summaries), {habit.name: known for habit, known in by_day.items()}, progress=progress
    )
    chosen = _find_habit(explain, habits) if explain.strip() and not found.needed else None
    shown = {chosen.name: chosen} if chosen else habits
    wanted = (rating,) if rating else (RATINGS[:1] if chosen else RATINGS)
    return InsightsView(
        first, last, (last - first).days + 1, rating or None, chosen.name if chosen else None,
        found.check_ins, found.needed, association.MIN_CHECK_INS, association.MIN_SIDE, not app.person.shows_counts,
        found.family_size, found.fdr, found.level, found.method, wording.overview(found),
        () if found.needed else comparison_lines(found, shown, wanted, steps=chosen is not None),
    )  # fmt: skip


def _group_of(app: App, ident: str) -> str:
    food = app.catalog.foods.get(ident)
    return food.group if food else ""


def _name_practice(app: App, ident: str) -> str:
    from gutcli.look_back.names import find_names

    name = app.catalog.label("practices", ident)
    name = find_names(app, [ident])[ident] if name == ident else name
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
