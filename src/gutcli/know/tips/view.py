"""What `tips` says: the day's tip, those of a topic, or all."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.library import Catalog
from gutcli.catalog.search import resolve
from gutcli.catalog.types import Tip, Yours
from gutcli.know.sources.view import CautionView, SourceView, caution_views, source_views
from gutcli.planner.tips import tip_of, tip_of_day

if TYPE_CHECKING:
    from gutcli.profile.person import Person
    from gutcli.profile.verdicts import Verdict


class TipView(NamedTuple):
    """A tip, with the cautions of the techniques that it names. Without references it claims nothing about health.

    `personal` are the cautions that stand there because of the profile.
    """

    id: str
    text: str
    topic: str
    slot: str
    references: tuple[str, ...]
    cautions: tuple[CautionView, ...]
    personal: tuple[str, ...]
    yours: Yours | None


class TipsView(NamedTuple):
    """Tips and their sources. `day` is set where it is the day's tip, `topic` where they are a topic's.

    `left_out` counts those that do not suit the person.
    """

    day: date | None
    topic: str | None
    tips: tuple[TipView, ...]
    references: tuple[SourceView, ...]
    left_out: int


def build_tips(
    catalog: Catalog, day: date, *, topic: str = "", every: bool = False, person: "Person | None" = None
) -> TipsView:
    """Build the view of a topic's tips, of all, or, when neither is asked for, of the day's tip, as on the list.

    Without `person` all tips suit. Raise NameNotFoundError or AmbiguousNameError.
    """
    if topic:
        ident = resolve(topic, catalog.names("topics"), "topic")
        return _view(catalog, (tip for tip in catalog.tips.values() if tip.topic == ident), person, topic=ident)
    if every:
        return _view(catalog, catalog.tips.values(), person)
    if person:
        line = tip_of(person, day)
        tip = catalog.tips.get(line.id) if line else None
    else:
        tip = tip_of_day(day, catalog.tips)
    return _view(catalog, [tip] if tip else [], person, day=day)


def _view(
    catalog: Catalog, tips: Iterable[Tip], person: "Person | None", *, day: date | None = None, topic: str | None = None
) -> TipsView:
    asked = list(tips)
    verdicts = {tip.id: person.judge_tip(tip) for tip in asked} if person else {}
    fitting = [tip for tip in asked if not person or verdicts[tip.id].fits]
    sources = source_views((ident for tip in fitting for ident in tip.references), catalog)
    views = tuple(_tip_view(tip, catalog, verdicts.get(tip.id)) for tip in fitting)
    return TipsView(day, topic, views, sources, len(asked) - len(fitting))


def _tip_view(tip: Tip, catalog: Catalog, verdict: "Verdict | None") -> TipView:
    notes = verdict.notes if verdict else ()
    own = tuple(note.id for note in notes)
    practices = (catalog.practices[ident] for ident in tip.practices if ident in catalog.practices)
    cautions = caution_views((*own, *(ident for practice in practices for ident in practice.cautions)), catalog, notes)
    return TipView(tip.id, tip.text, tip.topic, tip.slot, tip.references, cautions, own, tip.yours)
