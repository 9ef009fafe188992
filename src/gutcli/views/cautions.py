"""What `cautions` says: what gutcli warns about, whom, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from gutcli.catalog.library import Catalog
    from gutcli.catalog.types import Caution, Food, Practice, Reference


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source, short enough to stand under a caution."""

    id: str
    authors: str
    year: int
    title: str
    journal: str
    link: str


@dataclass(frozen=True, slots=True)
class CautionCard:
    """A caution in full. `words` are those of the person that found it; `basis` says what the sources do not cover."""

    id: str
    severity: str
    who: str
    applies_to: str
    advice: str
    basis: str
    personal: bool
    for_anyone: bool
    words: tuple[str, ...]
    items: tuple[str, ...]
    foods: tuple[str, ...]
    practices: tuple[str, ...]
    references: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class CautionsView:
    """Cautions, the person's own first. `about` is what was asked for."""

    KIND: ClassVar[str] = "cautions"
    about: str
    cautions: tuple[CautionCard, ...]
    remarks: tuple[str, ...]


def source_line(reference: Reference) -> SourceLine:
    """Give a source's line."""
    return SourceLine(
        reference.id, reference.authors, reference.year, reference.title, reference.journal, reference.link
    )


def carries(food: Food, caution: Caution) -> bool:
    """Whether a food carries a caution: by its own list, or by what it contains or may contain, or by its lactose."""
    if caution.id in food.cautions or ("lactose" in caution.conditions and food.lactose != "none"):
        return True
    return bool(set(caution.allergens) & {*food.contains, *food.may_contain})


def caution_card(caution: Caution, catalog: Catalog, words: Mapping[str, tuple[str, ...]]) -> CautionCard:
    """Give a caution in full, with the foods and practices that carry it."""
    practices: Iterable[Practice] = catalog.practices.values()
    return CautionCard(
        caution.id, caution.severity, caution.who, caution.applies_to, caution.advice, caution.basis,
        caution.id in words, caution.for_anyone, words.get(caution.id, ()), caution.items,
        tuple(food.id for food in catalog.foods.values() if carries(food, caution)),
        tuple(practice.id for practice in practices if caution.id in practice.cautions),
        tuple(source_line(catalog.references[ident]) for ident in caution.references),
    )  # fmt: skip


def cautions_view(
    catalog: Catalog, active: Mapping[str, tuple[str, ...]], about: str, chosen: Callable[[Caution], bool],
    remarks: tuple[str, ...] = (),
) -> CautionsView:  # fmt: skip
    """Give the chosen cautions, the person's own and the strictest first."""
    order = ("avoid", "ask-first", "limit")
    cards = [caution_card(c, catalog, active) for c in catalog.cautions.values() if chosen(c)]
    cards.sort(key=lambda card: (not card.personal, order.index(card.severity)))
    return CautionsView(about, tuple(cards), remarks)
