"""What follows from the person's words with one catalog: what is left out, what holds, and what was not understood.

`derive_needs` reads the words once; the result may be kept as a document. verdicts.py applies what follows. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from gutcli.catalog.kinds import ALLERGENS
from gutcli.profile.values import DIETS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gutcli.catalog.types import Caution, Food, Practice
    from gutcli.profile.settings import Profile
    from gutcli.profile.words import Reading

NEED_KEYS = ("allergies", "conditions", "medicines")
LIKING_KEYS = ("dislikes", "practices.avoid", "favourites")
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

    Where there are words this takes tens of milliseconds: keep the result (format_needs) under the stamps of the
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
    from gutcli.profile.vocabulary import says_nothing
    from gutcli.profile.words import WordReader

    *kinds, food_names, practice_names = catalog
    reader = WordReader(*kinds, food_names=food_names, practice_names=practice_names)
    return tuple(reader.read(key, word) for key, word in words if not says_nothing(word))


def format_needs(needs: Needs) -> dict[str, Any]:
    """Give the needs as a JSON document, for the cache."""
    document: dict[str, Any] = {}
    for item in fields(Needs):
        value = getattr(needs, item.name)
        if item.name == "readings":
            value = [[getattr(reading, part.name) for part in fields(reading)] for reading in value]
        document[item.name] = sorted(value) if isinstance(value, frozenset) else value
    return document


def parse_needs(document: Mapping[str, Any]) -> Needs:
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
