"""One session: the cautions before it, the stage and the host that it needs, what it ticks, and what is said of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from typing import Any, Protocol, TextIO

from gutcli.breathe.pattern import BreathPlan
from gutcli.breathe.session import KEYS, Ending, Session
from gutcli.breathe.steps import StepPlan
from gutcli.breathe.view import PaceCaution
from gutcli.catalog.types import Practice
from gutcli.terminal.output import Output


def is_still(output: Output) -> bool:
    """Return whether nothing may move: --no-animation apart, the person's wish or a terminal that cannot."""
    wish = output.environ.get("GUTCLI_REDUCED_MOTION", "")
    return (
        output.plain
        or wish not in {"", "0"}
        or output.environ.get("TERM", "") in {"", "dumb", "unknown"}
        or sys.platform == "win32"  # not tried there: words are sure
    )


class ViewMaker(Protocol):
    """Makes what is said of a session from how it went."""

    def __call__(self, outcome: Ending, *, counted: bool = False, ticked: str | None = None) -> Any: ...  # noqa: D102


def sit(
    output: Output,
    practice: Practice,
    plan: BreathPlan | StepPlan,
    make_view: ViewMaker,
    tick: Callable[[int], str | None],
    *,
    usual_seconds: float,
    sound: bool = False,
    still: bool = False,
) -> int:
    """Show what comes and its cautions, keep the pace, `tick` if enough was done, show how it went; return the code.

    With --json stdout belongs to the document, so the session is seen on stderr; with no terminal there either, nobody
    breathes along, and the answer is the plan at once.
    """
    from gutcli.terminal.live.terminal import Terminal

    stream = output.stderr if output.json else output.stdout
    out = _descriptor(stream)
    if output.json and out is None:
        output.show(make_view(Ending("planned")))
        return 0
    opening = make_view(Ending("starting"))
    if not output.json:
        output.show(opening)
    lead = 0 if out is None or output.quiet else lead_seconds(opening.cautions)
    with Terminal(out, _descriptor(sys.stdin), KEYS) as terminal:
        if out is None or still or is_still(output):
            stage = _words(plan, stream, output, sound=sound and out is not None, keys=terminal.keys is not None)
        else:
            stage = _screen(plan, practice, terminal, output, getattr(stream, "encoding", None) or "utf-8", sound=sound)
        outcome = Session(plan, stage, terminal, steps=hasattr(plan, "steps")).run(lead)
    counted = is_enough(outcome.reached, plan.seconds, usual_seconds, outcome.spent)
    ticked = tick(max(1, round(outcome.spent / 60))) if counted and practice.slot else None
    output.show(make_view(outcome, counted=counted, ticked=ticked))
    return {"interrupted": 130, "terminated": 128 + terminal.signal}.get(outcome.ended, 0)


def lead_seconds(cautions: Collection[PaceCaution]) -> int:
    """Return how many seconds the cautions stand before it starts: time to sit down and to read."""
    own = sum(caution.yours for caution in cautions)
    return min(15, 3 + 2 * (len(cautions) - own) + 4 * own)


def is_enough(reached: float, planned: float, usual: float, spent: float) -> bool:
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


def _words(plan: Any, stream: TextIO, output: Output, *, sound: bool, keys: bool) -> Any:
    from gutcli.breathe.words import BreathWords, StepWords

    def write(words: str) -> None:
        stream.write(output.fit(words))
        stream.flush()

    kind: Callable[..., Any] = StepWords if hasattr(plan, "steps") else BreathWords
    return kind(plan, write if output.json else output.write, sound=sound, keys=keys, width=output.width)


def _screen(plan: Any, practice: Practice, terminal: Any, output: Output, encoding: str, *, sound: bool) -> Any:
    from gutcli.breathe.disc import choose_glyphs
    from gutcli.breathe.screen import BreathScreen, StepScreen
    from gutcli.terminal.draw.codes import find_depth
    from gutcli.terminal.live.screen import LiveScreen

    kind: Callable[..., Any] = StepScreen if hasattr(plan, "steps") else BreathScreen
    return kind(
        plan, terminal, LiveScreen(terminal, encoding, find_depth(output.environ)), practice.name,
        choose_glyphs(encoding, output.environ.get("TERM", "")), output.fit, sound=sound,
        hue=practice.kind,
    )  # fmt: skip
