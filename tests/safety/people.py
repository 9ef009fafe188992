"""Random people, by number: the same for ever, and so drawn that every word that gutcli knows has its turn."""

from __future__ import annotations

import random
from functools import cache

from gutcli.catalog.kinds import ALLERGENS
from gutcli.profile.settings import Profile
from gutcli.profile.values import DIETS
from tests.safety.meaning import allergen_words, words_for
from tests.safety.oracle import records

DECORATED = ("{}", "{}", "taking {}", "{} since 2011", "severe {}", "{} (diagnosed)", "{} 20 mg daily", "I have {}")


@cache
def condition_words():
    """Every word that finds a caution: first one of each, then all others, in an order that looks like chance."""
    chance = random.Random(4)
    first, rest = [], []
    for caution in records("cautions"):
        words = [*words_for(caution["id"])]
        chance.shuffle(words)
        first += words[:1]
        rest += words[1:]
    chance.shuffle(rest)
    return tuple(dict.fromkeys((*first, *rest)))


@cache
def food_words():
    return tuple(sorted({name for food in records("foods") for name in (food["id"], food["name"], *food["aliases"])}))


@cache
def practice_words():
    return tuple(sorted({name for p in records("practices") for name in (p["id"], p["name"], p["family"])}))


def draw_person(number, *, words=()):
    """Draw one person: their words by key of the profile."""
    chance = random.Random(number)
    said = words or (condition_words()[number % len(condition_words())],)
    more = chance.choices(condition_words(), k=chance.choice((0, 0, 1, 2, 3)))
    told = [chance.choice(DECORATED).format(word) for word in (*said, *more)]
    cut = chance.randint(0, len(told))
    allergies = chance.choices(allergen_words(), k=chance.choice((0, 0, 1, 2)))
    if number % 3 == 0:
        allergies.append(ALLERGENS[number // 3 % len(ALLERGENS)])
    return {
        "diet": DIETS[number % 4],
        "allergies": allergies,
        "conditions": told[:cut],
        "medicines": told[cut:],
        "dislikes": chance.choices(food_words(), k=chance.choice((0, 0, 1, 3, 6))),
        "favourites": chance.choices((*food_words(), *practice_words()), k=chance.choice((0, 0, 2))),
        "practices_avoid": chance.choices(practice_words(), k=chance.choice((0, 0, 1, 2))),
        "strict": chance.random() < 0.25,
        "gentle_start": chance.random() < 0.5,
        "checklist": {slot: chance.choice(most) for slot, most in COUNTS.items()},
    }


COUNTS = {
    "prebiotic": (0, 1, 2, 2, 3, 5),
    "probiotic": (0, 1, 1, 2),
    "omega-3": (0, 1, 1, 3),
    "move": (0, 1, 1, 2),
    "calm": (0, 1, 1, 2),
}


def profile_of(person):
    return Profile(**{key: tuple(value) if isinstance(value, list) else value for key, value in person.items()})
