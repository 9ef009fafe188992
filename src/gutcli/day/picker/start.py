"""Whether there is someone to pick, and which picker this terminal gets."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from gutcli.day.picker.state import PickerHost
from gutcli.diary.decide import refuse_future
from gutcli.terminal.output import Output


def can_pick(output: Output) -> bool:
    """Return whether a person sits at a terminal that shows the answer and sends the keys."""
    try:
        return output.is_terminal and not output.json and sys.stdin is not None and sys.stdin.isatty()
    except ValueError:
        return False


def pick(app: PickerHost, day: date) -> int:
    """Let the person pick from the day's list; gives the exit code. Raise UsageError for a day to come."""
    refuse_future(day, app.today)
    output = app.output
    if not output.can_move:
        from gutcli.day.picker.plain import pick_plainly

        pick_plainly(app, day)
        return 0
    from gutcli.day.picker.live import KEYS, run_picker
    from gutcli.day.picker.state import PickerState
    from gutcli.terminal.draw.codes import find_depth
    from gutcli.terminal.live.screen import LiveScreen
    from gutcli.terminal.live.terminal import Terminal

    picking = PickerState(app, day)
    assert output.stdout is not None
    with _hold_words_back(output), Terminal(output.stdout.fileno(), sys.stdin.fileno(), KEYS) as terminal:
        screen = LiveScreen(terminal, output.encoding, find_depth(output.environ))
        ended = run_picker(picking, terminal, screen, output.fit)
    if picking.changed:
        app.show(picking.view)
    return {"quit": 0, "interrupt": 130}.get(ended, 128 + terminal.signal)


@contextmanager
def _hold_words_back(output: Output) -> Iterator[None]:
    """Keep warnings until the screen is given back: they would tear it."""
    stream, output.stderr = output.stderr, io.StringIO()
    try:
        yield
    finally:
        words, output.stderr = output.stderr.getvalue(), stream
        if words and stream is not None:
            stream.write(words)
            stream.flush()
