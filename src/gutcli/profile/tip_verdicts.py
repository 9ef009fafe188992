"""Whether a tip may be shown to this person, with which cautions, and why not.

Pure; safety beats everything.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.profile.needs import Needs
from gutcli.profile.verdicts import (
    Reason,
    Verdict,
    format_said,
    give_reason,
    judge_food,
    judge_practice,
    make_note,
    stop_reasons,
)
from gutcli.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from gutcli.catalog.library import Catalog
    from gutcli.catalog.note import Note
    from gutcli.catalog.types import Food, Tip


class TipJudge:
    """Judges tips for one person, and each food that they name once, however many name it."""

    def __init__(self, needs: Needs, catalog: Catalog) -> None:
        self.needs = needs
        self.catalog = catalog
        self._needs_nothing = needs == Needs(spread=needs.spread, lactose=needs.lactose, strict=needs.strict)
        self._verdicts: dict[str, Verdict] = {}
        self._sorts: dict[str, list[Food]] = {}

    def judge_food(self, food: Food) -> Verdict:
        """Return whether a food fits the person, and with which cautions."""
        return self._verdicts.get(food.id) or self._verdicts.setdefault(
            food.id, judge_food(food, self.needs, self.catalog.cautions)
        )

    def judge_tip(self, tip: Tip) -> Verdict:
        """Return whether a tip may be shown, and the personal cautions to show with it.

        It falls with whatever its keys name: a food, an allergen, what a caution is about, a practice, or a whole sort
        of food of which something is unsafe. `catalog check` sees to it that they name what its text does.
        """
        if self._needs_nothing:
            return Verdict()
        from gutcli.profile.spans import split_words

        needs, cautions, foods = self.needs, self.catalog.cautions, self.catalog.foods
        reasons = stop_reasons(needs, cautions)
        if tip.slot in FOOD_SLOTS or tip.foods or tip.groups:
            reasons += [
                give_reason(cautions[i], needs, "app", "tips about food are left out") for i in needs.food_lists
            ]
        notes: dict[str, Note] = {}
        phrases = [split_words(word) for word in tip.foods]
        listed: set[str] = set()
        for phrase in phrases:
            ending = [
                (name, i)
                for name, i in self._by_last_word.get(phrase[-1], ())
                if i in foods and name[-len(phrase) :] == phrase
            ]
            same = [ident for name, ident in ending if name == phrase]
            listed.update(same)
            # "Beans" are all beans of the list: what else people eat (refried beans) is meant by its own name alone.
            plain = [ident for _, ident in ending if not foods[ident].everyday]
            meant = [ident for ident in same if ident in plain] or [*same, *plain]
            judged = [(foods[ident], self.judge_food(foods[ident])) for ident in dict.fromkeys(meant)]
            any_fits = any(verdict.fits for _, verdict in judged)
            for food, verdict in judged:
                # A tip about beans falls with any bean that is unsafe, but with dislikes only if no bean is left. What
                # an everyday food may hold traces of is for its label, unless the person wants to be strict.
                bearable = {"dislike"} if any_fits else set()
                bearable |= {"may_contain"} if food.everyday and not needs.strict else set()
                reasons += [reason for reason in verdict.excluded if reason.code not in bearable]
                notes |= {note.id: note for note in verdict.notes if note.personal}
        for word in tip.groups if not reasons else ():
            reasons += self._sort_reasons(word, listed)
        for ident in needs.active:
            caution = cautions[ident]
            if ident in tip.cautions or not _fold_items(caution.items).isdisjoint(map(" ".join, phrases)):
                if caution.severity == "avoid" or needs.strict or caution.applies_to == "app":
                    reasons.append(give_reason(caution, needs))
                else:
                    notes[ident] = make_note(caution, needs)
        for allergen in tip.allergens:
            if words := needs.allergens.get(allergen):
                reasons.append(Reason("allergy", f"names {allergen}{format_said(words)}"))
        if tip.slot == "move":
            notes |= {ident: make_note(cautions[ident], needs) for ident in needs.exercise}
        practices = self.catalog.practices
        for practice in (practices[ident] for ident in tip.practices if ident in practices):
            verdict = judge_practice(practice, needs, cautions)
            reasons += verdict.excluded
            notes |= {note.id: note for note in verdict.notes if note.personal}
        return Verdict(tuple(dict.fromkeys(reasons)), tuple(notes.values()))

    @cached_property
    def _by_last_word(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """Return the names of foods by their last word: all words, and whose name it is."""
        index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, ident in self.catalog.names("foods").items():
            if tokens := tuple(name.split()):
                index.setdefault(tokens[-1], []).append((tokens, ident))
        return index

    def _sort_reasons(self, word: str, listed: Collection[str]) -> list[Reason]:
        """Return why a tip about a whole sort of food falls: some of that sort is unsafe, or nothing of it is left.

        Where the tip lists foods of that sort (salmon, sardines), it means those, and they have been judged; with an
        allergy, the word alone is enough. What only may contain an allergen has a label to look at, and what is made
        of a sort (fish fingers, coleslaw) is not what its word means.
        """
        from gutcli.catalog.sorts import load_sorts

        if word not in self._sorts:
            self._sorts[word] = load_sorts()[word].find(self.catalog.foods.values())
        of_sort = self._sorts[word]
        verdicts = [self.judge_food(food) for food in of_sort]
        is_none_left = not any(verdict.fits for verdict in verdicts)
        bearable = {"dislike", "diet", "may_contain"}
        if any(food.id in listed for food in of_sort):
            bearable |= {"avoid", "strict"}
        return [r for v in verdicts for r in v.excluded if is_none_left or r.code not in bearable]


@lru_cache(maxsize=256)
def _fold_items(items: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, items))
