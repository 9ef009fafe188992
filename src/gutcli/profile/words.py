"""Reading the person's words: which cautions, allergens, foods and practices they mean. Pure.

A word is found as itself or as whole words inside a longer phrase, after folding; never as letters inside a word. Where
it can be read in two ways, the stricter one holds and the reading says so; what is not understood is kept and said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gutcli.catalog.allergens import ALLERGEN_WORDS
from gutcli.catalog.kinds import ALLERGENS, FOOD_GROUPS
from gutcli.profile.values import DIETS
from gutcli.profile.vocabulary import (
    ALLERGY,
    CEREALS,
    COLOURS,
    FILLER,
    GROUP_WORDS,
    INTOLERANCE,
    MANNERS,
    MORE_ALLERGEN_WORDS,
    NEGATION,
    PERSONS,
    PLANT_SORTS,
    SORTS,
    WHOLE_SORTS,
    Tokens,
    ends_so,
    format_unknown,
    holds,
    is_filler,
    split_words,
)
from gutcli.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gutcli.catalog.types import Caution, Food, Practice


@dataclass(frozen=True, slots=True)
class Reading:
    """How one entry of the profile was understood. `unknown` is the part that was not; `doubt` says what to check."""

    key: str
    word: str
    cautions: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    foods: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    diet: str = ""
    unknown: str = ""
    doubt: str = ""


def is_about_lactose(caution: Caution) -> bool:
    """Whether foods carry the caution by their lactose."""
    return "lactose" in caution.conditions


def find_cautions(words: str, cautions: Mapping[str, Caution]) -> tuple[str, ...]:
    """Return the cautions that people's words mean: all of the words, or whole words among them, are a condition."""
    found = {ident for _, _, ident in _find(split_words(words), _index_conditions(cautions.values()))}
    return tuple(ident for ident in cautions if ident in found)


_Index = dict[str, list[tuple[Tokens, str]]]
"""first word -> (all words, what they mean)"""


def _index_conditions(cautions: Iterable[Caution]) -> _Index:
    index: _Index = {}
    for caution in cautions:
        for word in caution.conditions:
            if word != "anyone" and (tokens := split_words(word)):
                index.setdefault(tokens[0], []).append((tokens, caution.id))
    return index


def _find(tokens: Tokens, index: _Index) -> list[tuple[int, int, str]]:
    """Find every indexed phrase that stands in `tokens` as whole words: (from, to, meaning)."""
    return [
        (start, start + len(phrase), meaning)
        for start, token in enumerate(tokens)
        for phrase, meaning in index.get(token, ())
        if tokens[start : start + len(phrase)] == phrase
    ]


