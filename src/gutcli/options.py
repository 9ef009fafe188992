"""What Typer makes of our commands: the options that all of them have, and the app with the one that runs."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from shutil import get_terminal_size
from typing import Annotated, Any, NamedTuple, get_args

import typer
from typer.models import ParameterInfo

from gutcli import __version__
from gutcli.clock import WEEKDAYS
from gutcli.commands import COMMANDS, FLAGS

# No default map, no rich help: Typer's boxes would cost Rich's import, and help is read in pipes as well.
# What Typer holds inside makes no line shorter than 50 by itself: the width is said to it.
_WIDTH = max(20, min(get_terminal_size().columns, 102) - 2)
_SETTINGS = {"help_option_names": ["-h", "--help"], "terminal_width": _WIDTH}
_INDENT = 2
"""Columns before the last paragraph of a help."""
DAYS = ("today", "yesterday", "tomorrow", *WEEKDAYS)
CENTURY = 36600
"""Days: as far as any command looks back."""
"""Days: as far as any command looks back."""
Examples = tuple[tuple[str, str], ...]
Run = Callable[..., int | None]


class DayOption(NamedTuple):
    """Stands in the annotation of a command's parameter that --date gives. Without a default, that is today.

    A parameter of type str gets the words: which day they mean hangs on the profile, which may be broken.
    """

    help: str = "A date, yesterday, -2, monday."


Day = Annotated[date, DayOption()]


def build(verb: str | None, *, completing: bool = False) -> typer.Typer:
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

    for name in [verb] if verb else COMMANDS:
        if name == verb:
            _add(app, name, *COMMANDS[name])
        else:
            app.command(name, help=COMMANDS[name][1])(_stub)
    return app


def _stub() -> None:
    """Stand for a command in lists: the real one is imported when it runs."""


def _add(app: typer.Typer, name: str, folder: str, summary: str) -> None:
    module = import_module(f"gutcli.{folder}.command")
    epilog = format_examples(module.EXAMPLES)
    if hasattr(module, "GROUP"):
        app.add_typer(module.GROUP, name=name, help=summary + ".", epilog=epilog, context_settings=_SETTINGS)
    else:
        app.command(name, help=f"{summary}.", epilog=epilog, context_settings=_SETTINGS)(complete_options(module.RUN))


def make_group(run: Run) -> typer.Typer:
    """Return a command with sub-commands; `run` is what it does without one, given the text of its help, too."""
    group = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    group.callback(invoke_without_command=True)(complete_options(run))
    return group


def add_command(group: typer.Typer, name: str, summary: str, examples: Examples) -> Callable[[Run], Run]:
    """Return a decorator that makes a function the sub-command `name`. Its docstring would be gone under -OO."""

    def add(run: Run) -> Run:
        group.command(name, help=summary, epilog=format_examples(examples))(complete_options(run))
        return run

    return add


def complete_options(run: Run) -> Run:
    """Return what Typer calls for a command: with the options of all commands, which the frame reads (cli.py).

    `run` gets the app and, where it asks for them, the day that --date gives and Typer's context.
    """
    parameters = list(inspect.signature(run, eval_str=True).parameters.values())[1:]
    day = next((p for p in parameters if _day_option(p)), None)
    asks_context = any(p.annotation is typer.Context for p in parameters)
    own = [p for p in parameters if p is not day and p.annotation is not typer.Context]
    for option in (part for p in own for part in get_args(p.annotation) if isinstance(part, ParameterInfo)):
        if option.metavar and "|" in option.metavar and option.autocompletion is None:
            option.autocompletion = offer_words(option.metavar.split("|"))
    shared = [_keyword("context", typer.Context)]
    if day is not None:
        default = "today" if day.default is day.empty else None
        option = typer.Option("--date", metavar="DAY", help=_day_option(day), autocompletion=offer_words(DAYS))
        shared.append(_keyword("date", Annotated[str | None, option], default))
    for names, what in FLAGS.items():
        shared.append(
            _keyword(names[0].strip("-").replace("-", "_"), Annotated[bool, typer.Option(*names, help=what)], False)
        )

    def call(*, context: typer.Context, **given: Any) -> int | None:
        if context.invoked_subcommand is not None:
            return None
        app = context.obj
        words = {p.name: given[p.name] for p in own}
        if day is not None:
            named = given["date"]
            words[day.name] = named if named is None or get_args(day.annotation)[0] is str else app.day(named)
        if asks_context:
            words["context"] = context
        return run(app, **words)

    signature = inspect.Signature([*(_keyword(p.name, p.annotation, p.default) for p in own), *shared])
    call.__signature__ = signature  # type: ignore[attr-defined]  # inspect documents it, typeshed has it not
    return call


def offer_words(words: Iterable[str]) -> Callable[[str], list[str]]:
    """Return what offers those of the words that begin so, where a shell would offer the names of files."""

    def offer(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete.lower())]

    return offer


def _keyword(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _day_option(parameter: inspect.Parameter) -> str:
    """Return the help of --date if that gives this parameter; "" for any other."""
    return next((part.help for part in get_args(parameter.annotation) if isinstance(part, DayOption)), "")


def format_examples(examples: Examples) -> str:
    r"""Write examples as help's last paragraph; the sign \b keeps lines as they are.

    What an example does stands beside it where there is room, else under it.
    """
    width = max(len(line) for line, _ in examples)
    room = _WIDTH - _INDENT
    if 2 + width + 2 + max(len(what) for _, what in examples) <= room:
        return "\b\nExamples:\n" + "\n".join(f"  {line:<{width}}  {what}" for line, what in examples)
    rows = []
    for line, what in examples:
        rows += textwrap.wrap(line, room, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
        rows += textwrap.wrap(what, room, initial_indent="      ", subsequent_indent="      ")
    return "\b\nExamples:\n" + "\n".join(rows)
