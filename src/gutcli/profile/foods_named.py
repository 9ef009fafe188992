"""Which foods people mean: what they must not eat, and what they like or do not. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gutcli.catalog.kinds import FOOD_GROUPS
from gutcli.catalog.library import Catalog
from gutcli.profile.context import is_other
from gutcli.profile.reading import ReadingDraft
from gutcli.profile.spans import Clause, Span, Tokens, cut_longest, find_longest, find_untold, split_words


def holds(name: Tokens, phrase: Tokens) -> bool:
    """Return whether `phrase` stands in `name` as whole words."""
    return any(name[n : n + len(phrase)] == phrase for n in range(len(name) - len(phrase) + 1))


def ends_so(name: Tokens, phrase: Tokens) -> bool:
    """Return whether a word of `name` ends in this one, as blueberry does in berry and popcorn in corn."""
    return len(phrase) == 1 and len(phrase[0]) >= 4 and any(word.endswith(phrase[0]) for word in name)


class FoodFinder:
    """Finds foods and practices by people's folded names for them; `food_names` gives those of foods."""

    def __init__(self, catalog: Catalog, lexicon: Mapping[str, Any], food_names: Mapping[str, str]) -> None:
        self._lexicon, self._foods, self._practices = lexicon, catalog.foods, catalog.practices
        food_names = {name: ident for name, ident in food_names.items() if ident in self._foods}
        practice_names = catalog.names("practices").items()
        self._food_names = [(tuple(name.split()), ident) for name, ident in food_names.items()]
        self._practice_names = [(tuple(n.split()), ident) for n, ident in practice_names if ident in self._practices]
        self.named: dict[str, list[Any]] = {name: [["food", [ident], False]] for name, ident in food_names.items()}
        """Folded name -> what it means where it must not be eaten: the food itself."""

    # ---- what must not be eaten

    def read_eaten(self, clause: Clause, found: ReadingDraft, told: set[int], *, everywhere: bool) -> set[int]:
        """Note in `found` what a clause says must not be eaten; return the places of the words that say it.

        `everywhere`: foods count that no phrase of the lexicon names, too.
        """
        read: set[int] = set()
        for span in clause.eaten:
            read.update(span.places)
            found.understood = True
            ruled_out = any(role.plays("negation-after") for role in clause.after(span))  # "peanut allergy ruled out"
            if is_other(clause) or ruled_out:
                continue
            if _is_borne(span, clause):
                found.borne.append(span)
                continue
            self._take(span, found)
            if clause.has("maybe", "over"):
                found.asks[" ".join(clause.tokens[span.start : span.end])] = None
        if everywhere:
            read |= self._read_others(clause, found, read | told)
        return read

    def _take(self, span: Span, found: ReadingDraft) -> None:
        """Take what one phrase means: allergens, families, and the foods of that very name."""
        legal = span.allergens
        for kind, idents, asks in span.meanings:
            if kind == "food":
                found.foods |= dict.fromkeys([*idents, *self._find_within(span.words)])
                legal |= self._take_inner(span, idents, found)
            elif kind == "allergens":
                found.allergens |= dict.fromkeys(idents)
                if asks:
                    found.asks |= dict.fromkeys(idents)
            else:
                for ident in idents:
                    relatives = set(self._lexicon["families"][ident]["allergens"])
                    self.take_family(ident, found, asks=kind == "member" and not (relatives and relatives <= legal))
        if not legal:
            found.foods |= dict.fromkeys(self.find_holding(span.words))
        else:
            # What the law's word does not reach is left out by its name: chestnuts are no nuts to a label.
            same = (ident for name, ident in self._food_names if name == span.words)
            found.foods |= {ident: None for ident in same if legal.isdisjoint(self._foods[ident].contains)}

    def _take_inner(self, span: Span, foods: Sequence[str], found: ReadingDraft) -> set[str]:
        """Take the allergens that words within a food's name mean and the food holds: of wholemeal bread the wheat."""
        held = {allergen for ident in foods for allergen in self._foods[ident].contains}
        inner = find_longest(span.words, {"eaten": self._lexicon["eaten"]})
        meant = {allergen for part in inner for allergen in part.allergens}
        found.allergens |= dict.fromkeys(sorted(meant & held))
        return meant & held

    def _find_within(self, words: Tokens) -> list[str]:
        """Return the foods of the list that the words of an everyday food's name mean: of orange juice the orange."""

        def find(start: int, end: int) -> list[str]:
            return [ident for ident in self.find_holding(words[start:end]) if not self._foods[ident].everyday]

        return [ident for _, found in cut_longest(len(words), find) for ident in found]

    def take_family(self, ident: str, found: ReadingDraft, *, asks: bool = False) -> None:
        """Take a family; that the relatives of a member go too may be asked about."""
        family = self._lexicon["families"][ident]
        found.families[ident] = None
        found.allergens |= dict.fromkeys(family["allergens"])
        if asks:
            found.asks[family["name"]] = None

    def _read_others(self, clause: Clause, found: ReadingDraft, shut: set[int]) -> set[int]:
        """Read foods by any word of their names or plants in what nothing else explains: rather too many."""
        free = set(find_untold(clause, shut)) - shut
        read: set[int] = set()

        def find(start: int, end: int) -> list[str]:
            return self.find_holding(clause.tokens[start:end]) if free.issuperset(range(start, end)) else []

        for places, named in cut_longest(len(clause.tokens), find):
            if not (is_other(clause) or clause.has("negation-after")):
                found.foods |= dict.fromkeys(named)
            found.understood = True
            read.update(places)
        return read

    def find_holding(self, phrase: Tokens) -> list[str]:
        """Return the foods in whose names or plants this stands."""
        roles = self._lexicon["roles"]
        if all({"manner", "colour"} & {*roles.get(word, ())} for word in phrase):
            return []
        by_chance = phrase[:1] and phrase[0] in self._lexicon["phrases"]["chance-ending"]
        found = [
            ident for name, ident in self._food_names
            if holds(name, phrase) or (ends_so(name, phrase) and not by_chance)
        ]  # fmt: skip
        found += [f.id for f in self._foods.values() if any(holds(split_words(plant), phrase) for plant in f.plants)]
        return found

    # ---- what is liked or not

    def foods_called(self, phrase: Tokens) -> list[str]:
        """Return the foods whose name this is or ends in ("beans": kidney beans), or the whole sort of that name."""
        words = " ".join(phrase)
        contained: set[str] = set()
        families: list[str] = []
        for kind, idents, *_ in self._lexicon["eaten"].get(words, ()):
            if kind == "allergens":
                contained.update(idents)
            elif kind == "family":
                families += idents
        exact = [ident for name, ident in self._food_names if name == phrase]
        found = [ident for name, ident in self._food_names if name[-len(phrase) :] == phrase]
        if contained:
            # Oysters are no salsify, though that is called vegetable oyster.
            found = [i for i in found if i in exact or not contained.isdisjoint(self._foods[i].contains)]
        if phrase == ("berry",):
            found += [ident for name, ident in self._food_names if ends_so(name, phrase)]
        is_sort = words in self._lexicon["phrases"]["whole-sort"]
        if contained and (not exact or is_sort):
            sort = is_sort or words in contained or len(contained) > 1
            found += [f.id for f in self._foods.values() if sort and not contained.isdisjoint(f.contains)]
        for family in families:
            found += self._lexicon["families"][family]["foods"]
        groups = {group for group in FOOD_GROUPS if split_words(group) == phrase}
        found += [f.id for f in self._foods.values() if f.group in groups or (f.oily_fish and words == "oily fish")]
        return list(dict.fromkeys(ident for ident in found if ident in self._foods))

    def practices_called(self, phrase: Tokens) -> list[str]:
        """Return the practices in whose name, family, sort or kind this stands."""
        found = [ident for name, ident in self._practice_names if holds(name, phrase)]
        for practice in self._practices.values():
            sorts = (practice.family, practice.category, practice.kind)
            if any(holds(split_words(word), phrase) for word in sorts):
                found.append(practice.id)
        return list(dict.fromkeys(found))

    def read_liking(self, key: str, word: str) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
        """Return the foods, the practices and the words left over of an entry of dislikes, favourites or practices."""
        tokens = split_words(word)
        parts: list[set[str]] = [{*self._lexicon["roles"].get(token, ())} for token in tokens]
        foods: dict[str, None] = {}
        practices: dict[str, None] = {}
        told: set[int] = set()

        def find(start: int, end: int) -> tuple[list[str], list[str]] | None:
            if end - start == 1 < len(tokens) and "manner" in parts[start]:
                return None
            return self._find_called(key, tokens[start:end])

        for places, (eaten, done) in cut_longest(len(tokens), find):
            foods |= dict.fromkeys(eaten)
            practices |= dict.fromkeys(done)
            told.update(places)
        left = [
            token for n, token in enumerate(tokens)
            if n not in told and not {"filler", "manner"} & parts[n] and not token.isdigit()
        ]  # fmt: skip
        return tuple(foods), tuple(practices), left

    def _find_called(self, key: str, phrase: Tokens) -> tuple[list[str], list[str]] | None:
        """Return the foods and the practices of this name; the other sort only where the likelier one has none."""
        if key == "practices.avoid":
            done = self.practices_called(phrase)
            eaten = [] if done else self.foods_called(phrase)
        else:
            exact = [ident for name, ident in self._food_names if name == phrase] if key == "favourites" else []
            eaten = exact or self.foods_called(phrase)
            done = [] if eaten else self.practices_called(phrase)
        return (eaten, done) if eaten or done else None


def _is_borne(span: Span, clause: Clause) -> bool:
    """Return whether it is named as what can be eaten: "but not peanuts", "except almonds", "cheese is fine"."""
    if any(role.plays("borne") for role in clause.after(span)):
        return True
    if any(role.plays("except") for role in clause.before(span)):
        return True
    for role in clause.right_before(span):
        if role.plays("negation") and not role.plays("cannot-have"):
            return True
        if not role.plays("filler", "maybe", "own-person", "allergy", "allergy-to-medicine"):
            return False
    return False
