"""The weeks as columns and lines; in a pipe, and for a screen reader, as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor
from typing import TYPE_CHECKING

from gutcli.clock import MONTHS, format_day_short
from gutcli.look_back.nutrients.page import format_range
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, Span, text
from gutcli.terminal.draw.plot import GAP, Bar, draw_columns, draw_steps, plot_step, put_below
from gutcli.text import count

if TYPE_CHECKING:
    from gutcli.diary.ratings import Rating
    from gutcli.look_back.charts.view import ChartsView, ChartWeek

_LABEL = 7
"""Columns for the labels of the axis."""
_STYLES = ("calm", "move", "probiotic")
"""The colours of the ratings, in turn."""
_MOST_LINES = 10
"""A scale of more whole numbers is drawn as columns."""


def draw_charts(view: ChartsView, width: int | None) -> Document:
    """Draw a chart of each figure that the weeks have."""
    span = f"{format_day_short(view.first)} {view.first.year} to {format_day_short(view.last)} {view.last.year}"
    blocks: list[Block] = [Line(text("Week by week", "title"), right=text(span, "muted")), BLANK]
    if not any(week.written or week.done or week.check_ins for week in view.weeks):
        return (
            *blocks, Line(text("Nothing is written in these days, so there is nothing to draw."), 2), BLANK,
            Line((("See what today offers: ", "muted"), ("gutcli", "command")), 2),
        )  # fmt: skip
    if width is None:
        blocks += [_draw_table(view), BLANK]
    else:
        blocks += _draw_plots(view, width)
    if view.counts_hidden:
        blocks.append(Line(text("Food is not counted here, because of what your profile says.", "muted"), 2, 2))
    blocks += [Line(text(line, "muted"), 2, 2) for line in view.caveats]
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
        add("Share done", _format_last(weeks, _format_rate), draw_columns(rates, 100, ("100 %", "0"), step, "new"))
    plants = [Bar(week.plants) for week in weeks]
    if any(bar.value for bar in plants):
        top = max(view.goal or 0, *(int(bar.value or 0) for bar in plants))
        goal = f"goal {view.goal}" if view.goal else ""
        right = " · ".join(filter(None, (_format_last(weeks, _format_plants), goal)))
        add("Plants a week", right, draw_columns(plants, top, (str(top), "0"), step, "prebiotic"))
    for title, name, style in (
        ("Fibre logged, a day", "fibre_g", "prebiotic"),
        ("ALA logged, a day", "ala_g", "omega-3"),
        ("EPA + DHA logged, a day", "epa_dha_mg", "omega-3"),
    ):
        blocks += _plot_nutrient(weeks, title, name, style, step=step, months=months)
    for number, rating in enumerate(view.ratings):
        values = [week.ratings.get(rating.key) for week in weeks]
        known = [value for value in values if value is not None]
        if known:
            right = f"this week {format_mean(rating, values[-1])}" if values[-1] is not None else ""
            least, most = chart_scale(rating, known)
            style = _STYLES[number % len(_STYLES)]
            if most - least <= _MOST_LINES:
                add(rating.title, right, draw_steps(values, least, most, step, style))
            else:
                bars = [Bar(None if value is None else value - least) for value in values]
                add(rating.title, right, draw_columns(bars, most - least, (str(most), str(least)), step, style))
    return blocks


def _plot_nutrient(
    weeks: Sequence[ChartWeek], title: str, name: str, style: str, *, step: int, months: Sequence[str]
) -> list[Block]:
    means = [getattr(week, f"{name}_per_day") for week in weeks]
    bars = [Bar(None, None) if mean is None else Bar(mean.least, mean.most) for mean in means]
    largest = max((value for bar in bars for value in bar if value is not None), default=0.0)
    if not largest:
        return []
    unit = name.rpartition("_")[2]
    # Whole numbers at the top of the axis; small figures to a tenth.
    top = ceil(largest) if largest > 2 else ceil(largest * 10) / 10
    open_ended = any(mean is not None and mean.least is not None and mean.most is None for mean in means)
    shaded = any(bar.reach is not None and bar.reach > (bar.value or 0) for bar in bars)
    notes = [_format_last(weeks, lambda week: format_range(getattr(week, f"{name}_per_day"), unit))]
    notes += ["at least" if open_ended else "", "shaded: possible" if shaded else ""]
    head = Line(((title, "heading"), ("  ", ""), (" · ".join(filter(None, notes)), "muted")), 2)
    chart = _pad(draw_columns(bars, top, (f"{top:g} {unit}", "0"), step, style))
    return [head, put_below(chart, months, step), BLANK]


def _pad(chart: Grid) -> Grid:
    """Make the labels of all charts equally wide, so that the weeks stand under one another."""
    rows = tuple((_pad_label(row[0]), row[1]) for row in chart.rows)
    return Grid(chart.columns, rows, chart.heads, chart.indent)


def _pad_label(cell: Cell) -> Cell:
    used = sum(len(words) for words, _ in cell)
    pad: tuple[Span, ...] = ((" " * (_LABEL - used), ""),) if used < _LABEL else ()
    return (*pad, *cell)


def _label_weeks(weeks: Sequence[ChartWeek]) -> list[str]:
    """Return each month under its first week."""
    labels, before = [], 0
    for week in weeks:
        month = week.first.month
        labels.append(MONTHS[month - 1][:3] if month != before else "")
        before = month
    return labels


def _format_last(weeks: Sequence[ChartWeek], say: Callable[[ChartWeek], str]) -> str:
    words = say(weeks[-1])
    return f"this week {words}" if words not in {"", "?", "–"} else ""


def _format_rate(week: ChartWeek) -> str:
    return "–" if week.rate is None else f"{100 * week.rate:.0f} %"


def _format_plants(week: ChartWeek) -> str:
    return "–" if week.plants is None else str(week.plants)


def chart_scale(rating: Rating, known: Sequence[float]) -> tuple[int, int]:
    """Return from where to where a rating is drawn: its scale; for hours, which lie close together, what there is."""
    if rating.unit != "h":
        return round(rating.least), round(rating.most)
    return floor(min(known)), max(ceil(max(known)), floor(min(known)) + 1)


def format_mean(rating: Rating, value: float | None) -> str:
    """Return the mean of a rating; hours have their letter."""
    return "–" if value is None else f"{value:.1f}{' h' if rating.unit == 'h' else ''}"


def _draw_table(view: ChartsView) -> Grid:
    rows = tuple(
        (
            text(week.first.isoformat()),
            text(_format_rate(week)),
            text(f"{week.done} of {week.offered}"),
            text(_format_plants(week)),
            *(
                text("–" if mean is None else format_range(mean, unit))
                for mean, unit in (
                    (week.fibre_g_per_day, "g"), (week.ala_g_per_day, "g"), (week.epa_dha_mg_per_day, "mg"),
                )
            ),
            *(text(format_mean(rating, week.ratings.get(rating.key))) for rating in view.ratings),
        )
        for week in view.weeks
    )  # fmt: skip
    heads = ["week of", "share", "done", "plants", "fibre/day", "ALA/day", "EPA+DHA/day"]
    heads += [rating.name for rating in view.ratings]
    return Grid(tuple(Column(head, right=head != "week of") for head in heads), rows, heads=True, indent=2)
