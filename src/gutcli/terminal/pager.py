"""Long pages through the person's pager, as git does it: PAGER, else `less -FRX`; never in a pipe, never for JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gutcli.terminal.draw.layout import Row
from gutcli.terminal.programs import NOT_FOUND, shell_call

# Views that one reads from top to bottom. A list that one acts upon stands on the screen as it is.
LONG = frozenset({
    "explain", "topics", "search", "foods", "why-not", "practices", "tips", "history", "notes", "day", "stats",
    "insights", "plan", "cautions", "profile", "catalog-check", "doctor", "week",
})  # fmt: skip
_AT_ONCE_S = 1.0
"""A pager that fails within this has shown nobody anything."""


def find_pager(environ: Mapping[str, str]) -> str | None:
    """Return the pager's command line; None where the person wants none (PAGER="" or cat) or there is none."""
    words = environ.get("PAGER")
    if words is None:
        import shutil

        return "less" if shutil.which("less") else None
    return words if words.strip() not in {"", "cat"} else None


def build_pager_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a pager: less is told to leave a page that fits alone, and to let colours through.

    Who has told it something keeps that, and gets the colours, too: without -R they would read codes.
    """
    told = {"LESS": "FRX", "LV": "-c", **environ}
    if "LESS" in environ:
        told["LESS"] = f"-R {environ['LESS']}"
    return told


def show_in_pager(rows: list[Row], fit: Callable[[str], str], encoding: str, environ: Mapping[str, str]) -> bool:
    """Show the rows in the pager and wait until the person has read; False if it failed before anyone could."""
    import signal
    import subprocess
    from time import monotonic

    from gutcli.terminal.draw.codes import draw_codes, find_depth

    words = find_pager(environ)
    if words is None:
        return False
    # Not every pager knows links; the words stand there anyway.
    text = fit(draw_codes(rows, find_depth(environ), links=False))
    call = shell_call(words)
    old = signal.getsignal(signal.SIGINT)
    began = monotonic()
    try:
        told = build_pager_environ(environ)
        with subprocess.Popen(call.args, shell=call.shell, stdin=subprocess.PIPE, env=told) as pager:  # noqa: S603  # theirs
            # Ctrl-C is the pager's to hear; we stay until it ends, lest the shell take the terminal from it.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            pager.communicate(text.encode(encoding, "backslashreplace"))  # which may be left before the end
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, old)
    failed_at_once = pager.returncode != 0 and monotonic() - began < _AT_ONCE_S
    return pager.returncode not in NOT_FOUND and not failed_at_once
