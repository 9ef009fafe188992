"""What is to be tried: a food, a practice or the person's own words; and whether it may be tried at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from gutcli.catalog.library import Catalog
from gutcli.catalog.note import Note
from gutcli.catalog.red_flags import find_red_flag
from gutcli.catalog.search import ambiguous, match_eaten, match_name, nearest_names, unknown
from gutcli.catalog.types import Food, Practice
from gutcli.errors import UsageError
from gutcli.profile.person import Person
from gutcli.profile.verdicts import Verdict
from gutcli.text import SLIP, fold, lower_first, safe

LONGEST = 60
_DOCTOR = "That is a question for your doctor or pharmacist: never change a medicine for a trial."
_MOST_OUT = 100
_STRICT = ("avoid", "ask-first")


class Thing(NamedTuple):
    """What is tried. `id` is "" for the person's own words; `slot` where it stands on the list, "" if nowhere.

    `out` are the ids that are kept out with it: itself and its other forms. `sorts` says which default length it has.
    """

    id: str
    name: str
    kind: str
    slot: str
    out: tuple[str, ...]
    sorts: tuple[str, ...]
    notes: tuple[Note, ...] = ()


def find_thing(person: Person, words: str) -> Thing:
    """Return what may be tried by these words. Raise NameNotFoundError, AmbiguousNameError, UsageError."""
    catalog = person.catalog
    if person.only_care:
        raise UsageError("A trial is not for now.", "What helps now: gutcli")
    _refuse_word(words, catalog, lambda said, word: said == word)
    if kind_and_id := _match(catalog, words):
        kind, ident = kind_and_id
        food, practice = (catalog.food(ident), None) if kind == "foods" else (None, catalog.practice(ident))
        if food:
            return _try_food(person, food)
        if practice:
            return _try_practice(person, practice)
    return _try_own(person, words)


def _match(catalog: Catalog, words: str) -> tuple[str, str] | None:
    """Return the kind and the id of what words name; None for words of the person's own."""
    names: dict[str, Mapping[str, str]] = {kind: catalog.names(kind) for kind in ("foods", "practices")}
    folded = fold(words)
    exact = [(kind, known[folded]) for kind, known in names.items() if folded in known]
    # A food is written down for its own name only: "gluten" is no gluten-free bread.
    eaten = [("foods", ident) for ident in match_eaten(words, names["foods"], catalog.vocabulary("eating")["free_of"])]
    found = exact or [*eaten, *(("practices", ident) for ident in match_name(words, names["practices"]))]
    if len(found) == 1:
        return found[0]
    if found:
        raise ambiguous(words, [ident for _, ident in found], "food or practice")
    both = {**names["practices"], **names["foods"]}
    if near := nearest_names(words, both, cutoff=SLIP):
        raise unknown(words, near, "food or practice")
    return None


def _try_food(person: Person, food: Food) -> Thing:
    if not (person.shows_food and person.shows_counts):
        raise UsageError(
            "Your profile says that food is not to be counted or ruled, so no food is tried here.",
            "A practice can be tried: gutcli practices",
        )
    _refuse_word(food.name, person.catalog, lambda said, word: said.endswith(f" {word}"))
    verdict = person.judge_food(food)
    _refuse(food.name, verdict)
    if food.group == "supplements" and verdict.notes:
        raise UsageError(f"{food.name} has cautions, as a supplement: {verdict.notes[0].advice}", _DOCTOR)
    listed = food.checklist and food.id in person.outline["items"]
    slot = next((slot for slot in food.slots if listed and slot in person.outline["counts"]), "")
    sorts = (food.group, *food.slots, "food")
    return Thing(food.id, food.name, "food", slot, _list_forms(person.catalog, food), sorts, verdict.notes)


