"""One line of progress on stderr, where a person watches and the work takes long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gutcli.terminal.output import Output

PATIENCE = 0.7
"""Seconds before anything is said."""


def watch(output: Output, what: str) -> Callable[[int, int], None] | None:
    """Give a function to call with (done, total), or None where nobody watches."""
    stream = output.stderr
    try:
        watched = stream is not None and stream.isatty() and output.environ.get("TERM") != "dumb"
    except ValueError:
        return None
    if not watched or output.quiet or output.json:
        return None
    began = time.monotonic()
    said = 0.0

    def say(done: int, total: int) -> None:
        nonlocal said
        now = time.monotonic()
        if done >= total and said:
            stream.write(f"\r{' ' * (len(what) + 12)}\r")
            stream.flush()
        elif now - began > PATIENCE and now - said > 0.1:
            said = now
            stream.write(f"\r{what} {100 * done // total:3} %")
            stream.flush()

    return say
