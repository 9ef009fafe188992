"""The live screen of a session: what stands where, for every size down to a few cells."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gutcli.breathe.disc import Glyphs, draw_bar, draw_disc, draw_ring
from gutcli.breathe.pattern import Moment, Phase, Plan, Step, format_left
from gutcli.terminal.draw.layout import Row
from gutcli.terminal.live.rows import Picture, centre, indent, rows_of, spread, wrap
from gutcli.terminal.live.screen import LiveScreen
from gutcli.terminal.live.terminal import Terminal
from gutcli.text import safe

_HUES = {"inhale": "inhale", "hold_in": "hold", "exhale": "exhale", "hold_out": "hold"}
_LARGEST = 13.0
"""Rows of radius; more is only more to draw."""
_SMALLEST = 0.22
"""The emptied disc, as a share of the full one: something to look at is always there."""


@dataclass
class Screen:
    """What every live screen of a session does. The subclasses draw what is in it."""

    plan: Plan[Any]
    terminal: Terminal
    screen: LiveScreen
    title: str
    glyphs: Glyphs
    fit: Callable[[str], str]
    sound: bool = False
    hue: str = "calm"

    def __post_init__(self) -> None:
        self._size = (80, 24)
        self._lead_shown = False
        self.title = self.fit(safe(self.title))

    def open(self) -> None:
        """Take the screen."""
        self._end_lead()
        self.screen.open()
        self.resize()

    def close(self) -> None:
        """Give the screen back."""
        self._end_lead()
        self.screen.close()

    def resize(self) -> None:
        """Draw everything anew, in the size that the terminal has now."""
        self._size = self.terminal.size()
        self.screen.forget()

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

    def begin(self, _moment: Moment[Any]) -> None:
        """Sound the bell for a new part, if that was asked for."""
        if self.sound:
            self.terminal.write(b"\a")

    def show(self, moment: Moment[Any], *, paused: bool) -> None:
        """Show the picture of a moment."""
        self.screen.paint(self.draw(moment, paused=paused), self._size[0])

    def draw(self, moment: Moment[Any], *, paused: bool) -> list[Row]:
        """Return the picture of a moment."""
        raise NotImplementedError


class BreathScreen(Screen):
    """The disc that grows and shrinks, the phase and its seconds, the rounds."""

    def draw(self, moment: Moment[Phase], *, paused: bool) -> list[Row]:
        """Return the picture of a moment."""
        width, height = self._size
        style = _HUES[moment.part.name]
        label = "Paused" if paused else moment.part.label
        label_style = "title" if paused else style
        seconds = f"{math.ceil(moment.left - 1e-6)}"
        round_of = f"{moment.round} of {self.plan.rounds}"
        left = format_left(self.plan.seconds - moment.elapsed)
        keys = "space goes on   q ends" if paused else "space pauses   q ends"
        share = _SMALLEST + (1 - _SMALLEST) * moment.part.level(moment.elapsed - moment.start)
        picture: Picture = {}
        if height >= 14 and width >= 36:
            picture[0] = spread(self.title, f"round {round_of}", "title", width, 2)
            self._draw_shape(picture, 2, height - 5, share, style)
            picture[height - 4] = centre(label, label_style, width)
            picture[height - 3] = centre(seconds, "title", width)
            picture[height - 1] = spread(keys, f"{left} left", "muted", width, 2)
            return rows_of(picture, height)
        # Little room: the label above, all the rest in the last row.
        picture[0] = centre(f"{label}  {seconds}", label_style, width)
        if height > 2:
            self._draw_shape(picture, 1, height - 1, share, style)
        if height > 1:
            keys = keys if width >= 40 else "q ends"
            place = f"{moment.round}/{self.plan.rounds}  {left}"
            picture[height - 1] = spread(place, keys if width >= len(place) + 8 else "", "muted", width)
        return rows_of(picture, height)

    def _draw_shape(self, picture: Picture, top: int, bottom: int, share: float, style: str) -> None:
        height, room, whole = bottom - top, self._size[0] - 2, self._size[0]
        radius = min(height / 2, room / 4, _LARGEST)
        if radius < 2:
            bar = draw_bar(share, min(room, 40), style, self.glyphs)
            picture[top + height // 2] = indent(bar, (whole - len(bar)) // 2)
            return
        columns = min(room, 2 * math.ceil(2 * radius) + (room % 2))
        dots = draw_ring(radius - 0.3, height, columns)
        for number, disc in enumerate(draw_disc(radius * share, height, columns, style, self.glyphs)):
            cells = [
                (self.glyphs.dot, "muted") if cell[0] == " " and (number, column) in dots else cell
                for column, cell in enumerate(disc)
            ]
            picture[top + number] = indent(cells, (whole - columns) // 2)


class StepScreen(Screen):
    """One step in the middle, a bar for its time."""

    def draw(self, moment: Moment[Step], *, paused: bool) -> list[Row]:
        """Return the picture of a moment."""
        width, height = self._size
        roomy = height >= 10 and width >= 30
        margin, foot = (2, 4) if roomy else (0, 2)
        picture: Picture = {}
        place = f"step {moment.mark + 1} of {len(self.plan.parts)}"
        picture[0] = spread(self.title if roomy else place, place if roomy else "", "title", width, margin)
        column = min(56, width - 2 * margin)
        room = max(1, height - 1 - foot)
        lines = wrap(self.fit(safe(moment.part.text)), column, room) or [""]
        top = 1 + max(0, (room - len(lines)) // 2)
        below = []
        if roomy and moment.mark + 1 < len(self.plan.parts):
            below = wrap(f"then: {self.fit(safe(self.plan.parts[moment.mark + 1].text))}", column, 2)
        if top + len(lines) + 2 + len(below) >= height - foot:
            below = []
        left = (width - max(len(line) for line in (*lines, *below))) // 2 if roomy else 0
        for number, line in enumerate((*lines, "", *below)):
            picture[top + number] = indent([(line, "title" if number < len(lines) else "muted")], left)
        share = (moment.elapsed - moment.start) / (moment.end - moment.start)
        length = min(40, width - 2 * margin)
        full = math.floor(share * length + 1e-6)
        bar = [(self.glyphs.bar[0] * full, self.hue), (self.glyphs.bar[1] * (length - full), "muted")]
        row = height - foot
        picture[row] = indent(bar, (width - length) // 2 if roomy else 0)
        left_words = "paused" if paused else format_left(moment.left)
        if roomy:
            picture[row + 1] = centre(left_words, "title" if paused else "muted", width)
            keys = "p goes on   q ends" if paused else "enter goes on   b back   p pauses   q ends"
            keys = keys if len(keys) < width - 2 else "enter   b   p   q"
            picture[height - 1] = indent([(keys, "muted")], margin)
        else:
            picture[height - 1] = spread(left_words, "enter p q" if width >= 18 else "", "muted", width)
        return rows_of(picture, height)
