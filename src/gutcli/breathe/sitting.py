"""One session: the cautions before it, the stage and the host that it needs, what it ticks, and what is said of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from functools import partial
from typing import Any, TextIO

from gutcli.app import App
from gutcli.breathe.pattern import Plan
from gutcli.breathe.session import KEYS, Ending, Session
from gutcli.breathe.view import BreatheView, GuideView, PaceCaution, pace_cautions
from gutcli.catalog.types import Practice
from gutcli.terminal.output import Output


def is_still(output: Output) -> bool:
    """Return whether nothing may move: --no-animation apart, the person's wish or a terminal that cannot."""
    wish = output.environ.get("GUTCLI_REDUCED_MOTION", "")
    return wish not in {"", "0"} or not output.can_move


def sit(
    app: App,
    practice: Practice,
    plan: Plan[Any],
    build: Callable[..., BreatheView | GuideView],
    *,
    usual_seconds: float,
    sound: bool,
    still: bool,
    dry_run: bool,
) -> int:
    """Show what comes and its cautions, keep the pace, tick if enough was done, show how it went; return the code.

    With --json stdout belongs to the document, so the session is seen on stderr; with no terminal there either, nobody
    breathes along, and the answer is the plan at once.
    """
    from gutcli.day.changes.actions import tick_practice
    from gutcli.terminal.live.terminal import Terminal

    cautions = pace_cautions(app.person, practice)
    make_view = partial(build, practice, plan, cautions)
    output = app.output
    stream = output.stderr if output.json else output.stdout
    out = _descriptor(stream)
    if dry_run or (output.json and out is None):
        app.show(make_view(Ending("planned")))
        return 0
    if not output.json:
        output.show(make_view(Ending("starting")))
    lead = 0 if out is None or output.quiet else _lead_seconds(cautions)
    with Terminal(out, _descriptor(sys.stdin), KEYS) as terminal:
        if out is None or still or is_still(output):
            keys = terminal.keys is not None
            stage = _words(plan, stream, output, sound=sound and out is not None, keys=keys)
        else:
            stage = _screen(plan, practice, terminal, output, stream, sound=sound)
        outcome = Session(plan, stage, terminal).run(lead)
    counted = _is_enough(outcome.reached, plan.seconds, usual_seconds, outcome.spent)
    ticked = None
    if counted and practice.slot:
        ticked = app.change(tick_practice, practice, max(1, round(outcome.spent / 60)))
    output.show(make_view(outcome, counted=counted, ticked=ticked))
    return {"interrupted": 130, "terminated": 128 + terminal.signal}.get(outcome.ended, 0)


def _lead_seconds(cautions: Collection[PaceCaution]) -> int:
    """Return how many seconds the cautions stand before it starts: time to sit down and to read."""
    own = sum(caution.yours for caution in cautions)
    return min(15, 3 + 2 * (len(cautions) - own) + 4 * own)


def _is_enough(reached: float, planned: float, usual: float, spent: float) -> bool:
    """Return whether a session counts: two thirds of what was planned, or of the usual length where that is shorter.

    Steps may be gone through sooner than planned, but who only leafs through them has not done them: a quarter of that
    time must really have gone by.
    """
    wanted = min(planned, usual) * 2 / 3
    return reached >= wanted - 1e-6 and spent >= wanted / 4 - 1e-6


def _descriptor(stream: TextIO | None) -> int | None:
    try:
        return stream.fileno() if stream is not None and stream.isatty() else None
    except (OSError, ValueError, AttributeError):
        return None


def _words(plan: Plan[Any], stream: TextIO, output: Output, *, sound: bool, keys: bool) -> Any:
    from gutcli.breathe.words import BreathWords, StepWords

    def write(words: str) -> None:
        stream.write(output.fit(words))
        stream.flush()

    kind = StepWords if plan.has_steps else BreathWords
    return kind(plan, write if output.json else output.write, sound=sound, keys=keys, width=output.width)


def _screen(plan: Plan[Any], practice: Practice, terminal: Any, output: Output, stream: TextIO, *, sound: bool) -> Any:
    from gutcli.breathe.disc import choose_glyphs
    from gutcli.breathe.screen import BreathScreen, StepScreen
    from gutcli.terminal.draw.codes import find_depth
    from gutcli.terminal.live.screen import LiveScreen

    encoding = getattr(stream, "encoding", None) or "utf-8"
    kind = StepScreen if plan.has_steps else BreathScreen
    return kind(
        plan, terminal, LiveScreen(terminal, encoding, find_depth(output.environ)), practice.name,
        choose_glyphs(encoding, output.environ.get("TERM", "")), output.fit, sound=sound,
        hue=practice.kind,
    )  # fmt: skip
