"""The conversation before a trial: what, watched how, what ends it; then the plan, and whether to start it."""

from __future__ import annotations

import sys

from gutcli.app import App
from gutcli.errors import GutcliError, UsageError
from gutcli.look_back.trial.start import Wish
from gutcli.look_back.trial.view import TrialView
from gutcli.terminal.output import Output


def _can_ask(output: Output) -> bool:
    stderr = output.stderr
    return sys.stdin is not None and sys.stdin.isatty() and stderr is not None and stderr.isatty()


def ask_wish(output: Output, wish: Wish) -> Wish:
    """Ask, on a terminal, for what the words of the command left out: at most three questions."""
    from gutcli.terminal.question import ask_line

    if not _can_ask(output):
        return wish
    asks_all = not wish.thing
    if not wish.thing:
        said = ask_line("What do you want to try? A food, a practice, or your own words: ", output.ask).strip()
        wish = wish._replace(thing=said)
    if not wish.watch:
        said = ask_line("What will you rate each day? gut, mood, energy, sleep … [gut] ", output.ask).strip()
        wish = wish._replace(watch=said or "gut")
    if not wish.stop and (asks_all or wish.watch):
        said = ask_line('What should end it early? Such as "gut 1 x2" [nothing] ', output.ask).strip()
        wish = wish._replace(stop=said)
    return wish


def confirm(app: App, plan: TrialView) -> None:
    """Show the plan and ask whether to start. Raise UsageError where nobody can be asked, GutcliError for a no."""
    from gutcli.terminal.question import ask_whether

    if not _can_ask(app.output):
        if not app.output.json:
            app.show(plan)
        raise UsageError("Nothing was started: nobody can be asked here.", "Add --yes to start this trial.")
    app.show(plan)
    if not ask_whether("Start it?", app.output.ask):
        raise GutcliError("Stopped.", "Nothing was started.", code="stopped")
