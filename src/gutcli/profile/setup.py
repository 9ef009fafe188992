"""The short conversation that sets a profile up, and the editor for those who prefer the file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from gutcli.catalog.library import Catalog
from gutcli.errors import GutcliError, UsageError
from gutcli.folders import StrPath, load_bytes, write_private
from gutcli.profile.change import change_value
from gutcli.profile.edit import split_items
from gutcli.profile.file import find_copy, is_missing, load_profile
from gutcli.profile.reader import WordReader
from gutcli.profile.settings import KEYS, NEED_KEYS, SETTINGS, Profile, profile_value
from gutcli.profile.suggestions import known_phrases
from gutcli.profile.view import ProfileChangeView, plain_value
from gutcli.terminal.programs import NOT_FOUND, shell_call
from gutcli.terminal.question import ask_line
from gutcli.text import fold, join_words, safe

MOST_TRIES = 3
LACTOSE = "lactose-intolerance"


def ask_settings(path: StrPath, catalog: Catalog, ask: Callable[[str], None], year: int) -> None:
    """Ask each question; an empty answer skips it, the end of input ends the conversation. Everything is saved at once.

    What is asked goes to stderr, so that the answer on stdout stays whole for scripts.
    """
    load_profile(path)  # a broken file is said once, not after every question
    ask("Everything stays on this machine. Enter skips a question.\n\n")
    moved: list[str] = []
    for key, question in ((key, setting.question) for key, setting in SETTINGS.items() if setting.question):
        for _ in range(MOST_TRIES):
            line = ask_line(f"{question}\n> ", ask)
            if not line:
                ask("\n")
                return
            if not line.strip():
                break
            said = [line.strip()]
            if key == "conditions":
                said = [", ".join((*said, *moved))]
            try:
                if key == "allergies" and (moved := find_intolerances(catalog, line, year)):
                    ask(_format_moved(moved))
                    _explain(change_value(path, catalog, "conditions", [f"+{word}" for word in moved], year), ask)
                    said = [word for word in split_items(said, known_phrases(catalog)) if word not in moved]
                    if not said:
                        break
                    said = [", ".join(said)]
                view = change_value(path, catalog, key, said, year)
            except GutcliError as error:
                if not sys.stdin.isatty():
                    # Asked again, a pipe would answer with its next line: an allergy would be read as a diet.
                    raise UsageError(
                        error.message, f"{error.hint} What was answered before is saved; the rest was not read."
                    ) from None
                ask(f"{error.message} {error.hint}\n")
                continue
            _explain(view, ask)
            break


def _explain(view: ProfileChangeView, ask: Callable[[str], None]) -> None:
    """Say what an answer was not understood in, how it was read, and what follows."""
    for unknown in view.unknown:
        if unknown.unknown:
            meant = f" Did you mean {join_words(unknown.nearest, 'or')}?" if unknown.nearest else ""
            ask(f"“{unknown.unknown}” is not known to gutcli: it can't protect you from this.{meant}\n")
        elif unknown.doubt:
            ask(f"{unknown.doubt}\n")
    for line in view.asks:
        ask(f"Read as {join_words(line.read_as)}. If that is wrong: {line.if_not}\n")
    for card in view.new_cautions:
        ask(f"  {card.severity}: {card.advice}\n")


def find_intolerances(catalog: Catalog, line: str, year: int) -> list[str]:
    """Return those of the allergies in a line that are an intolerance of lactose, which nobody is allergic to.

    Kept as an allergy it would leave out all milk. Whatever else an entry says makes it stay where it was said.
    """
    reader = WordReader(catalog, year)
    found = []
    for word in split_items([line.strip()], known_phrases(catalog)):
        reading = reader.read("conditions", word)
        tokens = fold(word).split()
        others = [token for token in tokens if not token.startswith("lact")]
        names_more = any(token in catalog.allergen_words or token.startswith("allerg") for token in others)
        if reading and reading.conditions == (LACTOSE,) and not names_more:
            found.append(word)
    return found


def _format_moved(moved: Sequence[str]) -> str:
    said = join_words([f"“{safe(word)}”" for word in moved])
    return (
        f"{said} is kept under conditions, for it is no allergy: foods with milk stay, those with lactose come last. "
        "If milk itself is a danger to you: gutcli profile add allergies milk\n"
    )


def edit_profile(path: StrPath, *, is_terminal: bool) -> None:
    """Open the profile in the person's editor; a new file begins with every key in comments."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not editor and not (sys.stdin is not None and sys.stdin.isatty() and is_terminal):
        raise UsageError(
            "There is no terminal to edit in.",
            f"Set EDITOR, or open {path} yourself; gutcli profile set also changes it.",
        )
    editor = editor or ("notepad" if sys.platform == "win32" else "vi")
    if os.path.isfile(path):
        if before := load_bytes(path).strip():
            write_private(find_copy(path), before + b"\n")
    elif is_missing(path):
        write_private(path, _template().encode())
    call = shell_call(editor, str(path))
    try:
        code = subprocess.run(call.args, shell=call.shell, check=False).returncode  # noqa: S603  # their own editor
    except (OSError, ValueError):
        code = min(NOT_FOUND)
    if code in NOT_FOUND:
        raise GutcliError(
            f"The editor {editor!r} could not be started.", f"Set EDITOR, or open {path} yourself.", code="no_editor"
        )
    if code:
        raise GutcliError(f"The editor ended with code {code}.", f"The file is {path}.", code="no_editor")


def format_taken_away(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return a line for each key of which safety hangs that names less than before."""
    lines = []
    for key in NEED_KEYS:
        gone = [safe(word) for word in before.get(key, ()) if word not in after.get(key, ())]
        if gone:
            lines.append(f"{key} no longer names {join_words(gone)}: nothing is left out or marked for it any more.")
    return lines


def _template() -> str:
    """Return every key with its default, each in a comment that holds valid TOML, tables last."""
    import tomlkit

    defaults: dict[str, Any] = {}
    for key in KEYS:
        table, _, name = key.rpartition(".")
        value = "4/6" if key == "aim" else plain_value(profile_value(Profile(), key))
        (defaults.setdefault(table, {}) if table else defaults)[name] = value
    defaults = dict(sorted(defaults.items(), key=lambda pair: isinstance(pair[1], dict)))
    lines = ["# gutcli's profile. Take the # off a line to set it, and off its [table] if it has one.", ""]
    lines += [f"# {line}".rstrip() if line else "" for line in tomlkit.dumps(defaults).splitlines()]
    return "\n".join(lines) + "\n"
