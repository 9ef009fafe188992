"""Reading the person's words: which cautions, allergens, foods and practices they mean. Pure.

A word is found as itself or as whole words inside a longer phrase, after folding; never as letters inside a word. Where
it can be read in two ways, the stricter one holds and the reading says so; what is not understood is kept and said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gutcli.catalog.allergens import ALLERGEN_WORDS
from gutcli.catalog.kinds import ALLERGENS, FOOD_GROUPS
from gutcli.profile.values import DIETS
from gutcli.text import fold, nearest, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gutcli.catalog.types import Caution, Food, Practice

Tokens = tuple[str, ...]

# What people put around the word that matters; left over, it is not reported as unknown.
_FILLER = frozenset(
    word
    for line in (
        "a about acute after age allergen allergic allergy always am an anaphylactic anaphylaxis and any are as at",
        "bad been being but by capsule chronic condition controlled current currently daily day diagnosed diagnosis",
        "diet disease disorder do doctor dose drug each eat every fairly feel few flare for formerly free from get",
        "got had has have having he her high his history i if im in injection intolerance intolerant is it ive kind",
        "let light long low mcg medication medicine mg mild milligram ml moderate month morning mostly mum my never",
        "night no not of off old on once one or other our own past patient per pill possible prescribed",
        "prescription problem product quite recent recently regular sensitive sensitivity severe severely she since",
        "slight slightly some somewhat stage still strong suspected syndrome tablet take taking term that the them",
        "this to too treated treatment trouble twice two type use using very was week weekly when which with",
        "without year you",
    )
    for word in line.split()
)
_DOSE = re.compile(r"[0-9]+[a-z]{0,4}")
_NEGATION = frozenset(
    ("no", "not", "non", "never", "without", "isnt", "arent", "dont", "doesnt", "stopped", "former", "formerly", "ex")
)
_ALLERGY = frozenset(("allergy", "allergic", "anaphylaxis", "anaphylactic", "hypersensitivity", "epipen"))
_INTOLERANCE = frozenset(("intolerance", "intolerant", "sensitivity", "sensitive", "free"))
# Phrases in which a word does not mean what it means alone; () is none of the legal allergens.
_MORE_ALLERGEN_WORDS: Mapping[str, tuple[str, ...]] = {
    "almond milk": ("nuts",), "cashew milk": ("nuts",), "nut milk": ("nuts",), "almond butter": ("nuts",),
    "cashew butter": ("nuts",), "shea butter": ("nuts",), "chestnut": ("nuts",), "pine nut": ("nuts",),
    "oat milk": ("gluten",), "cereal": ("gluten",), "roe": ("fish",),
    "sea food": ("fish", "crustaceans", "molluscs"), "crustacea": ("crustaceans",),
    "coconut milk": (), "coconut cream": (), "coconut yoghurt": (), "rice milk": (), "cocoa butter": (),
}  # fmt: skip
# Words for a whole sort of food that people dislike, by what it contains; beside the legal words.
_SORTS = frozenset(("dairy", "seafood", "shellfish", "tree nut", *(fold(word) for word in ALLERGENS)))
_WHOLE_SORTS = frozenset(("fish", "nut", "dairy", "seafood", "shellfish"))
# How a food is prepared is no food: "raw fish" is about fish.
_MANNERS = frozenset(("raw", "cooked", "tinned", "dried", "fresh", "cold", "hot", "smoked", "frozen", "plain", "food"))
# Beside these a word only says which: "red meat" is not about all that is red, nor "baby aspirin" about a baby.
_COLOURS = frozenset(("red", "white", "green", "black", "brown", "yellow", "blue", "wild", "sweet", "stone", "sea"))
_PERSONS = frozenset((("baby",), ("child",), ("infant",), ("kid",)))
# Sorts of plant that people name, by the plants that the catalog has of them.
_PLANT_SORTS: Mapping[str, tuple[str, ...]] = {
    "citrus": ("orange", "lemon", "lime", "grapefruit", "mandarin", "pomelo", "tangerine", "clementine"),
    "stone fruit": ("peach", "plum", "cherry", "apricot", "nectarine", "mango", "almond"),
}
_GROUP_WORDS: Mapping[str, str] = {"legume": "legumes", "pulse": "legumes", "fruit": "fruit", "mushroom": "mushrooms"}
_CEREALS = frozenset(("wheat", "rye", "barley", "oat", "spelt", "kamut"))
# Words that end so by chance: pumpernickel holds no nickel to speak of.
_CHANCE_ENDINGS = frozenset(("nickel",))
_NOTHING = frozenset(("none", "nothing", "nil", "n a", "no", "no allergy", "no known allergy", "nka", "nkda"))


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


def says_nothing(word: str) -> bool:
    """Whether an entry only says that there is none."""
    return not word.strip() or fold(word) in _NOTHING


def is_about_lactose(caution: Caution) -> bool:
    """Whether foods carry the caution by their lactose."""
    return "lactose" in caution.conditions


def find_cautions(words: str, cautions: Mapping[str, Caution]) -> tuple[str, ...]:
    """Give the cautions that people's words mean: all of the words, or whole words among them, are a condition."""
    found = {ident for _, _, ident in _find(split_words(words), _index_conditions(cautions.values()))}
    return tuple(ident for ident in cautions if ident in found)


