"""What the profile says of what was eaten: foods, dishes, and words that could not be read, which may hold either."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gutcli.catalog.kitchen import Dish
from gutcli.catalog.lexicon import is_free_of
from gutcli.catalog.types import Food
from gutcli.catalog.words import is_within
from gutcli.day.ate.names import Meaning, Names
from gutcli.profile.person import Person
from gutcli.profile.verdicts import format_said
from gutcli.text import fold, join_words, safe

_LONGEST = 4
"""No word for an allergen has more words."""
_NO_WARNING = frozenset(("dislike", "app"))


class Cautions:
    """Says, each thing once, what the person should know of what they say that they ate."""

    def __init__(self, person: Person, names: Names) -> None:
        self._person, self._names = person, names
        self._free_of = person.catalog.vocabulary("eating")["free_of"]
        profile = person.profile
        self._any = bool(profile.allergies or profile.conditions or profile.medicines or profile.diet != "omnivore")

    def of_food(self, food: Food) -> list[str]:
        """Return what concerns this person of a food."""
        if not self._any:
            return []
        verdict = self._person.judge_food(food)
        reasons = [reason for reason in verdict.excluded if reason.code not in _NO_WARNING]
        said = {reason.caution for reason in reasons}
        needs = self._person.needs
        notes = [n.short for n in verdict.notes if n.personal and n.id not in said and n.id not in needs.app]
        found = dict.fromkeys((*(reason.text for reason in reasons), *notes))
        return [f"{food.name}: {'; '.join(found)}."] if found else []

    def of_dish(self, dish: Dish) -> list[str]:
        """Return what concerns this person of a dish: what it often holds, and what it brings itself."""
        if not self._any:
            return []
        needs, cautions = self._person.needs, self._person.catalog.cautions
        holds = [allergen for allergen in dish.contains_likely if allergen in needs.allergens]
        found = [f"{dish.name} often holds {join_words(holds)}{self._said(holds)}."] if holds else []
        brings = [cautions[ident].short for ident in dish.cautions if ident in needs.active]
        return found + ([f"{dish.name}: {'; '.join(brings)}."] if brings else [])

    def of_meaning(self, meaning: Meaning) -> list[str]:
        """Return what concerns this person of a food or dish; of a word that means several, of each of them."""
        catalog = self._person.catalog
        if meaning.kind == "food" and (food := catalog.food(meaning.id)):
            return self.of_food(food)
        if meaning.kind == "dish":
            dish = catalog.dishes[meaning.id]
            foods = [catalog.foods[ident] for ident in dish.always]
            return [*self.of_dish(dish), *(words for food in foods for words in self.of_food(food))]
        return [words for choice in self._names.choices("", (meaning,)) for words in self.of_meaning(choice)]

    def of_words(self, words: str, guesses: Iterable[Meaning] = ()) -> list[str]:
        """Return what concerns this person of words that were not read: what they name or may have meant."""
        if not self._any:
            return []
        tokens = fold(words).split()
        named: dict[Meaning, None] = {}
        at = 0
        while at < len(tokens):
            last = next((n for n in range(len(tokens), at, -1) if self._names.find(tokens[at:n])), at)
            if (meaning := self._names.find(tokens[at:last])) and not is_free_of(tokens, at, last, self._free_of):
                named[meaning] = None
            at = max(last, at + 1)
        of_names = [said for meaning in (*named, *guesses) for said in self.of_meaning(meaning)]
        holds = [allergen for allergen in self._find_allergens(tokens) if allergen in self._person.needs.allergens]
        of_allergens = [f"“{safe(words)}” names {join_words(holds)}{self._said(holds)}."] if holds else []
        of_own = [
            f"“{safe(words)}” names what you cannot have (you said {said})."
            for said in dict.fromkeys(self._person.needs.allergic_foods.values())
            if _names_word(tokens, fold(said)) and not holds
        ]
        return list(dict.fromkeys((*of_allergens, *of_own, *of_names)))

    def _find_allergens(self, tokens: list[str]) -> list[str]:
        """Return the allergens that words name, inside longer ones too."""
        free_of = self._free_of
        known: dict[str, Sequence[str]] = {**self._person.catalog.allergen_words}
        for allergen, words in self._person.needs.allergens.items():
            known |= {word: (*known.get(word, ()), allergen) for word in map(fold, (allergen, *words))}
        found: dict[str, None] = {}
        for at in range(len(tokens)):
            for last in range(min(len(tokens), at + _LONGEST), at, -1):
                if (allergens := known.get(" ".join(tokens[at:last]))) and not is_free_of(tokens, at, last, free_of):
                    found |= dict.fromkeys(allergens)
            if self._names.find([tokens[at]]) is None and not is_free_of(tokens, at, at + 1, free_of):
                inside = (word for word in known if is_within(word, tokens[at]))
                found |= {allergen: None for word in inside for allergen in known[word]}
        return list(found)

    def _said(self, allergens: Iterable[str]) -> str:
        return format_said([word for a in allergens for word in self._person.needs.allergens[a]])


def _names_word(tokens: list[str], word: str) -> bool:
    return bool(word) and f" {word} " in f" {' '.join(tokens)} "
