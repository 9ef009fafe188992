"""Write data/man/gutcli.1 from the same help texts that `gutcli COMMAND --help` shows; --check only compares.

A test keeps the page true. Read it with: man -l data/man/gutcli.1
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from gutcli import __version__
from gutcli.commands import COMMANDS, FLAGS
from gutcli.options import build

PAGE = Path(__file__).resolve().parent.parent / "data" / "man" / "gutcli.1"
EXIT_CODES = (
    ("0", "done"),
    ("1", "failed"),
    ("2", "wrong usage"),
    ("3", "no such name, or more than one"),
    ("4", "catalog or profile invalid"),
    ("5", "diary unusable"),
    ("130", "interrupted"),
)
ENVIRONMENT = (
    (
        "GUTCLI_HOME",
        "One folder for everything: profile.toml, catalog/, diary.db and cache/. Otherwise the platform's own.",
    ),
    ("GUTCLI_NOW", "An ISO date-time with offset that stands for the present: for scripts and tests."),
    ("GUTCLI_DEBUG", "1: let errors through with their traceback."),
    (
        "ACCESSIBLE",
        "1: everything in words, as --plain: no shapes, a numbered picker, nothing that moves.",
    ),
    ("GUTCLI_REDUCED_MOTION", "1: words in place of the moving shape of breathe and guide."),
    ("NO_COLOR, FORCE_COLOR, CLICOLOR", "No colour; colour in a pipe too; 0: no colour."),
    ("COLUMNS", "The width to fill."),
    ("PAGER", "The pager for long pages on a terminal, less if unset; empty or cat: none."),
    ("VISUAL, EDITOR", "The editor of gutcli profile edit."),
)
INTRODUCTION = (
    "A daily checklist for gut and mind: what to eat, to move and to calm down with, with graded evidence and its "
    "sources. gutcli alone shows today's list. It never uses the network; all data is in one file of yours."
)


def make_page() -> str:
    """Give the whole page as roff."""
    lines = [
        f'.TH GUTCLI 1 "" "gutcli {__version__}" "User Commands"',
        ".SH NAME",
        f"gutcli \\- {escape('a daily checklist for gut and mind')}",
        ".SH SYNOPSIS",
        ".B gutcli",
        ".RI [ COMMAND ]",
        ".RI [ OPTION ...]",
        ".SH DESCRIPTION",
        escape(INTRODUCTION),
        ".PP",
        escape(
            "DAY is a date such as 2026-11-23, today, yesterday, tomorrow, -2 (two days ago), or a weekday: the last."
        ),
        ".SH OPTIONS OF EVERY COMMAND",
        *tagged("-h, --help", "Show help with examples."),
        *[line for names, what in FLAGS.items() for line in tagged(", ".join(sorted(names, key=len)), what)],
        *tagged("-V, --version", "Show the version; only without a command."),
        ".SH COMMANDS",
    ]
    for verb, (_, summary) in COMMANDS.items():
        lines += describe(verb, summary)
    lines += [".SH EXIT STATUS"]
    for code, meaning in EXIT_CODES:
        lines += tagged(code, meaning)
    lines += [".SH ENVIRONMENT"]
    for name, meaning in ENVIRONMENT:
        lines += tagged(name, meaning)
    lines += [
        ".SH FILES",
        escape("gutcli doctor shows where the profile, the diary, its backups and the cache are."),
        ".SH SEE ALSO",
        escape("gutcli help COMMAND, and the folder docs of the source."),
    ]
    return "\n".join(lines) + "\n"


def describe(verb: str, summary: str) -> list[str]:
    """Describe one command: what it does, its arguments and options, its sub-commands, its examples."""
    app: Any = typer.main.get_command(build(verb))
    root = app.make_context("gutcli", [], resilient_parsing=True)
    command = app.get_command(root, verb)
    context = type(root)(command, info_name=verb, parent=root)
    lines = [f".SS {escape(verb)}", escape(f"{summary}.")]
    for param in command.params:
        record = param.get_help_record(context)
        if record is not None and not {"--help", *(names[0] for names in FLAGS)} & set(param.opts):
            lines += tagged(*record)
    for name, sub in getattr(command, "commands", {}).items():
        lines += tagged(f"{verb} {name}", (sub.help or "").partition("\n")[0])
    examples = import_module(f"gutcli.{COMMANDS[verb][0]}.command").EXAMPLES
    lines += [".PP", "Examples:", ".RS", ".nf"]
    lines += [escape(part) for line, what in examples for part in (line, f"    {what}")]
    return [*lines, ".fi", ".RE"]


def tagged(tag: str, words: str) -> list[str]:
    """Give a tag with its paragraph."""
    return [".TP", f"\\fB{escape(tag)}\\fR", escape(" ".join(words.split())) or "\\&"]


def escape(words: str) -> str:
    """Make text safe for roff: no escapes, no requests, hyphens that can be copied."""
    words = (
        words.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("`", "\\(ga")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti")
    )
    words = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in words)
    return f"\\&{words}" if words.startswith(".") else words


def main() -> int:
    """Write the page, or say whether it is true."""
    page = make_page()
    if "--check" in sys.argv:
        true = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page
        if not true:
            print(f"{PAGE} is not what the help says; run: python tools/make_man.py", file=sys.stderr)
        return int(not true)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
