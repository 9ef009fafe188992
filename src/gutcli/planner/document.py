"""What follows for one person from catalog and profile, as one JSON document: made once, kept until either changes."""

from typing import TYPE_CHECKING, Any

from gutcli.catalog.kinds import FOOD_SLOTS, SLOTS
from gutcli.catalog.note import Note
from gutcli.profile.person import Person
from gutcli.text import join_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from gutcli.catalog.cache import Cache
    from gutcli.catalog.library import Catalog
    from gutcli.profile.needs import Needs
    from gutcli.profile.settings import Profile


def load_person(profile: "Profile", catalog: "Catalog", cache: "Cache") -> Person:
    """Return the person, from the cache if catalog, profile and code are those that it was made by."""
    # The values themselves, not the file's stamp: a stamp may miss a quick change, and what is old could be unsafe.
    key = catalog.key + repr([getattr(profile, name) for name in profile._fields])

    def keep(week: str, make: "Callable[[], Any]") -> Any:
        return cache.read_or_make("basket", key + week, make)

    if (document := cache.read("person", key)) is not None:
        from contextlib import suppress

        with suppress(LookupError, TypeError, ValueError, AttributeError):  # a document that is none is made anew
            return Person(profile, catalog, document, keep)
    document = make_document(profile, catalog)
    cache.write("person", key, document)
    return Person(profile, catalog, document, keep)


def make_document(profile: "Profile", catalog: "Catalog") -> dict[str, Any]:
    """Return all that a person is built from, beside the profile.

    Keys: needs; outline; tips (those that suit, in their turn, with the person's cautions); care (cautions about using
    such a list at all); not_plants; hide_counts (whether figures are left out); only_care (whether nothing but the care
    is shown).
    """
    from gutcli.planner.outline import make_outline
    from gutcli.planner.tips import order_tips
    from gutcli.profile.needs import derive_needs, format_needs
    from gutcli.profile.verdicts import judge_food, judge_practice, judge_tip

    names = catalog.names("foods")
    needs = derive_needs(
        profile, catalog.cautions, catalog.foods, catalog.practices,
        food_names=names, practice_names=catalog.names("practices"),
    )  # fmt: skip
    # Who should not see lists of food is not told five times that none fits, nor sent to look at them.
    hidden = SLOTS if needs.hide_everything else FOOD_SLOTS if needs.hide_food_lists else ()
    outline = make_outline(
        catalog.foods, catalog.practices, catalog.kitchen,
        counts={slot: count for slot, count in profile.checklist.items() if slot not in hidden},
        judge_food=lambda food: judge_food(food, needs, catalog.cautions),
        judge_practice=lambda practice: judge_practice(practice, needs, catalog.cautions),
        profile=profile, favourites=needs.favourites, staples=read_staples(profile, catalog),
    )  # fmt: skip
    tips = []
    for tip in order_tips(catalog.tips):
        verdict = judge_tip(tip, needs, catalog.cautions, catalog.foods, catalog.practices, food_names=names)
        if verdict.fits:
            yours = join_words(tip.yours.files) if tip.yours else None
            notes = [list(note) for note in verdict.notes]
            tips.append([tip.id, tip.text, tip.topic, list(tip.references), notes, yours])
    return {
        "needs": format_needs(needs),
        "outline": outline,
        "tips": tips,
        "care": [list(note) for note in (*_find_care(needs, catalog), *_doubt_words(needs, catalog))],
        "not_understood": list(dict.fromkeys(reading.word for reading in needs.unknown)),
        "not_plants": [plant.id for plant in catalog.plants.values() if plant.kind != "plant"],
        "hide_counts": needs.hide_counts,
        "only_care": needs.hide_everything,
    }


def read_staples(profile: "Profile", catalog: "Catalog") -> frozenset[str]:
    """Return what is always in this kitchen: what the person said or, where they said nothing, what most have."""
    from gutcli.catalog.search import match_name
    from gutcli.planner.candidate import find_staples

    if not profile.staples:
        return find_staples(catalog.kitchen, catalog.foods)
    names = catalog.names("foods")
    return frozenset(ident for word in profile.staples for ident in match_name(word, names))


def _find_care(needs: "Needs", catalog: "Catalog") -> tuple[Note, ...]:
    """Return the cautions about using such a list at all."""
    cautions = map(catalog.cautions.__getitem__, needs.app)
    return tuple(Note(c.id, c.severity, c.advice, c.short, personal=True) for c in cautions)


def _doubt_words(needs: "Needs", catalog: "Catalog") -> tuple[Note, ...]:
    """Return what of the person's needs is probably misspelt: it stands above every list, as it protects nobody."""
    from gutcli.profile.needs import NEED_KEYS
    from gutcli.profile.suggestions import find_meant

    notes = []
    for reading in needs.readings:
        meant = find_meant(reading, catalog.cautions, catalog.foods, catalog.practices)
        if meant and reading.key in NEED_KEYS:
            short = f"“{reading.unknown}” in your {reading.key} is not known to gutcli: it can't protect you from this."
            words = f"{short} Did you mean {join_words(meant, 'or')}? gutcli profile set {reading.key} mends it."
            notes.append(Note("not-understood", "avoid", words, short, personal=True))
    return tuple(notes)
