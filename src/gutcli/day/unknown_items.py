"""Items of a stored list that this catalog does not know, or knows by another name: a list may come from elsewhere."""

from collections.abc import Mapping

from gutcli.catalog.note import Note
from gutcli.diary import Day, Item
from gutcli.planner.plan import PlanItem, describe_alone
from gutcli.profile.person import Person
from gutcli.text import fold


def is_known(person: Person, ident: str) -> bool:
    """Return whether the catalog has a food or practice of this id."""
    return ident in person.outline["items"] or bool(person.catalog.food(ident) or person.catalog.practice(ident))


def call_by_name(person: Person, day: Day, planned: Mapping[str, PlanItem]) -> Day:
    """Return the day with each open item that the catalog knows under the catalog's own name, and with its plants.

    The id is what the profile judges, so a list from elsewhere must not show it as something else.
    """
    items = tuple(
        item._replace(name=known.name, plants=known.plants)
        if item.state == "open" and (known := planned[item.id]).name != item.name and is_known(person, item.id)
        else item
        for item in day.items
    )
    return day._replace(items=items)


def describe_unknown(person: Person, item: Item) -> PlanItem:
    """Return an item that the catalog does not know: it says that nothing was checked, where there is what to check."""
    if not person.needs.readings and person.needs.diet == "omnivore":
        return describe_alone(item)
    advice = f"{item.name} is not in the catalog here, so nobody has checked it against your profile."
    return describe_alone(item, Note("not-in-catalog", "ask-first", advice, "not checked", personal=True))


def find_meant(person: Person, item: Item) -> str:
    """Return the id that the profile judges an item by: of an unknown one, a food in its name that is excluded."""
    if is_known(person, item.id):
        return item.id
    words = f" {fold(item.name)} "
    inside = (ident for name, ident in person.catalog.names("foods").items() if f" {name} " in words)
    return next((ident for ident in inside if person.is_forbidden(ident)), item.id)
