"""Which foods people mean: what they must not eat, and what they like or do not. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gutcli.catalog.kinds import FOOD_GROUPS
from gutcli.profile.context import is_other
from gutcli.profile.spans import Span, find_longest, find_untold, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gutcli.catalog.types import Food, Practice
    from gutcli.profile.reading import Found
    from gutcli.profile.spans import Clause, Tokens

# Words that end so by chance: pumpernickel holds no nickel to speak of.
_CHANCE_ENDINGS = frozenset(("nickel",))


def holds(name: Tokens, phrase: Tokens) -> bool:
    """Return whether `phrase` stands in `name` as whole words."""
    return any(name[n : n + len(phrase)] == phrase for n in range(len(name) - len(phrase) + 1))


def ends_so(name: Tokens, phrase: Tokens) -> bool:
    """Return whether a word of `name` ends in this one, as blueberry does in berry and popcorn in corn."""
    if len(phrase) != 1 or len(phrase[0]) < 4 or phrase[0] in _CHANCE_ENDINGS:
        return False
    return any(word.endswith(phrase[0]) for word in name)


class FoodFinder:
    """Finds foods and practices by people's folded names for them, as `Catalog.names` gives these."""

    def __init__(
        self,
        lexicon: Mapping[str, Any],
        foods: Mapping[str, Food],
        practices: Mapping[str, Practice],
        *,
        food_names: Mapping[str, str],
        practice_names: Mapping[str, str],
    ) -> None:
        self._lexicon = lexicon
        self._foods = foods
        self._practices = practices
        self._food_names = [(tuple(name.split()), ident) for name, ident in food_names.items() if ident in foods]
        self.named: dict[str, list[Any]] = {}
        """Folded name -> what it means where it must not be eaten: the food itself."""
        for name, ident in food_names.items():
            if ident in foods:
                self.named[name] = [["food", [ident], False]]
        self._practice_names = [(tuple(n.split()), ident) for n, ident in practice_names.items() if ident in practices]

    # ---- what must not be eaten

    def read_eaten(self, clause: Clause, found: Found, told: set[int], *, everywhere: bool) -> set[int]:
        """Note in `found` what a clause says must not be eaten; return the places of the words that say it.

        `everywhere`: foods count that no phrase of the lexicon names, too.
        """
        read: set[int] = set()
        borne: list[Span] = []
        for span in clause.eaten:
            read.update(range(span.start, span.end))
            found.understood = True
            if is_other(clause) or _is_ruled_out(span, clause):
                continue
            if _is_borne(span, clause):
                borne.append(span)
                continue
            self._take(span, found)
            if clause.has("maybe", "over"):
                found.asks[self._say(span, clause)] = None
        found.borne += borne
        if everywhere:
            read |= self._read_others(clause, found, read | told)
        return read

    def _take(self, span: Span, found: Found) -> None:
        """Take what one phrase means: allergens, families, and the foods of that very name."""
        legal: set[str] = set()
        for kind, idents, _ in span.meanings:
            legal.update(idents if kind == "allergens" else ())
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

    def _take_inner(self, span: Span, foods: Sequence[str], found: Found) -> set[str]:
        """Take the allergens that words within a food's name mean and the food holds: of wholemeal bread the wheat."""
        held = {allergen for ident in foods for allergen in self._foods[ident].contains}
        inner = find_longest(span.words, {"eaten": self._lexicon["eaten"]})
        meant = {i for part in inner for kind, idents, _ in part.meanings if kind == "allergens" for i in idents}
        found.allergens |= dict.fromkeys(sorted(meant & held))
        return meant & held

    def _find_within(self, words: Tokens) -> Iterable[str]:
        """Yield the foods of the list that the words of an everyday food's name mean: of orange juice the orange."""
        start = 0
        while start < len(words):
            for end in range(len(words), start, -1):
                found = [i for i in self.find_holding(words[start:end]) if not self._foods[i].everyday]
                if found:
                    yield from found
                    start = end
                    break
            else:
                start += 1

    def take_family(self, ident: str, found: Found, *, asks: bool = False) -> None:
        """Take a family; that the relatives of a member go too may be asked about."""
        family = self._lexicon["families"][ident]
        found.families[ident] = None
        found.allergens |= dict.fromkeys(family["allergens"])
        if asks:
            found.asks[family["name"]] = None

    def _say(self, span: Span, clause: Clause) -> str:
        return " ".join(clause.tokens[span.start : span.end])

    def _read_others(self, clause: Clause, found: Found, shut: set[int]) -> set[int]:
        """Read foods by any word of their names or plants in what nothing else explains: rather too many."""
        free = set(find_untold(clause, shut)) - shut
        read: set[int] = set()
        start = 0
        while start < len(clause.tokens):
            for end in range(len(clause.tokens), start, -1):
                if free.issuperset(range(start, end)) and (named := self.find_holding(clause.tokens[start:end])):
                    if not (is_other(clause) or clause.has("negation-after")):
                        found.foods |= dict.fromkeys(named)
                    found.understood = True
                    read.update(range(start, end))
                    start = end
                    break
            else:
                start += 1
        return read

    def find_holding(self, phrase: Tokens) -> list[str]:
        """Return the foods in whose names or plants this stands."""
        roles = self._lexicon["roles"]
        if all({"manner", "colour"} & {*roles.get(word, ())} for word in phrase):
            return []
        found = [ident for name, ident in self._food_names if holds(name, phrase) or ends_so(name, phrase)]
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
        if contained and (not exact or words in _WHOLE_SORTS):
            sort = words in _WHOLE_SORTS or words in contained or len(contained) > 1
            found += [f.id for f in self._foods.values() if sort and not contained.isdisjoint(f.contains)]
        for family in families:
            found += self._lexicon["families"][family]["foods"]
        groups = {group for group in FOOD_GROUPS if split_words(group) == phrase}
        found += [f.id for f in self._foods.values() if f.group in groups or (f.oily_fish and words == "oily fish")]
        return list(dict.fromkeys(ident for ident in found if ident in self._foods))

    def foods_named(self, phrase: Tokens) -> list[str]:
        """Return the foods of exactly this name."""
        return [ident for name, ident in self._food_names if name == phrase]

    def practices_called(self, phrase: Tokens) -> list[str]:
        """Return the practices in whose name, family, sort or kind this stands."""
        found = [ident for name, ident in self._practice_names if holds(name, phrase)]
        for practice in self._practices.values():
            sorts = (practice.family, practice.category, practice.kind)
            if any(holds(split_words(word), phrase) for word in sorts):
                found.append(practice.id)
        return list(dict.fromkeys(found))


