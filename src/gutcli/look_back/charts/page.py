"""The weeks as columns and lines; in a pipe, and for a screen reader, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor

from gutcli.clock import MONTHS
from gutcli.diary.ratings import Rating
from gutcli.look_back.charts.view import ChartsView, ChartWeek
from gutcli.look_back.days import format_dated
from gutcli.look_back.nutrients.intake import TITLES, Mean, find_unit
from gutcli.look_back.nutrients.page import format_range
from gutcli.terminal.draw.document import BLANK, Block, Column, Document, Grid, Line, sentence, suggest, text
from gutcli.terminal.draw.plot import GAP, Bar, draw_columns, draw_steps, plot_step, put_below
from gutcli.text import count

_LABEL = 7
"""Columns for the labels of the axis."""
_STYLES = ("calm", "move", "probiotic")
"""The colours of the ratings, in turn."""
_MOST_LINES = 10
"""A scale of more whole numbers is drawn as columns."""


def draw_charts(view: ChartsView, width: int | None) -> Document:
    """Draw a chart of each figure that the weeks have."""
    span = f"{format_dated(view.first)} to {format_dated(view.last)}"
    blocks: list[Block] = [Line(text("Week by week", "title"), right=text(span, "muted")), BLANK]
    if not any(week.written or week.done or week.check_ins for week in view.weeks):
        nothing = "Nothing is written in these days, so there is nothing to draw."
        return (*blocks, Line(text(nothing), 2), BLANK, suggest("See what today offers:", "gutcli", indent=2))
    if width is None:
        blocks += [_draw_table(view), BLANK]
    else:
        blocks += _draw_plots(view, width)
    if view.counts_hidden:
        blocks.append(sentence("Food is not counted here, because of what your profile says.", "muted", indent=2))
    blocks += [sentence(line, "muted", indent=2) for line in view.caveats]
    if width is not None:
        blocks.append(Line((("The numbers: ", "muted"), ("gutcli stats --chart | cat", "command")), 2))
    while blocks[-1] == BLANK:
        blocks.pop()
    return tuple(blocks)


def _draw_plots(view: ChartsView, width: int) -> list[Block]:
    room = max(8, min(width, 200) - 4 - _LABEL - GAP)
    weeks = view.weeks[-room:]
    step = plot_step(room, len(weeks))
    blocks: list[Block] = []
    if len(weeks) < len(view.weeks):
        blocks += [Line(text(f"The last {count(len(weeks), 'week')}; a wider terminal shows more.", "muted"), 2), BLANK]
    months = _label_weeks(weeks)

    def add(title: str, right: str, chart: Grid) -> None:
        head = Line(((title, "heading"), *((("  ", ""), (right, "muted")) if right else ())), 2)
        blocks.extend((head, put_below(_pad(chart), months, step), BLANK))

    rates = [Bar(None if week.rate is None else 100 * week.rate) for week in weeks]
    if any(bar.value is not None for bar in rates):
        right = _format_last(format_rate(weeks[-1].rate))
        add("Share done", right, draw_columns(rates, 100, ("100 %", "0"), step, "new"))
    plants = [Bar(week.plants) for week in weeks]
    if any(bar.value for bar in plants):
        top = max(view.goal or 0, *(int(bar.value or 0) for bar in plants))
        right = _join_notes(_format_last(format_plants(weeks[-1])), f"goal {view.goal}" if view.goal else "")
        add("Plants a week", right, draw_columns(plants, top, (str(top), "0"), step, "prebiotic"))
    for nutrient, title in TITLES.items():
        bars, unit = list_bars(weeks, nutrient), find_unit(nutrient)
        if ends_at := find_top(bars):
            right = _join_notes(_format_last(format_mean(weeks[-1], nutrient)), *_note_gaps(bars))
            style = "prebiotic" if nutrient == "fibre_g" else "omega-3"
            add(f"{title} logged, a day", right, draw_columns(bars, ends_at, (f"{ends_at:g} {unit}", "0"), step, style))
    for number, rating in enumerate(view.ratings):
        values = [week.ratings.get(rating.key) for week in weeks]
        known = [value for value in values if value is not None]
        if known:
            right = f"this week {format_rating(rating, values[-1])}" if values[-1] is not None else ""
            least, most = chart_scale(rating, known)
            style = _STYLES[number % len(_STYLES)]
            if most - least <= _MOST_LINES:
                add(rating.title, right, draw_steps(values, least, most, step, style))
            else:
                bars = [Bar(None if value is None else value - least) for value in values]
                add(rating.title, right, draw_columns(bars, most - least, (str(most), str(least)), step, style))
    return blocks


def list_bars(weeks: Sequence[ChartWeek], nutrient: str) -> list[Bar]:
    """Return a nutrient's mean of each week: what it was at least, and what it may have been."""
    means: list[Mean | None] = [getattr(week, f"{nutrient}_per_day") for week in weeks]
    return [Bar(mean.least, mean.most) if mean else Bar(None) for mean in means]


