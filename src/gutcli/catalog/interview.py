"""Asking for a food step by step: each answer is understood or asked for again, Enter takes what is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gutcli.catalog.add import Draft, build_entry, parse_allergens, parse_choice, read_words
from gutcli.catalog.browse import parse_group
from gutcli.catalog.kinds import ALLERGENS, DIETS, FOOD_SLOTS, LIVE, MOST_GRAMS
from gutcli.catalog.library import Catalog
from gutcli.catalog.usda import UsdaRow, find_row
from gutcli.errors import GutcliError, UsageError

Ask = Callable[[str, str], str]
"""Puts a question with what Enter means, and gives the answer."""
Say = Callable[[str], None]


def ask_usda(ask: Ask, say: Say) -> UsdaRow | None:
    """Ask for the row of the USDA table that the figures are taken from, if any."""
    while words := ask("Figures from USDA: words or a number, or Enter for none", "").strip():
        try:
            row = find_row(words)
        except GutcliError as error:
            say(f"{error.message}\n{error.hint}")
            continue
        say(f"{row.ndb_no}: {row.description}")
        return row
    return None


def ask_draft(draft: Draft, row: UsdaRow | None, catalog: Catalog, ask: Ask, say: Say) -> Draft:
    """Ask for everything that was not said and cannot be left open."""

    def until_read(question: str, default: str, read: Callable[[str], Any]) -> Any:
        while True:
            answer = ask(question, default).strip() or default
            try:
                return read(answer)
            except UsageError as error:
                say(f"{error.message} {error.hint}")

    def read_contained(answer: str) -> list[str]:
        if not answer.strip():
            raise UsageError("gutcli does not guess about allergies.", "Write the words, or none.")
        return parse_allergens([answer], catalog)

    if draft.group is None:
        group = until_read("Group (grains, fruit, dairy, ferments …)", row.group if row else "", parse_group)
        draft = replace(draft, group=group)
    if draft.kinds is None:
        words = "Kinds (prebiotic, probiotic, omega-3)"
        draft = replace(draft, kinds=tuple(until_read(words, "none", lambda a: read_words([a], FOOD_SLOTS, "kind"))))
    if draft.contains is None:
        say(f"The 14 allergens: {', '.join(ALLERGENS)}.")
        draft = replace(draft, contains=tuple(until_read("It contains (words, or none)", "", read_contained)))
        may = until_read("It may contain traces of", "none", lambda answer: parse_allergens([answer], catalog))
        draft = replace(draft, may_contain=(*draft.may_contain, *may))
    if draft.diets is None:
        words = "It suits (vegan, vegetarian, pescatarian)"
        draft = replace(draft, diets=tuple(until_read(words, "none", lambda a: read_words([a], DIETS, "diet"))))
    if draft.live_cultures is None and "probiotic" in (draft.kinds or ()):
        words = "Live cultures when eaten (yes, no, varies)"
        draft = replace(draft, live_cultures=until_read(words, "varies", lambda a: parse_choice(a, LIVE, "answer")))
    if draft.serving is None and draft.grams is None:
        measure = row.measure if row and row.grams else ""
        serving = ask("A serving in household words", measure or "a portion").strip() or measure or "a portion"
        grams = until_read("Its grams", f"{row.grams:g}" if row and row.grams else "", _parse_grams)
        draft = replace(draft, serving=serving[:40], grams=grams)
    if draft.how_to_eat is None:
        offered = "Eat it the way you like it."
        draft = replace(draft, how_to_eat=(ask("How to eat it, in a line", offered).strip() or offered)[:160])
    return draft


def ask_food(
    draft: Draft, row: UsdaRow | None, catalog: Catalog, *, ask: Ask, say: Say, with_usda: bool
) -> tuple[dict[str, Any], bool]:
    """Ask for a food to its end; give the entry, and whether the person wants it written."""
    while not draft.name.strip():
        draft = replace(draft, name=ask("Name", "").strip())
    if with_usda:
        row = ask_usda(ask, say)
    draft = ask_draft(draft, row, catalog, ask, say)
    entry = build_entry(draft, catalog, row)
    if entry["cautions"]:
        say(f"Cautions taken over from foods like it: {', '.join(entry['cautions'])}.")
    answer = ask("Write it? (yes, no)", "yes").strip().lower() or "yes"
    return entry, answer in {"y", "yes"}


def _parse_grams(answer: str) -> float:
    try:
        grams = float(answer.removesuffix("g").strip().replace(",", "."))
    except ValueError:
        grams = 0.0
    if not 0 < grams <= MOST_GRAMS:
        raise UsageError("That is no number of grams.", "Write a number, such as 30.")
    return grams
