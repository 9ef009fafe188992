"""Swapping: which food or practice may stand in an item's place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gutcli.catalog.kinds import FOOD_SLOTS, format_slot
from gutcli.catalog.library import Catalog
from gutcli.day.changes.view import ChangeView, build_change
from gutcli.day.checklist import as_item, offer_others, read_checklist
from gutcli.daybook import Daybook
from gutcli.diary import Day, Item
from gutcli.diary.decide import Decision, decide_swap
from gutcli.diary.items import find_item
from gutcli.errors import UsageError
from gutcli.planner.plan import PlanItem, describe
from gutcli.profile.person import Person


def swap_item(book: Daybook, day: date, words: str, wanted: str = "", tried: Iterable[str] = ()) -> ChangeView:
    """Put `wanted`, or the next best for the slot that was not `tried`, in the place of the item that `words` mean."""
    person = book.person
    checklist = read_checklist(person, book.diary, day, book.today)
    item = find_item(checklist.day.items, words)
    listed = {other.id for other in checklist.day.items}
    tried = {*tried, *_stood_before(item)}
    others = offer_others(person, checklist, item.slot, listed | tried)
    others = others or offer_others(person, checklist, item.slot, listed)
    if wanted:
        new = find_for_slot(person, item.slot, wanted, gentle=checklist.gentle)
    elif others:
        new = others[0]
    else:
        see = f"foods --{item.slot} --why-not" if item.slot in FOOD_SLOTS else f"practices --{item.slot}"
        raise UsageError(f"Nothing else fits the {format_slot(item.slot)} slot and your profile.", f"See gutcli {see}")

    def decide(folded: Day) -> Decision:
        return decide_swap(folded, find_item(folded.items, words), as_item(new))

    more = [_format_offer(item.number, other) for other in others if other.id != new.id][:3]
    remarks = [f"Others: {', '.join(more)}."] if more and not wanted else []
    return build_change(book, "swap", day, decide, remarks, checklist=checklist)


def _stood_before(item: Item) -> Iterable[str]:
    """Return what this place held before, so that asking again and again offers all there is."""
    while item.before:
        item = item.before
        yield item.id


def _format_offer(number: int, other: PlanItem) -> str:
    cautions = "; ".join(note.short + (f" ({note.id})" if note.personal else "") for note in other.notes)
    return f"gutcli swap {number} {other.id}" + (f" (! {cautions})" if cautions else "")


def find_for_slot(person: Person, slot: str, words: str, *, gentle: bool) -> PlanItem:
    """Return the food or practice that `words` mean, if it may fill `slot`. Raise what says why not."""
    from gutcli.catalog.search import match_name, resolve

    kind = "foods" if slot in FOOD_SLOTS else "practices"
    names = person.catalog.names(kind)
    found = match_name(words, names)
    fitting = [ident for ident in found if slot in _slots_of(person.catalog, ident)]
    ident = fitting[0] if len(fitting) == 1 else resolve(words, names, "food" if kind == "foods" else "practice")
    name = person.catalog.label(kind, ident)
    if slot not in _slots_of(person.catalog, ident):
        log = f", or log it with: gutcli ate {ident}" if kind == "foods" else ""
        raise UsageError(f"{name} is not for the {format_slot(slot)} slot.", f"See gutcli {kind} --{slot}{log}")
    if person.is_forbidden(ident):
        reasons = "; ".join(person.reasons_against(ident))
        raise UsageError(f"{name} does not fit your profile: {reasons}.", "gutcli profile shows what it knows.")
    item = describe(person, ident, slot, gentle)
    assert item is not None
    return item


def _slots_of(catalog: Catalog, ident: str) -> tuple[str, ...]:
    if food := catalog.food(ident):
        return food.kinds
    practice = catalog.practice(ident)
    return (practice.slot,) if practice else ()