def nearest_words(
    words: str, cautions: Mapping[str, Caution], names: Iterable[str] = (), most: int = 3
) -> tuple[str, ...]:
    """Give the known words that look most like `words`: for asking "did you mean", never for acting.

    `names` are further known ones: those of foods and allergens where these are meant.
    """
    conditions = [word for c in cautions.values() for word in c.conditions if word != "anyone"]
    # Of words that fold alike, the first one is shown.
    known = {fold(word): word for word in reversed((*conditions, *names))}
    close = nearest(fold(words), known, most, 0.75)
    return tuple(dict.fromkeys(known[word] for word in close))


def find_meant(
    reading: Reading, cautions: Mapping[str, Caution], foods: Mapping[str, Food], practices: Mapping[str, Practice]
) -> tuple[str, ...]:
    """Give the words that what was not understood in an entry may have meant."""
    if not reading.unknown:
        return ()
    if reading.key in {"conditions", "medicines"}:
        return nearest_words(reading.unknown, cautions)
    entries: Mapping[str, Food | Practice] = practices if reading.key == "practices.avoid" else foods
    names = [entry.name.lower() for entry in entries.values()]
    if reading.key == "allergies":
        return nearest_words(reading.unknown, cautions, [*ALLERGENS, *ALLERGEN_WORDS, *names])
    return nearest_words(reading.unknown, {}, names)


def known_phrases(cautions: Mapping[str, Caution], *names: Iterable[str]) -> frozenset[str]:
    """Give every folded phrase that gutcli knows: conditions, allergens, and the folded names given."""
    words = {fold(word) for c in cautions.values() for word in c.conditions if word != "anyone"}
    words |= {fold(word) for word in (*ALLERGENS, *ALLERGEN_WORDS)}
    return frozenset(words.union(*names))


@lru_cache(maxsize=16384)
def split_words(text: str) -> Tokens:
    """Give the folded words of a text."""
    return tuple(fold(text).split())