def find_top(bars: Sequence[Bar]) -> float:
    """Return where the axis ends: at a whole number, or a tenth where figures are small; 0 where nothing is to draw."""
    largest = max((value for bar in bars for value in bar if value is not None), default=0.0)
    return ceil(largest) if largest > 2 else ceil(largest * 10) / 10


def _note_gaps(bars: Sequence[Bar]) -> list[str]:
    is_open = any(bar.value is not None and bar.reach is None for bar in bars)
    is_shaded = any(bar.reach is not None and bar.reach > (bar.value or 0) for bar in bars)
    return ["at least" if is_open else "", "shaded: possible" if is_shaded else ""]


def _join_notes(*notes: str) -> str:
    return " · ".join(filter(None, notes))


def _pad(chart: Grid) -> Grid:
    """Make the labels of all charts equally wide, so that the weeks stand under one another."""
    used = [sum(len(words) for words, _ in label) for label, _ in chart.rows]
    rows = ((((" " * (_LABEL - n), ""), *label), plot) for n, (label, plot) in zip(used, chart.rows, strict=True))
    return chart._replace(rows=tuple(rows))


def _label_weeks(weeks: Sequence[ChartWeek]) -> list[str]:
    """Return each month under its first week."""
    months = [week.first.month for week in weeks]
    return [MONTHS[month - 1][:3] if month != before else "" for before, month in pairwise([0, *months])]


def _format_last(words: str) -> str:
    return f"this week {words}" if words not in {"?", "–"} else ""


def format_rate(rate: float | None) -> str:
    """Return the share done of what was asked for."""
    return "–" if rate is None else f"{100 * rate:.0f} %"


def format_plants(week: ChartWeek) -> str:
    """Return how many different plants a week had."""
    return "–" if week.plants is None else str(week.plants)


def format_mean(week: ChartWeek, nutrient: str) -> str:
    """Return a nutrient's mean of a day on which food was logged."""
    mean: Mean | None = getattr(week, f"{nutrient}_per_day")
    return "–" if mean is None else format_range(mean, find_unit(nutrient))


def chart_scale(rating: Rating, known: Sequence[float]) -> tuple[int, int]:
    """Return from where to where a rating is drawn: its scale; for hours, which lie close together, what there is."""
    if rating.unit != "h":
        return round(rating.least), round(rating.most)
    return floor(min(known)), max(ceil(max(known)), floor(min(known)) + 1)


def format_rating(rating: Rating, value: float | None) -> str:
    """Return the mean of a rating; hours have their letter."""
    return "–" if value is None else f"{value:.1f}{' h' if rating.unit == 'h' else ''}"


def _draw_table(view: ChartsView) -> Grid:
    rows = tuple(
        (
            text(week.first.isoformat()),
            text(format_rate(week.rate)),
            text(f"{week.done} of {week.offered}"),
            text(format_plants(week)),
            *(text(format_mean(week, nutrient)) for nutrient in TITLES),
            *(text(format_rating(rating, week.ratings.get(rating.key))) for rating in view.ratings),
        )
        for week in view.weeks
    )
    heads = ["week of", "share", "done", "plants", "fibre/day", "ALA/day", "EPA+DHA/day"]
    heads += [rating.name for rating in view.ratings]
    return Grid(tuple(Column(head, right=head != "week of") for head in heads), rows, heads=True, indent=2)
