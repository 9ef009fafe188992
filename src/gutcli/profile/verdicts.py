"""Whether a food, a practice or a tip may be suggested to this person, with which cautions, and why not.

Pure; safety beats everything.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.kinds import FOOD_SLOTS
from gutcli.catalog.note import Note, sort_notes
from gutcli.profile.needs import Needs
from gutcli.text import fold, join_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gutcli.catalog.library import Catalog
    from gutcli.catalog.types import Caution, Food, Practice, Tip, Yours

FLUIDS = "fluids"
"""The caution of whoever must not drink more: nothing tells them to."""


class Reason(NamedTuple):
    """Why something is left out. Codes: allergy, may_contain, diet, dislike, avoid, strict, practice_avoid, app."""

    code: str
    text: str
    caution: str = ""


class Verdict(NamedTuple):
    """Why something is left out (empty: it fits), and the cautions to show with it either way."""

    excluded: tuple[Reason, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it may be suggested."""
        return not self.excluded


def judge_food(food: Food, needs: Needs, cautions: Mapping[str, Caution]) -> Verdict:
    """Return whether a food may be suggested to this person, and which cautions stand on its line."""
    spread = (ident for ident in needs.spread if _spreads(ident, food, needs, cautions))
    carried = list(dict.fromkeys((*food.cautions, *spread)))
    reasons = _stop(needs, cautions)
    reasons += [_reason(cautions[i], needs, "app", "lists of food are left out") for i in needs.food_lists]
    if needs.allergens:
        reasons += _allergy_reasons(food, needs, cautions)
    if word := needs.allergic_foods.get(food.id):
        reasons.append(Reason("allergy", f"named in your allergies{_said((word,))}"))
    if needs.diet != "omnivore" and needs.diet not in food.diets:
        reasons.append(Reason("diet", f"not {needs.diet}"))
    reasons += _caution_reasons(food.cautions, carried, needs, cautions)
    if word := needs.disliked.get(food.id):
        reasons.append(Reason("dislike", f"you do not like it{_said((word,))}"))
    return Verdict(
        tuple(reasons),
        (
            *_note_removals(food.yours),
            *_note_preparing(food, needs, cautions),
            *_note_traces(food, needs),
            *_notes(carried, needs, cautions),
        ),
    )


def judge_practice(practice: Practice, needs: Needs, cautions: Mapping[str, Caution]) -> Verdict:
    """Return whether a practice may be suggested to this person, and which cautions stand on its line."""
    carried = list(practice.cautions)
    if practice.kind == "move":
        carried += [ident for ident in needs.exercise if ident not in carried]
    reasons = _stop(needs, cautions)
    reasons += _caution_reasons(carried, carried, needs, cautions)
    if practice.id in needs.about_food:
        reasons += [_reason(cautions[i], needs, "app", "it is about eating") for i in needs.food_lists]
    if word := needs.avoided.get(practice.id):
        reasons.append(Reason("practice_avoid", f"you do not want it{_said((word,))}"))
    return Verdict(tuple(reasons), (*_note_removals(practice.yours), *_notes(carried, needs, cautions)))


