"""The shopping list as a page, as text and as Markdown."""

from __future__ import annotations

from gutcli.catalog.kinds import AISLE_NAMES
from gutcli.catalog.note import Note
from gutcli.clock import WEEKDAYS, format_day_short
from gutcli.day.shop.view import ShopLine, ShopView
from gutcli.day.today.page import draw_care, format_cautions
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, sentence, suggest, text
from gutcli.text import join_words, safe

_MOST_DAYS = 3


def draw_shop(view: ShopView, width: int | None) -> Document:
    """Draw what to buy by aisle, and what is there."""
    span = f"{format_day_short(view.first)} to {format_day_short(view.last)}"
    people = f"for {view.people}, " if view.people > 1 else ""
    blocks: list[Block] = [Line(text("To buy", "title"), right=text(f"{people}{span}", "muted")), BLANK]
    blocks += draw_care(view.care)
    if view.bought:
        blocks += [sentence(f"In the kitchen now: {join_words(view.bought)}.", indent=2), BLANK]
    blocks += draw_lines(view.lines)
    if not view.lines:
        blocks.append(sentence("Nothing: all that these days need is there.", indent=2))
    if view.trial:
        words = f"For your trial, have {view.trial} at home too: a day that is on may come."
        blocks += [BLANK, sentence(words, indent=2)]
    blocks += [BLANK, *_draw_there(view)]
    if view.lines:
        how = (("Bought? ", "muted"), ("gutcli shop --bought all", "command"), (" or, some of it, ", "muted"),
               (f"gutcli shop --bought {view.lines[0].number}", "command"))  # fmt: skip
        blocks.append(Line(how, indent=2, hang=2))
    return tuple(blocks)


def draw_lines(lines: tuple[ShopLine, ...]) -> list[Block]:
    """Draw the lines under their aisles."""
    blocks: list[Block] = []
    name = pack = Column(wrap=14)
    columns = (Column(right=True), name, pack, Column(worth=2), Column(worth=1), Column(below=True))
    for aisle in dict.fromkeys(line.aisle for line in lines):
        rows = tuple(_row(line) for line in lines if line.aisle == aisle)
        blocks += [Line(text(AISLE_NAMES[aisle], "heading"), indent=2), Grid(columns, rows, indent=4)]
    return blocks


def _row(line: ShopLine) -> tuple[Cell, ...]:
    other = [food for food in line.foods if food != line.name]
    what = f"for {join_words(other).lower()}" if other else ""
    return (
        text(str(line.number), "muted"), text(line.name, "name"), text(line.pack, "muted"),
        text(" ".join(part for part in (what, _format_days(line)) if part), "muted"),
        text("+ new" if line.new_plant else "", "new"), format_cautions(line.cautions),
    )  # fmt: skip


def _format_days(line: ShopLine) -> str:
    """Return the days on which it is eaten: "Tue, Fri"; in full they would push all else away."""
    names = [WEEKDAYS[day.weekday()][:3].capitalize() for day in line.days]
    return ", ".join(names) if len(names) <= _MOST_DAYS else f"{len(names)} days"


def _draw_there(view: ShopView) -> list[Block]:
    blocks: list[Block] = []
    if view.at_home:
        blocks.append(sentence(f"At home already: {join_words(view.at_home).lower()}.", "muted", 2))
    if view.staples:
        words = f"Taken to be there: {join_words(view.staples).lower()}. Not so?"
        blocks.append(suggest(words, "gutcli have --staples", indent=2))
    return blocks


def write_text(view: ShopView) -> str:
    """Write the lines as plain text, one a line, for a note or a message."""
    care = [f"! {safe(note.advice)}" for note in view.care]
    return "\n".join([*care, *(_sentence(line) for line in view.lines)]) + "\n"


def write_markdown(view: ShopView) -> str:
    """Write the lines as Markdown with boxes to tick."""
    care = [f"> {escape(note.advice)}\n" for note in view.care]
    return "\n".join(["# To buy", "", *care, *markdown_lines(view.lines), ""])


def markdown_lines(lines: tuple[ShopLine, ...]) -> list[str]:
    """Return a box for each line."""
    return [f"- [ ] {escape(_sentence(line))}" for line in lines]


def _sentence(line: ShopLine) -> str:
    pack = f": {line.pack}" if line.pack else ""
    return f"{safe(line.name)}{pack}{format_cautions_plainly(line.cautions)}"


def format_cautions_plainly(cautions: tuple[Note, ...]) -> str:
    """Return what stands behind a thing on a plain line."""
    return "".join(f" — {c.severity}: {safe(c.short)} ({c.id})" for c in cautions)


def escape(words: str) -> str:
    """Keep a person's or a catalog's words from being read as Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in safe(words))
