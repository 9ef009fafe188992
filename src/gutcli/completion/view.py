"""What `completion` says: a script."""

from __future__ import annotations

from typing import NamedTuple

from gutcli.completion.shells import SHELLS, make_script
from gutcli.errors import UsageError
from gutcli.text import join_words, safe


class CompletionView(NamedTuple):
    """The script for one shell."""

    shell: str
    script: str


def completion_view(shell: str) -> CompletionView:
    """Return the script of a shell, by its usual names. Raise UsageError for one that Typer does not know."""
    name = {"pwsh": "powershell", "posh": "powershell"}.get(shell.lower(), shell.lower())
    if name not in SHELLS:
        raise UsageError(
            f"There is no completion for {safe(shell)!r}.", f"There is for {join_words(SHELLS)}: gutcli completion bash"
        )
    return CompletionView(name, make_script(name))
