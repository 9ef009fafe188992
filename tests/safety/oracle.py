"""The rules of exclusion, slow and plain, read from the data files themselves: none of the program's reading.

Shared with the program are `fold` (what counts as the same word) and the tables of words for the legal allergens.
Everything is looked up by going through everything. One `Rules` is one person.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from gutcli.catalog.allergens import ALLERGEN_WORDS
from gutcli.catalog.kinds import ALLERGENS
from gutcli.catalog.library import find_data
from gutcli.text import fold


@cache
def records(kind):
    entries = []
    for name in ("foods", "everyday") if kind == "foods" else (kind,):
        with (find_data() / f"{name}.toml").open("rb") as file:
            (read,) = tomllib.load(file).values()
            entries += read
    return entries


@cache
def by_id(kind):
    return {entry["id"]: entry for entry in records(kind)}


@cache
def folded(text):
    return fold(text)


def says(phrase, text):
    """Whether the words of `phrase` stand in `text`, next to each other."""
    return f" {folded(phrase)} " in f" {folded(text)} "


PERSONS = {"baby", "child", "infant", "kid"}


def means(condition, word):
    """Whether what was said means the condition; a baby that is only part of another one is nobody's."""
    if not says(condition, word):
        return False
    if folded(condition) not in PERSONS:
        return True
    rest = f" {folded(word)} "
    for caution in records("cautions"):
        for other in caution["conditions"]:
            if folded(other) not in PERSONS and says(condition, other):
                rest = rest.replace(f" {folded(other)} ", " ")
    return f" {folded(condition)} " in rest


def same(one, other):
    return folded(one) == folded(other)


def names_of(entry):
    return [entry["id"], entry["name"], *entry["aliases"]]


@cache
def cautions_in(word):
    """Cautions of which a condition stands in what the person said."""
    return frozenset(
        c["id"] for c in records("cautions") if any(w != "anyone" and means(w, word) for w in c["conditions"])
    )


@cache
def names_of_food_in(text):
    """Foods that a text names, by any of their names."""
    return [food["id"] for food in records("foods") if any(says(name, text) for name in names_of(food))]


SORTS = {
    "fruit": lambda food: food["group"] == "fruit" and food["id"] != "green-olives",
    "berry": lambda food: food["group"] == "fruit" and food["id"].endswith(("berries", "currants")),
    "vegetable": lambda food: food["group"] == "vegetables",
    "bean": lambda food: food["group"] == "legumes" and food["id"].endswith("beans"),
    "pulse": lambda food: food["group"] == "legumes",
    "nut": lambda food: food["group"] == "nuts-and-seeds" and {"nuts", "peanuts"} & {*food["contains"]},
    "seed": lambda food: food["group"] == "nuts-and-seeds" and not {"nuts", "peanuts"} & {*food["contains"]},
    "fish": lambda food: food.get("oily_fish") and not food["id"].startswith(("smoked", "pickled", "kippers")),
    "grain": lambda food: food["group"] == "grains",
    "wholegrain": lambda food: food["group"] == "grains",
    "dairy": lambda food: food["group"] == "dairy",
    "cheese": lambda food: "cheese" in food["id"],
}
"""Words for a whole sort of food, and foods that they mean without doubt."""
BODY = re.compile("blood sugar|liver enzymes|gut and liver|people's livers")
ASIDE = re.compile(f"{BODY.pattern}|(no|never|without|leave out) [^.:;?!]*")


@cache
def told_to_eat(text):
    """A tip's text without what it says of the body, and without what it says to leave out."""
    return ASIDE.sub("-", text.lower())


@cache
def foods_called(word):
    """Foods of the list of this name or, where there is none, those whose names end so."""
    foods = [food for food in records("foods") if not food.get("everyday")]
    called = [food["id"] for food in foods if any(same(name, word) for name in names_of(food))]
    return called or [f["id"] for f in foods if any(says_last(word, name) for name in names_of(f))]


