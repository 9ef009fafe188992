"""The door: `run()` is the only way in and the only way out. It turns errors into messages and exit codes.

Typer is imported only where there is something to parse, and only the command that runs is imported: thirty small
modules would cost more than the whole daily list.
"""

from __future__ import annotations

import os
import sys

from gutcli import __version__
from gutcli.errors import GutcliError, UsageError

TYPE_CHECKING = False  # the module `typing` takes 3 ms of an answer's 60
if TYPE_CHECKING:
    from collections.abc import Sequence

    from gutcli.app import App
    from gutcli.terminal.output import Output

# verb -> what it does, in one line; the module gutcli.options.<verb> does it.
COMMANDS = {
    "today": ("day.today", "Show the day's checklist"),
    "done": ("day.done", "Tick items"),
    "undo": ("day.undo", "Take back the last change, or what was done to an item"),
    "skip": ("day.skip", "Rest from items: a rest, not a failure"),
    "swap": ("day.swap", "Put another food or practice in an item's place"),
    "ate": ("day.ate", "Log foods that were not on the list"),
    "mood": ("day.mood", "Check in: mood, energy, gut"),
    "plan": ("day.plan", "Show the coming days and what to buy"),
    "week": ("look_back.week", "Show this week's plants against the goal"),
    "history": ("look_back.history", "Show a calendar of what was done, or one day in full"),
    "stats": ("look_back.stats", "Show figures: what was done, how often, streaks"),
    "insights": ("look_back.insights", "Show what check-ins and habits show together, if anything"),
    "report": ("report", "Write one page to keep, print or show to a dietitian"),
    "explain": ("know.explain", "Explain a topic: what is known, how well, and where to read it"),
    "foods": ("know.foods", "Browse the foods; one match gives its card"),
    "practices": ("know.practices", "Browse the techniques; one match gives its steps"),
    "tips": ("know.tips", "Show today's tip, or all of them"),
    "breathe": ("breathe", "Breathe with a guide, paced live in the terminal"),
    "guide": ("breathe.guide", "Go through a practice step by step, with a gentle timer"),
    "profile": ("profile", "Show and change what gutcli knows of you"),
    "cautions": ("profile.cautions", "Show what gutcli warns about, and why"),
    "catalog": ("catalog", "Check and extend the catalog"),
    "export": ("keep.export", "Write the diary out: JSON lines, CSV or Markdown"),
    "import": ("keep.import_", "Bring entries of an export into the diary"),
    "backup": ("keep.backup", "Copy the diary, and look the copy through"),
    "forget": ("keep.forget", "Erase notes, days or everything, backups too"),
    "status": ("day.status", "Say how the day stands in one short line, for a prompt"),
    "remind": ("remind", "Be reminded by your system's own timer"),
    "completion": ("completion", "Print the script with which a shell completes our words"),
    "doctor": ("keep.doctor", "Show where everything is, and whether it is healthy"),
}


def main() -> None:
    """Run as a program."""
    import gc

    # Looking for cycles among what imports make takes a tenth of a short answer; a long sitting still has it done.
    gc.set_threshold(100_000)
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        _close_quietly()
    sys.exit(code)


def run(argv: Sequence[str], output: Output | None = None) -> int:
    """Run one command and give its exit code. Never raises, except for what GUTCLI_DEBUG=1 lets through."""
    if list(argv) in (["--version"], ["-V"]) and output is None:
        try:
            print(f"gutcli {__version__}", flush=True)
        except BrokenPipeError:
            _close_quietly()
        except (OSError, ValueError):
            _close_quietly()
            return 1
        return 0
    debug = os.environ.get("GUTCLI_DEBUG") == "1"
    try:
        _make_streams_safe()
        os.umask(0o077)
        if "_GUTCLI_COMPLETE" in os.environ:
            from gutcli.completion.shells import answer_shell

            return answer_shell(COMMANDS)
        words = list(argv)
        from gutcli.terminal.output import Output as Streams

        out = output or Streams()
        words, out.pages = _take_out(words, "--no-pager")
        out.json = "--json" in (words[: words.index("--")] if "--" in words else words)
        return _run(words, out, debug)
    except KeyboardInterrupt:
        if debug:
            raise
        return 130