def judge_tip(tip: Tip, needs: Needs, catalog: Catalog) -> Verdict:
    """Return whether a tip may be shown, and the personal cautions to show with it.

    It falls with whatever its keys name: a food, an allergen, what a caution is about, a practice, or a whole sort of
    food of which something is unsafe. `catalog check` sees to it that they name what its text does.
    """
    if needs == Needs(spread=needs.spread, lactose=needs.lactose, strict=needs.strict):
        return Verdict()
    from gutcli.profile.spans import split_words

    cautions, foods = catalog.cautions, catalog.foods
    reasons = _stop(needs, cautions)
    if tip.slot in FOOD_SLOTS or tip.foods or tip.groups:
        reasons += [_reason(cautions[i], needs, "app", "tips about food are left out") for i in needs.food_lists]
    notes: dict[str, Note] = {}
    phrases = [split_words(word) for word in tip.foods]
    names = _index_names(tuple(catalog.names("foods").items()))
    listed: set[str] = set()
    for phrase in phrases:
        ending = [(name, i) for name, i in names.get(phrase[-1], ()) if i in foods and name[-len(phrase) :] == phrase]
        same = [ident for name, ident in ending if name == phrase]
        listed.update(same)
        # "Beans" are all beans of the list: what else people eat (refried beans) is meant by its own name alone.
        plain = [ident for _, ident in ending if not foods[ident].everyday]
        meant = [ident for ident in same if ident in plain] or [*same, *plain]
        judged = [(foods[ident], judge_food(foods[ident], needs, cautions)) for ident in dict.fromkeys(meant)]
        any_fits = any(verdict.fits for _, verdict in judged)
        for food, verdict in judged:
            # A tip about beans falls with any bean that is unsafe, but with dislikes only if no bean is left. What an
            # everyday food may hold traces of is for its label, unless the person wants to be strict.
            bearable = {"dislike"} if any_fits else set()
            bearable |= {"may_contain"} if food.everyday and not needs.strict else set()
            reasons += [reason for reason in verdict.excluded if reason.code not in bearable]
            notes |= {note.id: note for note in verdict.notes if note.personal}
    for word in tip.groups if not reasons else ():
        reasons += _sort_reasons(word, listed, needs, catalog)
    for ident in needs.active:
        caution = cautions[ident]
        if ident in tip.cautions or not _fold_items(caution.items).isdisjoint(map(" ".join, phrases)):
            if caution.severity == "avoid" or needs.strict or caution.applies_to == "app":
                reasons.append(_reason(caution, needs))
            else:
                notes[ident] = _note(caution, needs)
    for allergen in tip.allergens:
        if words := needs.allergens.get(allergen):
            reasons.append(Reason("allergy", f"names {allergen}{_said(words)}"))
    if tip.slot == "move":
        notes |= {ident: _note(cautions[ident], needs) for ident in needs.exercise}
    for practice in (catalog.practices[ident] for ident in tip.practices if ident in catalog.practices):
        verdict = judge_practice(practice, needs, cautions)
        reasons += verdict.excluded
        notes |= {note.id: note for note in verdict.notes if note.personal}
    return Verdict(tuple(dict.fromkeys(reasons)), tuple(notes.values()))


@lru_cache(maxsize=256)
def _fold_items(items: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, items))


def _sort_reasons(word: str, listed: Collection[str], needs: Needs, catalog: Catalog) -> list[Reason]:
    """Return why a tip about a whole sort of food falls: something of that sort is unsafe, or nothing of it is left.

    Where the tip lists foods of that sort (salmon, sardines), it means those, and they have been judged; with an
    allergy, the word alone is enough. What only may contain an allergen has a label to look at, and what is made of a
    sort (fish fingers, coleslaw) is not what its word means.
    """
    from gutcli.catalog.sorts import load_sorts

    of_sort = load_sorts()[word].find(catalog.foods.values())
    verdicts = [judge_food(food, needs, catalog.cautions) for food in of_sort]
    is_none_left = not any(verdict.fits for verdict in verdicts)
    bearable = {"dislike", "diet", "may_contain"}
    if any(food.id in listed for food in of_sort):
        bearable |= {"avoid", "strict"}
    return [r for v in verdicts for r in v.excluded if is_none_left or r.code not in bearable]


