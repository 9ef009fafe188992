"""What several commands say alike: sources in the order in which they are named, cautions, and who a thing suits."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.kinds import SEVERITIES
from gutcli.catalog.library import Catalog
from gutcli.catalog.note import Note
from gutcli.catalog.types import Reference

if TYPE_CHECKING:
    from gutcli.profile.verdicts import Reason, Verdict


class SourceView(NamedTuple):
    """A source; `number` stands for it on the page. An undated page has no year."""

    number: int
    source: Reference
    SUBJECT: str = "source"


class CautionView(NamedTuple):
    """For whom, how strictly and what to do; `short` is the advice in a few words."""

    id: str
    severity: str
    who: str
    advice: str
    short: str
    for_anyone: bool
    checked: str | None


class PersonalView(NamedTuple):
    """How a food or practice stands with the profile: whether it fits, why not, and the person's own cautions."""

    fits: bool
    reasons: tuple["Reason", ...]
    notes: tuple[CautionView, ...]


def source_views(idents: Iterable[str], catalog: Catalog) -> tuple[SourceView, ...]:
    """Return each source once, numbered by first use."""
    found = [catalog.references[ident] for ident in dict.fromkeys(idents) if ident in catalog.references]
    return tuple(SourceView(number, each._replace(year=each.year or None)) for number, each in enumerate(found, 1))


def caution_views(idents: Iterable[str], catalog: Catalog, said: Iterable[Note] = ()) -> tuple[CautionView, ...]:
    """Return cautions, those for everybody first, then the strictest.

    `said` are notes as they are said to this person: they may be worded for them, and no caution of the catalog need be
    behind one ("only peeled, mashed smooth").
    """
    notes = {note.id: note for note in said}
    found = []
    for ident in dict.fromkeys(idents):
        note, caution = notes.get(ident), catalog.cautions.get(ident)
        if said_of := note or caution:
            severity = (caution or said_of).severity
            who, for_anyone = (caution.who, caution.for_anyone) if caution else ("You, by your profile", False)
            checked = caution.checked or None if caution else None
            found.append(CautionView(ident, severity, who, said_of.advice, said_of.short, for_anyone, checked))
    found.sort(key=lambda view: (not view.for_anyone, SEVERITIES.index(view.severity)))
    return tuple(found)


def view_cautions(
    idents: Iterable[str], catalog: Catalog, verdict: "Verdict | None"
) -> tuple[tuple[CautionView, ...], PersonalView | None]:
    """Return the cautions of a food or practice, and how it stands with the profile, where there is one."""
    if verdict is None:
        return caution_views(idents, catalog), None
    own = caution_views((note.id for note in verdict.notes if note.personal), catalog, verdict.notes)
    personal = PersonalView(not verdict.excluded, verdict.excluded, own)
    return caution_views(idents, catalog, verdict.notes), personal
