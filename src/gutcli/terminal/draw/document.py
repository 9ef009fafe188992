"""What a page is made of: a few plain blocks that every way of drawing understands."""

from typing import NamedTuple

Span = tuple[str, str]
"""A text and the name of its style (theme.py). A style "link URL" makes the text a link where possible."""
Cell = tuple[Span, ...]


class Line(NamedTuple):
    """Words that flow: wrapped at the width, `indent` columns in, later lines `hang` further.

    `right` stands at the right edge where there is room, else on a line of its own. A `whole` line is never wrapped:
    scripts read it, and a path in two is another path.
    """

    spans: Cell
    indent: int = 0
    hang: int = 0
    right: Cell = ()
    whole: bool = False


class Column(NamedTuple):
    """A column of a grid. The one with the lowest `worth` goes first when there is no room; worth 9 never goes.

    `below`: rather than go, its cells stand on a line of their own under the row.
    """

    title: str = ""
    worth: int = 9
    right: bool = False
    wrap: int = 0
    """The width down to which its words may wrap; 0: they do not."""
    below: bool = False
    spare: bool = False
    """It stands only where there is room for everything."""


class Grid(NamedTuple):
    """Rows in aligned columns; with `heads`, the column titles stand above."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: bool = False
    indent: int = 0


BLANK = Line(())
Block = Line | Grid
Document = tuple[Block, ...]


def text(words: str, style: str = "") -> Cell:
    """Return one styled text as a cell."""
    return ((words, style),) if words else ()


def heading(words: str) -> Line:
    """Return a heading within a page."""
    return Line(text(words, "heading"), indent=2)


def sentence(words: str, style: str = "", indent: int = 0) -> Line:
    """Return a sentence whose later lines hang two columns in."""
    return Line(text(words, style), indent, 2)


def suggest(words: str, command: str, after: str = "", indent: int = 0) -> Line:
    """Return a line that ends in a command to type, as "All copies: gutcli doctor"; `after` follows the command."""
    return Line(((f"{words} ", "muted"), (command, "command"), *text(after, "muted")), indent, 2)
