"""Whether a food or a practice may be suggested to this person, with which cautions, and why not.

Pure; safety beats everything. tip_verdicts.py judges tips.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gutcli.catalog.note import Note, sort_notes
from gutcli.text import join_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gutcli.catalog.types import Caution, Food, Practice, Yours
    from gutcli.profile.needs import Needs

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
        """Return whether it may be suggested."""
        return not self.excluded


def judge_food(food: Food, needs: Needs, cautions: Mapping[str, Caution]) -> Verdict:
    """Return whether a food may be suggested to this person, and which cautions stand on its line."""
    carried = list(dict.fromkeys((*food.cautions, *_list_spread(food, needs, cautions))))
    reasons = stop_reasons(needs, cautions)
    reasons += [give_reason(cautions[i], needs, "app", "lists of food are left out") for i in needs.food_lists]
    if needs.allergens:
        reasons += _allergy_reasons(food, needs, cautions)
    if word := needs.allergic_foods.get(food.id):
        reasons.append(Reason("allergy", f"named in your allergies{format_said((word,))}"))
    if needs.diet != "omnivore" and needs.diet not in food.diets:
        reasons.append(Reason("diet", f"not {needs.diet}"))
    reasons += _caution_reasons(food.cautions, carried, needs, cautions)
    if word := needs.disliked.get(food.id):
        reasons.append(Reason("dislike", f"you do not like it{format_said((word,))}"))
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
    reasons = stop_reasons(needs, cautions)
    reasons += _caution_reasons(carried, carried, needs, cautions)
    if practice.id in needs.about_food:
        reasons += [give_reason(cautions[i], needs, "app", "it is about eating") for i in needs.food_lists]
    if word := needs.avoided.get(practice.id):
        reasons.append(Reason("practice_avoid", f"you do not want it{format_said((word,))}"))
    return Verdict(tuple(reasons), (*_note_removals(practice.yours), *_notes(carried, needs, cautions)))


def _allergy_reasons(food: Food, needs: Needs, cautions: Mapping[str, Caution]) -> list[Reason]:
    """Return a reason for each allergen that a food contains or may contain, with the caution that speaks of it."""
    if needs.allergens.keys().isdisjoint((*food.contains, *food.may_contain)):
        return []
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
                reasons.append(Reason(code, text.format(allergen) + format_said(needs.allergens[allergen]), caution))
    return reasons


def _list_spread(food: Food, needs: Needs, cautions: Mapping[str, Caution]) -> list[str]:
    """Return the cautions that a food carries through its allergens or its lactose."""
    there = {*food.contains, *(word for word in food.may_contain if word not in needs.traces)}
    milky = needs.lactose if food.lactose != "none" else ()
    return [
        ident
        for ident in (needs.spread if there or milky else ())
        if ident in milky or _spreads(ident, there, needs, cautions)
    ]


def _spreads(ident: str, there: set[str], needs: Needs, cautions: Mapping[str, Caution]) -> bool:
    """Return whether a food carries a caution through the allergens that are in it.

    It holds only for the allergens that the person named, where they named some of them: whoever cannot have celery may
    have mustard, though one caution speaks of both.
    """
    caution = cautions[ident]
    met = there.intersection(caution.allergens)
    if not met:
        return False
    named = needs.allergens.keys() & caution.allergens
    if (caution.for_anyone or needs.active.get(ident)) and not named:
        return True
    return not met.isdisjoint(named)


def stop_reasons(needs: Needs, cautions: Mapping[str, Caution]) -> list[Reason]:
    """Return the cautions under which nothing is suggested, as reasons."""
    return [give_reason(cautions[ident], needs) for ident in needs.stops]


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
                reasons.append(give_reason(caution, needs))
        # Carried by an allergen alone, it has been given as that allergen already.
        elif ident in listed or ident in needs.lactose:
            reasons.append(give_reason(caution, needs))
    return reasons


def give_reason(caution: Caution, needs: Needs, code: str = "", text: str = "") -> Reason:
    """Return a caution as a reason, with the words that say that it is the person's."""
    code = code or ("app" if caution.applies_to == "app" else "avoid" if caution.severity == "avoid" else "strict")
    also = "; you asked to leave these out too" if code == "strict" else ""
    words = needs.active.get(caution.id) or [w for a in caution.allergens for w in needs.allergens.get(a, ())]
    return Reason(code, f"{text or caution.short}{format_said(words)}{also}", caution.id)


def format_said(words: Collection[str]) -> str:
    """Return what the person said, to stand behind a reason."""
    return f" (you said {', '.join(dict.fromkeys(words))})" if words else ""


def word_caution(caution: Caution, needs: Needs) -> Caution:
    """Return a caution as it is said to this person: nobody is told to drink more than their team allows."""
    if FLUIDS not in needs.active:
        return caution
    return caution._replace(advice=caution.dry_advice or caution.advice, short=caution.dry_short or caution.short)


def make_note(caution: Caution, needs: Needs) -> Note:
    """Return a caution as it stands on a line."""
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
    notes = [make_note(c, needs) for c in there if c.id in needs.active or c.for_anyone]
    return sort_notes(notes)
