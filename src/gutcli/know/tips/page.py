"""The day's tip, or several."""

from __future__ import annotations

from gutcli.catalog.kinds import format_slot
from gutcli.clock import format_day
from gutcli.know.sources.page import draw_sources, format_author
from gutcli.know.tips.view import TipsView, TipView
from gutcli.terminal.draw.document import BLANK, Block, Cell, Document, Line, suggest, text
from gutcli.terminal.draw.pairs import draw_pairs
from gutcli.text import count

# The slots in the order of the checklist, then what stands on no list.
SLOTS = {
    "prebiotic": "Prebiotic",
    "probiotic": "Ferments",
    "omega-3": "Omega-3",
    "move": "Move",
    "calm": "Calm",
    "rest": "Rest",
    "general": "In general",
}


def draw_tips(view: TipsView, width: int | None) -> Document:
    """Draw one tip with its sources, or several by slot."""
    if not view.tips:
        words = f"No tips on {view.topic} yet." if view.topic else "There are no tips."
        return (Line(text("No tip suits your profile." if view.left_out or view.day else words, "muted")),)
    if view.day is not None:
        return _draw_one(view)
    about = f"Tips on {view.topic}" if view.topic else "Tips"
    blocks: list[Block] = [Line(text(about, "title"), right=text(count(len(view.tips), "tip"), "muted"))]
    if view.topic:
        blocks.append(BLANK)
        blocks += [Line(_draw_tip(tip, mark=True), 2, 2) for tip in view.tips]
        return (*blocks, *_left_out(view), BLANK, _why(view.topic))
    longest = max(len(tip.topic) for tip in view.tips)
    for slot, title in SLOTS.items():
        rows: list[tuple[Cell, Cell]] = []
        before = ""
        for tip in (tip for tip in view.tips if tip.slot == slot):
            # A pipe is read line by line; a person sees that the topic is still the same.
            topic = tip.topic if width is None or tip.topic != before else ""
            rows.append(((*text(topic, "muted"), (" " * (longest - len(topic)), "")) if topic else (), _draw_tip(tip)))
            before = tip.topic
        if rows:
            blocks += [BLANK, Line(text(title, slot), 2), *draw_pairs(rows, width, under=4)]
    return (*blocks, *_left_out(view), BLANK, _why(view.tips[0].topic))


def _left_out(view: TipsView) -> tuple[Block, ...]:
    words = f"{count(view.left_out, 'tip')} left out because of your profile."
    return (BLANK, Line(text(words, "muted"), 2)) if view.left_out else ()


def _draw_one(view: TipsView) -> Document:
    tip = view.tips[0]
    assert view.day is not None
    title = Line(text(f"Tip for {format_day(view.day)}", "title"), right=text(format_slot(tip.slot), tip.slot))
    blocks: list[Block] = [title, BLANK, Line(_draw_tip(tip), 2), BLANK]
    unsourced = Line(text("Kitchen know-how; it claims nothing about health.", "muted"), 2)
    blocks += draw_sources(view.references, indent=2) or [unsourced]
    return (*blocks, BLANK, _why(tip.topic))


def _draw_tip(tip: TipView, *, mark: bool = False) -> Cell:
    """Return a tip, with the cautions that concern everybody or this person."""
    own = "; ".join(f"{caution.short} ({caution.id})" for caution in tip.cautions if caution.id in tip.personal)
    notes = "; ".join(c.short for c in tip.cautions if c.for_anyone and c.id not in tip.personal)
    return (
        *text("· " if mark else "", tip.slot), *text(tip.text),
        *text(f" ({format_author(tip.yours)})" if tip.yours else "", "muted"),
        *text(f" (! {own})" if own else "", "caution"), *text(f" (! {notes})" if notes else "", "muted"),
    )  # fmt: skip


def _why(topic: str) -> Line:
    return suggest("Why:", f"gutcli explain {topic}", indent=2)
