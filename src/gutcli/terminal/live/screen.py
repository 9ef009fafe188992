"""The other screen of the terminal, held by Rich's Live: of a picture, what changed goes out, in one write.

Live's own refresh writes every row each time: 3,300 bytes a frame of a breath at 80 by 24, and 2,000 for a key in the
picker. docs/architecture.md has the figures.
"""

from __future__ import annotations

import io
from itertools import groupby, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Literal, TextIO, cast

from rich.console import Console
from rich.control import Control
from rich.live import Live
from rich.segment import ControlType, Segment
from rich.style import Style

from gutcli.terminal.draw.layout import Row, cell_width
from gutcli.terminal.draw.theme import NO_COLOURS, PALETTE, SIXTEEN, TRUE_COLOUR, look_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gutcli.terminal.live.terminal import Terminal

_SYNC_ON, _SYNC_OFF = "\x1b[?2026h", "\x1b[?2026l"
"""The marks of a synchronised update: a terminal that knows them shows the frame at once, so that nothing tears."""
_PASTE_MARKED, _PASTE_PLAIN = "\x1b[?2004h", "\x1b[?2004l"
"""Let the terminal mark what is pasted, so that no letter of it is taken for a key."""
_CLEAR = "\x1b[2J\x1b[H"
"""Before the screen is given back: a terminal without another one is left clean, too."""
_COLOUR_SYSTEMS: Final[Mapping[int, Literal["standard", "256", "truecolor"]]] = {
    NO_COLOURS: "256", SIXTEEN: "standard", PALETTE: "256", TRUE_COLOUR: "truecolor",
}  # fmt: skip
_CLEAR_REST = Control((ControlType.ERASE_IN_LINE, 0)).segment


class LiveScreen:
    """A terminal's other screen, in so many colours (`depth`); without any, bold and reverse stay."""

    def __init__(self, terminal: Terminal, encoding: str, depth: int) -> None:
        self._depth = depth
        self._wire = _Wire(terminal, encoding)
        self._console = Console(
            file=cast("TextIO", self._wire), force_terminal=True, legacy_windows=False,
            color_system=_COLOUR_SYSTEMS[depth], no_color=depth == NO_COLOURS,
        )  # fmt: skip
        self._live = Live(
            console=self._console, screen=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
        )
        self._shown: Sequence[Row] = ()
        self._width = 0
        self._styles: dict[str, Style] = {}

    def open(self) -> None:
        """Take the screen, without a cursor; taken already, it is taken anew, since someone else may have had it."""
        self.close()
        self._wire.patience = 1.0
        self._live.start()
        self._wire.write(_PASTE_MARKED)
        self._wire.patience = 0.0
        self.forget()

    def close(self) -> None:
        """Give screen and cursor back."""
        self._wire.patience = 1.0
        if self._live.is_started:
            self._wire.write(f"{_PASTE_PLAIN}{_CLEAR}")
        self._live.stop()
        self._wire.patience = 0.0

    def forget(self) -> None:
        """Draw everything anew the next time."""
        self._width = 0

    def paint(self, rows: Sequence[Row], width: int) -> bool:
        """Show a picture; False if the terminal took nothing: a frame is left out, and nobody waits."""
        fresh = width != self._width or len(rows) != len(self._shown)
        shown = [[]] * len(rows) if fresh else self._shown
        self._wire.taken = True
        with self._console:
            if fresh:
                self._console.control(Control.clear())
            for number, (row, old) in enumerate(zip(rows, shown, strict=True)):
                if row != old:
                    self._update(number, row, old, width)
        self._shown, self._width = rows, width
        if not self._wire.taken:
            self.forget()  # a terminal that takes nothing now may show anything later
        return self._wire.taken

    def _update(self, number: int, row: Row, old: Row, width: int) -> None:
        """Write what differs of a row: not the spans at its start that stand, nor those at its end where all fits."""
        first = len([*takewhile(lambda pair: pair[0] == pair[1], zip(row, old, strict=False))])
        column, reach = cell_width(row[:first]), cell_width(row)
        rest, was = row[first:], old[first:]
        moved = reach != cell_width(old)
        while not moved and rest and was and rest[-1] == was[-1]:
            rest, was = rest[:-1], was[:-1]
        segments = [
            Segment("".join(words for words, _ in spans), self._style(name))
            for name, spans in groupby(rest, key=itemgetter(1))
        ]
        segments = Segment.adjust_line_length(segments, max(0, width - column), pad=False)
        if moved and reach < width:
            segments.append(_CLEAR_REST)
        self._console.update_screen_lines([segments], column, number)

    def _style(self, name: str) -> Style:
        """Return the theme's style of this name; "NAME!" is NAME in reverse, which needs no colour."""
        if name not in self._styles:
            style = Style.parse(look_of(name.removesuffix("!"), self._depth) or "none")
            self._styles[name] = style + Style(reverse=True) if name.endswith("!") else style
        return self._styles[name]


class _Wire(io.TextIOBase):
    """What Rich writes to: each write is one frame."""

    def __init__(self, terminal: Terminal, encoding: str) -> None:
        self.taken = True
        self._terminal = terminal
        self._encoding = encoding
        self.patience = 0.0
        """Seconds to wait for a terminal that takes nothing: what gives it back must not be lost."""

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """Return what the terminal reads."""
        return self._encoding

    def write(self, words: str) -> int:
        """Send a frame, whole or not at all."""
        if not words:
            return 0
        frame = f"{_SYNC_ON}{words}{_SYNC_OFF}"
        self.taken = self._terminal.write(frame.encode(self._encoding, "replace"), self.patience) and self.taken
        return len(words)
