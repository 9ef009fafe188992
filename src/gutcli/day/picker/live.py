"""The picker on a terminal: keys in, a picture out, the terminal given back on every way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gutcli.day.picker.page import draw_picking
from gutcli.day.picker.state import PickerState

if TYPE_CHECKING:
    from gutcli.terminal.live.screen import LiveScreen
    from gutcli.terminal.live.terminal import Terminal

KEYS = {
    "\x1b[A": "up", "\x1bOA": "up", "k": "up", "\x1b[B": "down", "\x1bOB": "down", "j": "down", "\t": "down",
    "\x1b[Z": "up", "\x1b[H": "home", "\x1bOH": "home", "g": "home", "\x1b[F": "end", "\x1bOF": "end", "G": "end",
    " ": "tick", "x": "tick", "s": "rest", "w": "swap", "u": "undo", "y": "yesterday", "n": "new day",
    "q": "quit", "Q": "quit",
    "\r": "quit", "\n": "quit", "\x1b": "quit", "\x04": "quit", "\x03": "interrupt", "\x0c": "redraw",
    **{str(number): str(number) for number in range(1, 10)},
}  # fmt: skip
_ENDS = {"quit", "interrupt", "terminate"}
_AGAIN_S = 0.2
"""When a picture is drawn again that the terminal did not take (Ctrl-S)."""


def run_picker(picking: PickerState, terminal: Terminal, screen: LiveScreen, fit: Callable[[str], str]) -> str:
    """Let the person pick until they leave; return how: quit, interrupt or terminate."""
    screen.open()
    try:
        while True:
            width, height = terminal.size()
            painted = screen.paint(draw_picking(picking, width, height, fit), width)
            for event in terminal.wait(None if painted else _AGAIN_S):
                if event in _ENDS:
                    return event
                if event == "suspend":
                    screen.close()
                    terminal.stop()
                    screen.open()
                elif event == "continued":
                    terminal.reclaim()
                    screen.open()
                elif event in {"resize", "redraw"}:
                    screen.forget()
                else:
                    picking.act(event)
    finally:
        screen.close()
