"""One line of progress on stderr, by Rich, where a person watches and the work takes long."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress

    from gutcli.terminal.output import Output

PATIENCE = 0.7
"""Seconds before anything is said."""


@contextmanager
def watch(output: Output, what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Yield a function to call with (done, total), or None where nobody watches; the line is gone at the end."""
    stream = output.stderr
    try:
        watched = stream is not None and stream.isatty() and output.environ.get("TERM") != "dumb"
    except ValueError:
        watched = False
    if not watched or output.quiet or output.json:
        yield None
        return
    began = time.monotonic()
    progress: Progress | None = None

    def report(done: int, total: int) -> None:
        nonlocal progress
        if progress is None:
            if time.monotonic() - began <= PATIENCE:
                return
            from rich.console import Console
            from rich.progress import Progress, TextColumn

            words = TextColumn("{task.description} {task.percentage:3.0f} %", markup=False)
            progress = Progress(words, console=Console(file=stream, force_terminal=True), transient=True)
            progress.add_task(what, total=total)
            progress.start()
        progress.update(progress.task_ids[0], completed=done)

    try:
        yield report
    finally:
        if progress is not None:
            progress.stop()
