"""`gutcli profile`: what the person told gutcli."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.errors import ProfileError
from gutcli.offers import complete_keys, complete_values
from gutcli.options import add_command, make_group

EXAMPLES = (
    ("gutcli profile", "what gutcli knows, and what follows"),
    ("gutcli profile setup", "a few short questions"),
    ("gutcli profile set diet vegan", "omnivore, pescatarian, vegetarian or vegan"),
    ("gutcli profile set allergies nuts,dairy", "in your own words"),
    ("gutcli profile set dislikes +kimchi", "add one; -kimchi takes it out"),
    ("gutcli profile unset dislikes", "as if it had never been said"),
    ('gutcli profile add known "my own diet"', "read rightly, or you look after it yourself"),
)


def _complete_values(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    return complete_values(str(context.params.get("key") or ""), incomplete)


_Key = Annotated[
    str, typer.Argument(metavar="KEY", help="Such as diet, allergies, checklist.calm.", autocompletion=complete_keys)
]
_Words = Annotated[
    list[str], typer.Argument(metavar="VALUE...", help="In your own words.", autocompletion=_complete_values)
]


def _store_past_lists(app: App) -> None:
    """Keep the lists of the last days as they were seen: the profile is about to change.

    What cannot be kept keeps nobody from changing their profile: a broken file may be what they want to mend.
    """
    from contextlib import suppress

    from gutcli.day.past_lists import store_past_lists
    from gutcli.errors import GutcliError

    with suppress(GutcliError, OSError):
        if app.has_diary and not app.diary.lacks_needs():
            app.change(store_past_lists)


def _change(app: App, key: str, words: list[str]) -> None:
    from gutcli.profile.change import change_value

    _store_past_lists(app)
    app.show(change_value(app.folders.profile, app.catalog, key, words, app.now.year))


def _show(app: App) -> int:
    from gutcli.profile.view import build_profile

    view = build_profile(app.folders.profile, lambda: app.person)
    app.show(view)
    return ProfileError.exit_code if view.problems else 0


GROUP = make_group(_show)
add_command(
    GROUP, "show", "Show what gutcli knows of you, and what follows.",
    (("gutcli profile show", "the whole profile"), ("gutcli profile show --json", "for scripts")),
)(_show)  # fmt: skip


@add_command(GROUP, "set", "Set a value, and see at once what changes.", EXAMPLES[2:5])
def _set(app: App, key: _Key, words: _Words = []) -> None:
    _change(app, key, words)


@add_command(
    GROUP,
    "add",
    "Add to a list, such as dislikes.",
    (
        ("gutcli profile add dislikes olives", "to what is there"),
        ("gutcli profile add allergies nuts, milk", "two"),
        ('gutcli profile add known "my own diet"', "read rightly, or you look after it yourself"),
    ),
)
def _add(app: App, key: _Key, words: _Words) -> None:
    _change(app, key, [f"+{' '.join(words)}"])


@add_command(
    GROUP,
    "remove",
    "Take words out of a list.",
    (
        ("gutcli profile remove dislikes olives", "the others stay"),
        ("gutcli profile remove favourites oats", "one food"),
    ),
)
def _remove(app: App, key: _Key, words: _Words) -> None:
    _change(app, key, [f"-{' '.join(words)}"])


@add_command(
    GROUP,
    "unset",
    "Take a value out, so that the default holds again.",
    (("gutcli profile unset dislikes", "forget them"), ("gutcli profile unset diet", "the default again")),
)
def _unset(
    app: App,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Such as dislikes.", autocompletion=complete_keys)],
) -> None:
    from gutcli.profile.change import drop_value

    _store_past_lists(app)
    app.show(drop_value(app.folders.profile, app.catalog, key, app.now.year))


@add_command(
    GROUP,
    "path",
    "Show where the file is.",
    (("gutcli profile path", "where the file is"), ('cat "$(gutcli profile path)"', "read it")),
)
def _path(app: App) -> None:
    if app.output.json:
        from gutcli.terminal.message.view import MessageView

        app.show(MessageView((str(app.folders.profile),)))
    else:
        app.output.write_line(str(app.folders.profile))


@add_command(
    GROUP,
    "edit",
    "Open the file in your editor, then check it.",
    (("gutcli profile edit", "in $VISUAL or $EDITOR"), ("EDITOR=nano gutcli profile edit", "in nano")),
)
def _edit(app: App) -> int:
    from gutcli.profile.file import examine_profile
    from gutcli.profile.setup import edit_profile, format_taken_away

    before = examine_profile(app.folders.profile).values
    _store_past_lists(app)
    edit_profile(app.folders.profile, is_terminal=app.output.is_terminal)
    app.forget_profile()
    for line in format_taken_away(before, examine_profile(app.folders.profile).values):
        app.output.warn(line)
    return _show(app)


@add_command(
    GROUP,
    "setup",
    "Answer a few short questions; every one can be skipped.",
    (
        ("gutcli profile setup", "Enter skips a question"),
        ("printf 'vegan\\n' | gutcli profile setup", "answers from a pipe"),
    ),
)
def _setup(app: App) -> int:
    from gutcli.profile.setup import ask_settings

    _store_past_lists(app)
    ask_settings(app.folders.profile, app.catalog, app.output.ask, app.now.year)
    app.forget_profile()
    return _show(app)
