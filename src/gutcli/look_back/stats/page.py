"""Figures with bars, and the arithmetic of the strength."""

from __future__ import annotations

from gutcli.catalog.kinds import format_slot
from gutcli.clock import format_day_short
from gutcli.diary.ratings import find_rating, format_score
from gutcli.diary.streaks import StrengthStep
from gutcli.look_back.charts.page import format_rate
from gutcli.look_back.days import format_dated, format_made
from gutcli.look_back.stats.view import Arithmetic, StatsView
from gutcli.terminal.draw.bars import bar_width, draw_bar
from gutcli.terminal.draw.document import (
    BLANK,
    Block,
    Cell,
    Column,
    Document,
    Grid,
    Line,
    heading,
    sentence,
    suggest,
    text,
)
from gutcli.text import count

MOST_ITEMS = 12


def draw_stats(view: StatsView, width: int | None) -> Document:
    """Draw the standing, then slots, weekdays and items."""
    if view.first is None:
        nothing = "There is nothing to count yet. Figures begin with your first tick."
        return (Line(text(nothing)), BLANK, suggest("See what today offers:", "gutcli"))
    since = f"since {format_dated(view.first)} · {count(view.days, 'day')}"
    blocks: list[Block] = [Line(text("Figures", "title"), right=text(since, "muted")), BLANK]
    blocks += [*_draw_standing(view, width), BLANK]
    if view.arithmetic:
        return (*blocks, *_draw_arithmetic(view.arithmetic, width))
    if view.slots:
        blocks += [heading("By slot"), _draw_slots(view, width), BLANK]
    if view.written:
        blocks += [heading("By weekday"), _draw_weekdays(view, width), BLANK]
    if view.items:
        blocks += [*_draw_items(view, width), BLANK]
    if view.ratings:
        blocks += [heading("How you were, on average"), _draw_ratings(view), BLANK]
    if not view.streaks_hidden:
        blocks.append(suggest("How the strength comes about:", "gutcli stats --explain", indent=2))
    while blocks[-1] == BLANK:
        blocks.pop()
    return tuple(blocks)


def _draw_standing(view: StatsView, width: int | None) -> list[Block]:
    blocks: list[Block] = []
    rows: list[tuple[Cell, ...]] = []
    if view.streaks_hidden:
        why = "because of what your profile says" if view.counts_hidden else "as you set it (streaks = false)"
        blocks.append(sentence(f"Streaks and the strength are left out, {why}.", "muted", indent=2))
    else:
        now, longest = view.streak.current or 0, view.streak.longest or 0
        grace = len(view.streak.grace_days)
        bridged = f", {count(grace, 'grace day')} bridged" if grace else ""
        standing = f"{count(now, 'day')} in a row{bridged}" if now else "starts with the next day that you make"
        rows.append((text("Streak", "muted"), text(f"{standing} · the longest {longest}" if longest else standing)))
        columns = bar_width(width, 24, 20)
        bar = (*draw_bar(view.strength or 0.0, columns), ("  ", "")) if columns else ()
        rows.append((text("Strength", "muted"), (*bar, (f"{100 * (view.strength or 0.0):.0f} of 100", ""))))
    made = format_made(view.met, view.written - view.rest_days, view.blank, view.rest_days)
    rows.append((text("Days made", "muted"), text(made)))
    return [*blocks, Grid((Column(), Column(wrap=12)), tuple(rows), indent=2)]


def _draw_ratings(view: StatsView) -> Grid:
    rows = []
    for line in view.ratings:
        if (rating := find_rating(line.rating)) is None:
            continue
        span = f"{format_score(rating, line.least)} to {format_score(rating, line.most)}"
        # The mean of sorts is no sort: only the ends of a stool's scale are said in its own words.
        mean = format_score(rating, line.mean) if rating.unit == "h" else f"{line.mean:.1f}"
        days = text(count(line.days, "day"), "muted")
        rows.append((text(rating.title), text(mean), days, text(f"from {span}", "muted")))
    return Grid((Column(wrap=12), Column(right=True), Column(right=True), Column(worth=2)), tuple(rows), indent=4)


