"""Before a session: what it is and what to mind. After it: what was done, in a line or two."""

from __future__ import annotations

from gutcli.breathe.pattern import format_length
from gutcli.breathe.view import BreatheView, GuideView, PaceCaution
from gutcli.know.sources.page import draw_authors
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, heading, text
from gutcli.text import count

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
            Line(text(f"{pattern[0].upper()}{pattern[1:]} seconds."), 2),
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
        paced = (Line((("Paced breath by breath: ", "muted"), (f"gutcli breathe {view.practice}", "command")), 2),)
        return (
            Line(text(view.name, "title"), right=text(length, "muted")),
            *draw_authors(view.yours),
            *(paced if view.breathes else ()),
            *(_draw_steps(view) if view.ended == "planned" else ()),
            *_draw_cautions(view.cautions),
        )
    steps = count(view.steps_done, "step")
    if not view.completed:
        steps = f"{view.steps_done} of {count(len(view.steps), 'step')}"
    words = f"{steps}, {format_length(view.spent_seconds)}" if view.spent_seconds else ""
    return _draw_end(view, words)


def _draw_steps(view: GuideView) -> Document:
    columns = (Column(wrap=20), Column(right=True))
    rows = tuple((text(step.text), text(format_length(step.seconds), "muted")) for step in view.steps)
    return (Grid(columns, rows, indent=2),)


def _draw_end(view: BreatheView | GuideView, words: str) -> Document:
    lines: list[Block] = [BLANK, Line((*text(view.name, "title"), *text(f"  {words or 'not begun'}.")))]
    if view.ticked:
        lines.append(Line(text(view.ticked), 2))
    elif view.counted:
        lines.append(Line(text("Today's list has no open place for it.", "muted"), 2))
    return tuple(lines)


def _draw_cautions(cautions: tuple[PaceCaution, ...]) -> Document:
    lines: list[Block] = [BLANK] if cautions else []
    lines += [Line((("! ", "caution"), *text(_end(c.advice))), 2, 2) for c in cautions if c.yours and not c.for_anyone]
    lines += [
        Line((("! ", "caution"), *text(_end(c.advice if c.yours else c.short))), 2, 2) for c in cautions if c.for_anyone
    ]
    if some := [c for c in cautions if not c.yours and not c.for_anyone]:
        lines.append(heading("For some people"))
        lines += [Line(_for_some(c), 4, 2) for c in some]
    return tuple(lines)


def _for_some(caution: PaceCaution) -> Cell:
    return (*text(f"{caution.who}: ", "muted"), *text(f"{caution.short}."))


def _end(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}" + ("" if words.endswith((".", "!", "?")) else ".")
