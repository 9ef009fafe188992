"""The small words of people's sentences, and what some of them mean where no entry of the catalog says it."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from gutcli.catalog.kinds import ALLERGENS
from gutcli.text import fold, safe

Tokens = tuple[str, ...]

# What people put around the word that matters; left over, it is not reported as unknown.
FILLER = frozenset(
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
DOSE = re.compile(r"[0-9]+[a-z]{0,4}")
NEGATION = frozenset(
    ("no", "not", "non", "never", "without", "isnt", "arent", "dont", "doesnt", "stopped", "former", "formerly", "ex")
)
ALLERGY = frozenset(("allergy", "allergic", "anaphylaxis", "anaphylactic", "hypersensitivity", "epipen"))
INTOLERANCE = frozenset(("intolerance", "intolerant", "sensitivity", "sensitive", "free"))
# Phrases in which a word does not mean what it means alone; () is none of the legal allergens.
MORE_ALLERGEN_WORDS: Mapping[str, tuple[str, ...]] = {
    "almond milk": ("nuts",), "cashew milk": ("nuts",), "nut milk": ("nuts",), "almond butter": ("nuts",),
    "cashew butter": ("nuts",), "shea butter": ("nuts",), "chestnut": ("nuts",), "pine nut": ("nuts",),
    "oat milk": ("gluten",), "cereal": ("gluten",), "roe": ("fish",),
    "sea food": ("fish", "crustaceans", "molluscs"), "crustacea": ("crustaceans",),
    "coconut milk": (), "coconut cream": (), "coconut yoghurt": (), "rice milk": (), "cocoa butter": (),
}  # fmt: skip
# Words for a whole sort of food that people dislike, by what it contains; beside the legal words.
SORTS = frozenset(("dairy", "seafood", "shellfish", "tree nut", *(fold(word) for word in ALLERGENS)))
WHOLE_SORTS = frozenset(("fish", "nut", "dairy", "seafood", "shellfish"))
# How a food is prepared is no food: "raw fish" is about fish.
MANNERS = frozenset(("raw", "cooked", "tinned", "dried", "fresh", "cold", "hot", "smoked", "frozen", "plain", "food"))
# Beside these a word only says which: "red meat" is not about all that is red, nor "baby aspirin" about a baby.
COLOURS = frozenset(("red", "white", "green", "black", "brown", "yellow", "blue", "wild", "sweet", "stone", "sea"))
PERSONS = frozenset((("baby",), ("child",), ("infant",), ("kid",)))
# Sorts of plant that people name, by the plants that the catalog has of them.
PLANT_SORTS: Mapping[str, tuple[str, ...]] = {
    "citrus": ("orange", "lemon", "lime", "grapefruit", "mandarin", "pomelo", "tangerine", "clementine"),
    "stone fruit": ("peach", "plum", "cherry", "apricot", "nectarine", "mango", "almond"),
}
GROUP_WORDS: Mapping[str, str] = {"legume": "legumes", "pulse": "legumes", "fruit": "fruit", "mushroom": "mushrooms"}
CEREALS = frozenset(("wheat", "rye", "barley", "oat", "spelt", "kamut"))
# Words that end so by chance: pumpernickel holds no nickel to speak of.
CHANCE_ENDINGS = frozenset(("nickel",))
NOTHING = frozenset(("none", "nothing", "nil", "n a", "no", "no allergy", "no known allergy", "nka", "nkda"))


@lru_cache(maxsize=16384)
def split_words(text: str) -> Tokens:
    """Return the folded words of a text."""
    return tuple(fold(text).split())


def holds(name: Tokens, phrase: Tokens) -> bool:
    """Whether `phrase` stands in `name` as whole words."""
    return any(name[n : n + len(phrase)] == phrase for n in range(len(name) - len(phrase) + 1))


def is_filler(token: str) -> bool:
    """Return whether a word says nothing by itself, or is a dose."""
    return token in FILLER or DOSE.fullmatch(token) is not None


def says_nothing(word: str) -> bool:
    """Whether an entry only says that there is none."""
    return not word.strip() or fold(word) in NOTHING


def ends_so(name: Tokens, phrase: Tokens) -> bool:
    """Whether a word of `name` ends in this one, as blueberry does in berry and popcorn in corn."""
    if len(phrase) != 1 or len(phrase[0]) < 4 or phrase[0] in CHANCE_ENDINGS:
        return False
    return any(word.endswith(phrase[0]) for word in name)


def format_unknown(word: str, left: Sequence[str], *, understood: bool) -> str:
    """Return what of an entry was not understood: all of it, or the words that are left over."""
    if not understood:
        return safe(word)
    # Letters that folding cannot keep (other alphabets) were not read either.
    foreign = "".join(letter for letter in word if letter.isalpha() and not fold(letter))
    spelt = {fold(part): part for part in safe(word).split()}
    return " ".join([*(spelt.get(token, token) for token in left), *([safe(foreign)] if foreign else [])])