@lru_cache(maxsize=1)
def _index_names(names: tuple[tuple[str, str], ...]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return names by their last word: all words, and whose name it is."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, ident in names:
        if tokens := tuple(name.split()):
            index.setdefault(tokens[-1], []).append((tokens, ident))
    return index


def _allergy_reasons(food: Food, needs: Needs, cautions: Mapping[str, Caution]) -> list[Reason]:
    """Return a reason for each allergen that a food contains or may contain, with the caution that speaks of it."""
    # Of the cautions that speak of an allergen, the one that the person's own words found comes first.
    active = sorted((ident for ident in needs.spread if ident in needs.active), key=lambda i: not needs.active[i])
    reasons = []
    for code, text, allergens in (
        ("allergy", "contains {}", food.contains),
        ("may_contain", "may contain {}: check the label", food.may_contain),
    ):
        for allergen in allergens:
            if allergen in needs.allergens and not (code == "may_contain" and allergen in needs.traces):
                caution = next((i for i in active if allergen in cautions[i].allergens), "")
                reasons.append(Reason(code, text.format(allergen) + _said(needs.allergens[allergen]), caution))
    return reasons


def _spreads(ident: str, food: Food, needs: Needs, cautions: Mapping[str, Caution]) -> bool:
    """Whether a food carries a caution through its allergens or its lactose.

    It holds only for the allergens that the person named, where they named some of them: whoever cannot have celery may
    have mustard, though one caution speaks of both.
    """
    if ident in needs.lactose and food.lactose != "none":
        return True
    caution = cautions[ident]
    traces = (word for word in food.may_contain if word not in needs.traces)
    there = set(caution.allergens).intersection((*food.contains, *traces))
    named = needs.allergens.keys() & caution.allergens
    if (caution.for_anyone or needs.active.get(ident)) and not named:
        return bool(there)
    return not there.isdisjoint(named)


def _stop(needs: Needs, cautions: Mapping[str, Caution]) -> list[Reason]:
    return [_reason(cautions[ident], needs) for ident in needs.stops]


def _caution_reasons(
    listed: Collection[str], carried: Iterable[str], needs: Needs, cautions: Mapping[str, Caution]
) -> list[Reason]:
    """Return the reasons that active cautions are: "avoid" always, the others if the person is strict."""
    reasons = []
    for ident in carried:
        if ident not in needs.active or ident in needs.stops:
            continue
        caution = cautions[ident]
        if caution.severity != "avoid":
            if needs.strict:
                reasons.append(_reason(caution, needs))
        # Carried by an allergen alone, it has been given as that allergen already.
        elif ident in listed or ident in needs.lactose:
            reasons.append(_reason(caution, needs))
    return reasons


def _reason(caution: Caution, needs: Needs, code: str = "", text: str = "") -> Reason:
    code = code or ("app" if caution.applies_to == "app" else "avoid" if caution.severity == "avoid" else "strict")
    also = "; you asked to leave these out too" if code == "strict" else ""
    words = needs.active.get(caution.id) or [w for a in caution.allergens for w in needs.allergens.get(a, ())]
    return Reason(code, f"{text or caution.short}{_said(words)}{also}", caution.id)


def _said(words: Collection[str]) -> str:
    return f" (you said {', '.join(dict.fromkeys(words))})" if words else ""


def word_caution(caution: Caution, needs: Needs) -> Caution:
    """Return a caution as it is said to this person: nobody is told to drink more than their team allows."""
    if FLUIDS not in needs.active:
        return caution
    return caution._replace(advice=caution.dry_advice or caution.advice, short=caution.dry_short or caution.short)


def _note(caution: Caution, needs: Needs) -> Note:
    said = word_caution(caution, needs)
    return Note(said.id, said.severity, said.advice, said.short, said.id in needs.active)


def _note_preparing(food: Food, needs: Needs, cautions: Mapping[str, Caution]) -> tuple[Note, ...]:
    """Return how a food must be prepared for whoever needs it soft, or so that little is left of it."""
    asked = [cautions[ident] for ident in needs.active if ident in cautions]
    if not food.only_if or not any(c.texture or c.residue or c.choking for c in asked):
        return ()
    return (Note("prepare", "limit", f"{food.name}: only {food.only_if}.", f"only {food.only_if}", personal=True),)


def _note_traces(food: Food, needs: Needs) -> tuple[Note, ...]:
    """Return that a food has none of an allergen by nature, but some packs do."""
    return tuple(
        Note(
            f"may-contain-{allergen}",
            "limit",
            f"{food.name}: choose a pack that names no {allergen}, neither in it nor as “may contain”.",
            f"a pack without traces of {allergen}",
            personal=True,
        )
        for allergen in food.may_contain
        if allergen in needs.traces
    )


def _note_removals(yours: Yours | None) -> tuple[Note, ...]:
    """Return a note where a file of the person's own took something out of what is warned of."""
    if yours is None or not yours.removed:
        return ()
    words = f"{join_words(yours.files)} takes out {join_words(yours.removed)}"
    return (Note("own-catalog", "ask-first", f"{words}. gutcli takes your word for it.", words, personal=False),)


def _notes(carried: Iterable[str], needs: Needs, cautions: Mapping[str, Caution]) -> tuple[Note, ...]:
    """Return the cautions to show: the person's own first, the strictest first."""
    there = (cautions[ident] for ident in carried)
    notes = [_note(c, needs) for c in there if c.id in needs.active or c.for_anyone]
    return sort_notes(notes)
