"""The picker on a terminal: keys in, a picture out, the terminal given back on every way out."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from gutcli.day.picker.page import draw_picking, make_styles
from gutcli.terminal.live.canvas import draw_changes
from gutcli.terminal.live.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from gutcli.day.picker.picking import Picking
    from gutcli.terminal.live.canvas import Canvas

_KEYS = {
    "\x1b[A": "up", "\x1bOA": "up", "k": "up", "\x1b[B": "down", "\x1bOB": "down", "j": "down", "\t": "down",
    "\x1b[Z": "up", "\x1b[H": "home", "\x1bOH": "home", "g": "home", "\x1b[F": "end", "\x1bOF": "end", "G": "end",
    " ": "tick", "x": "tick", "s": "rest", "w": "swap", "u": "undo", "y": "yesterday", "q": "quit", "Q": "quit",
    "\r": "quit", "\n": "quit", "\x1b": "quit", "\x04": "quit", "\x03": "interrupt", "\x0c": "redraw",
    **{str(number): str(number) for number in range(1, 10)},
}  # fmt: skip
_TYPED = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|\x1b(?=\x1b|$)|\x1b.|.", re.DOTALL)
_ENDS = {"quit", "interrupt", "terminate"}
_AGAIN_S = 0.2
"""When a picture is drawn again that the terminal did not take (Ctrl-S)."""


class PickingTerminal(Terminal):
    """The same terminal as the breathing's, with other keys."""

    def _read_keys(self) -> None:
        assert self.keys is not None
        try:
            typed = os.read(self.keys, 256)
        except OSError:
            typed = b""
        if not typed:  # the terminal is gone
            self.keys = None
            self._happened.append("quit")
        found = _TYPED.findall(typed.decode("latin-1"))
        self._happened += [_KEYS[key] for key in found if key in _KEYS]


class Live:
    """One sitting with the list."""

    def __init__(
        self, picking: Picking, terminal: Terminal, encoding: str, fit: Callable[[str], str], *, colour: bool = True
    ) -> None:
        self.picking, self.terminal = picking, terminal
        self._encoding, self._fit = encoding, fit
        self._styles = make_styles(colour=colour)
        self._last: Canvas | None = None

    def run(self) -> str:
        """Pick until the person leaves; say how: quit, interrupt or terminate."""
        self.terminal.enter_screen()
        try:
            while True:
                painted = self._paint()
                for event in self.terminal.wait(None if painted else _AGAIN_S):
                    if event in _ENDS:
                        return event
                    self._happen(event)
        finally:
            self.terminal.leave_screen()

    def _happen(self, event: str) -> None:
        if event == "suspend":
            self.terminal.stop()
            self._last = None
        elif event == "continued":
            self.terminal.reclaim()
            self._last = None
        elif event in {"resize", "redraw"}:
            self._last = None
        else:
            self.picking.act(event)

    def _paint(self) -> bool:
        """Write the cells that changed, if any; False if the terminal took nothing."""
        canvas = draw_picking(self.picking, *self.terminal.size(), self._fit)
        words = draw_changes(canvas, self._last, self._styles)
        if words and not self.terminal.write(words.encode(self._encoding, "replace")):
            self._last = None
            return False
        self._last = canvas
        return True
