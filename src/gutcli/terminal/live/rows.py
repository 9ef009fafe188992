"""Rows of a live picture, put together from words: in the middle, at the edges, cut and filled to a width."""

from __future__ import annotations

import textwrap

from gutcli.terminal.draw.layout import Row, width_of

Picture = dict[int, Row]
"""The rows of a screen by their number from 0; what is beyond its edges is not shown."""


def rows_of(picture: Picture, height: int) -> list[Row]:
    """Return the rows of a screen of this height."""
    return [picture.get(number, []) for number in range(height)]


def indent(row: Row, columns: int) -> Row:
    """Return a row that begins so many columns in."""
    return [(" " * columns, ""), *row] if columns > 0 else row


def centre(words: str, style: str, width: int) -> Row:
    """Return words in the middle of a row."""
    return indent([(words, style)], (width - width_of(words)) // 2)


def spread(left: str, right: str, style: str, width: int, margin: int = 0) -> Row:
    """Return words at the left edge, cut to what room there is, and muted ones at the right."""
    width -= 2 * margin
    room = width - width_of(right) - 2
    left = cut(left, room)
    gap = width - width_of(left) - width_of(right)
    return indent([(left, style), (" " * max(0, gap), ""), (right, "muted")], margin)


def cut(words: str, width: int) -> str:
    """Return words in at most so many columns; "..." shows that some are missing."""
    if width_of(words) <= width:
        return words
    while words and width_of(words) > width - 3:
        words = words[:-1]
    return f"{words}..."[: max(0, width)]


def fill(words: str, width: int) -> str:
    """Return words cut or filled to exactly so many columns."""
    words = cut(words, width)
    return words + " " * (width - width_of(words))


def wrap(words: str, width: int, most: int | None = None) -> list[str]:
    """Return words in lines, at most so many; "..." shows that some are missing."""
    return textwrap.wrap(words, max(8, width), max_lines=most, placeholder=" ...")
