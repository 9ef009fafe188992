"""What `completion` says: Typer's script for a shell, mended."""

from __future__ import annotations

from typing import NamedTuple

from gutcli.completion.shells import VARIABLE
from gutcli.errors import UsageError
from gutcli.text import join_words, safe

SHELLS = ("bash", "zsh", "fish", "powershell")
_ALSO_CALLED = {"pwsh": "powershell", "posh": "powershell"}
# What Typer writes, and what it has to be: the program is the one that was typed, by name, path or ~, and says nothing
# where it is not there. In a folder of zsh's fpath the script is run at the first TAB, which it then has to answer.
MENDED = {
    "bash": ((" $1 ) )", ' "${1/#\\~/$HOME}" 2>/dev/null ) )'),),
    "zsh": (
        (" gutcli)\n", " ${(Q)~words[1]} 2>/dev/null)\n"),
        (
            "compdef _gutcli_completion gutcli",
            "compdef _gutcli_completion gutcli\nif (( ${+compstate} )); then _gutcli_completion; fi",
        ),
    ),
    "fish": (
        (' gutcli)"', " (string replace -r '^~' \\$HOME -- (commandline -opc)[1]) 2>/dev/null)\""),
        (' gutcli"', " (string replace -r '^~' \\$HOME -- (commandline -opc)[1]) 2>/dev/null\""),
    ),
}


class CompletionView(NamedTuple):
    """The script for one shell."""

    shell: str
    script: str


def build_completion(shell: str) -> CompletionView:
    """Return the script of a shell, by its usual names. Raise UsageError for one that Typer does not know."""
    from typer import completion

    name = _ALSO_CALLED.get(shell.lower(), shell.lower())
    if name not in SHELLS:
        raise UsageError(
            f"There is no completion for {safe(shell)!r}.", f"There is for {join_words(SHELLS)}: gutcli completion bash"
        )
    script: str = completion.get_completion_script(  # type: ignore[attr-defined]  # Typer documents it, without a mark
        prog_name="gutcli", complete_var=VARIABLE, shell=name
    )
    for theirs, ours in MENDED.get(name, ()):
        script = script.replace(theirs, ours)
    return CompletionView(name, f"{script}\n")