# Sorts of which a food of just that name does not make the word mean only itself.
_WHOLE_SORTS = frozenset(("fish", "nut", "dairy", "seafood", "shellfish"))


def parse_liking(finder: FoodFinder, key: str, word: str, roles: Mapping[str, Sequence[str]]) -> tuple[Any, ...]:
    """Return the foods, the practices and the words left over of an entry of dislikes, favourites or practices."""
    tokens = split_words(word)
    foods: dict[str, None] = {}
    practices: dict[str, None] = {}
    left: list[str] = []
    start = 0
    while start < len(tokens):
        for end in range(len(tokens), start, -1):
            phrase = tokens[start:end]
            alone = len(phrase) == 1 < len(tokens) and "manner" in roles.get(phrase[0], ())
            eaten, done = ((), ()) if alone else _called(finder, key, phrase)
            if eaten or done:
                foods |= dict.fromkeys(eaten)
                practices |= dict.fromkeys(done)
                start = end
                break
        else:
            if not {"filler", "manner"} & {*roles.get(tokens[start], ())} and not tokens[start].isdigit():
                left.append(tokens[start])
            start += 1
    return tuple(foods), tuple(practices), left


def _called(finder: FoodFinder, key: str, phrase: Tokens) -> tuple[Iterable[str], Iterable[str]]:
    """Return the foods and the practices of this name; the other sort only where the likelier one has none."""
    if key == "practices.avoid":
        done = finder.practices_called(phrase)
        return ((), done) if done else (finder.foods_called(phrase), ())
    exact = finder.foods_named(phrase) if key == "favourites" else []
    eaten = exact or finder.foods_called(phrase)
    return (eaten, ()) if eaten else ((), finder.practices_called(phrase))


def _is_ruled_out(span: Span, clause: Clause) -> bool:
    """Return whether what follows says that it is not so: "peanut allergy ruled out"."""
    return any(role.start >= span.end and "negation-after" in role.meanings for role in clause.roles)


def _is_borne(span: Span, clause: Clause) -> bool:
    """Return whether it is named as what can be eaten: "but not peanuts", "except almonds", "cheese is fine"."""
    for role in clause.roles:
        if role.start >= span.end and "borne" in role.meanings:
            return True
        if role.end <= span.start and "except" in role.meanings:
            return True
    before = [role for role in clause.roles if role.end <= span.start]
    place = span.start
    for role in reversed(before):
        if role.end != place:
            return False
        if "negation" in role.meanings and "cannot-have" not in role.meanings:
            return True
        if not {"filler", "maybe", "own-person", "allergy", "allergy-to-medicine"} & {*role.meanings}:
            return False
        place = role.start
    return False
