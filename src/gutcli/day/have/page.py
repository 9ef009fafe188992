"""The kitchen as a page."""

from __future__ import annotations

from gutcli.clock import format_day_short
from gutcli.day.have.view import HaveView, KitchenLine
from gutcli.day.today.page import draw_care, format_cautions
from gutcli.planner.stock import format_use_by
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, sentence, suggest, text
from gutcli.text import join_words


def draw_have(view: HaveView, width: int | None) -> Document:
    """Draw what was said, then what is there, what must be used first at the top."""
    blocks: list[Block] = [sentence(said) for said in view.said]
    blocks += [BLANK] if view.said else []
    blocks += [Line(text("In the kitchen", "title")), BLANK, *draw_care(view.care)]
    if view.kitchen:
        columns = (Column(wrap=14), Column(right=True), Column(wrap=12), Column(below=True))
        blocks += [Grid(columns, tuple(_row(line) for line in view.kitchen), indent=2), BLANK]
        if any(line.use_by for line in view.kitchen):
            blocks.append(sentence("The date on the pack always wins over these.", "muted", 2))
        if over := next((line for line in view.kitchen if line.gone_off), None):
            blocks.append(suggest("Gone?", f"gutcli have --out {over.id}", indent=2))
    else:
        words = "Nothing is known of it yet. Say what is there:"
        blocks.append(suggest(words, "gutcli have lentils kimchi", indent=2))
    if view.shows_staples:
        blocks += [BLANK, sentence(f"Taken to be there always: {join_words(view.staples).lower()}.", indent=2)]
        blocks.append(suggest("Not so?", "gutcli profile set staples oats lentils", " names yours.", indent=2))
    return tuple(blocks)


def _row(line: KitchenLine) -> tuple[Cell, ...]:
    grams = f"{line.grams_left:.0f} g" if line.grams_left else ""
    return (
        text(line.name, "name"), text(grams, "muted"),
        text(format_shelf_life(line), "caution" if line.gone_off else "muted"), format_cautions(line.cautions),
    )  # fmt: skip


def format_shelf_life(line: KitchenLine) -> str:
    """Return since when something is open and by when it should be used."""
    if line.gone_off and line.use_by:
        return f"probably gone off, {format_day_short(line.use_by)}"
    parts = [f"open since {format_day_short(line.opened)}" if line.opened else ""]
    parts += [format_use_by(line.use_by, line.day), line.keep_open]
    return ", ".join(part for part in parts if part)
