"""`gutcli profile`: what the person told gutcli."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.offers import complete_keys, complete_values
from gutcli.options import JsonFlag, QuietFlag, say_examples

EXAMPLES = (
    ("gutcli profile", "what gutcli knows, and what follows"),
    ("gutcli profile setup", "a few short questions"),
    ("gutcli profile set diet vegan", "omnivore, pescatarian, vegetarian or vegan"),
    ("gutcli profile set allergies nuts,dairy", "in your own words"),
    ("gutcli profile set dislikes +kimchi", "add one; -kimchi takes it out"),
    ("gutcli profile unset dislikes", "as if it had never been said"),
)


def _complete_values(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    return complete_values(str(context.params.get("key") or ""), incomplete)


GROUP = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=False)


@GROUP.callback(invoke_without_command=True)
def profile(context: typer.Context, json: JsonFlag = False, quiet: QuietFlag = False) -> None:
    """Show and change what gutcli knows of you."""
    App.of(context).output.quiet = quiet
    if context.invoked_subcommand is None:
        _show(context)


@GROUP.command(
    "show",
    epilog=say_examples((("gutcli profile show", "the whole profile"), ("gutcli profile show --json", "for scripts"))),
)
def show(context: typer.Context, json: JsonFlag = False, quiet: QuietFlag = False) -> None:
    """Show what gutcli knows, what follows from it, and what it does not know."""
    App.of(context).output.quiet = quiet
    _show(context)


def _show(context: typer.Context) -> None:
    from gutcli.profile.build import build_profile

    app = App.of(context)
    view = build_profile(app)
    app.show(view)
    if view.problems:
        raise typer.Exit(4)


@GROUP.command("set", epilog=say_examples(EXAMPLES[2:5]))
def set_(
    context: typer.Context,
    key: Annotated[
        str,
        typer.Argument(metavar="KEY", help="Such as diet, allergies, checklist.calm.", autocompletion=complete_keys),
    ],
    words: Annotated[
        list[str], typer.Argument(metavar="VALUE...", help="In your own words.", autocompletion=_complete_values)
    ] = [],
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Set a value, and see at once what changes."""
    App.of(context).output.quiet = quiet
    from gutcli.profile.build import change_value

    app = App.of(context)
    app.show(change_value(app, key, words))


@GROUP.command(
    "unset",
    epilog=say_examples(
        (("gutcli profile unset dislikes", "forget them"), ("gutcli profile unset diet", "the default again"))
    ),
)
def unset(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Such as dislikes.", autocompletion=complete_keys)],
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Take a value out, so that the default holds again."""
    App.of(context).output.quiet = quiet
    from gutcli.profile.build import drop_value

    app = App.of(context)
    app.show(drop_value(app, key))


@GROUP.command(
    "path",
    epilog=say_examples((("gutcli profile path", "where the file is"), ('cat "$(gutcli profile path)"', "read it"))),
)
def path(context: typer.Context, json: JsonFlag = False, quiet: QuietFlag = False) -> None:
    """Show where the file is."""
    App.of(context).output.quiet = quiet
    from gutcli.terminal.message.view import MessageView

    app = App.of(context)
    app.show(MessageView((str(app.folders.profile),)))


@GROUP.command(
    "edit",
    epilog=say_examples(
        (("gutcli profile edit", "in $VISUAL or $EDITOR"), ("EDITOR=nano gutcli profile edit", "in nano"))
    ),
)
def edit(context: typer.Context, json: JsonFlag = False, quiet: QuietFlag = False) -> None:
    """Open the file in your editor, then check it."""
    App.of(context).output.quiet = quiet
    from gutcli.profile.setup import edit_profile

    edit_profile(App.of(context))
    _show(context)


@GROUP.command(
    "setup",
    epilog=say_examples(
        (
            ("gutcli profile setup", "Enter skips a question"),
            ("printf 'vegan\\n' | gutcli profile setup", "answers from a pipe"),
        )
    ),
)
def setup(context: typer.Context, json: JsonFlag = False, quiet: QuietFlag = False) -> None:
    """Answer a few short questions; every one can be skipped."""
    App.of(context).output.quiet = quiet
    from gutcli.profile.setup import talk

    app = App.of(context)
    talk(app)
    _show(context)
