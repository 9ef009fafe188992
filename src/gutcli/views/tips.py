"""What `tips` says: the day's tip, those of a topic, or all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from gutcli.catalog.search import resolve
from gutcli.tips import tip_of_day
from gutcli.views.sources import CautionView, SourceView, caution_views, source_views

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gutcli.catalog.library import Catalog
    from gutcli.catalog.types import Tip


@dataclass(frozen=True, slots=True)
class TipView:
    """A tip, with the cautions of the techniques that it names. Without references it claims nothing about health."""

    id: str
    text: str
    topic: str
    slot: str
    references: tuple[str, ...]
    cautions: tuple[CautionView, ...]


@dataclass(frozen=True, slots=True)
class TipsView:
    """Tips and their sources. `day` is set where it is the day's tip, `topic` where they are a topic's."""

    KIND: ClassVar[str] = "tips"
    day: date | None
    topic: str | None
    tips: tuple[TipView, ...]
    references: tuple[SourceView, ...]


def tips_view(catalog: Catalog, day: date, *, topic: str = "", every: bool = False) -> TipsView:
    """Give the tips of a topic, every tip, or, when neither is asked for, the day's tip.

    Raises NameNotFoundError or AmbiguousNameError for a topic that `topic` does not name.
    """
    if topic:
        ident = resolve(topic, catalog.names("topics"), "topic")
        return _view(catalog, (tip for tip in catalog.tips.values() if tip.topic == ident), topic=ident)
    if every:
        return _view(catalog, catalog.tips.values())
    tip = tip_of_day(day, catalog.tips)
    return _view(catalog, [tip] if tip else [], day=day)


def _view(catalog: Catalog, tips: Iterable[Tip], *, day: date | None = None, topic: str | None = None) -> TipsView:
    chosen = list(tips)
    sources = source_views((ident for tip in chosen for ident in tip.references), catalog)
    return TipsView(day, topic, tuple(_tip_view(tip, catalog) for tip in chosen), sources)


def _tip_view(tip: Tip, catalog: Catalog) -> TipView:
    practices = (catalog.practices[ident] for ident in tip.practices if ident in catalog.practices)
    cautions = caution_views((ident for practice in practices for ident in practice.cautions), catalog)
    return TipView(tip.id, tip.text, tip.topic, tip.slot, tip.references, cautions)
