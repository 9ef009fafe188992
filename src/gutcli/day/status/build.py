"""Bring together what the prompt's line needs, whatever state things are in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gutcli.day.status.view import StatusView, status_view, unknown_status
from gutcli.errors import GutcliError

if TYPE_CHECKING:
    from gutcli.app import App

PATIENCE_S = 0.4
"""A prompt that waits longer than this for a diary that another process holds would seem to hang."""


def build_status(app: App, form: str | None = None, *, ascii_only: bool = False) -> StatusView:
    """Say how the person's day stands. Never raises: a prompt must come up even where the diary does not."""
    # A prompt is no place for warnings; `gutcli` and `gutcli doctor` give them.
    app.output.quiet = True
    app.reading_patience = PATIENCE_S
    try:
        if not app.folders.cache.is_dir():
            # Nothing is set up: a prompt that is drawn is no reason to begin. What cannot be kept is done without.
            app.folders.cache = Path(os.devnull) / "cache"
        from gutcli.day.today.build import build_today

        view = status_view(build_today(app, app.today), form)
    except Exception as error:  # noqa: BLE001  # whatever it is, the prompt matters more
        view = unknown_status(error.code if isinstance(error, GutcliError) else "internal", form)
    if ascii_only:
        from gutcli.terminal.draw.theme import fit_encoding

        return view._replace(text=fit_encoding(view.text, "ascii"))
    return view
