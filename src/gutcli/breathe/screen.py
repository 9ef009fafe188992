"""The live screen of a session: what stands where, for every size down to a few cells."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from gutcli.breathe.disc import Glyphs, draw_bar, draw_disc, draw_ring
from gutcli.breathe.pattern import BreathPlan, say_left
from gutcli.breathe.steps import StepPlan
from gutcli.terminal.live.canvas import Canvas, draw_changes, make_styles
from gutcli.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from gutcli.breathe.pattern import Moment
    from gutcli.breathe.steps import StepMoment
    from gutcli.terminal.live.terminal import Terminal

P = TypeVar("P")
_HUES = {"inhale": "in", "hold_in": "hold", "exhale": "out", "hold_out": "hold"}
_LARGEST = 13.0
"""Rows of radius; more is only more to draw."""
_SMALLEST = 0.22
"""The emptied disc, as a share of the full one: something to look at is always there."""


@dataclass
class Screen(Generic[P]):
    """A live screen: keeps the last picture and writes what changed. The subclasses say what is in it."""

    plan: P
    terminal: Terminal
    title: str
    glyphs: Glyphs
    encoding: str
    fit: Callable[[str], str]
    colour: bool = True
    sound: bool = False
    hue: str = "calm"

    def __post_init__(self) -> None:
        self._styles = make_styles(colour=self.colour)
        self._last: Canvas | None = None
        self._size = (80, 24)
        self._lead_shown = False
        self.frames = 0
        self.title = self.fit(safe(self.title))

    def open(self) -> None:
        """Take the screen."""
        self._end_lead()
        self.terminal.enter_screen()
        self.resize()

    def close(self) -> None:
        """Give the screen back."""
        self._end_lead()
        self.terminal.leave_screen()

    def resize(self) -> None:
        """Draw everything anew, in the size that the terminal has now."""
        self._size = self.terminal.size()
        self._last = None

    def count_down(self, seconds: int) -> None:
        """Say when it starts, below the cautions, in one line that is written over."""
        columns = self.terminal.size()[0]
        words = next(
            (w for w in (
                f"  Starts in {seconds}   space starts now, p waits, q leaves",
                f"  Starts in {seconds}   space starts, q leaves",
            ) if len(w) < columns),
            f"{seconds}",
        )  # fmt: skip
        gap = "" if self._lead_shown else "\r\n"
        self._lead_shown = True
        self.terminal.write(f"{gap}\r\x1b[2K{words}".encode())

    def _end_lead(self) -> None:
        if self._lead_shown:
            self._lead_shown = False
            self.terminal.write(b"\r\x1b[2K")

    def ring(self) -> None:
        """Sound the bell, if that was asked for."""
        if self.sound:
            self.terminal.write(b"\a")

    def paint(self, canvas: Canvas) -> None:
        """Write what changed."""
        words = draw_changes(canvas, self._last, self._styles)
        if not words:
            return
        # A terminal that takes nothing now may show anything later.
        self._last = canvas if self.terminal.write(words.encode(self.encoding, "replace")) else None
        self.frames += 1


class BreathScreen(Screen[BreathPlan]):
    """The disc that grows and shrinks, the phase and its seconds, the rounds."""

    def begin(self, _moment: Moment) -> None:
        """Mark a new phase."""
        self.ring()

    def show(self, moment: Moment, *, paused: bool) -> None:
        """Draw the moment."""
        self.paint(self.draw(moment, paused=paused))

    def draw(self, moment: Moment, *, paused: bool) -> Canvas:
        """Give the picture of a moment."""
        width, height = self._size
        canvas = Canvas(width, height)
        style = _HUES[moment.phase.name]
        label = "Paused" if paused else moment.phase.label
        seconds = f"{math.ceil(moment.left - 1e-6)}"
        round_of = f"{moment.round} of {self.plan.rounds}"
        left = say_left(self.plan.seconds - moment.elapsed)
        keys = "space goes on   q ends" if paused else "space pauses   q ends"
        share = _SMALLEST + (1 - _SMALLEST) * moment.level
        if height >= 14 and width >= 36:
            canvas.between(0, self.title, f"round {round_of}", "title", 2)
            self._shape(canvas, 2, height - 5, share, style)
            canvas.centre(height - 4, label, "label" if paused else f"{style}")
            canvas.centre(height - 3, seconds, "label")
            canvas.between(height - 1, keys, f"{left} left", "muted", 2)
            return canvas
        # Little room: the label above, all the rest in the last row.
        canvas.centre(0, f"{label}  {seconds}", style if not paused else "label")
        if height > 2:
            self._shape(canvas, 1, height - 1, share, style)
        if height > 1:
            keys = keys if width >= 40 else "q ends"
            place = f"{moment.round}/{self.plan.rounds}  {left}"
            canvas.between(height - 1, place, keys if width >= len(place) + 8 else "", "muted")
        return canvas

    def _shape(self, canvas: Canvas, top: int, bottom: int, share: float, style: str) -> None:
        height, width = bottom - top, canvas.width - 2
        radius = min(height / 2, width / 4, _LARGEST)
        if radius < 2:
            bar = draw_bar(share, min(width, 40), style, self.glyphs)
            canvas.put_cells(top + height // 2, (canvas.width - len(bar)) // 2, bar)
            return
        columns = min(width, 2 * math.ceil(2 * radius) + (width % 2))
        start = (canvas.width - columns) // 2
        for row, column in draw_ring(radius - 0.3, height, columns):
            canvas.rows[top + row][start + column] = (self.glyphs.dot, "ring")
        for number, cells in enumerate(draw_disc(radius * share, height, columns, style, self.glyphs)):
            line = canvas.rows[top + number]
            for column, cell in enumerate(cells, start):
                if cell[0] != " ":
                    line[column] = cell


class StepScreen(Screen[StepPlan]):
    """One step in the middle, a bar for its time."""

    def begin(self, _moment: StepMoment) -> None:
        """Mark a new step."""
        self.ring()

    def show(self, moment: StepMoment, *, paused: bool) -> None:
        """Draw the moment."""
        self.paint(self.draw(moment, paused=paused))

    def draw(self, moment: StepMoment, *, paused: bool) -> Canvas:
        """Give the picture of a moment."""
        import textwrap

        width, height = self._size
        canvas = Canvas(width, height)
        roomy = height >= 10 and width >= 30
        place = f"step {moment.mark + 1} of {len(self.plan.steps)}"
        margin = 2 if roomy else 0
        canvas.between(0, self.title if roomy else place, place if roomy else "", "title", margin)
        words = self.fit(safe(moment.step.text))
        column = min(56, width - 2 * margin)
        lines = textwrap.wrap(words, max(8, column)) or [""]
        foot = 4 if roomy else 2
        room = max(1, height - 1 - foot)
        if len(lines) > room:
            lines = [*lines[: room - 1], f"{lines[room - 1][: column - 4]} ..."]
        top = 1 + max(0, (room - len(lines)) // 2)
        below = []
        if roomy and moment.mark + 1 < len(self.plan.steps):
            then = f"then: {self.fit(safe(self.plan.steps[moment.mark + 1].text))}"
            below = textwrap.wrap(then, max(8, column), max_lines=2, placeholder=" ...")
        if top + len(lines) + 2 + len(below) >= height - foot:
            below = []
        left = (width - max(len(line) for line in (*lines, *below))) // 2 if roomy else 0
        for number, line in enumerate(lines):
            canvas.put(top + number, left, line, "label")
        for number, line in enumerate(below):
            canvas.put(top + len(lines) + 1 + number, left, line, "muted")
        share = (moment.elapsed - moment.start) / (moment.end - moment.start)
        bar = min(40, width - 2 * margin)
        full = math.floor(share * bar + 1e-6)
        row = height - foot if roomy else height - 2
        start = (width - bar) // 2 if roomy else 0
        canvas.put(row, start, self.glyphs.bar[0] * full, self.hue)
        canvas.put(row, start + full, self.glyphs.bar[1] * (bar - full), "muted")
        left_words = "paused" if paused else say_left(moment.left)
        if roomy:
            canvas.centre(row + 1, left_words, "label" if paused else "muted")
            keys = "enter goes on   b back   p pauses   q ends"
            if paused:
                keys = "p goes on   q ends"
            canvas.put(height - 1, margin, keys if len(keys) < width - 2 else "enter   b   p   q", "muted")
        else:
            canvas.between(height - 1, left_words, "enter p q" if width >= 18 else "", "muted")
        return canvas
