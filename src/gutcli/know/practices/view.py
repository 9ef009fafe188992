"""What `practices` says: techniques, with their steps, evidence and cautions."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.library import Catalog
from gutcli.catalog.search import holds_words, match_name, nearest_names, unknown
from gutcli.catalog.types import Practice
from gutcli.know.sources.view import CautionView, PersonalView, SourceView, source_views, view_cautions
from gutcli.text import fold

if TYPE_CHECKING:
    from gutcli.profile.person import Person


class PracticeView(NamedTuple):
    """One technique. `grade` is for the effect that `evidence_note` names, never for the gut.

    `personal` is null where there is no profile.
    """

    practice: Practice
    cautions: tuple[CautionView, ...]
    personal: PersonalView | None
    SUBJECT: str = "practice"


class PracticesView(NamedTuple):
    """The techniques that were asked for, and every source that they name."""

    practices: tuple[PracticeView, ...]
    references: tuple[SourceView, ...]


def build_practices(
    words: str, kinds: Collection[str], catalog: Catalog, person: "Person | None" = None
) -> PracticesView:
    """Build the view of the techniques of these kinds (none: of all) that `words` name (none: all).

    Words that name no technique may name a category, kind or topic. Raise NameNotFoundError with the nearest names.
    """
    pool = {p.id: p for p in catalog.practices.values() if not kinds or p.kind in kinds}
    found = _find(words, pool, catalog) if words.strip() else list(pool.values())
    return PracticesView(
        tuple(_view(practice, catalog, person) for practice in found),
        source_views((ident for practice in found for ident in practice.references), catalog),
    )


def _find(words: str, pool: Mapping[str, Practice], catalog: Catalog) -> list[Practice]:
    everywhere = catalog.names("practices")
    names = {name: ident for name, ident in everywhere.items() if ident in pool}
    folded = fold(words)
    if exact := names.get(folded):
        return [pool[exact]]
    # Browsing, unlike naming, is not done with the one name that begins so: "walk" is every walk.
    wanted = folded.split()
    matches = set(match_name(words, names))
    matches |= {ident for name, ident in names.items() if wanted and holds_words(name, wanted)}
    about = {folded, fold(catalog.names("topics").get(folded, ""))} - {""}
    found = [
        p for p in pool.values() if p.id in matches or about & {fold(word) for word in (p.kind, p.category, *p.topics)}
    ]
    if found:
        return found
    if len(other := match_name(words, everywhere)) == 1:
        kind = catalog.practices[other[0]].kind
        raise unknown(words, (), "technique of this kind", f"{other[0]} is there with --{kind}.")
    raise unknown(words, nearest_names(words, names), "technique", "gutcli practices lists them all.")


def _view(practice: Practice, catalog: Catalog, person: "Person | None") -> PracticeView:
    verdict = person.judge_practice(practice) if person else None
    return PracticeView(practice, *view_cautions(practice.cautions, catalog, verdict))
