"""What a line means whose first word is no command: items to tick, another name of a command, a page, or a question."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from gutcli.commands import COMMANDS
from gutcli.errors import NameNotFoundError, UsageError
from gutcli.text import join_words, nearest, safe

if TYPE_CHECKING:
    from gutcli.app import App
    from gutcli.terminal.output import Output

_PAGES = {"topic": "explain", "food": "foods", "practice": "practices", "caution": "cautions"}
_NUMBERS = re.compile(r"[0-9]+(?:[-,][0-9]*)*")


def understand(argv: list[str], app: App) -> list[str]:
    """Return the line that begins with a command which this one means. Raise UsageError where it means nothing."""
    from gutcli.catalog.data_files import load_vocabulary

    words = list(takewhile(lambda word: not word.startswith("-"), argv))
    options = argv[len(words) :]
    if all(_NUMBERS.fullmatch(word) for word in words):
        return ["done", *argv]
    known = load_vocabulary("commands")
    if line := known["lines"].get(" ".join(words).lower()):
        return [*line.split(), *options]
    if argv[0] in COMMANDS:
        option = known["values"][argv[0]]
        return [argv[0], *(part for word in words[1:] for part in (option, word)), *options]
    return _find_synonym(argv, words, known["command"], app.output) or _find_page(words, options, app)


def _find_synonym(argv: list[str], words: list[str], known: list[dict[str, Any]], output: Output) -> list[str]:
    typed, rest = argv[0].lower(), words[1:]
    for entry in known:
        if typed not in entry["words"] or (rest and entry.get("alone")):
            continue
        if entry.get("numbers") and not (rest and _NUMBERS.fullmatch(rest[0])):
            continue
        means = entry["means"].split()
        if entry.get("changes"):
            output.warn(f"Read as gutcli {' '.join(means)}.")
        return [*means, *([typed] if entry.get("day") else []), *argv[1:]]
    return []


def _find_page(words: list[str], options: list[str], app: App) -> list[str]:
    """Return the command that shows the page of this name, or that finds the words."""
    from gutcli.know.find.index import open_index
    from gutcli.know.find.view import build_help, build_not_found
    from gutcli.profile.cautions.view import build_cautions

    asked = " ".join(words)
    index = open_index(app.shown, app.cache)
    found = index.find(asked, 1)
    if found and found[0].whole:
        kind, ident = found[0].kind, found[0].id
        return (
            [_PAGES[kind], *(words if kind == "caution" else [ident]), *options] if kind in _PAGES else ["find", asked]
        )
    if found or build_help(asked, app.catalog, app.now.year):
        return ["find", *words, *options]
    with suppress(NameNotFoundError):  # a medicine that only the profile's words know
        build_cautions(app.shown, asked, lambda: app.person, app.now.year)
        return ["cautions", *words, *options]
    near = nearest(words[0].lower(), COMMANDS)
    if app.hides_food and not near:
        return ["foods", *words]  # a few kind words stand there
    hint = (
        f"Did you mean {join_words([f'gutcli {word}' for word in near], 'or')}?"
        if near
        else build_not_found(asked, index, app.shown).hint
    )
    raise UsageError(
        f"There is no command {safe(words[0])!r}, and nothing is known about {safe(asked)!r}.",
        f"{hint} Commands: gutcli --help",
    )
