"""Lines without colour: for pipes, files and screen readers. Rich is not needed."""

from __future__ import annotations

from gutcli.terminal.draw.layout import Row


def draw_plain(rows: list[Row]) -> str:
    """Return the rows as text."""
    return "".join("".join(words for words, _ in row).rstrip() + "\n" for row in rows)
