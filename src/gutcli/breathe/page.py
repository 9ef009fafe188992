"""Before a session: what it is and what to mind. After it: what was done, in a line or two."""

from __future__ import annotations

from gutcli.breathe.pattern import format_length
from gutcli.breathe.view import BreatheView, GuideView, PaceCaution
from gutcli.know.sources.page import draw_authors
from gutcli.terminal.draw.document import BLANK, Block, Column, Document, Grid, Line, heading, suggest, text
from gutcli.text import count, upper_first

_BEFORE = {"starting", "planned"}
_SHORT = {"inhale": "in", "hold_in": "hold", "exhale": "out", "hold_out": "hold empty"}


def draw_breathe(view: BreatheView, _width: int | None) -> Document:
    """Draw a breathing session."""
    if view.ended in _BEFORE:
        pattern = ", ".join(f"{_SHORT[phase.name]} {phase.seconds:g}" for phase in view.phases)
        rounds = count(view.rounds, "round")
        note = ""
        if view.rounds > view.usual_rounds and any(phase.name == "hold_in" for phase in view.phases):
            note = f"{count(view.usual_rounds, 'round')} are usual; end whenever it feels too much."
        return (
            Line(text(view.name, "title"), right=text(f"{rounds}, {format_length(view.planned_seconds)}", "muted")),
            Line(text(f"{upper_first(pattern)} seconds."), 2),
            *draw_authors(view.yours),
            *([Line(text(note, "muted"), 2)] if note else []),
            *_draw_cautions(view.cautions),
        )
    breathed = f"{count(view.rounds_done, 'round')} in {format_length(view.breathed_seconds)}"
    if not view.completed:
        breathed = f"{view.rounds_done} of {count(view.rounds, 'round')}, {format_length(view.breathed_seconds)}"
    return _draw_end(view, breathed if view.breathed_seconds else "")


def draw_guide(view: GuideView, _width: int | None) -> Document:
    """Draw a guide."""
    if view.ended in _BEFORE:
        length = f"{count(len(view.steps), 'step')}, {format_length(view.planned_seconds)}"
        paced = suggest("Paced breath by breath:", f"gutcli breathe {view.practice}", indent=2)
        steps = tuple((text(step.text), text(format_length(step.seconds), "muted")) for step in view.steps)
        return (
            Line(text(view.name, "title"), right=text(length, "muted")),
            *draw_authors(view.yours),
            *([paced] if view.breathes else []),
            *([Grid((Column(wrap=20), Column(right=True)), steps, indent=2)] if view.ended == "planned" else []),
            *_draw_cautions(view.cautions),
        )
    done = count(view.steps_done, "step")
    if not view.completed:
        done = f"{view.steps_done} of {count(len(view.steps), 'step')}"
    return _draw_end(view, f"{done}, {format_length(view.spent_seconds)}" if view.spent_seconds else "")


def _draw_end(view: BreatheView | GuideView, words: str) -> Document:
    lines: list[Block] = [BLANK, Line((*text(view.name, "title"), *text(f"  {words or 'not begun'}.")))]
    if view.ticked:
        lines.append(Line(text(view.ticked), 2))
    elif view.counted:
        lines.append(Line(text("Today's list has no open place for it.", "muted"), 2))
    return tuple(lines)


def _draw_cautions(cautions: tuple[PaceCaution, ...]) -> Document:
    lines: list[Block] = [BLANK] if cautions else []
    for caution in sorted(cautions, key=lambda caution: caution.for_anyone):
        if caution.yours or caution.for_anyone:
            words = caution.advice if caution.yours else caution.short
            lines.append(Line((("! ", "caution"), *text(_end(words))), 2, 2))
    if some := [caution for caution in cautions if not caution.yours and not caution.for_anyone]:
        lines.append(heading("For some people"))
        lines += [Line((*text(f"{c.who}: ", "muted"), *text(f"{c.short}.")), 4, 2) for c in some]
    return tuple(lines)


def _end(words: str) -> str:
    return upper_first(words) + ("" if words.endswith((".", "!", "?")) else ".")
