"""`gutcli doctor`: how everything is."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.options import JsonFlag, QuietFlag

EXAMPLES = (
    ("gutcli doctor", "where everything is, and whether it is healthy"),
    ("gutcli doctor --mend", "work out anew what is kept beside the record"),
    ("gutcli doctor --json", "for a script; exit code 5: the diary, 4: profile or catalog"),
)


def doctor(
    context: typer.Context,
    mend: Annotated[bool, typer.Option("--mend", help="Mend first what gutcli can mend without loss.")] = False,
    json: JsonFlag = False,
    quiet: QuietFlag = False,
) -> int:
    """Look at everything."""
    from gutcli.keep.doctor.build import build_doctor

    app = App.of(context)
    app.output.quiet = quiet
    view = build_doctor(app, mend=mend)
    app.show(view)
    return view.exit_code


RUN = doctor