class WordReader:
    """Reads the person's words against one catalog. The names are folded ones, as `Catalog.names` gives them."""

    def __init__(
        self,
        cautions: Mapping[str, Caution],
        foods: Mapping[str, Food],
        practices: Mapping[str, Practice],
        *,
        food_names: Mapping[str, str],
        practice_names: Mapping[str, str],
    ) -> None:
        self._cautions = cautions
        self._foods = foods
        self._practices = practices
        self._food_names = [(tuple(name.split()), ident) for name, ident in food_names.items() if ident in foods]
        self._practice_names = [(tuple(n.split()), ident) for n, ident in practice_names.items() if ident in practices]
        self._conditions = _index_conditions(cautions.values())
        self._allergens: dict[Tokens, tuple[str, ...]] = {}
        legal = ((allergen, (allergen,)) for allergen in ALLERGENS)
        for word, allergens in (*legal, *ALLERGEN_WORDS.items(), *MORE_ALLERGEN_WORDS.items()):
            # Two spellings of one word must not hide each other's allergens ("nuts", the law's word, and "nut").
            tokens = split_words(word)
            self._allergens[tokens] = tuple(dict.fromkeys((*self._allergens.get(tokens, ()), *allergens)))
        self._longest = max(map(len, self._allergens))

    def read(self, key: str, word: str) -> Reading:
        """Understand one entry of the list `key`."""
        return self._read_liking(key, word) if key in _LIKINGS else self._read_need(key, word)

    def _read_need(self, key: str, word: str) -> Reading:
        """Understand one entry of the allergies, conditions or medicines."""
        tokens = split_words(word)
        covered: set[int] = set()
        bodily: set[int] = set()
        cautions: set[str] = set()
        for start, end, ident in _drop_asides(_find(tokens, self._conditions), tokens):
            covered.update(range(start, end))
            cautions.add(ident)
            if self._cautions[ident].applies_to == "technique":
                bodily.update(range(start, end))  # an allergy to cold or to the sun is not about foods
        marked = not ALLERGY.isdisjoint(tokens)
        as_allergy = key == "allergies" or marked
        plain = tuple(token for token in tokens if token not in FILLER)
        # Under conditions, "nut-free" or "egg intolerance" are read too, where no caution has understood them already.
        loosely = not INTOLERANCE.isdisjoint(tokens) or (key == "conditions" and plain in self._allergens)
        allergens: dict[str, None] = {}
        legal: set[int] = set()
        if as_allergy or loosely:
            for start, end in self._find_allergens(tokens, set() if as_allergy else covered):
                allergens |= dict.fromkeys(self._allergens[tokens[start:end]])
                legal.update(range(start, end))
        if key == "allergies" and not marked:
            # Said under allergies, "wheat" is "wheat allergy", not whatever else is about gluten.
            named = {ident for _, end, ident in _find((*tokens, "allergy"), self._conditions) if end > len(tokens)}
            cautions |= {ident for ident in named if set(self._cautions[ident].allergens) <= allergens.keys()}
        doubt = ""
        about_lactose = any(is_about_lactose(self._cautions[ident]) for ident in cautions)
        if key == "allergies" and about_lactose:
            allergens["milk"] = None
            doubt = (
                "Under allergies this leaves out every food with milk. If you only need to go easy on lactose, move it "
                "to your conditions."
            )
        foods: dict[str, None] = {}
        if as_allergy and not about_lactose:
            shut = legal | bodily | {n for n, token in enumerate(tokens) if is_filler(token)}
            for start, end, found in self._find_foods(tokens, shut):
                foods |= dict.fromkeys(found)
                covered.update(range(start, end))
        if "gluten" in allergens and not CEREALS.isdisjoint(tokens):
            doubt = "Labels name the cereals with gluten together, so wheat, rye, barley and oats are all left out."
        if foods:
            doubt = "Foods named so are left out, but labels need not name it: check every mixed food yourself."
        covered |= legal
        diet = next((diet for diet in DIETS[1:] if plain == (diet,)), "")
        if diet:
            covered.update(range(len(tokens)))
            doubt = f"Read as your way of eating; better: gutcli profile set diet {diet}"
        denied = any(token in NEGATION and n not in covered for n, token in enumerate(tokens))
        if denied and covered and (key != "allergies" or marked):
            doubt = doubt or "gutcli reads this as if it held for you. Take it out if it does not."
        left = [token for n, token in enumerate(tokens) if n not in covered and not is_filler(token)]
        return Reading(
            key, safe(word), tuple(i for i in self._cautions if i in cautions), tuple(allergens), tuple(foods),
            diet=diet, unknown=format_unknown(word, left, understood=bool(covered)), doubt=doubt,
        )  # fmt: skip

    def _find_allergens(self, tokens: Tokens, shut: set[int]) -> Iterable[tuple[int, int]]:
        """Find allergen words, the longest first, so that the nut in "tree nut" does not mean peanuts too."""
        start = 0
        while start < len(tokens):
            for end in range(min(len(tokens), start + self._longest), start, -1):
                allergens = self._allergens.get(tokens[start:end])
                if allergens is not None and shut.isdisjoint(range(start, end)):
                    if allergens:
                        yield start, end
                    start = end
                    break
            else:
                start += 1

    def _find_foods(self, tokens: Tokens, shut: set[int]) -> Iterable[tuple[int, int, list[str]]]:
        """Find foods that someone cannot have, wherever the word stands in their names or plants: rather too many.

        The foods of the list are looked for by themselves, for who cannot have orange juice cannot have oranges either,
        though the juice has a name of its own.
        """
        holding: dict[Tokens, list[str]] = {}
        for everyday in (False, True):
            start = 0
            while start < len(tokens):
                for end in range(len(tokens), start, -1):
                    phrase = tokens[start:end]
                    if not shut.isdisjoint(range(start, end)):
                        continue
                    if phrase not in holding:
                        holding[phrase] = self._foods_holding(phrase)
                    if found := [ident for ident in holding[phrase] if self._foods[ident].everyday is everyday]:
                        yield start, end, found
                        start = end
                        break
                else:
                    start += 1

    def _foods_holding(self, phrase: Tokens) -> list[str]:
        if COLOURS.issuperset(phrase) or MANNERS.issuperset(phrase):
            return []
        words = " ".join(phrase)
        sort = {split_words(plant) for plant in PLANT_SORTS.get(words, ())} or {phrase}
        group = GROUP_WORDS.get(words, "")
        found = [ident for name, ident in self._food_names if holds(name, phrase) or ends_so(name, phrase)]
        found += [food.id for food in self._foods.values() if food.group == group]
        found += [f.id for f in self._foods.values() if any(holds(split_words(p), s) for p in f.plants for s in sort)]
        return found

    def _read_liking(self, key: str, word: str) -> Reading:
        """Understand one entry of the dislikes, the favourites or the practices to avoid: one name or several."""
        tokens = split_words(word)
        foods: dict[str, None] = {}
        practices: dict[str, None] = {}
        left: list[str] = []
        start = 0
        while start < len(tokens):
            for end in range(len(tokens), start, -1):
                phrase = tokens[start:end]
                alone = len(phrase) == 1 < len(tokens) and phrase[0] in MANNERS
                eaten, done = ((), ()) if alone else self._called(key, phrase)
                if eaten or done:
                    foods |= dict.fromkeys(eaten)
                    practices |= dict.fromkeys(done)
                    start = end
                    break
            else:
                if not is_filler(tokens[start]) and tokens[start] not in MANNERS:
                    left.append(tokens[start])
                start += 1
        unknown = format_unknown(word, left, understood=bool(foods or practices))
        return Reading(key, safe(word), foods=tuple(foods), practices=tuple(practices), unknown=unknown)

    def _called(self, key: str, phrase: Tokens) -> tuple[Sequence[str], Sequence[str]]:
        """Return the foods and the practices of this name; the other sort only where the likelier one has none."""
        if key == "practices.avoid":
            done = self._practices_called(phrase)
            return ((), done) if done else (self._foods_called(phrase), ())
        exact = key == "favourites" and any(name == phrase for name, _ in self._food_names)
        eaten = [i for name, i in self._food_names if name == phrase] if exact else self._foods_called(phrase)
        return (eaten, ()) if eaten else ((), self._practices_called(phrase))

    def _foods_called(self, phrase: Tokens) -> list[str]:
        """Return the foods whose name this is or ends in ("beans": kidney beans), or the whole sort of that name."""
        found = [ident for name, ident in self._food_names if name[-len(phrase) :] == phrase]
        if phrase == ("berry",):
            found += [ident for name, ident in self._food_names if ends_so(name, phrase)]
        words = " ".join(phrase)
        exact = any(name == phrase for name, _ in self._food_names)
        is_sort = words in SORTS and (not exact or words in WHOLE_SORTS)
        contained = set(self._allergens[phrase]) if is_sort else set()
        groups = {group for group in FOOD_GROUPS if split_words(group) == phrase}
        found += [f.id for f in self._foods.values() if f.group in groups or not contained.isdisjoint(f.contains)]
        found += [f.id for f in self._foods.values() if f.oily_fish and words == "oily fish"]
        return list(dict.fromkeys(found))

    def _practices_called(self, phrase: Tokens) -> list[str]:
        found = [ident for name, ident in self._practice_names if holds(name, phrase)]
        for practice in self._practices.values():
            sorts = (practice.family, practice.category, practice.kind)
            if any(holds(split_words(word), phrase) for word in sorts):
                found.append(practice.id)
        return list(dict.fromkeys(found))


_LIKINGS = frozenset(("dislikes", "favourites", "practices.avoid"))


def _drop_asides(found: list[tuple[int, int, str]], tokens: Tokens) -> list[tuple[int, int, str]]:
    """Leave out a baby or a child that is only part of what is meant: of "baby aspirin", or "trying for a baby"."""
    wide = [(start, end) for start, end, _ in found if tokens[start:end] not in PERSONS]
    return [
        (start, end, ident)
        for start, end, ident in found
        if tokens[start:end] not in PERSONS or not any(s <= start and end <= e for s, e in wide)
    ]
