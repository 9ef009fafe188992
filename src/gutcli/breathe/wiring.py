"""Where pacing meets the rest of the program: the stage and host of a session, and three seams to the person's data.

The seams to the plan, the profile and the diary: `default_practice`, `own_cautions`, `on_two_thirds`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from gutcli.breathe.session import KEYS, Outcome, Session
from gutcli.catalog.search import ambiguous, match_name, nearest_names, resolve, unknown
from gutcli.errors import UsageError
from gutcli.text import join_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from gutcli.app import App
    from gutcli.breathe.pattern import BreathPlan
    from gutcli.breathe.steps import StepPlan
    from gutcli.breathe.view import PaceCaution
    from gutcli.catalog.library import Catalog
    from gutcli.catalog.types import Practice
    from gutcli.terminal.output import Output

FALLBACK = "box-breathing"


def default_practice(app: App) -> str:
    """Give the id of today's calm item if it can be breathed, else of the first pattern that fits the person."""
    from gutcli.day.checklist import read_checklist

    practices = app.catalog.practices
    listed = [item.id for item in app.read(read_checklist, app.today).day.items if item.slot == "calm"]
    breathing = [practice.id for practice in practices.values() if practice.breath]
    for ident in (*listed, FALLBACK, *breathing):
        if (practice := practices.get(ident)) and practice.breath and app.person.judge_practice(practice).fits:
            return ident
    raise UsageError(
        "No breathing practice fits your profile.",
        "gutcli cautions says why; gutcli practices shows what else there is.",
    )


def own_cautions(app: App, practice: Practice) -> Collection[str]:
    """Give the ids of the cautions that concern this person by what the profile says."""
    return [note.id for note in app.person.judge_practice(practice).notes if note.personal]


def on_two_thirds(app: App, practice: Practice, minutes: float) -> str | None:
    """Tick the practice on today's list, in the place of an open item of its slot if need be, and say so."""
    from gutcli.day.changes.actions import tick_practice

    return app.change(tick_practice, practice, max(1, round(minutes)))


def find_breathing(app: App, words: str | None) -> Practice:
    """Give the practice to breathe with: by its name, else today's. Raises when it has no breathing pattern."""
    catalog = app.catalog
    breathing = [practice.id for practice in catalog.practices.values() if practice.breath]
    if words is None:
        return catalog.practices[default_practice(app)]
    names = catalog.names("practices")
    found = match_name(words, {name: ident for name, ident in names.items() if ident in breathing})
    if len(found) == 1:
        return catalog.practices[found[0]]
    if found:
        raise ambiguous(words, found, "breathing practice")
    others = match_name(words, names)
    if len(others) == 1:
        raise UsageError(
            f"{catalog.label('practices', others[0])} has no breathing pattern to pace.",
            f"gutcli guide {others[0]} leads through its steps. To breathe: {join_words(breathing, 'or')}.",
        )
    if others:
        raise ambiguous(words, others, "practice")
    raise unknown(words, nearest_names(words, names), "breathing practice", f"There are {join_words(breathing)}.")


def find_practice(catalog: Catalog, words: str) -> Practice:
    """Give the practice of this name. Raises when there is none or more than one."""
    return catalog.practices[resolve(words, catalog.names("practices"), "practice")]


def is_still(output: Output) -> bool:
    """Whether nothing may move: --no-animation apart, the person's wish or a terminal that cannot."""
    wish = output.environ.get("GUTCLI_REDUCED_MOTION", "")
    return (
        output.plain
        or wish not in {"", "0"}
        or output.environ.get("TERM", "") in {"", "dumb", "unknown"}
        or sys.platform == "win32"  # not tried there: words are sure
    )


@dataclass(frozen=True, slots=True)
class Sitting:
    """What came of a session. `counted`: enough of it was done to count; `ticked` says what that ticked."""

    outcome: Outcome
    counted: bool
    ticked: str | None
    exit_code: int


def sit(
    app: App,
    practice: Practice,
    plan: BreathPlan | StepPlan,
    opening: Any,
    *,
    usual_seconds: float,
    sound: bool = False,
    still: bool = False,
) -> Sitting:
    """Show the opening with its cautions, keep the pace, tick what is to be ticked, and give how it went.

    With --json stdout belongs to the document, so the session is seen on stderr; with no terminal there either, nobody
    breathes along, and the answer is the plan at once.
    """
    from gutcli.terminal.live.terminal import Terminal

    output = app.output
    stream = output.stderr if output.json else output.stdout
    out = _descriptor(stream)
    if output.json and out is None:
        return Sitting(Outcome("planned"), False, None, 0)
    if not output.json:
        app.show(opening)
    lead = 0 if out is None or output.quiet else lead_seconds(opening.cautions)
    with Terminal(out, _descriptor(sys.stdin), KEYS) as terminal:
        if out is None or still or is_still(output):
            stage = _words(plan, stream, output, sound=sound and out is not None, keys=terminal.keys is not None)
        else:
            stage = _screen(plan, practice, terminal, output, getattr(stream, "encoding", None) or "utf-8", sound=sound)
        outcome = Session(plan, stage, terminal, steps=hasattr(plan, "steps")).run(lead)
    codes = {"interrupted": 130, "terminated": 128 + terminal.signal}
    counted = is_enough(outcome.reached, plan.seconds, usual_seconds, outcome.spent)
    ticked = on_two_thirds(app, practice, outcome.spent / 60) if counted and practice.slot else None
    return Sitting(outcome, counted, ticked, codes.get(outcome.ended, 0))


def lead_seconds(cautions: Collection[PaceCaution]) -> int:
    """Say how long the cautions stand before it starts: time to sit down and to read."""
    own = sum(caution.yours for caution in cautions)
    return min(15, 3 + 2 * (len(cautions) - own) + 4 * own)


def is_enough(reached: float, planned: float, usual: float, spent: float) -> bool:
    """Whether a session counts: two thirds of what was planned, or of the usual length where that is shorter.

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
