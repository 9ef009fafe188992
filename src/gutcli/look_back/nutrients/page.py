"""Fibre and omega-3 of a week, as ranges: what is unknown is seen to be unknown."""

from __future__ import annotations

from gutcli.clock import format_day_short
from gutcli.know.sources.page import NARROW, draw_sources, number_sources
from gutcli.look_back.nutrients.intake import TITLES, Amount, Intake, Mean, find_unit
from gutcli.look_back.nutrients.view import NutrientsView
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, heading, sentence, text
from gutcli.terminal.draw.pairs import draw_pairs
from gutcli.text import count, join_some, lower_first

_MOST_NAMES = 8


def format_range(amount: Amount | Mean | None, unit: str) -> str:
    """Return a range: "12 g", "≥ 12 g" where the top is open, "≤ 1.1 g" from nothing, "?" where nothing is known."""
    if amount is None or amount.least is None:
        return "?"
    least = _say(amount.least, unit)
    if amount.most is None:
        return "?" if least == "0" else f"≥ {least} {unit}"
    most = _say(amount.most, unit)
    if least == most:
        return f"{most} {unit}"
    return f"≤ {most} {unit}" if least == "0" else f"{least}–{most} {unit}"


def _say(value: float, unit: str) -> str:
    """Return a figure with the digits it deserves: whole milligrams, grams to a tenth, below one to a hundredth."""
    if unit == "mg" or value >= 9.95:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 0.995 else "0" if value < 0.005 else f"{value:.2f}"


def draw_nutrients(view: NutrientsView, width: int | None) -> Document:
    """Draw the mean of a day against the references, the days, and what the figures do not say."""
    span = f"{format_day_short(view.first)} to {format_day_short(view.last)}"
    title = "Fibre and omega-3 this week" if view.is_current else "Fibre and omega-3 of a week"
    blocks: list[Block] = [Line(text(title, "title"), right=text(span, "muted")), BLANK]
    if view.counts_hidden:
        words = "Food is not counted here, because of what your profile says: you can look after yourself without. See"
        return (*blocks, Line(((f"{words} ", "muted"), ("gutcli profile", "command")), 2))
    total = view.total
    assert total is not None
    if not total.foods:
        nothing = "No food is logged in these days, so there is nothing to add up."
        return (*blocks, Line(text(nothing), 2), BLANK,
                Line((("Log something: ", "muted"), ("gutcli ate lentils", "command")), 2))  # fmt: skip
    days = count(total.logged_days, "day")
    blocks += [heading(f"A day, as the mean of {days} with food logged"), *_draw_means(view, width), BLANK]
    blocks += [heading("Day by day"), _draw_days(view, width), BLANK]
    if view.without_figures:
        names = join_some([lower_first(name) for name in view.without_figures], _MOST_NAMES)
        blocks.append(sentence(f"Not all figures are known for {names}.", indent=2))
    blocks += [sentence(line, "muted", indent=2) for line in view.caveats]
    if view.sources:
        blocks += [BLANK, heading("Reference intakes"), *draw_sources(view.sources, indent=4)]
    return tuple(blocks)


def _draw_means(view: NutrientsView, width: int | None) -> list[Block]:
    rows: list[tuple[Cell, ...]] = []
    for intake in view.intakes:
        mean = format_range(getattr(view.total, f"{intake.nutrient}_per_day"), find_unit(intake.nutrient))
        cited = find_numbers(view, intake)
        marks = f" [{','.join(map(str, cited))}]" if cited else ""
        words = f"of everything eaten: {intake.text}, {intake.authority}{marks}"
        rows.append((text(TITLES[intake.nutrient]), text(mean, "name"), text(words, "muted")))
    if width is not None and width < NARROW:
        pairs = [(row[0], (*row[1], ("  ", ""), *row[2])) for row in rows]
        return draw_pairs(pairs, width, under=4)
    return [Grid((Column(), Column(), Column(wrap=24)), tuple(rows), indent=4)]


def find_numbers(view: NutrientsView, intake: Intake) -> list[int]:
    """Return the numbers of the sources that an intake rests on, as the page lists them."""
    numbers = number_sources(view.sources)
    return sorted(numbers[ident] for ident in intake.references if ident in numbers)


def _draw_days(view: NutrientsView, width: int | None) -> Grid:
    narrow = width is not None and width < NARROW
    rows: list[tuple[Cell, ...]] = []
    for day in view.days:
        label = f"{format_day_short(day.day)}{' (today)' if day.day == view.today and not narrow else ''}"
        ranges = [text(format_range(getattr(day, nutrient), find_unit(nutrient))) for nutrient in TITLES]
        foods = text(str(day.foods)) if day.foods else text("–", "muted")
        rows.append((text(label, "muted"), foods, *(ranges if day.foods else ((), (), ()))))
    columns = (
        Column(), Column("foods", right=True, worth=1), Column("fibre", right=True),
        Column("ALA", right=True, worth=3), Column("EPA+DHA", right=True, worth=2),
    )  # fmt: skip
    return Grid(columns, tuple(rows), heads=True, indent=4 if not narrow else 2)
