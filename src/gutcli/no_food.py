"""What the frame answers to whoever is shown no food, in the place of a command about it: what there is, and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gutcli.errors import GutcliError, NameNotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gutcli.app import App

INSTEAD = "What is here for you: gutcli, gutcli practices, gutcli breathe, gutcli mood, gutcli explain."
KEPT = "All that you ever wrote is still there, and goes with you whole: gutcli export"


def answer_without_food(argv: Sequence[str], app: App) -> int:
    """Say that no foods are shown, what is, and where help is; raise GutcliError where something was to be written."""
    from gutcli.terminal.message.view import MessageView

    person = app.person
    if _writes(argv):
        raise GutcliError(
            "Nothing was written: gutcli keeps no record of food for you, because of what your profile says.",
            person.care[0].advice if person.only_care else INSTEAD,
        )
    care = tuple(note.advice for note in person.care)
    app.show(MessageView(care if person.only_care else (*care, "", INSTEAD, KEPT)))
    return 0


def _writes(argv: Sequence[str]) -> bool:
    """Return whether the line would write something down."""
    verb, *words = argv
    named = any(not word.startswith("-") for word in words)
    return (
        verb == "ate"
        or (verb in {"have", "dish"} and named)
        or any(word.partition("=")[0] == "--bought" for word in words)
    )


def not_shown() -> NameNotFoundError:
    """Return the error for a name that means nothing, or a food, which is not shown: without the names near it."""
    return NameNotFoundError(
        "Under that name there is nothing that gutcli shows you.",
        f"No foods, figures or counts are shown, because of what your profile says. {INSTEAD}",
    )
