"""`gutcli completion`: the script that makes a shell complete our words."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App

EXAMPLES = (
    ('eval "$(gutcli completion bash)"', "in ~/.bashrc"),
    ('eval "$(gutcli completion zsh)"', "in ~/.zshrc, after compinit"),
    ("gutcli completion fish > ~/.config/fish/completions/gutcli.fish", "once"),
    ("gutcli completion powershell | Out-String | Invoke-Expression", "in $PROFILE"),
)


def completion(
    app: App,
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish|powershell", help="Your shell.")],
) -> None:
    """Print the script with which a shell completes commands, options and names after TAB."""
    from gutcli.completion.view import build_completion

    view = build_completion(shell)
    # A script is given to the letter: no page, which would wrap it.
    app.show(view) if app.output.json else app.output.write(view.script)


RUN = completion