def _run(argv: list[str], output: Output, debug: bool) -> int:
    try:
        return _dispatch(argv, output)
    except GutcliError as error:
        if debug:
            raise
        output.fail(error)
        return error.exit_code
    except KeyboardInterrupt:
        raise
    except OSError as error:
        if debug:
            raise
        return _fail_for_the_system(error, output)
    except Exception as error:
        from gutcli.terminal.output import ReaderGoneError

        if isinstance(error, ReaderGoneError):  # that is not a failure
            _close_quietly()
            return 0
        if debug:
            raise
        if (usage := _usage_error(error)) is not None:
            output.fail(usage)
            return usage.exit_code
        output.fail(
            GutcliError(
                f"Something went wrong inside gutcli ({type(error).__name__}: {error}).",
                "Nothing was changed after that point. GUTCLI_DEBUG=1 shows where; please report it.",
                code="internal",
            )
        )
        return 1


def _dispatch(argv: list[str], output: Output) -> int:
    argv = _put_verb_first(argv)
    verb = _find_verb(argv)
    if verb is None:
        if not any(word in {"-h", "--help", "--install-completion", "--show-completion"} for word in argv):
            argv, verb = ["today", *argv], "today"
    elif verb == "help":
        rest = [word for word in argv if word != "help"]
        argv, verb = ([*rest, "--help"] if rest else ["--help"]), _find_verb(rest)
    if verb is not None and verb not in COMMANDS:
        raise _unknown_command(verb)
    from gutcli.app import App

    app = App(output)
    return 0 if _answer_bare(argv, app) else _run_command(argv, verb, app)


def _run_command(argv: list[str], verb: str | None, app: App) -> int:
    """Let Typer parse the words and run the command."""
    from gutcli.options import build

    typer_app = build(COMMANDS, verb if verb in COMMANDS else None, completing=verb is None)
    result = typer_app(_allow_minus(argv), standalone_mode=False, obj=app, prog_name="gutcli")
    return result if isinstance(result, int) else 0


_MOST_DAYS = 366


def _answer_bare(argv: list[str], app: App) -> bool:
    """Answer the daily commands where they have no options: nothing is to be parsed, and Typer takes longer than they.

    --json, which is the output's own, may stand there, and --days beside plan. False for anything else.
    """
    verb, *words = [word for word in argv if word != "--json"] or [""]
    days = "7" if verb == "plan" else ""
    if verb == "plan" and len(words) == 2 and words[0] == "--days":
        days, words = words[1], []
    if any(word.startswith("-") for word in words):
        return False
    if verb == "today" and not words:
        from gutcli.day.today.build import build_today

        app.show(build_today(app, app.today))
    elif verb == "status" and not words:
        from gutcli.day.status.build import build_status

        app.show(build_status(app, None))
    elif verb == "plan" and not words and days.isascii() and days.isdecimal() and 1 <= int(days[:4]) <= _MOST_DAYS:
        from gutcli.day.plan.build import build_plan

        app.show(build_plan(app, app.today, int(days), shopping=False))
    elif verb == "done" and words:
        from gutcli.day.changes.ticking import tick_items

        app.show(tick_items(app, app.today, words))
    elif verb == "mood" and len(words) == 1 and words[0] in {"1", "2", "3", "4", "5"}:
        from gutcli.day.changes.ticking import check_in

        app.show(check_in(app, app.today, int(words[0]), energy=None, gut=None, note=""))
    elif verb == "ate" and words:
        from gutcli.day.ate.eating import log_foods

        app.show(log_foods(app, app.today, words))
    else:
        return False
    return True


