"""What another program's habits are here: proposed by name, changed by the person, remembered by the diary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gutcli.catalog.kinds import FOOD_SLOTS, SLOTS
from gutcli.catalog.library import Catalog
from gutcli.catalog.search import match_eaten, resolve
from gutcli.errors import UsageError
from gutcli.keep.importers.record import EATEN, MOOD, NOTE, Record
from gutcli.text import fold, join_words, nearest, safe

AS_NOTE = "note"


class Target(NamedTuple):
    """What a habit is here. `kind`: food, practice, slot, mood, eaten (food of a sort), or note.

    `id` is the food's, practice's or slot's, or a mood from 1 to 5; `name` how it is shown.
    """

    kind: str
    id: str = ""
    name: str = ""
    slot: str = ""
    plants: tuple[str, ...] = ()


NOTED = Target(AS_NOTE, AS_NOTE, "a note")


def list_names(records: Iterable[Record]) -> dict[str, tuple[str, int]]:
    """Return the names that want a target: what each was used for, and how often, in the file's order."""
    found: dict[str, tuple[str, int]] = {}
    for record in records:
        if record.name and record.kind != NOTE:
            kind, number = found.get(record.name, (record.kind, 0))
            found[record.name] = (kind, number + 1)
    return found


def choose_targets(
    catalog: Catalog, records: Sequence[Record], remembered: Mapping[str, Target], wishes: Sequence[str]
) -> dict[str, Target]:
    """Return each name's target: as the person says now, else as it came in before, else as it is proposed."""
    names = list_names(records)
    wanted = _parse_wishes(catalog, wishes, names)
    scores = {record.name: record.score for record in records if record.kind == MOOD}
    return {
        name: wanted.get(name) or remembered.get(name) or _propose(catalog, name, kind, scores.get(name))
        for name, (kind, _) in names.items()
    }


def _propose(catalog: Catalog, name: str, kind: str, score: int | None) -> Target:
    if kind == MOOD:
        return make_mood(score) if score else NOTED
    if kind == EATEN:
        return Target(EATEN, "", name)
    folded = fold(name)
    if slot := next((slot for slot in SLOTS if fold(slot) == folded), ""):
        return Target("slot", slot, slot, slot)
    for what in ("foods", "practices"):
        found = match_eaten(name, catalog.names(what), catalog.vocabulary("eating")["free_of"])
        if len(found) == 1 and (target := make_target(catalog, found[0])):
            return target
    return NOTED


def make_mood(score: int) -> Target:
    """Return a mood from 1 to 5."""
    return Target(MOOD, str(score), f"{score} of 5")


def make_target(catalog: Catalog, ident: str) -> Target | None:
    """Return a food or a practice of the catalog; None if it is neither."""
    if food := catalog.foods.get(ident):
        return Target("food", food.id, food.name, "", food.plants)
    if practice := catalog.practices.get(ident):
        return Target("practice", practice.id, practice.name, practice.slot)
    return None


def _parse_wishes(catalog: Catalog, wishes: Sequence[str], names: Mapping[str, tuple[str, int]]) -> dict[str, Target]:
    known = {fold(name): name for name in names}
    wanted: dict[str, Target] = {}
    for wish in wishes:
        words, _, target = wish.rpartition("=")
        name = known.get(fold(words))
        if name is None:
            near = nearest(fold(words), known)
            hint = f"Did you mean {join_words([safe(known[n]) for n in near], 'or')}?" if near else ""
            raise UsageError(
                f"--map {safe(wish)!r}: the file has no {safe(words)!r}."
                if words
                else f"--map {safe(wish)!r} has no =.",
                hint or 'Write it so: --map "Oily fish=omega-3"; --dry-run lists the names.',
            )
        wanted[name] = _parse_target(catalog, target.strip(), names[name][0])
    return wanted


def _parse_target(catalog: Catalog, words: str, kind: str) -> Target:
    if kind == MOOD and words in {"1", "2", "3", "4", "5"}:
        return make_mood(int(words))
    if words == AS_NOTE:
        return NOTED
    if kind == MOOD:
        raise UsageError(f"{safe(words)!r} is no mood.", 'Give a number from 1, low, to 5, high: --map "calm=4"')
    if words in SLOTS:
        return Target("slot", words, words, words)
    names = {**catalog.names("practices"), **catalog.names("foods")}
    target = make_target(catalog, resolve(words, names, "food or practice"))
    assert target is not None
    return target


def is_food(target: Target) -> bool:
    """Return whether the target is something eaten."""
    return target.kind in {"food", EATEN} or (target.kind == "slot" and target.id in FOOD_SLOTS)
