"""What several commands say alike: sources in the order in which they are named, cautions, and who a thing suits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gutcli.catalog.kinds import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gutcli.catalog.library import Catalog
    from gutcli.catalog.note import Note
    from gutcli.catalog.types import Food, Practice, Reference
    from gutcli.profile.verdicts import Reason, Verdict

    Judges = tuple[Callable[[Food], Verdict], Callable[[Practice], Verdict]]
    """Say how a food and a practice stand with the person's profile."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source; `number` stands for it on the page. An undated page has no year."""

    number: int
    id: str
    authors: str
    year: int | None
    title: str
    journal: str
    doi: str | None
    url: str | None
    kind: str
    design: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class CautionView:
    """For whom, how strictly and what to do; `short` is the advice in a few words."""

    id: str
    severity: str
    who: str
    advice: str
    short: str
    for_anyone: bool
    checked: str | None


@dataclass(frozen=True, slots=True)
class PersonalView:
    """How a food or practice stands with the profile: whether it fits, why not, and the person's own cautions."""

    fits: bool
    reasons: tuple[Reason, ...]
    notes: tuple[CautionView, ...]


def source_views(idents: Iterable[str], catalog: Catalog) -> tuple[SourceView, ...]:
    """Return each source once, numbered by first use."""
    found = [catalog.references[ident] for ident in dict.fromkeys(idents) if ident in catalog.references]
    return tuple(_source_view(number, reference) for number, reference in enumerate(found, 1))


def _source_view(number: int, r: Reference) -> SourceView:
    return SourceView(
        number=number,
        id=r.id,
        authors=r.authors,
        year=r.year or None,
        title=r.title,
        journal=r.journal,
        doi=r.doi or None,
        url=r.url or None,
        kind=r.kind,
        design=r.design or None,
        note=r.note or None,
    )


def caution_views(idents: Iterable[str], catalog: Catalog, said: Iterable[Note] = ()) -> tuple[CautionView, ...]:
    """Return cautions, those for everybody first, then the strictest.

    `said` are notes as they are said to this person: they may be worded for them, and no caution of the catalog need be
    behind one ("only peeled, mashed smooth").
    """
    notes = {note.id: note for note in said}
    found = []
    for ident in dict.fromkeys(idents):
        note, caution = notes.get(ident), catalog.cautions.get(ident)
        if caution:
            advice, short = (note.advice, note.short) if note else (caution.advice, caution.short)
            checked = caution.checked or None
            found.append(CautionView(ident, caution.severity, caution.who, advice, short, caution.for_anyone, checked))
        elif note:
            who = "You, by your profile"
            found.append(
                CautionView(ident, note.severity, who, note.advice, note.short, for_anyone=False, checked=None)
            )
    found.sort(key=lambda view: (not view.for_anyone, SEVERITIES.index(view.severity)))
    return tuple(found)


def personal_view(verdict: Verdict, catalog: Catalog) -> PersonalView:
    """Return how something stands with the profile."""
    notes = caution_views((note.id for note in verdict.notes if note.personal), catalog, verdict.notes)
    return PersonalView(not verdict.excluded, verdict.excluded, notes)
