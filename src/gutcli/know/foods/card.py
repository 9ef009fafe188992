"""One food in full: how to eat it, what is in it, for whom it is not, and where the figures are from."""

from __future__ import annotations

from gutcli.catalog.browse import is_ala_bound
from gutcli.catalog.types import Food
from gutcli.know.foods.labels import format_group, format_kinds
from gutcli.know.foods.view import FoodView
from gutcli.know.sources.page import draw_authors, list_for_you, mark_severity
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
from gutcli.terminal.draw.figures import NAMES, format_figure, unit_of
from gutcli.terminal.draw.pairs import draw_pairs
from gutcli.text import count, join_words

WIDE = 84
"""Columns from which figures stand in two halves beside each other."""
LIVE = {"yes": "yes", "no": "no", "varies": "varies: look for “live” on the label"}
LACTOSE = {"none": "none", "low": "a little", "some": "yes"}


def draw_card(view: FoodView, related: tuple[str, ...], width: int | None) -> Document:
    """Draw one food's card."""
    food = view.food
    kinds = format_kinds(food.kinds)
    about: Cell = (*kinds, (f"{' · ' if kinds else ''}{format_group(food.group).lower()}", "muted"))
    blocks: list[Block] = [Line(text(food.name, "title"), right=about), BLANK]
    if own := list_for_you(view.personal):
        blocks += [*draw_pairs(own, width, indent=2, under=4), BLANK]
    if food.aliases:
        blocks.append(sentence(f"Also called {join_words(food.aliases, 'or')}.", "muted", 2))
    blocks += [sentence(words, indent=2) for words in (food.how_to_eat, food.note) if words]
    blocks += draw_authors(food.yours)
    blocks += [BLANK, *draw_pairs(_facts(food), width, indent=2, under=4), BLANK]
    blocks += _figures(view, width)
    shown = {note.id for note in view.personal.notes} if view.personal else set()
    everybody = [
        (mark_severity(c.severity), ((f"{c.who}: ", "muted"), (c.advice, ""))) for c in view.cautions if c.for_anyone
    ]
    some = [
        (mark_severity(c.severity), (*text(c.who), (f" – {c.short}", "muted")))
        for c in view.cautions
        if not c.for_anyone and c.id not in view.cautions_by_content and c.id not in shown
    ]
    if everybody:
        blocks += [BLANK, heading("For everybody"), *draw_pairs(everybody, width, under=4)]
    if some and view.personal is not None:
        others = f"{count(len(some), 'caution')} for other people:"
        blocks += [BLANK, suggest(others, f"gutcli cautions {food.id}", indent=2)]
    elif some:
        blocks += [BLANK, heading("For some people"), *draw_pairs(some, width, under=4)]
    blocks += [BLANK]
    if related:
        blocks.append(Line((("See also: ", "muted"), (" · ".join(related), "")), 2, 2))
    more = "".join(f" · {topic}" for topic in food.topics[1:])
    return (*blocks, suggest("Why:", f"gutcli explain {food.topics[0]}", more, indent=2))


def _facts(food: Food) -> list[tuple[Cell, Cell]]:
    facts = [("Serving", f"{food.serving.text} ({food.serving.grams:g} g)")]
    if "probiotic" in food.kinds or food.live_cultures != "no":
        facts.append(("Live cultures", LIVE[food.live_cultures]))
    if "probiotic" in food.kinds:
        facts.append(("Ferment", "a probiotic in the everyday sense only: which strains and how many is not known"))
    contains = join_words(food.contains) if food.contains else "none of the 14 allergens that labels must name"
    facts.append(("Contains", contains))
    if food.may_contain:
        facts.append(("May contain", f"{join_words(food.may_contain)}: check the label"))
    if food.lactose != "none":
        facts.append(("Lactose", LACTOSE[food.lactose]))
    suits = f"{join_words(food.diets)} diets" if food.diets else "no vegan, vegetarian or pescatarian diet"
    facts.append(("Suits", suits))
    if food.plants:
        facts.append(("Plants", join_words([plant.replace("-", " ") for plant in food.plants])))
    return [(text(name, "muted"), text(words)) for name, words in facts]


def _figures(view: FoodView, width: int | None) -> list[Block]:
    """Draw the figures for a serving and for 100 g, then their source and what they leave out."""
    food = view.food
    if food.source is None:
        words = "No figures: this food is not in the USDA tables. Unknown does not mean none."
        return [sentence(words, "muted", 2)]
    rows = [_figure(view, nutrient) for nutrient in NAMES]
    head: tuple[Cell, ...] = ((), text("serving", "head"), text("100 g", "head"))
    columns = (Column(), Column(right=True), Column(right=True))
    if width is not None and width >= WIDE:
        half = (len(rows) + 1) // 2
        right = [*rows[half:], *[((),) * 3] * (2 * half - len(rows))]
        gap: Cell = (("    ", ""),)
        grid = Grid(
            (*columns, Column(), *columns),
            tuple((*a, gap, *b) for a, b in zip([head, *rows[:half]], [head, *right], strict=True)),
            indent=2,
        )
    else:
        grid = Grid(columns, (head, *rows), indent=2)
    notes = []
    if view.fibre.bound == "least" and view.fibre.value is not None:
        notes.append("≥ there is more fibre: the figure misses most inulin and resistant starch.")
    if _is_ala_bound(view):
        notes.append("≤ at most: the source does not tell ALA from other 18:3 fats.")
    if None in view.per_100g.values():
        notes.append("? unknown: the source has no figure. It does not mean none.")
    s = food.source
    number = f"NDB {s.ndb_no}" if s.ndb_no else f"FDC {s.fdc_id}" if s.fdc_id else ""
    source = f"Figures: {' · '.join(part for part in (s.dataset, number, s.description) if part)}"
    return [grid, *(sentence(words, "muted", 2) for words in (*notes, source))]


def _figure(view: FoodView, nutrient: str) -> tuple[Cell, ...]:
    bound = view.fibre.bound if nutrient == "fibre_g" else "most" if nutrient == "ala_g" and _is_ala_bound(view) else ""
    unit = unit_of(nutrient)
    cells = [format_figure(figures[nutrient], unit, bound) for figures in (view.per_serving, view.per_100g)]
    return (text(NAMES[nutrient], "muted"), text(cells[0], "" if cells[0] != "?" else "muted"), text(cells[1], "muted"))


def _is_ala_bound(view: FoodView) -> bool:
    return is_ala_bound(view.food) and bool(view.per_100g["ala_g"])
