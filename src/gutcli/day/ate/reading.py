"""From what the grammar read to what is logged: foods, the foods of dishes, and words that are kept as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from gutcli.catalog.kitchen import Dish
from gutcli.catalog.types import Food
from gutcli.day.ate.cautions import Cautions
from gutcli.day.ate.names import Meaning, Names
from gutcli.day.ate.said import ParsedLine, Part
from gutcli.day.ate.view import NotUnderstood, Understood
from gutcli.day.ate.words import find_grams, load_words
from gutcli.diary import Item
from gutcli.diary.decide import Eaten, clean_text
from gutcli.diary.entry import Logged
from gutcli.profile.person import Person
from gutcli.text import join_words, safe

_GUESSES = 3


class Ask(Protocol):
    """Questions to a person who can answer."""

    def pick(self, words: str, labels: Sequence[str]) -> int | None:
        """Return which of the labels the words mean; None: none of them."""

    def fill(self, dish: Dish) -> Sequence[str]:
        """Return the ids of what else was in a dish."""


class AteReading:
    """What is to be logged, how it was read, and what is to be said of it; it is gathered part by part."""

    def __init__(self, person: Person, ask: Ask | None = None) -> None:
        self.names = Names(person.catalog)
        self.eaten: list[Eaten] = []
        self.understood: list[Understood] = []
        self.not_understood: list[NotUnderstood] = []
        self.asides: tuple[str, ...] = ()
        self.remarks: list[str] = []
        self._catalog, self._ask = person.catalog, ask
        self._cautions = Cautions(person, self.names)
        self._warnings: list[str] = []
        self._meal = ""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what the profile says of it, each thing once."""
        return tuple(dict.fromkeys(self._warnings))

    def read(self, line: ParsedLine, meal: str) -> None:
        """Read what every part of a line means."""
        self._meal, self.asides = meal, line.asides
        for part in line.parts:
            self._take(part)
        for aside in line.asides:
            self._warnings += self._cautions.of_words(aside)

    def repeat(self, items: Iterable[Item], meal: str) -> None:
        """Log again what was logged before, at the same meal if none is named."""
        for item in items:
            before = item.logged or Logged()
            logged = before._replace(meal=meal or before.meal, instead="", entries=())
            food = self._catalog.food(item.id)
            fits = _fits(food, heated=bool(before.dish)) if food else ()
            self.eaten.append(Eaten(Item("", item.id, item.name, item.amount, item.plants, logged=logged), fits))
            if food:
                self.understood.append(Understood(item.name, item.id, "food", item.name, item.amount, before.grams))
                self._warnings += self._cautions.of_food(food)
            else:
                self._warnings += self._cautions.of_words(item.name)

    def log_words(self, words: str, meal: str) -> None:
        """Log words as they stand."""
        self._meal = meal
        self._log_unclear(Part(words.strip()), ())

    def _take(self, part: Part) -> None:
        if part.without:
            left_out = join_words([self.names.label(meaning).lower() for meaning in part.without])
            self.remarks.append(f"Not logged, for you said that it was not in it: {left_out}.")
        if not any(letter.isalpha() for letter in part.words):
            return
        meaning = part.meanings[0] if len(part.meanings) == 1 and not part.unclear else None
        if meaning is None or meaning.kind == "word" or self._is_too_raw(part, meaning):
            choices = self.names.choices(part.core or part.words, part.meanings)
            labels = [self.names.label(choice) for choice in choices]
            picked = self._ask.pick(part.words, labels) if self._ask and choices else None
            if picked is None:
                self._log_unclear(part, choices)
                return
            meaning = choices[picked]
        if meaning.kind == "food" and (food := self._catalog.food(meaning.id)):
            self._log_food(part, food)
        else:
            self._log_dish(part, self._catalog.dishes[meaning.id])

    def _is_too_raw(self, part: Part, meaning: Meaning) -> bool:
        """Return whether something is said to be raw that the catalog means heated: milk, meat, fish, eggs."""
        food = self._catalog.food(meaning.id) if part.raw else None
        return part.raw and (food is None or "vegan" not in food.diets)

    def _log_unclear(self, part: Part, choices: tuple[Meaning, ...]) -> None:
        """Keep words that are no name. They are logged as they stand if nothing is near, or the person said so."""
        asked = self._ask is not None and bool(choices)
        self.not_understood.append(NotUnderstood(safe(part.words), () if asked else tuple(c.id for c in choices)))
        guesses = choices[:_GUESSES] if part.unclear and not part.meanings else ()
        self._warnings += self._cautions.of_words(part.words, guesses)
        if asked or not choices:
            self.eaten.append(Eaten(Item("", "", clean_text(safe(part.words)), logged=Logged(meal=self._meal))))

    def _log_food(self, part: Part, food: Food) -> None:
        grams = find_grams(part.amount, food, load_words(self._catalog), lambda: self._catalog.kitchen.get(food.id))
        logged = Logged(grams, self._meal)
        item = Item("", food.id, food.name, safe(part.amount.text), food.plants, logged=logged)
        self.eaten.append(Eaten(item, _fits(food, heated=part.heated)))
        self.understood.append(Understood(safe(part.words), food.id, "food", food.name, item.amount, grams))
        self._warnings += self._cautions.of_food(food)

    def _log_dish(self, part: Part, dish: Dish) -> None:
        """Log the foods of a dish that are always in it, and those that the person says."""
        without = {meaning.id for meaning in part.without}
        asked = self._ask is not None and bool(dish.often) and dish.yours is None
        more = self._ask.fill(dish) if self._ask and asked else ()
        held = [ident for ident in (*dish.always, *more) if ident not in without]
        logged = Logged(None, self._meal, dish.id, dish.name)
        amount = safe(part.amount.text)
        for food in map(self._catalog.foods.__getitem__, held):
            item = Item("", food.id, food.name, "", food.plants, logged=logged)
            self.eaten.append(Eaten(item, _fits(food, heated=not dish.cold)))
            self._warnings += self._cautions.of_food(food)
        if not held:
            self.eaten.append(Eaten(Item("", "", dish.name, amount, logged=logged)))
        self.understood.append(Understood(safe(part.words), dish.id, "dish", dish.name, amount, None))
        self._warnings += self._cautions.of_dish(dish)
        self.remarks.append(self._format_dish(dish, held, without))

    def _format_dish(self, dish: Dish, held: Sequence[str], without: set[str]) -> str:
        def label(idents: Iterable[str]) -> str:
            return join_words([self._catalog.label("foods", ident).partition(",")[0].lower() for ident in idents])

        rest = [ident for ident in dish.often if ident not in held and ident not in without]
        counted = f"counted as {label(held)}" if held else "nothing in it is counted"
        return f"{dish.name}: {counted}." + (f" Not counted, for you did not say: {label(rest)}." if rest else "")


def _fits(food: Food, *, heated: bool) -> tuple[str, ...]:
    """Return the slots that a food fills as it was eaten: what is heated, and dead cultures, are no ferment."""
    return tuple(s for s in food.slots if s != "probiotic" or (food.live_cultures != "no" and not heated))
