"""Bring together what the figures need."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gutcli.catalog.kinds import SLOTS
from gutcli.diary.diversity import parse_weekday
from gutcli.diary.fold import MISSED
from gutcli.diary.streaks import STRENGTH_HALF_DAYS, Streak, count_streak, explain_strength
from gutcli.errors import UsageError
from gutcli.look_back.names import find_names
from gutcli.look_back.stats.tallies import tally_days
from gutcli.look_back.stats.view import (
    Arithmetic,
    StatsView,
    item_tallies,
    slot_tallies,
    step_lines,
    weekday_tallies,
)  # fmt: skip

if TYPE_CHECKING:
    from gutcli.app import App
    from gutcli.diary.fold import Mark
    from gutcli.diary.summary import DaySummary

EXPLAINED_DAYS = 14


def build_stats(app: App, days: int | None = None, *, explain: bool = False, every_item: bool = False) -> StatsView:
    """Build the figures of the last `days` days, or of all."""
    today = app.today
    try:
        first = today - timedelta(days=days - 1) if days else None
    except OverflowError:
        raise UsageError("That is further back than the calendar goes.", "Give fewer days.") from None
    summaries = app.diary.read_summaries(first, today)
    marks = app.diary.read_marks()
    settled, pending = settle_today(summaries, today)
    tallies = tally_days(settled)
    begins = max(filter(None, (first, date.fromordinal(marks[0][0]) if marks else None)), default=None)
    if begins and begins > today:
        begins = None
    names = find_names(app, (ident for _, ident in tallies.items))
    hidden = not (app.profile.streaks and app.person.shows_counts)
    streak, strength, arithmetic = _read_marks(app, marks, first, hidden=hidden, explain=explain)
    return StatsView(
        begins,
        today,
        (today - begins).days + 1 if begins else 0,
        tallies.days - (pending is not None),
        tallies.met,
        tallies.rest,
        streak,
        strength,
        hidden,
        not app.person.shows_counts,
        slot_tallies(tallies, SLOTS),
        weekday_tallies(tallies, parse_weekday(app.profile.week_starts), pending) if settled else (),
        item_tallies(tallies, names),
        arithmetic,
        days,
        every_item,
    )


def settle_today(summaries: list[DaySummary], today: date) -> tuple[list[DaySummary], date | None]:
    """Keep today from counting as a day of its own until its aim is met; its items count as they stand.

    To leave out those that are still open would make one tick in the morning a hundred per cent. Gives today if it is
    no day of its own yet.
    """
    if not summaries or summaries[-1].day != today:
        return summaries, None
    last = summaries[-1]
    if last.aim_met or (last.is_rest and last.items):
        return summaries, None
    # A day of which only a check-in is written has no list, so it is no rest day.
    return [*summaries[:-1], last._replace(state=MISSED)], today


def _read_marks(
    app: App, marks: list[Mark], first: date | None, *, hidden: bool, explain: bool
) -> tuple[Streak, float | None, Arithmetic | None]:
    today = app.today
    if hidden:
        return Streak(None, None, not any(mark[0] == today.toordinal() and mark[1] for mark in marks)), None, None
    streak = count_streak(marks, today, grace=app.profile.grace)
    steps = explain_strength(marks, today)
    strength = steps[-1].score if steps else 0.0
    arithmetic = None
    if explain:
        since = first or today - timedelta(days=EXPLAINED_DAYS - 1)
        keep = 0.5 ** (1 / STRENGTH_HALF_DAYS)
        arithmetic = Arithmetic(STRENGTH_HALF_DAYS, keep, step_lines(steps, since))
    return streak, strength, arithmetic
