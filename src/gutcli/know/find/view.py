"""What `find` says: the pages in which people's words were found, each with a sentence and what that rests on."""

from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.library import Catalog
from gutcli.errors import NameNotFoundError
from gutcli.know.sources.view import CautionView, PersonalView, view_cautions
from gutcli.text import SPELLING, did_you_mean, fold, join_words, nearest, safe

if TYPE_CHECKING:
    from gutcli.know.find.index import Index, PageHit
    from gutcli.profile.person import Person


class HitView(NamedTuple):
    """A page, `id` and `title`, and its sentence that fits best; `kind` says what the sentence is.

    A finding has its `grade`, what people read its `verdict` and `why`; a definition or a guideline's advice neither.
    Foods and practices come with their `cautions` and, where there is a profile, with how they suit the person.
    """

    kind: str
    id: str
    title: str
    text: str
    grade: str | None
    verdict: str | None
    why: str | None
    cautions: tuple[CautionView, ...]
    personal: PersonalView | None


class FindView(NamedTuple):
    """The hits, best first; `total` counts those that are not shown, too. `not_known` are words that stand nowhere.

    `help` says where help is, in place of all hits, to whoever says that they are in danger; else it is None.
    """

    query: str
    total: int
    not_known: tuple[str, ...]
    hits: tuple[HitView, ...]
    help: str | None = None


def build_help(words: str, catalog: Catalog, year: int) -> FindView | None:
    """Build the view that says where help is, if words read as a danger to oneself; None if they do not."""
    from gutcli.profile.reader import WordReader

    reading = WordReader(catalog, year).read("conditions", words)
    if reading is None or not reading.crisis:
        return None
    advice = [caution.advice for caution in catalog.cautions.values() if caution.crisis]
    return FindView(safe(words), 0, (), (), " ".join(advice))


def build_find(
    words: str, index: "Index", catalog: Catalog, *, person: "Person | None" = None, most: int | None = 8
) -> FindView:
    """Build the view of the pages that answer `words`. Raise NameNotFoundError where none does."""
    found = index.find(words)
    if not found:
        raise build_not_found(words, index, catalog)
    not_known = tuple(index.find_unknown(words))
    shown = tuple(_hit(page, catalog, person) for page in found[:most])
    return FindView(safe(words), len(found), not_known, shown)


def _hit(found: "PageHit", catalog: Catalog, person: "Person | None") -> HitView:
    cautions: tuple[str, ...] = ()
    verdict = None
    if found.kind == "food":
        food = catalog.foods[found.id]
        cautions, verdict = food.cautions, person.judge_food(food) if person else None
    elif found.kind == "practice":
        practice = catalog.practices[found.id]
        cautions, verdict = practice.cautions, person.judge_practice(practice) if person else None
    kind, said = found.passage.kind, found.passage[1:]
    return HitView(kind, found.id, found.title, *said, *view_cautions(cautions, catalog, verdict))


def build_not_found(words: str, index: "Index", catalog: Catalog) -> NameNotFoundError:
    """Return the error for what is not known; only a name that is a slip of the finger away is offered."""
    names = {**catalog.names("topics"), **catalog.names("practices"), **catalog.names("foods")}
    near = {names[name]: name for name in reversed(nearest(fold(words), names, 3, SPELLING))}
    said = [ident if name == fold(ident) else f"{ident} ({name})" for ident, name in reversed(near.items())]
    not_known = index.find_unknown(words)
    known = [word for word in index.tell(words) if word not in not_known]
    hint = "gutcli explain lists every topic, gutcli foods every food."
    if known and not_known:
        hint = f"gutcli has nothing on {join_words([*map(safe, not_known)])}. To find the rest: gutcli find {known[0]}"
    message = f"Nothing is known here about {safe(words)!r}."
    return NameNotFoundError(message, did_you_mean(said, hint), choices=list(near))