def _list_forms(catalog: Catalog, food: Food) -> tuple[str, ...]:
    """Return a food with its other forms: out of the same pack, of the same plants, or called by its name."""
    kitchen = catalog.kitchen

    def find_source(ident: str) -> str:
        return (kitchen[ident].pack_of if ident in kitchen else None) or ident

    own, source = f" {fold(food.name)} ", find_source(food.id)
    found = []
    for other in catalog.foods.values():
        is_named = own in f" {fold(other.name)} "
        if is_named or find_source(other.id) == source or (food.plants and set(food.plants) == set(other.plants)):
            found.append(other.id)
    return (food.id, *[ident for ident in found if ident != food.id][: _MOST_OUT - 1])


def _try_practice(person: Person, practice: Practice) -> Thing:
    verdict = person.judge_practice(practice)
    _refuse(practice.name, verdict)
    family = [p.id for p in person.catalog.practices.values() if p.family == practice.family and p.id != practice.id]
    listed = practice.slot in person.outline["counts"] and practice.id in person.outline["items"]
    slot, out = practice.slot if listed else "", (practice.id, *family)
    return Thing(practice.id, practice.name, "practice", slot, out, (practice.kind,), verdict.notes)


def _refuse_word(words: str, catalog: Catalog, names: Callable[[str, str], bool]) -> None:
    """Raise UsageError for what is not tried, whoever asks (data/trials.toml); `names` says whether words name it."""
    said = fold(words)
    for entry in catalog.vocabulary("trials")["refuse"]:
        if word := next((word for word in entry["words"] if names(said, fold(word))), None):
            raise UsageError(f"“{word}” is not tried here.", entry["advice"])


def _refuse(name: str, verdict: Verdict) -> None:
    """Raise UsageError for what the profile forbids, or what it says to ask about first."""
    if verdict.excluded:
        reasons = "; ".join(reason.text for reason in verdict.excluded)
        raise UsageError(f"{name} does not fit your profile: {reasons}.", "Try something else: gutcli foods --fits")
    for note in verdict.notes:
        if note.personal and note.severity in _STRICT:
            raise UsageError(
                f"{name} is to be asked about first: {note.advice}",
                "What needs asking is not tried here. Talk it over with your doctor or dietitian.",
            )


def _try_own(person: Person, words: str) -> Thing:
    from gutcli.day.ate.cautions import Cautions
    from gutcli.day.ate.names import Names
    from gutcli.profile.spans import find_longest, split_words

    name = " ".join(safe(words).split())
    if not any(letter.isalpha() for letter in name):
        raise UsageError("What do you want to try?", "Say it: gutcli trial start gentle-yoga --watch mood")
    if len(name) > LONGEST:
        raise UsageError(f"That has {len(name)} letters; {LONGEST} fit.", "Say it in fewer words.")
    taken = list(find_longest(split_words(name), {"taken": person.catalog.lexicon["taken"]}))
    if taken:
        raise UsageError(f"“{' '.join(taken[0].words)}” is a medicine or a supplement.", _DOCTOR)
    _refuse_word(name, person.catalog, lambda said, word: f" {word} " in f" {said} ")
    if flag := find_red_flag(name, person.catalog.vocabulary("red_flags")):
        raise UsageError("That is not tried here.", flag.advice)
    if not (person.shows_food and person.shows_counts):
        raise UsageError(
            "With what your profile says, only a practice of the list is tried here.",
            "See them with: gutcli practices",
        )
    warnings = [*Cautions(person, Names(person.catalog)).of_words(name), *_find_cautions(person, name)]
    if warnings:
        raise UsageError(
            f"{warnings[0].rstrip('.')}. So this is to be asked about first.",
            "What needs asking is not tried here. Talk it over with your doctor or dietitian.",
        )
    return Thing("", name, "own", "", (), ("own",))


def _find_cautions(person: Person, name: str) -> list[str]:
    """Return the person's own cautions, and the strict ones for anyone, that speak of something that words name."""
    said = f" {fold(name)} "
    concern = [
        caution
        for caution in person.catalog.cautions.values()
        if caution.id in person.needs.active or (caution.for_anyone and caution.severity in _STRICT)
    ]
    return [caution.advice for caution in concern if any(f" {fold(item)} " in said for item in caution.items)]


def describe_thing(name: str, kind: str) -> str:
    """Return a name as it stands in a sentence; own words as they are."""
    return name if kind == "own" else lower_first(name)
