"""Long pages through the person's pager, as git does it: PAGER, else `less -FRX`; never in a pipe, never for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gutcli.terminal.draw.layout import Row

# Views that one reads from top to bottom. A list that one acts upon stands on the screen as it is.
LONG = frozenset({
    "explain", "topics", "search", "foods", "why-not", "practices", "tips", "history", "day", "stats", "insights",
    "plan", "cautions", "profile", "catalog-check", "doctor", "week",
})  # fmt: skip


def find_pager(environ: Mapping[str, str]) -> list[str] | None:
    """Give the pager's words; None where the person wants none (PAGER="" or cat) or there is none."""
    import shlex
    import shutil

    try:
        words = shlex.split(environ.get("PAGER", "less"))
    except ValueError:
        return None
    program = shutil.which(words[0]) if words else None
    if program is None or words[0] == "cat":
        return None
    return [program, *words[1:]]


def show_in_pager(rows: list[Row], fit: Callable[[str], str], encoding: str, environ: Mapping[str, str]) -> bool:
    """Show the rows in the pager and wait until the person has read; False if that could not begin."""
    import signal
    import subprocess

    from gutcli.terminal.draw.codes import draw_codes, find_depth

    command = find_pager(environ)
    if command is None:
        return False
    # Not every pager knows links; the words stand there anyway.
    text = fit(draw_codes(rows, find_depth(environ), links=False))
    # less itself is told to leave a page that fits alone, to let colours through and to leave the text on the screen.
    told = {"LESS": "FRX", "LV": "-c", **environ}
    old = signal.getsignal(signal.SIGINT)
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=told) as pager:  # noqa: S603  # the person's own
            # Ctrl-C is the pager's to hear; we stay until it ends, lest the shell take the terminal from it.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            pager.communicate(text.encode(encoding, "backslashreplace"))  # which may be left before the end
    except OSError:
        return False
    else:
        return pager.returncode not in {126, 127}
    finally:
        signal.signal(signal.SIGINT, old)
