"""What `cautions` says: what gutcli warns about, whom, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from gutcli.catalog.kinds import SEVERITIES
from gutcli.catalog.library import Catalog
from gutcli.catalog.search import match_name, nearest_names, unknown
from gutcli.catalog.types import Caution, Food, Practice, Reference
from gutcli.errors import ProfileError
from gutcli.profile.needs import Needs, is_for, show_catalog
from gutcli.profile.person import Person
from gutcli.profile.reader import WordReader
from gutcli.profile.suggestions import nearest_words
from gutcli.profile.verdicts import word_caution
from gutcli.text import fold


class SourceLine(NamedTuple):
    """A source, short enough to stand under a caution; `note` is what a reader must know about the paper itself."""

    id: str
    authors: str
    year: int
    title: str
    journal: str
    link: str
    note: str | None


class CautionCard(NamedTuple):
    """A caution in full. `words` are those of the person that found it; `basis` says what the sources do not cover.

    `shared` are allergens, where the words found these and not the caution itself. `names` are those of the foods and
    practices that carry it, the ones that lists can suggest first.
    """

    id: str
    severity: str
    who: str
    applies_to: str
    advice: str
    basis: str
    personal: bool
    for_anyone: bool
    words: tuple[str, ...]
    shared: tuple[str, ...]
    items: tuple[str, ...]
    foods: tuple[str, ...]
    practices: tuple[str, ...]
    names: tuple[str, ...]
    checked: str | None
    references: tuple[SourceLine, ...]


class CautionsView(NamedTuple):
    """Cautions, the person's own first. `about` is what was asked for."""

    about: str
    cautions: tuple[CautionCard, ...]
    remarks: tuple[str, ...]


def _cite(r: Reference) -> SourceLine:
    return SourceLine(r.id, r.authors, r.year or 0, r.title, r.journal, r.link, r.note or None)


def carries(food: Food, caution: Caution) -> bool:
    """Return whether a food carries a caution: by its own list, by what it may contain, or by its lactose."""
    if caution.id in food.cautions or (caution.lactose and food.lactose != "none"):
        return True
    return bool(set(caution.allergens) & {*food.contains, *food.may_contain})


def caution_card(caution: Caution, catalog: Catalog, needs: Needs) -> CautionCard:
    """Return a caution in full, with the foods and practices that carry it."""
    foods = [food for food in catalog.foods.values() if carries(food, caution)]
    practices = [practice for practice in catalog.practices.values() if caution.id in practice.cautions]
    words = needs.active.get(caution.id, ())
    shared = () if words else tuple(allergen for allergen in caution.allergens if allergen in needs.allergens)
    words = words or tuple(dict.fromkeys(word for allergen in shared for word in needs.allergens[allergen]))
    carriers: list[Food | Practice] = sorted((*foods, *practices), key=lambda entry: not entry.checklist)
    return CautionCard(
        id=caution.id,
        severity=caution.severity,
        who=caution.who,
        applies_to=caution.applies_to,
        advice=word_caution(caution, needs).advice,
        basis=caution.basis,
        personal=caution.id in needs.active,
        for_anyone=caution.for_anyone,
        words=words,
        shared=shared,
        items=caution.items,
        foods=tuple(food.id for food in foods),
        practices=tuple(practice.id for practice in practices),
        names=tuple(entry.name for entry in carriers),
        checked=caution.checked or None,
        references=tuple(_cite(catalog.references[ident]) for ident in caution.references),
    )


def own_cards(needs: Needs, catalog: Catalog) -> tuple[CautionCard, ...]:
    """Return the person's cautions, but not one that only shares an allergen with a caution that their words name.

    To somebody with wheat allergy the card about coeliac disease would say what is not true of them.
    """
    catalog = show_catalog(needs, catalog)
    named = {a for ident, words in needs.active.items() if words for a in catalog.cautions[ident].allergens}
    cards = (caution_card(catalog.cautions[ident], catalog, needs) for ident in needs.active)
    return sort_cards(card for card in cards if not card.shared or not named.issuperset(card.shared))


def sort_cards(cards: Iterable[CautionCard]) -> tuple[CautionCard, ...]:
    """Put the person's own first, then the strictest; of these what their words name, then what most foods carry."""
    return tuple(
        sorted(
            cards,
            key=lambda card: (
                not card.personal, SEVERITIES.index(card.severity), bool(card.shared), -len(card.names),
            ),
        )
    )  # fmt: skip


def view_cautions(
    catalog: Catalog, needs: Needs, about: str, chosen: Callable[[Caution], bool], remarks: tuple[str, ...] = (),
) -> CautionsView:  # fmt: skip
    """Return the chosen cautions, the person's own first; without `about`, of these only their own."""
    cards = [caution_card(c, catalog, needs) for c in catalog.cautions.values() if chosen(c)]
    if not about:
        cards = [*own_cards(needs, catalog), *(card for card in cards if not card.personal)]
    return CautionsView(about, sort_cards(cards), remarks)


def build_cautions(catalog: Catalog, words: str, find_person: Callable[[], Person], year: int) -> CautionsView:
    """Build the view of the cautions about `words`; without words, of the person's own and everybody's."""
    remarks: tuple[str, ...] = ()
    needs = Needs()
    try:
        needs = find_person().needs
    except ProfileError as error:
        remarks = (f"Your profile cannot be read, so nothing of yours is marked: {error.message.splitlines()[0]}",)
    if catalog.hides_food:
        remarks = (
            "What gutcli warns of about food stands here only where it is yours, because of what your profile says.",
        )
    if not words.strip():
        return view_cautions(catalog, needs, "", lambda c: c.id in needs.active or c.for_anyone, remarks)
    who = {c.id for c in catalog.cautions.values() if fold(c.id) == fold(words)}
    reading = WordReader(catalog, year).read("medicines", words)
    is_known = reading is not None and bool(reading.conditions or reading.medicines or reading.classes)
    if reading is not None:
        facts = catalog.lexicon["conditions"]
        held = {each for ident in reading.conditions for each in facts[ident]["holds"]}
        who |= {c.id for c in catalog.cautions.values() if is_for(c, reading, held)}
    foods = match_name(words, catalog.names("foods"))
    practices = match_name(words, catalog.names("practices"))
    if len(foods) == 1:
        who |= {c.id for c in catalog.cautions.values() if carries(catalog.foods[foods[0]], c)}
    if len(practices) == 1:
        who |= set(catalog.practices[practices[0]].cautions)
    who |= {c.id for c in catalog.cautions.values() if fold(words) in {fold(item) for item in c.items}}
    if not (who or foods or practices or is_known):
        names = {**catalog.names("foods"), **catalog.names("practices")}
        close = (*nearest_words(words, catalog.lexicon), *nearest_names(words, names))
        raise unknown(
            words, close[:3], "condition, medicine, food or practice with a caution",
            "gutcli does not know it, so it cannot warn you about it. Ask a pharmacist or doctor.",
        )  # fmt: skip
    return view_cautions(catalog, needs, words, lambda c: c.id in who, remarks)
