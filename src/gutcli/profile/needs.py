"""What follows from the person's words with one catalog: what is left out, what holds, and what was not understood.

`derive_needs` reads the words once; the result may be kept as a document. verdicts.py applies what follows. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from gutcli.catalog.kinds import ALLERGENS
from gutcli.profile.settings import LIKING_KEYS, NEED_KEYS
from gutcli.profile.values import DIETS
from gutcli.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from gutcli.catalog.library import Catalog
    from gutcli.catalog.types import Caution
    from gutcli.profile.reading import Reading
    from gutcli.profile.settings import Profile

# What the items of a caution about gutcli itself (applies_to = "app") say that it is about.
_FOOD_LISTS = frozenset(("food tracking", "food lists", "food diary"))
_COUNTS = frozenset(("plant counting", "streaks", "calorie goals"))


@dataclass(frozen=True, slots=True)
class Needs:
    """What follows from a profile. Mappings lead from what was found to the person's words that found it."""

    diet: str = "omnivore"
    strict: bool = False
    allergens: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The legal words of the allergens that they cannot have."""
    traces: tuple[str, ...] = ()
    """Those of them of which traces are no ban but said: a coeliac eats lentils, from a pack that says no gluten."""
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
    about_food: tuple[str, ...] = ()
    """Practices that are about eating, where lists of food are left out."""
    readings: tuple[Reading, ...] = ()
    known: frozenset[str] = frozenset()
    """Entries, folded, of which the person said that they are read rightly, or that they look after it themselves."""

    @property
    def unknown(self) -> tuple[Reading, ...]:
        """Return the entries that gutcli cannot protect the person from, in whole or in part."""
        return tuple(reading for reading in self.readings if reading.unknown)

    @property
    def not_understood(self) -> tuple[Reading, ...]:
        """Those of them that are needs, and that the person does not look after themselves: said on every list."""
        return tuple(r for r in self.unknown if r.key in NEED_KEYS and fold(r.word) not in self.known)

    @property
    def asks(self) -> tuple[Reading, ...]:
        """The entries that were read more strictly than they may be meant, until the person says that it is right."""
        return tuple(reading for reading in self.readings if reading.asks and fold(reading.word) not in self.known)

    @property
    def hide_food_lists(self) -> bool:
        """Return whether lists of food are to be left out."""
        return bool(self.food_lists or self.stops)

    @property
    def hide_counts(self) -> bool:
        """Return whether plant counts, streaks and goals are to be left out."""
        return bool(self.counts or self.stops)


def derive_needs(profile: Profile, catalog: Catalog, year: int) -> Needs:
    """Return what follows from the person's words; `year` is the present one, by which "in 2010" is long ago.

    Where there are words this takes tens of milliseconds: keep the result (format_needs) under what it was made of.
    """
    cautions = catalog.cautions
    readings = read_words(profile, catalog, year)
    gathered = _Gathered(catalog, profile)
    for reading in readings:
        gathered.add(reading)
    for caution in cautions.values():
        if not gathered.allergens.keys().isdisjoint(caution.allergens):
            gathered.active.setdefault(caution.id, [])
    active = gathered.active
    app = [c for c in cautions.values() if c.id in active and c.applies_to == "app"]
    lactose = tuple(c.id for c in cautions.values() if c.lactose)
    food_lists = tuple(c.id for c in app if not _FOOD_LISTS.isdisjoint(c.items))
    return Needs(
        diet=gathered.diet,
        strict=profile.strict,
        allergens={a: tuple(dict.fromkeys(gathered.allergens[a])) for a in ALLERGENS if a in gathered.allergens},
        traces=tuple(a for a in ALLERGENS if a in gathered.allergens and a not in gathered.strictly),
        active={ident: tuple(dict.fromkeys(active[ident])) for ident in cautions if ident in active},
        spread=tuple(c.id for c in cautions.values() if c.allergens or c.lactose),
        lactose=lactose,
        allergic_foods=gathered.allergic,
        disliked=gathered.disliked,
        avoided=gathered.avoided,
        favourites=frozenset(gathered.favourites),
        app=tuple(c.id for c in app),
        stops=tuple(c.id for c in app if c.severity == "avoid"),
        food_lists=food_lists,
        counts=tuple(c.id for c in app if not _COUNTS.isdisjoint(c.items)),
        exercise=tuple(c.id for c in app if any("exercise" in item.split() for item in c.items)),
        about_food=_find_about_food(catalog) if food_lists else (),
        readings=readings,
        known=frozenset(fold(word) for word in profile.known),
    )


def _find_about_food(catalog: Catalog) -> tuple[str, ...]:
    from gutcli.catalog.without_food import FoodWords

    words = FoodWords(catalog)
    return tuple(practice.id for practice in catalog.practices.values() if words.are_about(practice))


class _Gathered:
    """What the entries of a profile come to, one after the other; each leads to the words that said it."""

    def __init__(self, catalog: Catalog, profile: Profile) -> None:
        self.catalog = catalog
        self.diet = profile.diet
        self.allergens: dict[str, list[str]] = {}
        self.strictly: set[str] = set()
        self.active: dict[str, list[str]] = {}
        self.allergic: dict[str, str] = {}
        self.disliked: dict[str, str] = {}
        self.avoided: dict[str, str] = {}
        self.favourites: set[str] = set()

    def add(self, reading: Reading) -> None:
        """Add what one entry says."""
        if reading.key == "favourites":
            self.favourites.update(reading.foods, reading.practices)
        elif reading.key in LIKING_KEYS:
            self.disliked = dict.fromkeys(reading.foods, reading.word) | self.disliked
            self.avoided = dict.fromkeys(reading.practices, reading.word) | self.avoided
        else:
            self._add_need(reading)

    def _add_need(self, reading: Reading) -> None:
        conditions = self.catalog.lexicon["conditions"]
        held = dict.fromkeys(each for ident in reading.conditions for each in conditions[ident]["holds"])
        facts = [conditions[ident] for ident in held]
        allergens = dict.fromkeys([*reading.allergens, *(word for fact in facts for word in fact["without"])])
        foods = dict.fromkeys([*reading.foods, *(food for fact in facts for food in fact["without_foods"])])
        families = dict.fromkeys([*reading.families, *(ident for fact in facts for ident in fact["families"])])
        foods |= dict.fromkeys(self._find_kin(families))
        self.allergic = dict.fromkeys(foods, reading.word) | self.allergic
        say_themselves = {ident for ident in held if conditions[ident]["without"]}
        diets = (reading.diet, *(fact["diet"] for fact in facts))
        self.diet = max((self.diet, *(diet for diet in diets if diet)), key=DIETS.index)
        for caution in self.catalog.cautions.values():
            if is_for(caution, reading, held.keys()):
                self.active.setdefault(caution.id, []).append(reading.word)
                # What a caution says to avoid is as good as an allergy, unless its condition says it more finely.
                if caution.severity == "avoid" and say_themselves.isdisjoint(caution.conditions):
                    allergens |= dict.fromkeys(caution.allergens)
        noted = {word for fact in facts if fact["traces"] == "note" for word in fact["without"]}
        banned = {word for fact in facts if fact["traces"] == "out" for word in fact["without"]}
        self.strictly.update(reading.allergens, banned, allergens.keys() - noted)
        for allergen in allergens:
            self.allergens.setdefault(allergen, []).append(reading.word)

    def _find_kin(self, families: Iterable[str]) -> Iterator[str]:
        """Yield the foods of these families; where only raw ones do harm, a caution says so instead."""
        for ident in families:
            family = self.catalog.lexicon["families"][ident]
            if not family.get("raw_only"):
                yield from family["foods"]
                plants = set(family["plants"])
                yield from (food.id for food in self.catalog.foods.values() if not plants.isdisjoint(food.plants))


def is_for(caution: Caution, reading: Reading, held: AbstractSet[str]) -> bool:
    """Return whether a caution is for whoever said this; `held` are the conditions that follow from it."""
    return (
        not held.isdisjoint(caution.conditions)
        or not set(reading.classes).isdisjoint(caution.classes)
        or not set(reading.medicines).isdisjoint(caution.medicines)
        or (caution.crisis and reading.crisis)
        or caution.id in reading.own
    )


def read_words(profile: Profile, catalog: Catalog, year: int) -> tuple[Reading, ...]:
    """Return how each entry of the profile is understood."""
    words = [(key, word) for key in (*NEED_KEYS, *LIKING_KEYS) for word in getattr(profile, key.replace(".", "_"))]
    if not words:
        return ()
    from gutcli.profile.reader import WordReader

    reader = WordReader(catalog, year)
    readings = (reader.read(key, word) for key, word in words if word.strip())
    return tuple(reading for reading in readings if reading is not None)


def format_needs(needs: Needs) -> dict[str, Any]:
    """Return the needs as a JSON document, for the cache."""
    document: dict[str, Any] = {}
    for item in fields(Needs):
        value = getattr(needs, item.name)
        if item.name == "readings":
            value = [[getattr(reading, part.name) for part in fields(reading)] for reading in value]
        document[item.name] = sorted(value) if isinstance(value, frozenset) else value
    return document


def parse_needs(document: Mapping[str, Any]) -> Needs:
    """Build the needs from their document. Raise KeyError, TypeError or ValueError if it is not one."""
    default = Needs()
    values: dict[str, Any] = {}
    for item in fields(Needs):
        value = document[item.name]
        kind = type(getattr(default, item.name))
        if item.name == "readings" and value:
            from gutcli.profile.reading import Reading

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


def show_catalog(needs: Needs, catalog: Catalog) -> Catalog:
    """Return what of a catalog is shown to whom this follows for."""
    if not needs.hide_food_lists:
        return catalog
    from gutcli.catalog.without_food import CatalogWithoutFood

    return CatalogWithoutFood(catalog, needs.active)
