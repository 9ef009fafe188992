"""What Typer makes of our commands: the options that all of them have, and the app with the one that runs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Annotated

import typer

from gutcli import __version__

# No default map, no rich help: Typer's boxes would cost Rich's import, and help is read in pipes as well.
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

JsonFlag = Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")]
QuietFlag = Annotated[bool, typer.Option("--quiet", "-q", help="Leave out warnings.")]


def build(commands: Mapping[str, tuple[str, str]], verb: str | None, *, completing: bool = False) -> typer.Typer:
    """Build the Typer app with the one command that runs, or, for help and completion, with all of them.

    A command module has `RUN`, a function with Typer parameters, or `GROUP`, a Typer app with sub-commands; and
    EXAMPLES, pairs of a command line and what it does.
    """
    app = typer.Typer(
        add_completion=completing, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=_SETTINGS,
        help="A daily checklist for gut and mind: graded evidence, cited, safe, private and quick.",
        epilog="gutcli alone shows today's list. gutcli help COMMAND explains a command. "
        "Long pages go through $PAGER on a "
        "terminal; --no-pager says no.",
    )  # fmt: skip

    @app.callback(invoke_without_command=True)
    def root(
        version: Annotated[bool, typer.Option("--version", "-V", help="Show the version.", is_eager=True)] = False,
    ) -> None:
        if version:
            typer.echo(f"gutcli {__version__}")
            raise typer.Exit

    for name in [verb] if verb else commands:
        if name == verb:
            _add(app, name, *commands[name])
        else:
            app.command(name, help=commands[name][1])(_stub)
    return app


def _stub() -> None:
    """Stand for a command in lists: the real one is imported when it runs."""


def _add(app: typer.Typer, name: str, folder: str, summary: str) -> None:
    module = import_module(f"gutcli.{folder}.command")
    epilog = say_examples(module.EXAMPLES)
    if hasattr(module, "GROUP"):
        app.add_typer(module.GROUP, name=name, help=summary + ".", epilog=epilog, context_settings=_SETTINGS)
    else:
        app.command(name, help=f"{summary}.", epilog=epilog, context_settings=_SETTINGS)(module.RUN)


def say_examples(examples: tuple[tuple[str, str], ...]) -> str:
    r"""Write examples as help's last paragraph; the sign \b keeps lines as they are."""
    width = max(len(line) for line, _ in examples)
    return "\b\nExamples:\n" + "\n".join(f"  {line:<{width}}  {what}" for line, what in examples)
