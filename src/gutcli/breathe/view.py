"""What `breathe` and `guide` say: before a session, and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gutcli.breathe.pattern import BreathPlan
    from gutcli.breathe.session import Outcome
    from gutcli.breathe.steps import StepPlan
    from gutcli.catalog.types import Caution, Practice


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


@dataclass(frozen=True, slots=True)
class PhaseView:
    """One phase of a round, in exact seconds."""

    name: str
    label: str
    seconds: float


@dataclass(frozen=True, slots=True)
class StepView:
    """One step and the seconds that it is given."""

    text: str
    seconds: float


@dataclass(frozen=True, slots=True)
class BreatheView:
    """A breathing session: what was planned and what was breathed.

    `ended` is starting, planned (only asked for), finished, stopped, interrupted or terminated. `counted`: two thirds
    were reached; `ticked` is the sentence that says what that ticked, or null.
    """

    KIND: ClassVar[str] = "breathe"
    practice: str
    name: str
    phases: tuple[PhaseView, ...]
    round_seconds: float
    rounds: int
    rounds_done: int
    planned_seconds: float
    breathed_seconds: float
    ended: str
    completed: bool
    counted: bool
    ticked: str | None
    latest_phase_ms: float
    """By how much the latest phase came too late."""
    usual_rounds: int
    cautions: tuple[PaceCaution, ...]


@dataclass(frozen=True, slots=True)
class GuideView:
    """A practice led step by step: what was planned and what was done. `ended` and `counted` as in BreatheView."""

    KIND: ClassVar[str] = "guide"
    practice: str
    name: str
    breathes: bool
    steps: tuple[StepView, ...]
    steps_done: int
    planned_seconds: float
    spent_seconds: float
    ended: str
    completed: bool
    counted: bool
    ticked: str | None
    cautions: tuple[PaceCaution, ...]


def pace_cautions(
    practice: Practice, cautions: Mapping[str, Caution], own: Collection[str] = ()
) -> tuple[PaceCaution, ...]:
    """Return the practice's cautions: the person's own first, then those for anyone, then those for some people."""
    known = [cautions[ident] for ident in dict.fromkeys((*practice.cautions, *own)) if ident in cautions]
    views = [PaceCaution(c.id, c.severity, c.who, c.short, c.advice, c.for_anyone, c.id in own) for c in known]
    return tuple(sorted(views, key=lambda view: (not view.yours, not view.for_anyone)))


def breathe_view(
    practice: Practice,
    plan: BreathPlan,
    cautions: tuple[PaceCaution, ...],
    outcome: Outcome,
    *,
    counted: bool = False,
    ticked: str | None = None,
) -> BreatheView:
    """Build what a breathing session says."""
    assert practice.breath is not None
    return BreatheView(
        practice=practice.id,
        name=practice.name,
        phases=tuple(PhaseView(phase.name, phase.label, phase.seconds) for phase in plan.phases),
        round_seconds=plan.round_seconds,
        rounds=plan.rounds,
        rounds_done=plan.rounds_in(outcome.reached),
        planned_seconds=plan.seconds,
        breathed_seconds=round(outcome.reached, 3),
        ended=outcome.ended,
        completed=outcome.ended == "finished",
        counted=counted,
        ticked=ticked,
        latest_phase_ms=round(outcome.worst_late * 1000, 3),
        usual_rounds=practice.breath.rounds,
        cautions=cautions,
    )


def guide_view(
    practice: Practice,
    plan: StepPlan,
    cautions: tuple[PaceCaution, ...],
    outcome: Outcome,
    *,
    counted: bool = False,
    ticked: str | None = None,
) -> GuideView:
    """Build what a guide says."""
    return GuideView(
        practice=practice.id,
        name=practice.name,
        breathes=practice.breath is not None,
        steps=tuple(StepView(step.text, step.seconds) for step in plan.steps),
        steps_done=plan.steps_in(outcome.reached),
        planned_seconds=plan.seconds,
        spent_seconds=round(outcome.spent, 3),
        ended=outcome.ended,
        completed=outcome.ended == "finished",
        counted=counted,
        ticked=ticked,
        cautions=cautions,
    )
