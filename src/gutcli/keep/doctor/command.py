"""`gutcli doctor`: how everything is."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App

EXAMPLES = (
    ("gutcli doctor", "where everything is, and whether it is healthy"),
    ("gutcli doctor --mend", "work out anew what is kept beside the record"),
    ("gutcli doctor --json", "for a script; exit code 5: the diary, 4: profile or catalog"),
)


def doctor(
    app: App,
    mend: Annotated[bool, typer.Option("--mend", help="Mend first what gutcli can mend without loss.")] = False,
) -> int:
    """Look at everything."""
    from gutcli.keep.doctor.repair import repair
    from gutcli.keep.doctor.view import build_doctor

    view = build_doctor(app.folders, app.now, repair(app.folders, app.now) if mend else None)
    app.show(view)
    return view.exit_code


RUN = doctor
