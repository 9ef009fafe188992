"""Answering a shell that asks what may come after TAB, through Typer's own protocol for each shell.

What goes wrong is not said: it would be written into the line that the person is typing.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stderr
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "_GUTCLI_COMPLETE"


def answer_shell() -> int:
    """Print what the shell named in VARIABLE may offer; nothing at all if that fails."""
    # Typer takes Rich's markup out of each description if Rich can be imported: there is none in ours, and that import
    # takes 60 ms. To Python's import system None means "there is no such module".
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
    try:
        with redirect_stderr(io.StringIO()):
            from gutcli.app import App
            from gutcli.commands import COMMANDS
            from gutcli.options import build
            from gutcli.terminal.output import Output

            verb = find_verb(os.environ)
            app = build(verb if verb in COMMANDS else None, completing=True)
            app([], standalone_mode=False, obj=App(Output()), prog_name="gutcli")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except Exception:  # noqa: BLE001  # see above
        return 1
    finally:
        if sys.modules.get("rich", sys) is None:
            del sys.modules["rich"]
    return 0


def find_verb(environ: Mapping[str, str]) -> str | None:
    """Return the command whose words are being typed, so that it alone is built; None while its name is typed."""
    if "COMP_WORDS" in environ:  # bash: the words, and the place of the one that is typed
        words = environ["COMP_WORDS"].split()
        place = environ.get("COMP_CWORD", "")
        before = words[1 : int(place)] if place.isdigit() else words[1:]
    else:  # zsh, fish and PowerShell: the line up to the cursor
        line = environ.get("_TYPER_COMPLETE_ARGS", "")
        before = line.split()[1:]
        if before and not line.endswith(" "):
            # PowerShell leaves the space at the end out, and gives the word that is typed beside it.
            is_powershell = environ.get(VARIABLE, "").endswith(("powershell", "pwsh"))
            if not is_powershell or environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE"):
                before.pop()
    return before[0] if before and not before[0].startswith("-") else None