def _fail_for_the_system(error: OSError, output: Output) -> int:
    output.fail(GutcliError(f"The system said: {error.strerror or error}.", _file_hint(error)))
    _close_quietly()
    return 1


def _take_out(argv: list[str], option: str) -> tuple[list[str], bool]:
    """Take an option of all commands out of the words; say whether it was absent."""
    end = argv.index("--") if "--" in argv else len(argv)
    kept = [word for word in argv[:end] if word != option] + argv[end:]
    return kept, len(kept) == len(argv)


def _put_verb_first(argv: list[str]) -> list[str]:
    """Let "gutcli --json foods" be what it looks like: options of every command may stand before its name."""
    place = next((n for n, word in enumerate(argv) if word not in {"--json", "--quiet", "-q"}), len(argv))
    if place and place < len(argv) and argv[place] in COMMANDS:
        return [argv[place], *argv[:place], *argv[place + 1 :]]
    return argv


def _find_verb(argv: Sequence[str]) -> str | None:
    return (
        next((word for word in argv if not word.startswith("-")), None)
        if argv and not argv[0].startswith("-")
        else None
    )


def _allow_minus(argv: list[str]) -> list[str]:
    """Let "-2" be a day, and "-kimchi" a word to take out: Typer would read options in them."""
    if "--" in argv:
        return argv
    flags = [word for word in argv if word in {"--json", "--quiet", "-q", "--help", "-h"}]
    words = [word for word in argv if word not in flags]
    if words[:2] == ["profile", "set"] and any(word.startswith("-") for word in words):
        return ["profile", "set", *flags, "--", *words[2:]]
    if argv and argv[0] == "history":
        for place, word in enumerate(argv[1:], 1):
            if word[1:].isdigit() and word[0] == "-" and not argv[place - 1].startswith("--"):
                return [*argv[:place], *argv[place + 1 :], "--", word]
    return argv


def _unknown_command(verb: str) -> UsageError:
    import difflib

    from gutcli.text import join_words, safe

    close = difflib.get_close_matches(verb.lower(), COMMANDS, 3, 0.5)
    hint = (
        f"Did you mean {join_words([f'gutcli {word}' for word in close], 'or')}?"
        if close
        else "gutcli --help lists them."
    )
    return UsageError(f"There is no command {safe(verb)!r}.", f"{hint} To look a word up: gutcli explain {safe(verb)}")


def _usage_error(error: Exception) -> GutcliError | None:
    """Give Typer's own complaints in our form. They are told by their shape, as their classes are private to Typer."""
    from gutcli.text import safe

    name = type(error).__name__
    if name == "Abort":
        return GutcliError("Stopped.", "Nothing was changed.", code="stopped")
    if not hasattr(error, "format_message") or not hasattr(error, "exit_code"):
        return None
    message = safe(str(error.format_message())).split(" (Possible options")[0].rstrip(".")
    message = message.replace("is not a valid int range", "is not a whole number").replace(
        "is not a valid integer range", "is not a whole number"
    )
    context = getattr(error, "ctx", None)
    path = getattr(context, "command_path", "gutcli") or "gutcli"
    possible = getattr(error, "possibilities", None)
    hint = f"Did you mean {' or '.join(sorted(possible)[:3])}? " if possible and "Did you mean" not in message else ""
    return UsageError(
        message if message.endswith(("?", ")")) else f"{message}.", f"{hint}{path} --help shows how it is used."
    )


def _file_hint(error: OSError) -> str:
    from gutcli.text import safe

    return f"Look at {safe(str(error.filename))}." if error.filename else "Check the disk and your permissions."


def _make_streams_safe() -> None:
    """Let no stream raise on a character that it lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    if (reconfigure := getattr(sys.stdin, "reconfigure", None)) is not None:
        reconfigure(errors="surrogateescape")


def _close_quietly() -> None:
    """Leave without the interpreter complaining that stdout could not be flushed."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
