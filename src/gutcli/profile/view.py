"""What `profile` says: what gutcli knows, what follows from it, and what it does not know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from gutcli.catalog.library import Catalog
from gutcli.catalog.types import Food, Practice
from gutcli.diary.fold import count_needed
from gutcli.folders import StrPath
from gutcli.profile.cautions.view import CautionCard, own_cards
from gutcli.profile.edit import ProfileChange
from gutcli.profile.file import ProfileProblem, examine_profile, is_missing
from gutcli.profile.needs import Needs, derive_needs
from gutcli.profile.person import Person
from gutcli.profile.settings import CHECKLIST, KEYS, Profile, profile_value
from gutcli.profile.suggestions import find_meant
from gutcli.profile.verdicts import judge_food, judge_practice
from gutcli.text import fold


class UnknownLine(NamedTuple):
    """An entry, or a part of it, that gutcli does not know and so cannot protect the person from.

    `nearest` are known words that it may have meant.
    """

    key: str
    word: str
    unknown: str
    doubt: str
    nearest: tuple[str, ...] = ()


class AskLine(NamedTuple):
    """An entry that was read more strictly than it may be meant: as what, and the commands that answer."""

    key: str
    word: str
    read_as: tuple[str, ...]
    if_right: str
    if_not: str


class LeftOut(NamedTuple):
    """What the profile leaves out of lists: ids of foods and practices that could otherwise be suggested; all names."""

    foods: tuple[str, ...]
    practices: tuple[str, ...]
    names: tuple[str, ...]


class ProfileView(NamedTuple):
    """The profile: `set` are the keys that stand in the file. With problems, nothing is said to follow.

    Of `items` on a day's list, `needed` meet its aim.
    """

    path: str
    exists: bool
    values: Mapping[str, Any]
    items: int
    needed: int
    food_hidden: bool = False
    allergens: tuple[str, ...] = ()
    cautions: tuple[CautionCard, ...] = ()
    left_out: LeftOut | None = None
    unknown: tuple[UnknownLine, ...] = ()
    asks: tuple[AskLine, ...] = ()
    problems: tuple[ProfileProblem, ...] = ()
    set: tuple[str, ...] = ()


class ProfileChangeView(NamedTuple):
    """What changing one value did: `new_cautions` are those that hold from now on."""

    path: str
    key: str
    old: Any
    new: Any
    new_cautions: tuple[CautionCard, ...]
    gone_cautions: tuple[str, ...]
    now_left_out: LeftOut
    now_offered: LeftOut
    unknown: tuple[UnknownLine, ...]
    asks: tuple[AskLine, ...]


def ask_lines(needs: Needs) -> tuple[AskLine, ...]:
    """Return what was read in the stricter of two ways, until the person says that it is right."""
    return tuple(
        AskLine(
            r.key, r.word, r.asks, f'gutcli profile add known "{r.word}"', f'gutcli profile remove {r.key} "{r.word}"'
        )
        for r in needs.asks
    )


def unknown_lines(needs: Needs, catalog: Catalog) -> tuple[UnknownLine, ...]:
    """Return what was not understood, or only in doubt."""
    return tuple(
        UnknownLine(r.key, r.word, r.unknown, r.doubt, find_meant(r, catalog))
        for r in needs.readings
        if (r.unknown or r.doubt) and fold(r.word) not in needs.known
    )


def plain_value(value: Any) -> Any:
    """Return a value as JSON and people see it."""
    if isinstance(value, tuple):
        return list(value)
    if hasattr(value, "isoformat"):
        return value.isoformat("minutes")
    return dict(value) if isinstance(value, Mapping) else value


def build_profile(path: StrPath, find_person: Callable[[], Person]) -> ProfileView:
    """Build the view of the profile as it is, broken or not; only one that is whole has a person."""
    exists = not is_missing(path)
    examined = examine_profile(path)
    found = examined.values
    values = {key: plain_value(found.get(key, profile_value(Profile(), key))) for key in KEYS}
    items = sum(values[f"checklist.{slot}"] for slot in CHECKLIST)
    view = ProfileView(
        str(path), exists, values, items, count_needed(values["aim"], items),
        problems=examined.problems, set=tuple(key for key in KEYS if key in found),
    )  # fmt: skip
    if examined.problems:
        return view
    person = find_person()
    needs, catalog = person.needs, person.catalog
    if not person.shows_food:
        items = values["checklist.move"] + values["checklist.calm"]
    return view._replace(
        items=items,
        needed=count_needed(values["aim"], items),
        food_hidden=not person.shows_food,
        allergens=tuple(sorted(needs.allergens)),
        cautions=own_cards(needs, catalog),
        left_out=find_left_out(needs, catalog),
        unknown=unknown_lines(needs, catalog),
        asks=ask_lines(needs),
    )


def find_left_out(needs: Needs, catalog: Catalog) -> LeftOut:
    """Return what could be suggested to others, but not to this person; foods only where foods are shown at all."""
    cautions = catalog.cautions
    shown = () if needs.hide_food_lists else catalog.foods.values()
    foods = [food for food in shown if food.checklist and judge_food(food, needs, cautions).excluded]
    practices = [
        practice
        for practice in catalog.practices.values()
        if practice.checklist
        and practice.id not in needs.about_food
        and judge_practice(practice, needs, cautions).excluded
    ]
    return _left_out(foods, practices)


def _left_out(foods: list[Food], practices: list[Practice]) -> LeftOut:
    return LeftOut(
        tuple(food.id for food in foods),
        tuple(practice.id for practice in practices),
        (*(food.name for food in foods), *(practice.name for practice in practices)),
    )


def view_change(path: StrPath, catalog: Catalog, change: ProfileChange, year: int) -> ProfileChangeView:
    """Return what is said of a change of the profile: what follows from it now, and no longer."""
    before, after = (derive_needs(profile, catalog, year) for profile in (change.before, change.after))
    out_before, out_after = find_left_out(before, catalog), find_left_out(after, catalog)
    new = [card for card in own_cards(after, catalog) if card.id not in before.active]
    return ProfileChangeView(
        path=str(path),
        key=change.key,
        old=plain_value(change.old),
        new=plain_value(change.new),
        new_cautions=tuple(new),
        gone_cautions=tuple(ident for ident in before.active if ident not in after.active),
        now_left_out=_minus(out_after, out_before, catalog),
        now_offered=_minus(out_before, out_after, catalog),
        unknown=tuple(line for line in unknown_lines(after, catalog) if line.key == change.key),
        asks=tuple(line for line in ask_lines(after) if line.key == change.key),
    )


def _minus(one: LeftOut, other: LeftOut, catalog: Catalog) -> LeftOut:
    return _left_out(
        [catalog.foods[ident] for ident in one.foods if ident not in other.foods],
        [catalog.practices[ident] for ident in one.practices if ident not in other.practices],
    )
