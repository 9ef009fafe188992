"""Programs that the person names, PAGER and EDITOR: started by the system's shell, as git does it.

So `less -S | cat -n`, `~/bin/ed`, `$HOME/bin/ed` and `TERM=xterm ed` mean what they mean on a command line.
"""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

NOT_FOUND = {126, 127, 9009}
"""What sh and cmd.exe end with where there is no such program, or none that may run."""


class Call(NamedTuple):
    """What subprocess takes: words, or on Windows one line, and whether the system's shell is to read it."""

    args: list[str] | str
    shell: bool


def shell_call(words: str, *arguments: str) -> Call:
    """Return how to start what the person wrote, with arguments that the shell shall not read."""
    if sys.platform != "win32":
        return Call(["sh", "-c", f'{words} "$@"' if arguments else words, words, *arguments], shell=False)
    import subprocess

    # cmd.exe finds code.cmd, too, and reads quotes and backslashes as Windows does. A path with a space and no quotes
    # is a path all the same, if there is such a file.
    if " " in words and '"' not in words and os.path.isfile(words):
        words = f'"{words}"'
    return Call(" ".join([words, *(subprocess.list2cmdline([argument]) for argument in arguments)]), True)
