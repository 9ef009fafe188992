"""Lines in colour, with links, by Rich: it knows what each terminal can do."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TextIO

from rich.console import Console
from rich.segment import Segment
from rich.style import Style

from gutcli.terminal.draw.layout import Row
from gutcli.terminal.draw.theme import STYLES


def make_console(stream: TextIO, width: int, *, force: bool, no_colour: bool) -> Console:
    """Make a console for `stream` that adds nothing of its own."""
    return Console(
        file=stream, width=width, force_terminal=True if force else None, no_color=no_colour or None,
        highlight=False, markup=False, emoji=False, soft_wrap=True, legacy_windows=None,
    )  # fmt: skip


def draw_colour(console: Console, rows: list[Row]) -> None:
    """Write the rows to the console."""
    cache: dict[str, Style | None] = {"": None}

    def style(name: str) -> Style | None:
        if name not in cache:
            if name.startswith("link "):
                address = name[5:]
                # An address with anything unprintable in it could carry a terminal command: it stays plain text.
                safe = address.isascii() and address.isprintable() and " " not in address
                cache[name] = Style(link=address) if safe else None
            else:
                cache[name] = Style.parse(STYLES.get(name) or "none")
        return cache[name]

    segments: list[Segment] = []
    for row in rows:
        end = len(row)
        while end and not row[end - 1][0].strip():
            end -= 1
        for name, spans in groupby(row[:end], key=itemgetter(1)):
            segments.append(Segment("".join(words for words, _ in spans), style(name)))
        segments.append(Segment.line())
    console.print(_Segments(segments), end="")


class _Segments:
    """Segments that Rich prints as they are."""

    def __init__(self, segments: list[Segment]) -> None:
        self._segments = segments

    def __rich_console__(self, console: Console, options: object) -> list[Segment]:
        return self._segments
