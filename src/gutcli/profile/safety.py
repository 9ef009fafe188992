"""What follows from a profile: what is left out, what is shown with a caution, and why. Pure; safety beats everything.

`derive_needs` reads the person's words once (the result may be kept as a document); `judge_*` apply what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gutcli.catalog.kinds import ALLERGENS, FOOD_SLOTS, SEVERITIES
from gutcli.catalog.note import Note
from gutcli.profile.settings import DIETS
from gutcli.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from gutcli.catalog.types import Caution, Food, Practice, Tip
    from gutcli.profile.settings import Profile
    from gutcli.profile.words import Reading

NEED_KEYS = ("allergies", "conditions", "medicines")
LIKING_KEYS = ("dislikes", "practices.avoid", "favourites")
# What the items of a caution about gutcli itself (applies_to = "app") say that it is about.
_FOOD_LISTS = frozenset(("food tracking", "food lists", "food diary"))
_COUNTS = frozenset(("plant counting", "streaks", "calorie goals"))
# Words of tips that mean a whole sort of food, folded, and which foods they mean.
_SORTS: Mapping[str, Callable[[Food], bool]] = {
    "berry": lambda food: food.group == "fruit" and food.id.endswith(("berries", "currants")),
    "fruit": lambda food: food.group == "fruit",
    "vegetable": lambda food: food.group == "vegetables",
    "veg": lambda food: food.group == "vegetables",
    "potato": lambda food: food.id.endswith("potato"),
    "mushroom": lambda food: food.group == "mushrooms",
    "seaweed": lambda food: food.group == "seaweeds",
    "herb": lambda food: food.group == "herbs-and-spices",
    "spice": lambda food: food.group == "herbs-and-spices",
    "bean": lambda food: food.group == "legumes" and food.id.endswith("beans"),
    "pulse": lambda food: food.group == "legumes",
    "legume": lambda food: food.group == "legumes",
    "nut": lambda food: food.group == "nuts-and-seeds" and _contains(food, "nuts", "peanuts"),
    "seed": lambda food: food.group == "nuts-and-seeds" and not _contains(food, "nuts", "peanuts"),
    "grain": lambda food: food.group == "grains",
    "wholegrain": lambda food: food.group == "grains",
    "cereal": lambda food: food.group == "grains",
    "bread": lambda food: food.group == "grains" and food.id.endswith(("bread", "sourdough", "pumpernickel")),
    "toast": lambda food: food.group == "grains" and food.id.endswith(("bread", "sourdough", "pumpernickel")),
    "rice": lambda food: food.group == "grains" and food.id.endswith("rice"),
    "fish": lambda food: food.group == "fish-and-seafood" and _contains(food, "fish"),
    "seafood": lambda food: food.group == "fish-and-seafood",
    "shellfish": lambda food: food.group == "fish-and-seafood" and _contains(food, "crustaceans", "molluscs"),
    "dairy": lambda food: food.group == "dairy",
    "cheese": lambda food: food.group == "dairy" and any("cheese" in name for name in (food.id, *food.aliases)),
    "egg": lambda food: food.group == "eggs-and-meat" and _contains(food, "eggs"),
    "meat": lambda food: food.group == "eggs-and-meat" and not _contains(food, "eggs"),
}
# Where a tip speaks of the body, or of what to leave out, its words are not things to eat.
_NOT_EATEN = r"\b(?:blood sugar|liver enzymes|gut and liver)\b|\b(?:no|never|without|leave out)\b[^.:;?!]*"
# Prepared so, a food is not what the plain word for its sort means.
_PREPARED = ("smoked-", "pickled-", "kippers", "caviar", "fish-roe", "green-olives")


@dataclass(frozen=True, slots=True)
class Needs:
    """What follows from a profile. Mappings lead from what was found to the person's words that found it."""

    diet: str = "omnivore"
    strict: bool = False
    allergens: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The legal words of the allergens that they cannot have."""
    active: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Cautions by id. One that holds only because it shares an allergen has no words of its own."""
    spread: tuple[str, ...] = ()
    """Cautions that foods carry by their allergens or their lactose, whether the food names them or not."""
    lactose: tuple[str, ...] = ()
    allergic_foods: Mapping[str, str] = field(default_factory=dict)
    disliked: Mapping[str, str] = field(default_factory=dict)
    avoided: Mapping[str, str] = field(default_factory=dict)
    favourites: frozenset[str] = frozenset()
    app: tuple[str, ...] = ()
    """Active cautions about using gutcli at all: to be shown at the top of every list."""
    stops: tuple[str, ...] = ()
    """Those of them under which nothing is suggested; then food lists, counts, and movement with a note."""
    food_lists: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    exercise: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def unknown(self) -> tuple[Reading, ...]:
        """The entries that gutcli cannot protect the person from, in whole or in part."""
        return tuple(reading for reading in self.readings if reading.unknown)

    @property
    def hide_everything(self) -> bool:
        """Whether nothing is to be suggested: only the caution helps now."""
        return bool(self.stops)

    @property
    def hide_food_lists(self) -> bool:
        """Whether lists of food are to be left out."""
        return bool(self.food_lists or self.stops)

    @property
    def hide_counts(self) -> bool:
        """Whether plant counts, streaks and goals are to be left out."""
        return bool(self.counts or self.stops)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is left out. Codes: allergy, may_contain, diet, dislike, avoid, strict, practice_avoid, app."""

    code: str
    text: str
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why something is left out (empty: it fits), and the cautions to show with it either way."""

    excluded: tuple[Reason, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it may be suggested."""
        return not self.excluded


def derive_needs(
    profile: Profile,
    cautions: Mapping[str, Caution],
    foods: Mapping[str, Food],
    practices: Mapping[str, Practice],
    *,
    food_names: Mapping[str, str],
    practice_names: Mapping[str, str],
) -> Needs:
    """Read the person's words and say what follows. The names are folded ones, as `Catalog.names` gives them.

    Where there are words this takes tens of milliseconds: keep the result (make_document) under the stamps of the
    catalog and the profile.
    """
    from gutcli.profile.words import is_about_lactose

    readings = _read_words(profile, cautions, foods, practices, food_names, practice_names)
    diet = max((profile.diet, *(r.diet for r in readings if r.diet)), key=DIETS.index)
    allergens: dict[str, list[str]] = {}
    active: dict[str, list[str]] = {}
    allergic: dict[str, str] = {}
    disliked: dict[str, str] = {}
    avoided: dict[str, str] = {}
    favourites: set[str] = set()
    for reading in readings:
        if reading.key == "favourites":
            favourites.update(reading.foods, reading.practices)
        elif reading.key in LIKING_KEYS:
            disliked = dict.fromkeys(reading.foods, reading.word) | disliked
            avoided = dict.fromkeys(reading.practices, reading.word) | avoided
        else:
            allergic = dict.fromkeys(reading.foods, reading.word) | allergic
            for ident in reading.cautions:
                active.setdefault(ident, []).append(reading.word)
            # Coeliac disease says gluten: what a caution says to avoid is as good as an allergy.
            found = (cautions[ident] for ident in reading.cautions)
            avoid = (allergen for c in found if c.severity == "avoid" for allergen in c.allergens)
            for allergen in dict.fromkeys((*reading.allergens, *avoid)):
                allergens.setdefault(allergen, []).append(reading.word)
    for caution in cautions.values():
        if not allergens.keys().isdisjoint(caution.allergens):
            active.setdefault(caution.id, [])
    app = [c for c in cautions.values() if c.id in active and c.applies_to == "app"]
    lactose = tuple(c.id for c in cautions.values() if is_about_lactose(c))
    return Needs(
        diet=diet,
        strict=profile.strict,
        allergens={allergen: tuple(allergens[allergen]) for allergen in ALLERGENS if allergen in allergens},
        active={ident: tuple(active[ident]) for ident in cautions if ident in active},
        spread=tuple(c.id for c in cautions.values() if c.allergens or c.id in lactose),
        lactose=lactose,
        allergic_foods=allergic,
        disliked=disliked,
        avoided=avoided,
        favourites=frozenset(favourites),
        app=tuple(c.id for c in app),
        stops=tuple(c.id for c in app if c.severity == "avoid"),
        food_lists=tuple(c.id for c in app if not _FOOD_LISTS.isdisjoint(c.items)),
        counts=tuple(c.id for c in app if not _COUNTS.isdisjoint(c.items)),
        exercise=tuple(c.id for c in app if any("exercise" in item.split() for item in c.items)),
        readings=readings,
    )


def _read_words(profile: Profile, *catalog: Any) -> tuple[Reading, ...]:
    words = [(key, word) for key in (*NEED_KEYS, *LIKING_KEYS) for word in getattr(profile, key.replace(".", "_"))]
    if not words:
        return ()
    from gutcli.profile.words import WordReader, says_nothing

    *kinds, food_names, practice_names = catalog
    reader = WordReader(*kinds, food_names=food_names, practice_names=practice_names)
    return tuple(reader.read(key, word) for key, word in words if not says_nothing(word))


def judge_food(food: Food, needs: Needs, cautions: Mapping[str, Caution]) -> Verdict:
    """Say whether a food may be suggested to this person, and which cautions stand on its line."""
    spread = (ident for ident in needs.spread if _spreads(ident, food, needs, cautions))
    carried = list(dict.fromkeys((*food.cautions, *spread)))
    reasons = _stop(needs, cautions)
    reasons += [_reason(cautions[i], needs, "app", "lists of food are left out") for i in needs.food_lists]
    if needs.allergens:
        reasons += _allergy_reasons(food, needs, cautions)
    if word := needs.allergic_foods.get(food.id):
        reasons.append(Reason("allergy", f"named in your allergies{_said((word,))}"))
    if needs.diet != "omnivore" and needs.diet not in food.diets:
        reasons.append(Reason("diet", f"not {needs.diet}"))
    reasons += _caution_reasons(food.cautions, carried, needs, cautions)
    if word := needs.disliked.get(food.id):
        reasons.append(Reason("dislike", f"you do not like it{_said((word,))}"))
    return Verdict(tuple(reasons), _notes(carried, needs, cautions))


def judge_practice(practice: Practice, needs: Needs, cautions: Mapping[str, Caution]) -> Verdict:
    """Say whether a practice may be suggested to this person, and which cautions stand on its line."""
    carried = list(practice.cautions)
    if practice.kind == "move":
        carried += [ident for ident in needs.exercise if ident not in carried]
    reasons = _stop(needs, cautions)
    reasons += _caution_reasons(carried, carried, needs, cautions)
    if word := needs.avoided.get(practice.id):
        reasons.append(Reason("practice_avoid", f"you do not want it{_said((word,))}"))
    return Verdict(tuple(reasons), _notes(carried, needs, cautions))


def judge_tip(
    tip: Tip,
    needs: Needs,
    cautions: Mapping[str, Caution],
    foods: Mapping[str, Food],
    practices: Mapping[str, Practice],
    *,
    food_names: Mapping[str, str],
) -> Verdict:
    """Say whether a tip may be shown, and the personal cautions to show with it.

    A tip falls with whatever it names, in its list of foods, in its practices or in its own text: a food, an allergen,
    what a caution is about, or a whole sort of food of which something is unsafe.
    """
    if needs == Needs(spread=needs.spread, lactose=needs.lactose, strict=needs.strict):
        return Verdict()
    from gutcli.profile.words import holds, split_words

    reasons = _stop(needs, cautions)
    if tip.slot in FOOD_SLOTS or tip.foods:
        reasons += [_reason(cautions[i], needs, "app", "tips about food are left out") for i in needs.food_lists]
    notes: dict[str, Note] = {}
    text = split_words(tip.text)
    phrases = [split_words(word) for word in tip.foods]
    names = _index_names(tuple(food_names.items()))
    listed: set[str] = set()
    for phrase in phrases:
        same = [ident for name, ident in names.get(phrase[-1], ()) if name == phrase]
        listed.update(same)
        meant = same or [i for name, i in names.get(phrase[-1], ()) if name[-len(phrase) :] == phrase]
        verdicts = [judge_food(foods[ident], needs, cautions) for ident in dict.fromkeys(meant) if ident in foods]
        # A tip about beans falls with any bean that is unsafe, but with dislikes only if no bean is left.
        reasons += [r for v in verdicts for r in v.excluded if r.code != "dislike" or not any(w.fits for w in verdicts)]
        notes |= {n.id: n for v in verdicts for n in v.notes if n.personal}
    for ident in dict.fromkeys(i for token in text for name, i in names.get(token, ()) if holds(text, name)):
        if ident in foods:
            reasons += judge_food(foods[ident], needs, cautions).excluded
    eaten = f" {fold(re.sub(_NOT_EATEN, '.', tip.text, flags=re.IGNORECASE))} "
    if not reasons:
        for sort in sorted(_SORTS.keys() & {*eaten.split(), *map(" ".join, phrases)}):
            reasons += _sort_reasons(sort, listed, needs, cautions, foods)
    for ident in needs.active:
        caution = cautions[ident]
        items = _fold_items(caution.items)
        is_named = caution.applies_to in {"food", "supplement"} and any(f" {item} " in eaten for item in items)
        if is_named or not items.isdisjoint(map(" ".join, phrases)):
            if caution.severity == "avoid" or needs.strict or caution.applies_to == "app":
                reasons.append(_reason(caution, needs))
            else:
                notes[ident] = _note(caution, needs)
    for allergen, words in needs.allergens.items():
        for tokens in _allergen_phrases()[allergen]:
            if tokens in phrases or holds(text, tokens):
                reasons.append(Reason("allergy", f"names {' '.join(tokens)}{_said(words)}"))
    for ident in tip.practices:
        if ident in practices:
            verdict = judge_practice(practices[ident], needs, cautions)
            reasons += verdict.excluded
            notes |= {n.id: n for n in verdict.notes if n.personal}
    return Verdict(tuple(dict.fromkeys(reasons)), tuple(notes.values()))


@lru_cache(maxsize=256)
def _fold_items(items: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, items))


def _sort_reasons(
    sort: str, listed: Collection[str], needs: Needs, cautions: Mapping[str, Caution], foods: Mapping[str, Food]
) -> list[Reason]:
    """Say why a tip about a whole sort of food falls: something of that sort is unsafe, or nothing of it is left.

    Where the tip lists foods of that sort (salmon, sardines), it means those, and they have been judged; with an
    allergy, the word alone is enough. What only may contain an allergen has a label to look at.
    """
    belongs = _SORTS[sort]
    of_sort = [food for food in foods.values() if belongs(food) and not food.id.startswith(_PREPARED)]
    verdicts = [judge_food(food, needs, cautions) for food in of_sort]
    is_none_left = not any(verdict.fits for verdict in verdicts)
    bearable = {"dislike", "diet", "may_contain"}
    if any(food.id in listed for food in of_sort):
        bearable |= {"avoid", "strict"}
    return [r for v in verdicts for r in v.excluded if is_none_left or r.code not in bearable]


def _contains(food: Food, *allergens: str) -> bool:
    return not frozenset(allergens).isdisjoint(food.contains)


@lru_cache(maxsize=1)
def _index_names(names: tuple[tuple[str, str], ...]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Give names by their last word: all words, and whose name it is."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, ident in names:
        if tokens := tuple(name.split()):
            index.setdefault(tokens[-1], []).append((tokens, ident))
    return index


@lru_cache(maxsize=1)
def _allergen_phrases() -> dict[str, list[tuple[str, ...]]]:
    """Give the words for each allergen."""
    from gutcli.catalog.allergens import ALLERGEN_WORDS
    from gutcli.profile.words import split_words

    phrases = {allergen: [split_words(allergen)] for allergen in ALLERGENS}
    for word, allergens in ALLERGEN_WORDS.items():
        for allergen in allergens:
            phrases[allergen].append(split_words(word))
    return {allergen: list(dict.fromkeys(words)) for allergen, words in phrases.items()}


def _allergy_reasons(food: Food, needs: Needs, cautions: Mapping[str, Caution]) -> list[Reason]:
    """Give a reason for each allergen that a food contains or may contain, with the caution that speaks of it."""
    # Of the cautions that speak of an allergen, the one that the person's own words found comes first.
    active = sorted((ident for ident in needs.spread if ident in needs.active), key=lambda i: not needs.active[i])
    reasons = []
    for code, text, allergens in (
        ("allergy", "contains {}", food.contains),
        ("may_contain", "may contain {}: check the label", food.may_contain),
    ):
        for allergen in allergens:
            if allergen in needs.allergens:
                caution = next((i for i in active if allergen in cautions[i].allergens), "")
                reasons.append(Reason(code, text.format(allergen) + _said(needs.allergens[allergen]), caution))
    return reasons


def _spreads(ident: str, food: Food, needs: Needs, cautions: Mapping[str, Caution]) -> bool:
    """Whether a food carries a caution through its allergens or its lactose.

    A caution that no word of the person found holds only for the allergens that they named: whoever cannot have celery
    may have mustard, though one caution speaks of both.
    """
    if ident in needs.lactose and food.lactose != "none":
        return True
    caution = cautions[ident]
    there = set(caution.allergens).intersection((*food.contains, *food.may_contain))
    if caution.for_anyone or needs.active.get(ident):
        return bool(there)
    return not there.isdisjoint(needs.allergens)


def _stop(needs: Needs, cautions: Mapping[str, Caution]) -> list[Reason]:
    return [_reason(cautions[ident], needs) for ident in needs.stops]


def _caution_reasons(
    listed: Collection[str], carried: Iterable[str], needs: Needs, cautions: Mapping[str, Caution]
) -> list[Reason]:
    """Give the reasons that active cautions are: "avoid" always, the others if the person is strict."""
    reasons = []
    for ident in carried:
        if ident not in needs.active or ident in needs.stops:
            continue
        caution = cautions[ident]
        if caution.severity != "avoid":
            if needs.strict:
                reasons.append(_reason(caution, needs))
        # Carried by an allergen alone, it has been given as that allergen already.
        elif ident in listed or ident in needs.lactose:
            reasons.append(_reason(caution, needs))
    return reasons


def _reason(caution: Caution, needs: Needs, code: str = "", text: str = "") -> Reason:
    code = code or ("app" if caution.applies_to == "app" else "avoid" if caution.severity == "avoid" else "strict")
    also = "; you asked to leave these out too" if code == "strict" else ""
    words = needs.active.get(caution.id) or [w for a in caution.allergens for w in needs.allergens.get(a, ())]
    return Reason(code, f"{text or caution.short}{_said(words)}{also}", caution.id)


def _said(words: Collection[str]) -> str:
    return f" (you said {', '.join(dict.fromkeys(words))})" if words else ""


def _note(caution: Caution, needs: Needs) -> Note:
    return Note(caution.id, caution.severity, caution.short, caution.advice, caution.id in needs.active)


def _notes(carried: Iterable[str], needs: Needs, cautions: Mapping[str, Caution]) -> tuple[Note, ...]:
    """Give the cautions to show: the person's own first, the strictest first."""
    there = (cautions[ident] for ident in carried)
    notes = [_note(c, needs) for c in there if c.id in needs.active or c.for_anyone]
    return tuple(sorted(notes, key=lambda n: (not n.personal, SEVERITIES.index(n.severity))))


def make_document(needs: Needs) -> dict[str, Any]:
    """Give the needs as a JSON document, for the cache."""
    document: dict[str, Any] = {}
    for item in fields(Needs):
        value = getattr(needs, item.name)
        if item.name == "readings":
            value = [[getattr(reading, part.name) for part in fields(reading)] for reading in value]
        document[item.name] = sorted(value) if isinstance(value, frozenset) else value
    return document


def read_document(document: Mapping[str, Any]) -> Needs:
    """Build the needs from their document. Raises KeyError, TypeError or ValueError if it is not one."""
    default = Needs()
    values: dict[str, Any] = {}
    for item in fields(Needs):
        value = document[item.name]
        kind = type(getattr(default, item.name))
        if item.name == "readings" and value:
            from gutcli.profile.words import Reading

            entries: Any = ([tuple(p) if isinstance(p, list) else p for p in entry] for entry in value)
            value = tuple(Reading(*entry) for entry in entries)
        elif kind is dict:
            value = {key: tuple(words) if isinstance(words, list) else words for key, words in value.items()}
        elif isinstance(value, list) and kind in {tuple, frozenset}:
            value = kind(value)
        if type(value) is not kind:
            raise TypeError(item.name)
        values[item.name] = value
    return Needs(**values)
