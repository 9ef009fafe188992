"""The techniques as a table, and one technique's card."""

from __future__ import annotations

from gutcli.catalog.types import Breath
from gutcli.know.practices.view import PracticesView, PracticeView
from gutcli.know.sources.page import (
    MARKS,
    NARROW,
    cite,
    draw_authors,
    draw_sources,
    format_for_you,
    list_for_you,
    mark,
    mark_severity,
    number_sources,
)
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, heading, suggest, text
from gutcli.terminal.draw.pairs import draw_pairs
from gutcli.text import count

KINDS = {"calm": "To calm down", "move": "To move", "rest": "To rest and sleep"}


def draw_practices(view: PracticesView, width: int | None) -> Document:
    """Draw one technique as a card, several as a table."""
    if len(view.practices) == 1:
        return _draw_card(view, width)
    many = text(count(len(view.practices), "technique"), "muted")
    blocks: list[Block] = [Line(text("Practices", "title"), right=many), BLANK]
    narrow = width is not None and width < NARROW
    longest = 0 if narrow else max((len(each.practice.name) for each in view.practices), default=0)
    columns = (
        Column(wrap=20 if narrow else 0), Column(right=True), Column(worth=6), Column(worth=5), Column(worth=3),
        Column(below=True),
    )  # fmt: skip
    for kind, title in KINDS.items():
        rows = tuple(_row(each, longest) for each in view.practices if each.practice.kind == kind)
        if rows:
            blocks += [Line(text(title, kind), 2), Grid(columns, rows, indent=2 if narrow else 4), BLANK]
    example = view.practices[0].practice.id if view.practices else ""
    note = "The mark says how well the technique itself is shown to work, not what it does to the gut."
    return (*blocks, Line(text(note, "muted"), 2), suggest("How it is done:", f"gutcli practices {example}", indent=2))


def _row(view: PracticeView, longest: int) -> tuple[Cell, ...]:
    practice, remark = view.practice, format_for_you(view.personal)
    sign, word = MARKS[practice.grade]
    return (
        (*text(practice.name, "name"), (" " * (longest - len(practice.name)), "")),
        text(f"{practice.minutes} min", "muted"),
        text(sign, practice.grade),
        text(word, practice.grade),
        text(practice.id, "muted"),
        text(remark and f"! {remark}", "caution"),
    )


def _draw_card(view: PracticesView, width: int | None) -> Document:
    card = view.practices[0]
    practice = card.practice
    indent = 2 if width is not None and width < NARROW else 4
    numbers = number_sources(view.references)
    about: Cell = ((practice.kind, practice.kind), (f" · {count(practice.minutes, 'minute')}", "muted"))
    blocks: list[Block] = [Line(text(practice.name, "title"), right=about), BLANK]
    if practice.breath:
        blocks += [Line(format_breath(practice.breath, practice.kind), 2, 2), BLANK]
    steps = tuple((text(str(n), "muted"), text(step)) for n, step in enumerate(practice.steps, 1))
    blocks += [Grid((Column(right=True), Column(wrap=20)), steps, indent=2), *draw_authors(practice.yours), BLANK]
    evidence = (*text(practice.evidence_note), *cite(practice.references, numbers))
    if practice.evidence_note:
        blocks += [heading("How well it works"), *draw_pairs([(mark(practice.grade), evidence)], width)]
    if own := list_for_you(card.personal):
        blocks += [BLANK, heading("For you"), *draw_pairs(own, width, under=4)]
    everybody = [(mark_severity(c.severity), text(c.advice)) for c in card.cautions if c.for_anyone]
    some = [
        (mark_severity(c.severity), (*text(c.who), (f": {c.short}", "muted")))
        for c in card.cautions
        if not c.for_anyone
    ]
    if everybody:
        blocks += [BLANK, heading("For everybody"), *draw_pairs(everybody, width, under=4)]
    if some:
        blocks += [BLANK, heading("For some people"), *draw_pairs(some, width, under=4)]
    blocks += [BLANK, heading("Sources"), *draw_sources(view.references, indent=indent)]
    return (*blocks, BLANK, suggest("Why:", f"gutcli explain {practice.topics[0]}", indent=2))


def format_breath(breath: Breath, style: str = "") -> Cell:
    """Return a breathing pattern: "4 in · 4 hold · 4 out · 4 hold, 18 rounds"."""
    first, *others = breath.inhale_parts or (breath.inhale,)
    parts = [(first, "in"), *((part, "in again") for part in others)]
    parts += [(breath.hold_in, "hold"), (breath.exhale, "out"), (breath.hold_out, "hold")]
    pattern = " · ".join(f"{seconds:g} {word}" for seconds, word in parts if seconds)
    return ((pattern, style), (f", {count(breath.rounds, 'round')}", ""), (" · counts are seconds", "muted"))
