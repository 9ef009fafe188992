"""One food in full: how to eat it, what is in it, for whom it is not, and where the figures are from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.catalog.browse import is_ala_bound
from gutcli.know.foods.page import format_group, format_kinds
from gutcli.know.sources.page import draw_authors
from gutcli.profile.cautions.page import SEVERITY_WORDS
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, heading, text
from gutcli.terminal.draw.figures import NAMES, format_figure, unit_of
from gutcli.terminal.draw.pairs import draw_pairs
from gutcli.text import count, join_words

if TYPE_CHECKING:
    from gutcli.catalog.types import Food
    from gutcli.know.foods.view import FoodView

WIDE = 84
"""Columns from which figures stand in two halves beside each other."""
LIVE = {"yes": "yes", "no": "no", "varies": "varies: look for “live” on the label"}
LACTOSE = {"none": "none", "low": "a little", "some": "yes"}


def draw_card(view: FoodView, related: tuple[str, ...], width: int | None) -> Document:
    """Draw one food's card."""
    food = view.food
    kinds = format_kinds(food.kinds)
    about: Cell = (*kinds, (f"{' · ' if kinds else ''}{format_group(food.group).lower()}", "muted"))
    blocks: list[Block] = [Line(text(food.name, "title"), right=about), BLANK, *_for_you(view, width)]
    if food.aliases:
        blocks.append(Line(text(f"Also called {join_words(food.aliases, 'or')}.", "muted"), 2, 2))
    blocks += [Line(text(food.how_to_eat), 2, 2)]
    blocks += [Line(text(food.note), 2, 2)] if food.note else []
    blocks += draw_authors(food.yours)
    blocks += [BLANK, *draw_pairs(_facts(food), width, indent=2, under=4), BLANK]
    blocks += _figures(view, width)
    own = {note.id for note in view.personal.notes} if view.personal else set()
    everybody = [
        (_severity(c.severity), ((f"{c.who}: ", "muted"), (c.advice, ""))) for c in view.cautions if c.for_anyone
    ]
    some = [
        (_severity(c.severity), (*text(c.who), (f" – {c.short}", "muted")))
        for c in view.cautions
        if not c.for_anyone and c.id not in view.cautions_by_content and c.id not in own
    ]
    if everybody:
        blocks += [BLANK, heading("For everybody"), *draw_pairs(everybody, width, under=4)]
    if some and view.personal is not None:
        others = f"{count(len(some), 'caution')} for other people: "
        blocks += [BLANK, Line(((others, "muted"), (f"gutcli cautions {food.id}", "command")), 2, 2)]
    elif some:
        blocks += [BLANK, heading("For some people"), *draw_pairs(some, width, under=4)]
    blocks += [BLANK]
    if related:
        blocks.append(Line((("See also: ", "muted"), (" · ".join(related), "")), 2, 2))
    why: list[tuple[str, str]] = [("Why: ", "muted"), (f"gutcli explain {food.topics[0]}", "command")]
    why += [(f" · {topic}", "muted") for topic in food.topics[1:]]
    return (*blocks, Line(tuple(why), 2, 2))


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


def _for_you(view: FoodView, width: int | None) -> list[Block]:
    if view.personal is None:
        return []
    rows = [(text("! not for you", "caution"), text(reason.text)) for reason in view.personal.reasons]
    said = {reason.caution for reason in view.personal.reasons}
    rows += [(_severity(note.severity), text(note.advice)) for note in view.personal.notes if note.id not in said]
    return [*draw_pairs(rows, width, indent=2, under=4), BLANK] if rows else []


def _severity(severity: str) -> Cell:
    return text(f"! {SEVERITY_WORDS.get(severity, severity)}", "caution")


def _figures(view: FoodView, width: int | None) -> list[Block]:
    """Draw the figures for a serving and for 100 g, then their source and what they leave out."""
    food = view.food
    if food.source is None:
        words = "No figures: this food is not in the USDA tables. Unknown does not mean none."
        return [Line(text(words, "muted"), 2, 2)]
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
    return [grid, *(Line(text(note, "muted"), 2, 2) for note in notes), Line(text(source, "muted"), 2, 2)]


def _figure(view: FoodView, nutrient: str) -> tuple[Cell, ...]:
    bound = view.fibre.bound if nutrient == "fibre_g" else "most" if nutrient == "ala_g" and _is_ala_bound(view) else ""
    unit = unit_of(nutrient)
    cells = [format_figure(figures[nutrient], unit, bound) for figures in (view.per_serving, view.per_100g)]
    return (text(NAMES[nutrient], "muted"), text(cells[0], "" if cells[0] != "?" else "muted"), text(cells[1], "muted"))


def _is_ala_bound(view: FoodView) -> bool:
    return is_ala_bound(view.food) and bool(view.per_100g["ala_g"])
