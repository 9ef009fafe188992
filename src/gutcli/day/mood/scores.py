"""What people say of how they are: figures in their places, a word for the mood, and ratings by their names."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from gutcli.diary.ratings import IN_PLACE, RATINGS, Rating, list_ratings, match_rating, parse_score
from gutcli.errors import UsageError
from gutcli.terminal.output import Output
from gutcli.text import safe

_HOW = "1 is low, 5 is high: gutcli mood 4, or gutcli mood good."
_LONGEST_NAME = 6
"""An own rating has at most so many words in its name."""


def parse_scores(
    words: Sequence[str], options: Mapping[str, str | int | None], watch: Sequence[str] = ()
) -> dict[str, float]:
    """Return each rating that was given, by its place, its name or its option. Raise UsageError."""
    ratings = list_ratings(watch, RATINGS)
    given = {key: _parse(RATINGS[key], str(said)) for key, said in options.items() if said is not None}
    placed, named = _part(" ".join(words).split(), ratings)
    for rating, word in [*_place(placed, ratings), *named]:
        if rating.key in given:
            raise UsageError(f"{rating.title} is given twice.", "Give it once.")
        given[rating.key] = _parse(rating, word)
    if not given:
        raise UsageError("How is your mood?", _HOW)
    return given


def _part(words: list[str], ratings: Sequence[Rating]) -> tuple[list[str], list[tuple[Rating, str]]]:
    """Part words into those before any name of a rating, and each rating's own."""
    placed: list[str] = []
    named: list[tuple[Rating, str]] = []
    place = 0
    while place < len(words):
        for size in range(min(_LONGEST_NAME, len(words) - place), 0, -1):
            if rating := match_rating(" ".join(words[place : place + size]), ratings):
                named.append((rating, ""))
                place += size
                break
        else:
            if named:
                rating, said = named[-1]
                named[-1] = (rating, f"{said} {words[place]}".strip())
            else:
                placed.append(words[place])
            place += 1
    return placed, named


def _place(words: list[str], ratings: Sequence[Rating]) -> list[tuple[Rating, str]]:
    """Return the ratings that words without a name mean: mood, energy and gut in their places, or a word for mood."""
    if not words:
        return []
    if not all(word.isdecimal() for word in words):
        said = " ".join(words)
        if len(words) > 1 and words[-1].isdecimal() and words[0].isalpha():
            name = safe(" ".join(words[:-1]))[:40]
            known = ", ".join(rating.name for rating in ratings)
            hint = f'You can rate {known}. To rate this too: gutcli profile add watch "{name} 0-3"'
            raise UsageError(f"There is no rating called {name!r}.", hint)
        words = [_parse_word(said)]
    if len(words) > len(IN_PLACE):
        raise UsageError(f"{len(words)} figures are too many.", "Give mood, energy and gut, in this order.")
    return [(RATINGS[key], word) for key, word in zip(IN_PLACE, words, strict=False)]


def _parse(rating: Rating, words: str) -> float:
    if not words:
        example = "7h" if rating.unit == "h" else f"{rating.least + 1:g}"
        raise UsageError(f"{rating.title} has no figure.", f"Give one: gutcli mood {rating.name} {example}")
    try:
        return parse_score(rating, words)
    except ValueError as error:
        wrong, _, hint = str(error).partition(". ")
        if rating.key == "mood":
            hint = _HOW
        where = f"{rating.title} is {rating.least:g} to {rating.most:g}, not {safe(words)[:20]}."
        raise UsageError(f"Sleep: {safe(words)[:20]!r} {wrong}." if rating.unit == "h" else where, hint) from None


def _parse_word(words: str) -> str:
    """Return the figure that people's words for a mood stand for; words that are none as they are."""
    from gutcli.catalog.data_files import data_file
    from gutcli.catalog.files import load_toml

    moods = load_toml(data_file("commands"))["moods"]
    return str(moods.get(" ".join(words.lower().replace("-", " ").split()), words))


def ask_scores(output: Output, watch: Sequence[str]) -> dict[str, float]:
    """Ask for the figures, on a terminal: mood, and what the person watches. Elsewhere nobody answers."""
    from gutcli.terminal.question import ask_line

    if output.json or sys.stdin is None or not sys.stdin.isatty():
        return {}
    given = {}
    if said := ask_line("Mood, 1 to 5? Energy and gut may follow, as in 4 3 2.\n> ", output.ask).split():
        given = parse_scores(said, {}, watch)
    for rating in list_ratings(watch):
        while rating.key in watch and rating.key not in given:
            said_of_it = ask_line(f"{_ask(rating)} Enter leaves it out.\n> ", output.ask).strip()
            if not said_of_it:
                break
            try:
                given[rating.key] = _parse(rating, said_of_it)
            except UsageError as error:
                output.ask(f"{error.message} {error.hint}\n")
    return given


def _ask(rating: Rating) -> str:
    if rating.unit == "h":
        return "How long did you sleep, as in 7h or 7.5?"
    levels = [f"{rating.least + n:g} {words}" for n, words in enumerate(rating.levels)]
    meant = f" ({'; '.join(levels)})" if levels else "" if rating.about == "your own" else f" ({rating.about})"
    return f"{rating.title}, {rating.least:g} to {rating.most:g}{meant}?"
