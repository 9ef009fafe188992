"""Reading one entry of the profile: what it says, by the lexicon, in its context. Pure.

Phrases are found as whole folded words; what they mean for the person is decided by context.py. What is not understood
is kept and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gutcli.catalog.library import Catalog
from gutcli.profile.context import When, find_age, is_dropped, is_other, parse_when
from gutcli.profile.foods_named import FoodFinder
from gutcli.profile.medicines import parse_medicines
from gutcli.profile.reading import Reading, ReadingDraft, join_readings, join_unknown, means_nothing
from gutcli.profile.settings import LIKING_KEYS
from gutcli.profile.spans import Clause, Span, Tokens, find_small, find_untold, parse_clause, split_clauses, split_words
from gutcli.profile.values import DIETS
from gutcli.text import safe


class WordReader:
    """Reads the entries of a profile, needs and likings, by the words of one catalog, in one year.

    Where a person's own files bring words, needs are read without these as well, so that none of theirs hides anything.
    """

    def __init__(self, catalog: Catalog, year: int) -> None:
        lexicon = catalog.lexicon
        self._reader = _Reader(catalog, lexicon, catalog.names("foods"), year)
        plain = lexicon.get("plain")
        self._plain = _Reader(catalog, {**lexicon, **plain}, plain["food_names"], year) if plain else None

    def read(self, key: str, word: str) -> Reading | None:
        """Return how one entry of the list `key` is understood; None for one that only says that there is none."""
        reading = self._reader.read(key, word)
        if self._plain is None or key in LIKING_KEYS or reading is None:
            return reading
        return join_readings(reading, self._plain.read(key, word))


class _Reader:
    """Reads entries by one lexicon and the names of foods that go with it."""

    def __init__(self, catalog: Catalog, lexicon: Mapping[str, Any], food_names: Mapping[str, str], year: int) -> None:
        self.lexicon = lexicon
        self.small = find_small(lexicon)
        self.finder = FoodFinder(catalog, lexicon, food_names)
        self.year = year

    def read(self, key: str, word: str) -> Reading | None:
        """Return how one entry of the list `key` is understood; None for one that only says that there is none."""
        if means_nothing(word, self.lexicon):
            return None
        if key in LIKING_KEYS:
            foods, practices, left = self.finder.read_liking(key, word)
            unknown = join_unknown(word, left, understood=bool(foods or practices))
            return Reading(key, safe(word), foods=foods, practices=practices, unknown=unknown)
        found = ReadingDraft()
        whole = split_words(word)
        found.only = "only" in whole
        known = any(" ".join(whole) in self.lexicon[layer] for layer in ("said", "taken"))  # "hair, skin and nails"
        parts = [whole] if known else _join_forms(split_clauses(word), self.lexicon["forms"])
        clauses = [parse_clause(tokens, self.lexicon, self.finder.named, self.small) for tokens in parts]
        whens = [parse_when(clause, self.lexicon, self.year) for clause in clauses]
        for number, clause in enumerate(clauses):
            # "gallbladder out, 2010": a clause that names nothing says when of the one before.
            after = clauses[number + 1] if number + 1 < len(clauses) else None
            when = whens[number]
            if after is not None and not (after.said or after.taken or after.eaten) and when.word == "now":
                when = whens[number + 1]
            too = after is not None and _means_own_as_well(after)
            self._note_left(clause, self._read_clause(key, clause, when, found, too=too), found)
        if not any(clause.has("other-person", "own-child") for clause in clauses):
            for clause in clauses:
                self._read_age(clause, found)
        self._ask_about_borne(found)
        return self._finish(key, word, found, clauses)

    def _read_clause(self, key: str, clause: Clause, when: When, found: ReadingDraft, *, too: bool) -> set[int]:
        """Read one clause; return the places of the words that a phrase explains."""
        told: set[int] = set()
        lonely = not find_untold(clause, _places((*clause.said, *clause.taken)))
        for span in clause.said:
            if span.meanings[0][0] == "alone" and not lonely:
                continue
            idle = all(kind == "aside" and not idents for kind, idents in span.meanings)
            if idle and clause.has("intolerance", "cannot-have"):
                continue  # "kidney beans upset me" is no harmless phrase
            told.update(span.places)
            conditions = (self.lexicon["conditions"].get(ident, {}) for _, idents in span.meanings for ident in idents)
            is_mine = too or any(condition.get("of_others") for condition in conditions)
            if is_dropped(span, clause, is_mine=is_mine):
                found.understood = True
                # One's own baby holds all the same: honey is not for it.
                if clause.has("own-child") and when.word != "over" and any("baby" in i for _, i in span.meanings):
                    found.conditions["baby"] = None
            else:
                self._take_meanings(span, clause, when, found)
        told |= parse_medicines(clause, key, when, found, self.lexicon)
        return told | self._read_eaten(key, clause, found, told)

    def _take_meanings(self, span: Span, clause: Clause, when: When, found: ReadingDraft) -> None:
        for kind, idents in span.meanings:
            found.understood = True
            if kind == "crisis" and when.word == "over":
                found.conditions["past-self-harm"] = None
            elif kind == "crisis":
                found.crisis = True
            elif kind == "caution":
                found.own |= dict.fromkeys(idents)
            else:
                for ident in idents:
                    self._take_condition(ident, kind, when, clause, found)

    def _take_condition(self, ident: str, kind: str, when: When, clause: Clause, found: ReadingDraft) -> None:
        condition = self.lexicon["conditions"].get(ident)
        if condition is None:
            return
        past = condition["past"]
        asks = clause.has("maybe") or (kind == "unsure" and when.word not in {"recent", "ahead", "over"})
        left = [ident]
        if when.word == "over" and past is not None:
            left = past
            asks = asks or ident in past
        elif when.word == "weak" and past is not None:
            asks = True
        found.conditions |= dict.fromkeys(left)
        if clause.has("through-me") or (when.days is not None and when.word == "recent" and clause.has("stopped")):
            asks = asks or past is not None
        if asks:
            names = (self.lexicon["conditions"][each] for each in left)
            found.asks |= dict.fromkeys(each["name"] for each in names if each["matters"])

    def _read_eaten(self, key: str, clause: Clause, found: ReadingDraft, told: set[int]) -> set[int]:
        """Return what must not be eaten: under allergies, or where an allergy or the like is spoken of."""
        if key != "allergies":
            meant = [s for s in clause.eaten if s.layer == "eaten" and any(meaning[1] for meaning in s.meanings)]
            rest = find_untold(clause, _places(clause.eaten))
            marked = clause.has("allergy", "intolerance", "cannot-have")
            if not (clause.has("allergy") or (meant and not told and (marked or (key == "conditions" and not rest)))):
                return set()
        if key == "allergies" and not is_other(clause):
            self._read_as_allergy(clause, found)
        return self.finder.read_eaten(clause, found, told, everywhere=key == "allergies" or clause.has("allergy"))

    def _read_as_allergy(self, clause: Clause, found: ReadingDraft) -> None:
        """Read what is said under allergies as one: "wheat" is "wheat allergy", whatever else is about gluten."""
        facts = self.lexicon["conditions"]
        for span in clause.eaten:
            for kind, idents in self.lexicon["said"].get(" ".join((*span.words, "allergy")), ()):
                if kind == "holds" and not is_dropped(span, clause):
                    found.conditions |= {i: None for i in idents if any(facts[h]["without"] for h in facts[i]["holds"])}

    def _note_left(self, clause: Clause, told: set[int], found: ReadingDraft) -> None:
        """Note the words that nothing explains, unless the clause is about somebody else or says that all is well."""
        rest = find_untold(clause, told)
        if told or (not rest and (clause.has("negation") or clause.measured)):
            found.understood = True
        if is_other(clause) or clause.has("nothing", "borne"):
            found.understood = found.understood or is_other(clause)
            return
        left = [clause.tokens[n] for n in rest]
        if diets := [word for word in left if word in DIETS[1:] and not clause.has("negation", "maybe")]:
            found.diet = max(diets, key=DIETS.index)  # "vegan and coeliac"
            found.understood = True
        found.left += [word for word in left if word not in diets]

    def _read_age(self, clause: Clause, found: ReadingDraft) -> None:
        if (condition := find_age(clause.tokens, self.lexicon, self.year)) is not None:
            found.understood = True
            if condition:
                found.conditions[condition] = None

    def _ask_about_borne(self, found: ReadingDraft) -> None:
        """Ask about what is said to be borne where what is left out holds it all the same."""
        for span in found.borne:
            families = {ident for kind, idents, _ in span.meanings if kind != "allergens" for ident in idents}
            if (span.allergens & found.allergens.keys() or families & found.families.keys()) and not found.only:
                found.asks[" ".join(span.words)] = None

    def _finish(self, key: str, word: str, found: ReadingDraft, clauses: list[Clause]) -> Reading:
        facts = self.lexicon["conditions"]
        doubt = ""
        if found.diet:
            doubt = f"“{found.diet}” is read as your way of eating; better: gutcli profile set diet {found.diet}"
        for ident in found.conditions:
            for held in facts[ident]["holds"]:
                for family in facts[held]["families"]:
                    self.finder.take_family(family, found)
            if key == "allergies" and "lactose-intolerance" in facts[ident]["holds"]:
                found.allergens["milk"] = None
                found.asks["lactose intolerance"] = None
                doubt = (
                    "Under allergies this leaves out every food with milk. If you only need to go easy on lactose, "
                    "move it to your conditions."
                )
        if "gluten" in found.allergens and key == "allergies" and "gluten" not in split_words(word):
            doubt = "Labels name the cereals with gluten together, so wheat, rye, barley and oats are all left out."
        nothing = not (found.conditions or found.medicines or found.classes or found.allergens or found.foods)
        if nothing and any(clause.has("own-child") for clause in clauses):
            doubt = "gutcli is for adults: it plans nothing for a child, and keeps no child's needs in mind."
        if found.foods and not doubt:
            doubt = "Foods named so are left out, but labels need not name it: check every mixed food yourself."
        unknown = join_unknown(word, found.left, understood=found.understood)
        return Reading(
            key, safe(word), conditions=tuple(found.conditions), medicines=tuple(found.medicines),
            classes=tuple(found.classes), not_taken=tuple(found.not_taken), allergens=tuple(found.allergens),
            families=tuple(found.families), foods=tuple(found.foods), own=tuple(found.own), diet=found.diet,
            crisis=found.crisis, unknown=unknown, doubt=doubt, asks=tuple(found.asks),
        )  # fmt: skip


def _places(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in span.places}


def _means_own_as_well(clause: Clause) -> bool:
    """Return whether a clause only says that what was said of somebody else is one's own as well."""
    plain = all(role.plays("own-person", "filler") for role in clause.roles)
    return plain and clause.has("own-person") and not (clause.said or clause.taken or find_untold(clause, ()))


def _join_forms(parts: list[Tokens], forms: Mapping[str, Any]) -> list[Tokens]:
    """Return clauses, one that only says a form with the one before: "Voltaren (gel)" is a gel."""
    joined: list[Tokens] = []
    for part in parts:
        if joined and " ".join(part) in forms:
            joined[-1] = (*joined[-1], *part)
        else:
            joined.append(part)
    return joined