def _bar(rate: float | None, columns: int, style: str) -> Cell:
    return draw_bar(rate, columns, style) if columns and rate is not None else ()


def _draw_slots(view: StatsView, width: int | None) -> Grid:
    columns = _choose_bars(width)
    rows = tuple(
        (
            text(format_slot(line.slot), line.slot),
            _bar(line.rate, columns, line.slot),
            text(format_rate(line.rate)),
            text(f"{line.done} of {line.offered}", "muted"),
            text(f"{line.skipped} rested" if line.skipped else "", "muted"),
        )
        for line in view.slots
    )
    shape = (Column(), Column(worth=1), Column(right=True), Column(right=True, worth=5), Column(right=True, worth=2))
    return Grid(shape, rows, indent=2)


def _choose_bars(width: int | None) -> int:
    return bar_width(width, 46 if width is None or width >= 60 else 33, 24)


def _draw_weekdays(view: StatsView, width: int | None) -> Grid:
    columns = _choose_bars(width)
    rows = tuple(
        (
            text(line.weekday[:3].capitalize(), "muted"),
            _bar(line.rate, columns, "new"),
            text(format_rate(line.rate)),
            text(f"of items · {line.met} of {count(line.days, 'day')} made" if line.days else "", "muted"),
        )
        for line in view.weekdays
    )
    return Grid((Column(), Column(worth=1), Column(right=True), Column(right=True, worth=5)), rows, indent=2)


def _draw_items(view: StatsView, width: int | None) -> list[Block]:
    shown = view.items if view.all_items or width is None else view.items[:MOST_ITEMS]
    columns = 0 if width is not None and width < 60 else 10
    rows = tuple(
        (
            text(line.name),
            _bar(line.rate, columns, line.slot),
            text(format_rate(line.rate), "muted"),
            text(f"{line.done} of {line.offered}"),
            text(format_slot(line.slot), line.slot),
        )
        for line in shown
    )
    shape = (Column(wrap=14), Column(worth=1), Column(right=True, worth=2), Column(right=True), Column(worth=3))
    more = len(view.items) - len(shown)
    ways = [suggest(f"and {more} more:", "gutcli stats --all", indent=2)] if more else []
    return [heading("By item, the most done first"), Grid(shape, rows, indent=2), *ways]


def _draw_arithmetic(arithmetic: Arithmetic, width: int | None) -> list[Block]:
    keep = arithmetic.keep
    blocks: list[Block] = [
        heading("How the strength comes about"),
        Line(text("Each day keeps most of the strength of the day before and adds a little of its own:"), 2),
        Line(text(f"strength = {keep:.4f} x the day before + {1 - keep:.4f} x the share done"), 4, 2),
        Line(text(f"{keep:.4f} is 0.5^(1/{arithmetic.half_days}): after {arithmetic.half_days} full days it is halfway "
                  "from where it was to 1. Rest days leave it as it is; a day without ticks has the share 0; "
                  "today counts once its aim is met. It starts from 0 on your first day.", "muted"), 2),
        BLANK,
    ]  # fmt: skip
    rows = [(text(format_day_short(step.day), "muted"), text(_format_step(step, keep))) for step in arithmetic.steps]
    if not rows:
        return [*blocks, Line(text("No day counts yet.", "muted"), 2)]
    if width is not None and width < 50:
        return [*blocks, *(block for day, step in rows for block in (Line(day, 2), Line(step, 4)))]
    return [*blocks, Grid((Column(), Column()), tuple(rows), indent=2)]


def _format_step(step: StrengthStep, keep: float) -> str:
    if step.share is None:
        return f"rest day: {step.score:.4f} stays"
    return f"{keep:.4f} x {step.before:.4f} + {1 - keep:.4f} x {step.share:.2f} = {step.score:.4f}"
