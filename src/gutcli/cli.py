"""The entry point: `run()` is the only way in and the only way out. It turns errors into messages and exit codes.

Typer is imported only where there is something to parse, and only the command that runs is imported: thirty small
modules would cost more than the whole daily list.
"""

from __future__ import annotations

import os
import sys

from gutcli import __version__
from gutcli.commands import ABOUT_FOOD, COMMANDS, FLAGS, TAKE_A_WORD
from gutcli.errors import GutcliError, NameNotFoundError

TYPE_CHECKING = False  # the module `typing` takes 3 ms of an answer's 60
if TYPE_CHECKING:
    from collections.abc import Sequence

    from gutcli.app import App
    from gutcli.terminal.output import Output


def main() -> None:
    """Run as a program."""
    import gc

    # Looking for cycles among what imports make takes a tenth of a short answer; a long sitting still has it done.
    gc.set_threshold(100_000)
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        _close_quietly()
    # All is written and closed. Python would go on to take apart what it is about to throw away, for a seventh of the
    # time that a short answer takes.
    os._exit(code)


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
    try:
        return _run(argv, output)
    except KeyboardInterrupt:
        if _is_debugged():
            raise
        return 130


def _is_debugged() -> bool:
    return os.environ.get("GUTCLI_DEBUG") == "1"


def _run(argv: Sequence[str], output: Output | None) -> int:
    from gutcli.terminal.output import Output as Streams
    from gutcli.terminal.output import ReaderGoneError

    out = output or Streams()
    try:
        _make_streams_safe()
        os.umask(0o077)
        if "_GUTCLI_COMPLETE" in os.environ:
            from gutcli.completion.shells import answer_shell

            return answer_shell()
        words, flags = _take_flags(argv)
        out.plain = out.plain or "--plain" in flags
        out.json, out.quiet, out.pages = "--json" in flags, "--quiet" in flags, "--no-pager" not in flags
        return _dispatch(words, out)
    except ReaderGoneError:  # that is not a failure
        _close_quietly()
        return 0
    except Exception as error:
        if _is_debugged():
            raise
        failure = _explain(error)
        out.fail(failure)
        if isinstance(error, OSError):
            _close_quietly()
        return failure.exit_code


def _explain(error: Exception) -> GutcliError:
    """Return an error in the person's words: ours as it is, the system's, Typer's, and what should never happen."""
    if isinstance(error, GutcliError):
        return error
    from gutcli.text import safe
    from gutcli.usage import translate_usage_error

    if isinstance(error, OSError):
        place = f"Look at {safe(str(error.filename))}." if error.filename else "Check the disk and your permissions."
        return GutcliError(f"The system said: {error.strerror or error}.", place)
    return translate_usage_error(error) or GutcliError(
        f"Something went wrong inside gutcli ({type(error).__name__}: {error}).",
        "Nothing was changed after that point. GUTCLI_DEBUG=1 shows where; please report it.",
        code="internal",
    )


def _dispatch(argv: list[str], output: Output) -> int:
    verb = _find_verb(argv)
    if verb == "help":
        rest = [word for word in argv if word != "help"]
        argv, verb = [*rest, "--help"], _find_verb(rest)
    if verb is None and ("--help" in argv or "-h" in argv):
        from gutcli.overview import draw_overview

        output.show_document(draw_overview(output.width))
        return 0
    if verb is None and not any(word in {"--install-completion", "--show-completion"} for word in argv):
        argv, verb = ["today", *argv], "today"
    from gutcli.app import App
    from gutcli.bare import answer_bare

    app = App(output)
    if "SUDO_UID" in app.environ:
        _warn_of_root(app)
    takes_a_word = verb in TAKE_A_WORD and len(argv) > 1 and not argv[1].startswith("-")
    if verb is not None and (verb not in COMMANDS or takes_a_word):
        from gutcli.first_word import understand

        argv = understand(argv, app)
        verb = _find_verb(argv)
    syncs = verb not in _UNSYNCED and app.is_shared
    try:
        if syncs:
            _sync(app, before=True)
        if verb in ABOUT_FOOD and "--help" not in argv and "-h" not in argv and app.hides_food:
            from gutcli.no_food import answer_without_food

            return answer_without_food(argv, app)
        return 0 if answer_bare(argv, app) else _run_command(argv, verb, app)
    except NameNotFoundError:
        if app.hides_food:  # the nearest names would be names of foods
            from gutcli.no_food import not_shown

            raise not_shown() from None
        raise
    finally:
        app.forget_diary()
        if syncs:
            _sync(app, before=False)


def _warn_of_root(app: App) -> None:
    """Say that root works in somebody else's home, and keep no cache there, which its owner could not believe."""
    from gutcli.folders import find_host
    from gutcli.text import safe

    if host := safe(find_host(app.folders, app.environ)):
        app.folders.cache = os.path.join(os.devnull, "cache")
        app.output.warn(
            f"This is root, by sudo, with the diary of {host}. What is written now, {host} may not be able to read or "
            "change. Run gutcli without sudo."
        )


# What says how things are, must be quick, or looks after the shared folder by itself.
_UNSYNCED = {"status", "completion", "doctor", "sync", "help"}


def _sync(app: App, *, before: bool) -> None:
    from gutcli.keep.sync.hook import sync_quietly

    sync_quietly(app.folders, app.now, app.output.warn, before=before)
    app.forget_diary()


def _run_command(argv: list[str], verb: str | None, app: App) -> int:
    """Let Typer parse the words and run the command."""
    from gutcli.options import build

    typer_app = build(verb if verb in COMMANDS else None, completing=verb is None)
    try:
        result = typer_app(_allow_minus(argv), standalone_mode=False, obj=app, prog_name="gutcli")
    except SystemExit:  # as Typer ends where whoever reads its help has gone
        _close_quietly()
        return 0
    return result if isinstance(result, int) else 0


def _take_flags(argv: Sequence[str]) -> tuple[list[str], set[str]]:
    """Take the flags of all commands out of the words, wherever they stand before a "--"; return both."""
    end = argv.index("--") if "--" in argv else len(argv)
    names = {name: declared[0] for declared in FLAGS for name in declared}
    kept = [word for word in argv[:end] if word not in names]
    return [*kept, *argv[end:]], {names[word] for word in argv[:end] if word in names}


def _find_verb(argv: Sequence[str]) -> str | None:
    return argv[0] if argv and not argv[0].startswith("-") else None


def _allow_minus(argv: list[str]) -> list[str]:
    """Let "-2" be a day, and "-kimchi" a word to take out: Typer would read options in them."""
    if "--" in argv:
        return argv
    flags = [word for word in argv if word in {"--help", "-h"}]
    words = [word for word in argv if word not in flags]
    if words[:2] == ["profile", "set"] and any(word.startswith("-") for word in words):
        return ["profile", "set", *flags, "--", *words[2:]]
    if argv and argv[0] == "history":
        for place, word in enumerate(argv[1:], 1):
            if word[1:].isdigit() and word[0] == "-" and not argv[place - 1].startswith("--"):
                return [*argv[:place], *argv[place + 1 :], "--", word]
    return argv


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