class Rules:
    """What must not be suggested to one person, and what must be said with the rest."""

    def __init__(self, person):
        self.person = person
        said = [*person["allergies"], *person["conditions"], *person["medicines"]]
        self.cautions = [by_id("cautions")[i] for i in sorted({i for word in said for i in cautions_in(word)})]
        self.allergens = set()
        for word in person["allergies"]:
            for legal in ALLERGENS:
                if same(legal, word):
                    self.allergens.add(legal)
            for known, allergens in ALLERGEN_WORDS.items():
                if same(known, word):
                    self.allergens.update(allergens)
        for caution in self.cautions:
            if caution["severity"] == "avoid":
                self.allergens.update(caution.get("allergens", ()))
        app = [c for c in self.cautions if c["applies_to"] == "app"]
        self.nothing_at_all = any(c["severity"] == "avoid" for c in app)
        self.no_food_lists = any({"food tracking", "food lists", "food diary"} & set(c["items"]) for c in app)
        self.with_movement = [c["id"] for c in app if any("exercise" in item.split() for item in c["items"])]
        self._foods_out = {f["id"] for f in records("foods") if self._food_is_out(f)}
        # An everyday food that a tip names (pasta sauce) takes it along for what it holds; traces are for the label.
        self._named_out = {f["id"] for f in records("foods") if self._food_is_out(f, traces=not f.get("everyday"))}
        self._unsafe = {f["id"] for f in records("foods") if self._food_is_out(f, likings=False)}
        self._practices_out = {p["id"] for p in records("practices") if self._practice_is_out(p)}

    def is_out(self, ident):
        """Whether a food or practice must not be suggested."""
        return ident in self._foods_out or ident in self._practices_out

    def notes(self, ident):
        """The asking and limiting cautions that must stand on the line of what is suggested."""
        if food := by_id("foods").get(ident):
            return {c["id"] for c in self.cautions if c["severity"] != "avoid" and self._carries(food, c)}
        practice = by_id("practices")[ident]
        more = self.with_movement if practice["kind"] == "move" else []
        return {
            c["id"] for c in self.cautions if c["severity"] != "avoid" and c["id"] in [*practice["cautions"], *more]
        }

    def tip_is_out(self, tip):
        """Whether a tip must not be shown: it names something unsafe, in its lists or in its own text."""
        if self.nothing_at_all or (self.no_food_lists and tip.get("foods")):
            return True
        if any(self.is_out(ident) for ident in tip.get("practices", ())):
            return True
        text = tip["text"].lower()
        for aside in tip.get("asides", ()):  # the tip's author says that this is nothing to eat: "by the date"
            text = text.replace(aside, "-")
        if any(ident in self._named_out for ident in names_of_food_in(BODY.sub("-", text))):
            return True
        for word in tip.get("foods", ()):
            meant = foods_called(word)
            if any(ident in self._unsafe for ident in meant) or (meant and all(i in self._foods_out for i in meant)):
                return True
            for caution in self.cautions:
                strict = caution["severity"] == "avoid" or self.person["strict"]
                if strict and any(same(item, word) for item in caution["items"]):
                    return True
        eaten = told_to_eat(tip["text"])
        for caution in self.cautions:
            strict = caution["severity"] == "avoid" or self.person["strict"]
            about_food = caution["applies_to"] in {"food", "supplement"}
            if strict and about_food and any(says(item, eaten) for item in caution["items"]):
                return True
        for word, belongs in SORTS.items():
            if says(word, eaten) or any(same(word, listed) for listed in tip.get("foods", ())):
                meant = [food for food in records("foods") if belongs(food) and not food.get("everyday")]
                if self._has_allergen(meant) or all(food["id"] in self._foods_out for food in meant):
                    return True
                listed = {name for food in meant for name in names_of(food)}
                if any(same(name, word) for name in listed for word in tip.get("foods", ())):
                    continue  # the tip says itself which of them it means
                if any(self._is_cautioned(food) for food in meant):
                    return True
        for known, allergens in [*((legal, (legal,)) for legal in ALLERGENS), *ALLERGEN_WORDS.items()]:
            if self.allergens & set(allergens) and says(known, tip["text"]):
                return True
        return False

    def _has_allergen(self, foods):
        return any(self.allergens & {*food["contains"]} for food in foods)

    def _is_cautioned(self, food):
        """Whether a caution of the person's own takes a food out."""
        return any(
            (c["severity"] == "avoid" and c["id"] in food["cautions"])
            or (self.person["strict"] and c["severity"] != "avoid" and self._carries(food, c))
            for c in self.cautions
        )

    def _food_is_out(self, food, *, likings=True, traces=True):
        person = self.person
        if self.nothing_at_all or self.no_food_lists:
            return True
        if person["diet"] != "omnivore" and person["diet"] not in food["diets"]:
            return True
        if self.allergens & {*food["contains"], *(food["may_contain"] if traces else ())}:
            return True
        if likings and any(says_last(word, name) for word in person["dislikes"] for name in names_of(food)):
            return True
        for caution in self.cautions:
            if caution["severity"] == "avoid" and caution["id"] in food["cautions"]:
                return True
            if person["strict"] and self._carries(food, caution):
                return True
        return False

    def _practice_is_out(self, practice):
        if self.nothing_at_all:
            return True
        for word in self.person["practices_avoid"]:
            if any(same(word, name) for name in (practice["id"], practice["name"], practice["family"])):
                return True
        for caution in self.cautions:
            if caution["id"] in practice["cautions"] and (caution["severity"] == "avoid" or self.person["strict"]):
                return True
        return False

    def _carries(self, food, caution):
        if caution["id"] in food["cautions"]:
            return True
        if set(caution.get("allergens", ())) & {*food["contains"], *food.get("may_contain", ())}:
            return True
        return "lactose" in caution["conditions"] and food["lactose"] != "none"


def says_last(phrase, name):
    """Whether a name is this phrase, or ends in it: "beans" are kidney beans too."""
    return f" {folded(name)}".endswith(f" {folded(phrase)}")
