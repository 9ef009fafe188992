"""What people say of their mood, energy and gut: figures from 1 to 5, or a word."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gutcli.errors import UsageError
from gutcli.text import safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gutcli.terminal.output import Output

RATINGS = ("mood", "energy", "gut")
_HOW = "1 is low, 5 is high: gutcli mood 4, or gutcli mood good."


def parse_scores(words: Sequence[str], options: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return each rating that was given, by its place or by its option. Raise UsageError."""
    said = list(words)
    if not all(word.isdecimal() for word in words):
        said = [_parse_word(" ".join(words))]
    if not said:
        raise UsageError("How is your mood?", _HOW)
    if len(said) > len(RATINGS):
        raise UsageError(f"{len(said)} figures are too many.", "Give mood, energy and gut, in this order.")
    given: dict[str, int | None] = dict(options)
    for rating, word in zip(RATINGS, said, strict=False):
        if word not in {"1", "2", "3", "4", "5"}:
            raise UsageError(f"{rating.capitalize()} is 1 to 5, not {safe(word)[:20]}.", _HOW)
        if given.get(rating) is not None:
            raise UsageError(f"{rating.capitalize()} is given twice.", "Give it once.")
        given[rating] = int(word)
    return given


def _parse_word(words: str) -> str:
    """Return the figure that people's words for a mood stand for; words that are none as they are."""
    from gutcli.catalog.files import load_toml
    from gutcli.catalog.library import find_data

    moods = load_toml(find_data() / "commands.toml")["moods"]
    return str(moods.get(" ".join(words.lower().replace("-", " ").split()), words))


def ask_scores(output: Output) -> list[str]:
    """Ask for the figures, on a terminal; elsewhere nobody answers."""
    from gutcli.terminal.question import ask_line

    if output.json or sys.stdin is None or not sys.stdin.isatty():
        return []
    return ask_line("Mood, 1 to 5? Energy and gut may follow, as in 4 3 2.\n> ", output.ask).split()
