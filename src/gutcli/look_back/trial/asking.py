"""The conversation before a trial: what, watched how, what ends it; then the plan, and whether to start it."""

from __future__ import annotations

import sys
from typing import Any

from gutcli.app import App
from gutcli.errors import GutcliError, UsageError
from gutcli.look_back.trial.start import TrialRequest
from gutcli.look_back.trial.view import TrialView
from gutcli.terminal.output import Output
from gutcli.terminal.question import ask_line, ask_whether

_QUESTIONS = (
    ("thing", "What do you want to try? A food, a practice, or your own words: ", ""),
    ("watch", "What will you rate each day? gut, mood, energy, sleep … [gut] ", "gut"),
    ("stop", 'What should end it early? Such as "gut 1 x2" [nothing] ', ""),
)


def _can_ask(output: Output) -> bool:
    stderr = output.stderr
    return sys.stdin is not None and sys.stdin.isatty() and stderr is not None and stderr.isatty()


def ask_wish(output: Output, wish: TrialRequest) -> TrialRequest:
    """Return the wish with what was left out, asked for one by one; as it is where nobody can be asked."""
    if _can_ask(output):
        for name, question, default in _QUESTIONS:
            if not getattr(wish, name):
                said: Any = ask_line(question, output.ask).strip() or default
                wish = wish._replace(**{name: said})
    return wish


def confirm(app: App, plan: TrialView) -> None:
    """Show the plan and ask whether to start. Raise UsageError where nobody can be asked, GutcliError for a no."""
    if not _can_ask(app.output):
        if not app.output.json:
            app.show(plan)
        raise UsageError("Nothing was started: nobody can be asked here.", "Add --yes to start this trial.")
    app.show(plan)
    if not ask_whether("Start it?", app.output.ask):
        raise GutcliError("Stopped.", "Nothing was started.", code="stopped")
