"""Read the profile for showing, and change it, saying at once what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gutcli.diary.fold import count_needed
from gutcli.profile.cautions.view import own_cards
from gutcli.profile.file import is_missing
from gutcli.profile.needs import Needs, derive_needs
from gutcli.profile.settings import KEYS, Profile, profile_value
from gutcli.profile.verdicts import judge_food, judge_practice
from gutcli.profile.view import (
    LeftOut,
    ProfileChangeView,
    ProfileView,
    ValueLine,
    plain_value,
    problem_lines,
    unknown_lines,
)  # fmt: skip

if TYPE_CHECKING:
    from gutcli.app import App
    from gutcli.catalog.library import Catalog
    from gutcli.catalog.types import Food, Practice
    from gutcli.profile.edit import ProfileChange


def build_profile(app: App) -> ProfileView:
    """Build the view of the profile as it is, broken or not."""
    from gutcli.profile.file import examine_profile

    path = app.folders.profile
    exists = not is_missing(path)
    examined = examine_profile(path)
    values = examined.values
    lines = tuple(
        ValueLine(key, plain_value(values.get(key, profile_value(Profile(), key))), key in values) for key in KEYS
    )
    items = sum(line.value for line in lines if line.key.startswith("checklist."))
    needed = count_needed(next(line.value for line in lines if line.key == "aim"), items)
    if examined.problems:
        problems = problem_lines(tuple(examined.problems))
        return ProfileView(str(path), exists, lines, items, needed, (), (), None, (), problems)
    needs = app.person.needs
    return ProfileView(
        str(path), exists, lines, items, needed, tuple(sorted(needs.allergens)), own_cards(needs, app.catalog),
        find_left_out(needs, app.catalog), unknown_lines(needs, app.catalog), (),
    )  # fmt: skip


def find_left_out(needs: Needs, catalog: Catalog) -> LeftOut:
    """Give what could be suggested to others, but not to this person."""
    cautions = catalog.cautions
    foods = [f for f in catalog.foods.values() if f.checklist and judge_food(f, needs, cautions).excluded]
    practices = [p for p in catalog.practices.values() if p.checklist and judge_practice(p, needs, cautions).excluded]
    return _left_out(foods, practices)


def _left_out(foods: list[Food], practices: list[Practice]) -> LeftOut:
    return LeftOut(
        tuple(food.id for food in foods), tuple(practice.id for practice in practices),
        (*(food.name for food in foods), *(practice.name for practice in practices)),
    )  # fmt: skip


def change_value(app: App, key: str, words: Sequence[str]) -> ProfileChangeView:
    """Set one value from the person's words."""
    from gutcli.profile.edit import set_value
    from gutcli.profile.words import known_phrases

    catalog = app.catalog
    known = known_phrases(catalog.cautions, catalog.names("foods"), catalog.names("practices"))
    return _say_change(app, set_value(app.folders.profile, key, words, known))


def drop_value(app: App, key: str) -> ProfileChangeView:
    """Take one value out, so that the default holds again."""
    from gutcli.profile.edit import unset_value

    return _say_change(app, unset_value(app.folders.profile, key))


def _say_change(app: App, change: ProfileChange) -> ProfileChangeView:
    catalog = app.catalog
    before, after = (_derive(profile, catalog) for profile in (change.before, change.after))
    out_before, out_after = find_left_out(before, catalog), find_left_out(after, catalog)
    new = [card for card in own_cards(after, catalog) if card.id not in before.active]
    return ProfileChangeView(
        str(app.folders.profile), change.key, plain_value(change.old), plain_value(change.new), tuple(new),
        tuple(ident for ident in before.active if ident not in after.active),
        _minus(out_after, out_before, catalog), _minus(out_before, out_after, catalog),
        tuple(line for line in unknown_lines(after, catalog) if line.key == change.key),
    )  # fmt: skip


def _derive(profile: Profile, catalog: Any) -> Needs:
    return derive_needs(
        profile, catalog.cautions, catalog.foods, catalog.practices,
        food_names=catalog.names("foods"), practice_names=catalog.names("practices"),
    )  # fmt: skip


def _minus(one: LeftOut, other: LeftOut, catalog: Catalog) -> LeftOut:
    return _left_out(
        [catalog.foods[ident] for ident in one.foods if ident not in other.foods],
        [catalog.practices[ident] for ident in one.practices if ident not in other.practices],
    )
