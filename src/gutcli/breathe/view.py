"""What `breathe` and `guide` say: before a session, and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gutcli.breathe.pattern import Phase, Plan, Step
from gutcli.breathe.session import Ending
from gutcli.catalog.types import Practice, Yours
from gutcli.profile.person import Person


@dataclass(frozen=True, slots=True)
class PaceCaution:
    """A caution of the practice. `yours`: the profile says that it concerns this person."""

    id: str
    severity: str
    who: str
    short: str
    advice: str
    for_anyone: bool
    yours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """What was planned and what was done.

    `ended` is starting, planned (only asked for), finished, stopped, interrupted or terminated. `counted`: two thirds
    were reached; `ticked` is the sentence that says what that ticked, or null. `yours`: what of the practice own
    files wrote.
    """

    practice: str
    name: str
    planned_seconds: float
    ended: str
    completed: bool
    counted: bool
    ticked: str | None
    cautions: tuple[PaceCaution, ...]
    yours: Yours | None


@dataclass(frozen=True, slots=True)
class PhaseView:
    """One phase of a round, in exact seconds."""

    name: str
    label: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BreatheView(SessionView):
    """A breathing session, in exact seconds. `latest_phase_ms`: by how much the latest phase came too late."""

    phases: tuple[PhaseView, ...]
    round_seconds: float
    rounds: int
    rounds_done: int
    breathed_seconds: float
    latest_phase_ms: float
    usual_rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideView(SessionView):
    """A practice led step by step. `breathes`: it has a breathing pattern, too."""

    breathes: bool
    steps: tuple[Step, ...]
    steps_done: int
    spent_seconds: float


def pace_cautions(person: Person, practice: Practice) -> tuple[PaceCaution, ...]:
    """Return the practice's cautions: the person's own first, then those for anyone, then those for some people."""
    own = [note.id for note in person.judge_practice(practice).notes if note.personal]
    cautions = person.catalog.cautions
    known = [cautions[ident] for ident in dict.fromkeys((*practice.cautions, *own)) if ident in cautions]
    views = [PaceCaution(c.id, c.severity, c.who, c.short, c.advice, c.for_anyone, c.id in own) for c in known]
    return tuple(sorted(views, key=lambda view: (not view.yours, not view.for_anyone)))


def build_breathe(
    practice: Practice, plan: Plan[Phase], cautions: tuple[PaceCaution, ...], outcome: Ending, **ticked: Any
) -> BreatheView:
    """Build what a breathing session says."""
    assert practice.breath is not None
    return BreatheView(
        phases=tuple(PhaseView(phase.name, phase.label, phase.seconds) for phase in plan.parts),
        round_seconds=plan.round_seconds,
        rounds=plan.rounds,
        rounds_done=min(plan.rounds, int((outcome.reached + 1e-6) / plan.round_seconds)),
        breathed_seconds=round(outcome.reached, 3),
        latest_phase_ms=round(outcome.worst_late * 1000, 3),
        usual_rounds=practice.breath.rounds,
        **_session(practice, plan, cautions, outcome, **ticked),
    )


def build_guide(
    practice: Practice, plan: Plan[Step], cautions: tuple[PaceCaution, ...], outcome: Ending, **ticked: Any
) -> GuideView:
    """Build what a guide says."""
    return GuideView(
        breathes=practice.breath is not None,
        steps=plan.parts,
        steps_done=sum(step.start + step.seconds <= outcome.reached + 1e-6 for step in plan.parts),
        spent_seconds=round(outcome.spent, 3),
        **_session(practice, plan, cautions, outcome, **ticked),
    )


def _session(
    practice: Practice,
    plan: Plan[Any],
    cautions: tuple[PaceCaution, ...],
    outcome: Ending,
    *,
    counted: bool = False,
    ticked: str | None = None,
) -> dict[str, Any]:
    return {
        "practice": practice.id, "name": practice.name, "planned_seconds": plan.seconds, "ended": outcome.ended,
        "completed": outcome.ended == "finished", "counted": counted, "ticked": ticked, "cautions": cautions,
        "yours": practice.yours,
    }  # fmt: skip
