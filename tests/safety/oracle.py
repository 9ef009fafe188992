"""The rules of exclusion, slow and plain, read from the data files themselves: none of the program's reading.

Shared with the program is `fold` (what counts as the same word); what words mean is read by meaning.py.
Everything is looked up by going through everything. One `Rules` is one person.
"""

from __future__ import annotations

import re
from functools import cache, cached_property

from tests.data import read_data
from tests.safety.meaning import allergen_words, allergens_said, entries, folded, is_for, meaning, says


@cache
def records(kind):
    entries = []
    for name in ("foods", "everyday") if kind == "foods" else (kind,):
        (read,) = read_data(name).values()
        entries += read
    return (
        [{**entry, "cautions": [*entry["cautions"], *by_texture(entry)]} for entry in entries]
        if kind == "foods"
        else entries
    )


FIRM = ("liquid", "puree", "minced", "soft", "easy-to-chew", "regular")


def by_texture(food):
    """Cautions that a food carries because it is too firm, leaves too much, or is choked on; unknown is unsafe."""
    for caution in records("cautions"):
        firm = caution.get("texture")
        if firm and FIRM.index(food.get("texture", "regular")) > FIRM.index(firm):
            yield caution["id"]
        if caution.get("residue") == "low" and food.get("residue", "normal") != "low":
            yield caution["id"]
        if caution.get("choking") and food.get("choking_risk", True):
            yield caution["id"]


@cache
def by_id(kind):
    return {entry["id"]: entry for entry in records(kind)}


def same(one, other):
    return folded(one) == folded(other)


def names_of(entry):
    return [entry["id"], entry["name"], *entry["aliases"]]


@cache
def cautions_in(word):
    """Cautions that are for somebody who says this."""
    return frozenset(c["id"] for c in records("cautions") if is_for(c, word))


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
    """Foods of the list of this name or, where there is none, what is logged by it and those whose names end so."""
    exact, ending = foods_ending_so(word)
    called = [food["id"] for food in exact if not food.get("everyday")]
    logged = [food["id"] for food in exact if food.get("everyday")]
    return called or logged + [food["id"] for food in ending if not food.get("everyday")]


class Rules:
    """What must not be suggested to one person, and what must be said with the rest."""

    def __init__(self, person):
        self.person = person
        self._carried = {}
        said = [*person["allergies"], *person["conditions"], *person["medicines"]]
        self.cautions = [by_id("cautions")[i] for i in sorted({i for word in said for i in cautions_in(word)})]
        self.allergens = set()
        for word in person["allergies"]:
            self.allergens |= allergens_said(word)
        held = [entries("conditions", "condition")[i] for word in said for i in meaning(word)[0]]
        families = [entries("allergens", "family")[i] for c in held for i in c.get("families", ())]
        self.allergens |= {a for part in held for a in part.get("without", ())}
        self.allergens |= {a for family in families for a in family["allergens"]}
        self.strictly = {a for part in held if part.get("traces") != "note" for a in part.get("without", ())}
        for word in person["allergies"]:
            self.strictly |= allergens_said(word)
        self.foods = {ident for part in held for ident in part.get("without_foods", ())}
        self.foods |= {ident for family in families if not family.get("raw_only") for ident in family["foods"]}
        self.diets = {person["diet"], *(part["diet"] for part in held if "diet" in part)} - {"omnivore"}
        for word in said:
            if not any(entries("conditions", "condition")[i].get("without") for i in meaning(word)[0]):
                for caution in self.cautions:
                    if caution["severity"] == "avoid" and is_for(caution, word):
                        self.allergens.update(caution.get("allergens", ()))
        app = [c for c in self.cautions if c["applies_to"] == "app"]
        self.nothing_at_all = any(c["severity"] == "avoid" for c in app)
        self.no_food_lists = any({"food tracking", "food lists", "food diary"} & set(c["items"]) for c in app)
        self.with_movement = [c["id"] for c in app if any("exercise" in item.split() for item in c["items"])]
        self._foods_out = {f["id"] for f in records("foods") if self._food_is_out(f)}
        # An everyday food that a tip names (pasta sauce) takes it along for what it holds; traces are for the label.
        self._named_out = {f["id"] for f in records("foods") if self._food_is_out(f, traces=not f.get("everyday"))}
        unsafe = (f for f in records("foods") if self._food_is_out(f, likings=False, traces=not f.get("everyday")))
        self._unsafe = {food["id"] for food in unsafe}
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
        if any(c["id"] in tip.get("cautions", ()) and c["severity"] == "avoid" for c in self.cautions):
            return True
        text = tip["text"].lower()
        for aside in tip.get("asides", ()):  # the tip's author says that this is nothing to eat: "by the date"
            text = text.replace(aside, "-")
        if any(ident in self._named_out for ident in names_of_food_in(BODY.sub("-", text))):
            return True
        for word in tip.get("foods", ()):
            meant = foods_called(word)
            if any(ident in self._unsafe for ident in meant) or (meant and all(i in self._named_out for i in meant)):
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
        return any(says(known, tip["text"]) for known in self._allergen_words)

    @cached_property
    def _allergen_words(self):
        return [known for known in allergen_words() if self._says_allergen(known)]

    def _says_allergen(self, known):
        """Whether a word means an allergen; that some miso has barley in it is for a coeliac's look at the label."""
        meant = self.allergens & allergens_said(known)
        named = [by_id("foods")[ident] for ident in foods_called(known)]
        only_traces = bool(named) and not any(meant & {*food["contains"]} for food in named)
        return bool(meant & self.strictly) or bool(meant and not only_traces)

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
        if self.diets - {*food["diets"]} or food["id"] in self.foods:
            return True
        if self.allergens & {*food["contains"]} or (traces and self.strictly & {*food["may_contain"]}):
            return True
        if likings and any(food["id"] in disliked(word) for word in person["dislikes"]):
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
        key = food["id"], caution["id"]
        if key not in self._carried:
            self._carried[key] = self._is_carried(food, caution)
        return self._carried[key]

    def _is_carried(self, food, caution):
        if caution["id"] in food["cautions"]:
            return True
        about = set(caution.get("allergens", ()))
        traces = {a for a in food.get("may_contain", ()) if a not in self.allergens or a in self.strictly}
        if (about & self.allergens or about) & {*food["contains"], *traces}:
            return True
        return bool(caution.get("lactose")) and food["lactose"] != "none"


@cache
def foods_ending_so(word):
    """Foods of which a name is this, and those of which a name ends in it: "beans" are kidney beans too."""
    phrase = f" {folded(word)}"
    ending = [food for food, names in spaced_names() if any(name.endswith(phrase) for name in names)]
    return [food for food in ending if any(same(word, name) for name in names_of(food))], ending


@cache
def spaced_names():
    return [(food, [f" {folded(name)}" for name in names_of(food)]) for food in records("foods")]


@cache
def disliked(word):
    """Foods that who does not like this does not like: oysters are no salsify, whatever it is also called."""
    called, ending = foods_ending_so(word)
    meant = allergens_said(word)
    return frozenset(food["id"] for food in [*called, *(f for f in ending if not meant or meant & {*f["contains"]})])
