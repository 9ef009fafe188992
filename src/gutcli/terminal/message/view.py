"""A sentence or two: for commands whose whole answer is what they did."""

from __future__ import annotations

from typing import NamedTuple


class MessageView(NamedTuple):
    """What was done, line by line; `next_command` is what a person might want next."""

    lines: tuple[str, ...]
    next_command: str = ""
