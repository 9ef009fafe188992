"""Asking on a terminal: which food words mean, and, once, what is in a dish of theirs."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from gutcli.app import App
from gutcli.catalog.kitchen import Dish
from gutcli.errors import GutcliError
from gutcli.text import join_words, safe

_MOST = 9


def make_ask(app: App) -> TerminalAsk | None:
    """Return the questions if somebody is there to answer them."""
    output = app.output
    is_asked = output.is_terminal and not output.json and sys.stdin is not None and sys.stdin.isatty()
    return TerminalAsk(app) if is_asked else None


class TerminalAsk:
    """Numbered questions, answered by a line; Enter is always an answer."""

    def __init__(self, app: App) -> None:
        self._app = app

    def pick(self, words: str, labels: Sequence[str]) -> int | None:
        """Return which of the labels the words mean; None, with 0 or Enter: none of them."""
        listed = "".join(f"  {number}  {safe(label)}\n" for number, label in enumerate(labels, 1))
        self._write(f"What was “{safe(words)}”?\n{listed}  0  none of these, just note it\n")
        while True:
            numbers = self._ask_numbers("Number", len(labels))
            if numbers is not None and len(numbers) < 2:
                return numbers[0] - 1 if numbers else None

    def fill(self, dish: Dish) -> Sequence[str]:
        """Return the ids of what else was in a dish, and remember it as what the person's own is like."""
        catalog = self._app.catalog
        often = dish.often[:_MOST]
        listed = "".join(f"  {number}  {safe(catalog.label('foods', i))}\n" for number, i in enumerate(often, 1))
        always = join_words([catalog.label("foods", ident).lower() for ident in dish.always])
        there = f" besides {always}" if always else ""
        self._write(f"{safe(dish.name)}: what was in it{there}?\n{listed}")
        numbers = None
        while numbers is None:
            numbers = self._ask_numbers("Numbers, or Enter for none of these", len(often))
        held = [often[number - 1] for number in numbers]
        if held:
            self._remember(dish, held)
        return held

    def _remember(self, dish: Dish, held: Sequence[str]) -> None:
        from gutcli.catalog.add_dish import remember_dish

        try:
            path = remember_dish(dish, held, Path(self._app.folders.overlay))
            self._write(f"Remembered as yours in {safe(path.name)}; it is not asked again.\n")
        except GutcliError as error:  # what was eaten is logged all the same
            self._app.output.warn(f"It could not be remembered: {error.message}")

    def _ask_numbers(self, question: str, most: int) -> list[int] | None:
        """Return the numbers that are typed; None for what is no number of the list."""
        from gutcli.terminal.question import ask_line

        answer = ask_line(f"{question}: ", self._write)
        if not answer:
            self._write("\n")
        said = re.findall(r"\S+", answer.replace(",", " "))
        if said == ["0"]:
            return []
        if all(word.isascii() and word.isdigit() and 1 <= int(word[:4]) <= most for word in said):
            return list(dict.fromkeys(int(word) for word in said))
        self._write(f"Numbers from 0 to {most}, please.\n")
        return None

    def _write(self, words: str) -> None:
        self._app.output.ask(words)
