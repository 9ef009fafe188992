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


def load_person(profile: "Profile", catalog: "Catalog", cache: "Cache", year: int) -> Person:
    """Return the person, from the cache if catalog, profile and code are those that it was made by."""
    # The values themselves, not the file's stamp: a stamp may miss a quick change, and what is old could be unsafe.
    key = f"{catalog.key}{year} {[getattr(profile, name) for name in profile._fields]!r}"

    def keep(week: str, make: "Callable[[], Any]") -> Any:
        return cache.read_or_make("basket", key + week, make)

    if (document := cache.read("person", key)) is not None:
        from contextlib import suppress

        with suppress(LookupError, TypeError, ValueError, AttributeError):  # a document that is none is made anew
            return Person(profile, catalog, document, year, keep)
    document = make_document(profile, catalog, year)
    cache.write("person", key, document)
    return Person(profile, catalog, document, year, keep)


def make_document(profile: "Profile", catalog: "Catalog", year: int) -> dict[str, Any]:
    """Return all that a person is built from, beside the profile.

    Keys: needs; outline; tips (those that suit, in their turn, with the person's cautions); care (cautions about using
    such a list at all); not_plants; hide_counts (whether figures are left out); hide_food (whether foods are);
    only_care (whether nothing but the care is shown).
    """
    from gutcli.planner.outline import make_outline
    from gutcli.planner.tips import order_tips
    from gutcli.profile.needs import derive_needs, format_needs
    from gutcli.profile.tip_verdicts import TipJudge
    from gutcli.profile.verdicts import judge_practice

    needs = derive_needs(profile, catalog, year)
    judge = TipJudge(needs, catalog)
    # Who should not see lists of food is not told five times that none fits, nor sent to look at them.
    hidden = SLOTS if needs.stops else FOOD_SLOTS if needs.hide_food_lists else ()
    outline = make_outline(
        catalog.foods, catalog.practices, catalog.kitchen,
        counts={slot: count for slot, count in profile.checklist.items() if slot not in hidden},
        judge_food=judge.judge_food,
        judge_practice=lambda practice: judge_practice(practice, needs, catalog.cautions),
        profile=profile, favourites=needs.favourites, staples=read_staples(profile, catalog),
    )  # fmt: skip
    tips = []
    shown = catalog.tips
    if needs.hide_food_lists:
        from gutcli.catalog.without_food import CatalogWithoutFood

        shown = CatalogWithoutFood(catalog).tips
    for tip in order_tips(shown):
        verdict = judge.judge_tip(tip)
        if verdict.fits:
            yours = join_words(tip.yours.files) if tip.yours else None
            notes = [list(note) for note in verdict.notes]
            tips.append([tip.id, tip.text, tip.topic, list(tip.references), notes, yours])
    return {
        "needs": format_needs(needs),
        "not_understood": [reading.unknown for reading in needs.not_understood],
        "outline": outline,
        "tips": tips,
        "care": [list(note) for note in (*_find_care(needs, catalog), *_format_not_understood(needs, catalog))],
        "not_plants": [plant.id for plant in catalog.plants.values() if plant.kind != "plant"],
        "hide_counts": needs.hide_counts,
        "hide_food": needs.hide_food_lists,
        "only_care": bool(needs.stops),
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
    """Return the cautions about using such a list at all; under one that stops everything, the way back from it."""
    cautions = map(catalog.cautions.__getitem__, needs.app)
    notes = [Note(c.id, c.severity, c.advice, c.short, personal=True) for c in cautions]
    for reading in needs.readings:
        if needs.stops and reading.crisis:
            words = f'If this is read wrongly, or it is over: gutcli profile remove {reading.key} "{reading.word}"'
            notes.append(Note("way-back", "limit", words, "the way back", personal=True))
    return tuple(notes)


def _format_not_understood(needs: "Needs", catalog: "Catalog") -> tuple[Note, ...]:
    """Return, as one line above every list, what of the person's needs protects nobody because it is not understood."""
    if not needs.not_understood:
        return ()
    from gutcli.profile.suggestions import find_meant

    said = join_words([f"“{reading.unknown}” ({reading.key})" for reading in needs.not_understood])
    short = f"Not understood, so it can't protect you: {said}."
    [first, *others] = needs.not_understood
    meant = () if others else find_meant(first, catalog)
    ask = f" Did you mean {join_words(meant, 'or')}?" if meant else ""
    known = f'gutcli profile add known "{first.word}"'
    words = f"{short}{ask} Say it in other words, or, if you look after it yourself: {known}"
    return (Note("not-understood", "avoid", words, short, personal=True),)