def holds(name: Tokens, phrase: Tokens) -> bool:
    """Whether `phrase` stands in `name` as whole words."""
    return any(name[n : n + len(phrase)] == phrase for n in range(len(name) - len(phrase) + 1))


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
        for word, allergens in (*legal, *ALLERGEN_WORDS.items(), *_MORE_ALLERGEN_WORDS.items()):
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
        marked = not _ALLERGY.isdisjoint(tokens)
        as_allergy = key == "allergies" or marked
        plain = tuple(token for token in tokens if token not in _FILLER)
        # Under conditions, "nut-free" or "egg intolerance" are read too, where no caution has understood them already.
        loosely = not _INTOLERANCE.isdisjoint(tokens) or (key == "conditions" and plain in self._allergens)
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
            shut = legal | bodily | {n for n, token in enumerate(tokens) if _is_filler(token)}
            for start, end, found in self._find_foods(tokens, shut):
                foods |= dict.fromkeys(found)
                covered.update(range(start, end))
        if "gluten" in allergens and not _CEREALS.isdisjoint(tokens):
            doubt = "Labels name the cereals with gluten together, so wheat, rye, barley and oats are all left out."
        if foods:
            doubt = "Foods named so are left out, but labels need not name it: check every mixed food yourself."
        covered |= legal
        diet = next((diet for diet in DIETS[1:] if plain == (diet,)), "")
        if diet:
            covered.update(range(len(tokens)))
            doubt = f"Read as your way of eating; better: gutcli profile set diet {diet}"
        denied = any(token in _NEGATION and n not in covered for n, token in enumerate(tokens))
        if denied and covered and (key != "allergies" or marked):
            doubt = doubt or "gutcli reads this as if it held for you. Take it out if it does not."
        left = [token for n, token in enumerate(tokens) if n not in covered and not _is_filler(token)]
        return Reading(
            key, safe(word), tuple(i for i in self._cautions if i in cautions), tuple(allergens), tuple(foods),
            diet=diet, unknown=_say_unknown(word, left, understood=bool(covered)), doubt=doubt,
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
        if _COLOURS.issuperset(phrase) or _MANNERS.issuperset(phrase):
            return []
        words = " ".join(phrase)
        sort = {split_words(plant) for plant in _PLANT_SORTS.get(words, ())} or {phrase}
        group = _GROUP_WORDS.get(words, "")
        found = [ident for name, ident in self._food_names if holds(name, phrase) or _ends_so(name, phrase)]
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
                alone = len(phrase) == 1 < len(tokens) and phrase[0] in _MANNERS
                eaten, done = ((), ()) if alone else self._called(key, phrase)
                if eaten or done:
                    foods |= dict.fromkeys(eaten)
                    practices |= dict.fromkeys(done)
                    start = end
                    break
            else:
                if not _is_filler(tokens[start]) and tokens[start] not in _MANNERS:
                    left.append(tokens[start])
                start += 1
        unknown = _say_unknown(word, left, understood=bool(foods or practices))
        return Reading(key, safe(word), foods=tuple(foods), practices=tuple(practices), unknown=unknown)

    def _called(self, key: str, phrase: Tokens) -> tuple[Sequence[str], Sequence[str]]:
        """Give the foods and the practices of this name; the other sort only where the likelier one has none."""
        if key == "practices.avoid":
            done = self._practices_called(phrase)
            return ((), done) if done else (self._foods_called(phrase), ())
        exact = key == "favourites" and any(name == phrase for name, _ in self._food_names)
        eaten = [i for name, i in self._food_names if name == phrase] if exact else self._foods_called(phrase)
        return (eaten, ()) if eaten else ((), self._practices_called(phrase))

    def _foods_called(self, phrase: Tokens) -> list[str]:
        """Give the foods whose name this is or ends in ("beans": kidney beans), or the whole sort of that name."""
        found = [ident for name, ident in self._food_names if name[-len(phrase) :] == phrase]
        if phrase == ("berry",):
            found += [ident for name, ident in self._food_names if _ends_so(name, phrase)]
        words = " ".join(phrase)
        exact = any(name == phrase for name, _ in self._food_names)
        is_sort = words in _SORTS and (not exact or words in _WHOLE_SORTS)
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


def _ends_so(name: Tokens, phrase: Tokens) -> bool:
    """Whether a word of `name` ends in this one, as blueberry does in berry and popcorn in corn."""
    if len(phrase) != 1 or len(phrase[0]) < 4 or phrase[0] in _CHANCE_ENDINGS:
        return False
    return any(word.endswith(phrase[0]) for word in name)


def _drop_asides(found: list[tuple[int, int, str]], tokens: Tokens) -> list[tuple[int, int, str]]:
    """Leave out a baby or a child that is only part of what is meant: of "baby aspirin", or "trying for a baby"."""
    wide = [(start, end) for start, end, _ in found if tokens[start:end] not in _PERSONS]
    return [
        (start, end, ident)
        for start, end, ident in found
        if tokens[start:end] not in _PERSONS or not any(s <= start and end <= e for s, e in wide)
    ]


def _is_filler(token: str) -> bool:
    return token in _FILLER or _DOSE.fullmatch(token) is not None


def _say_unknown(word: str, left: Sequence[str], *, understood: bool) -> str:
    """Give what of an entry was not understood: all of it, or the words that are left over."""
    if not understood:
        return safe(word)
    # Letters that folding cannot keep (other alphabets) were not read either.
    foreign = "".join(letter for letter in word if letter.isalpha() and not fold(letter))
    spelt = {fold(part): part for part in safe(word).split()}
    return " ".join([*(spelt.get(token, token) for token in left), *([safe(foreign)] if foreign else [])])
