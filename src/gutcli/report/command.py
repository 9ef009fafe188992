"""`gutcli report`: one page to keep or show."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.options import CENTURY

EXAMPLES = (
    ("gutcli report", "the last 90 days, as a file beside you"),
    ("gutcli report spring.html --days 120 --open", "four months, shown in the browser"),
    ("gutcli report --with-profile clinic.html", "with diet, conditions, medicines and cautions"),
    ("gutcli report - | lynx -stdin", "to stdout"),
)


def report(
    app: App,
    file: Annotated[str, typer.Argument(metavar="[FILE.html]", help="Where to; - is stdout.", show_default=False)] = "",
    days: Annotated[int, typer.Option(metavar="N", min=1, max=CENTURY, help="How many days back.")] = 90,
    open: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,  # noqa: A002
    with_profile: Annotated[
        bool, typer.Option("--with-profile", help="Say what your profile says, and your cautions.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write one self-contained HTML page: no network, no script."""
    from gutcli.report.view import build_report
    from gutcli.report.write import find_path, write_report
    from gutcli.terminal.progress import watch

    path = find_path(file, app.today, force=force, open_it=open)
    profile = None
    if with_profile:
        from gutcli.profile.view import build_profile

        profile = build_profile(app.folders.profile, lambda: app.person)
    with watch(app.output, "Comparing") as progress:
        page = build_report(app.person, app.diary, app.now, app.today, days, profile=profile, progress=progress)
    view = write_report(page, path, app.folders, force=force, open_it=open)
    if open and not view.opened:
        app.output.warn("No browser could be opened; the file is written.")
    if view.content is not None and not app.output.json:
        app.output.write_html(view.content)
    else:
        app.show(view)


RUN = report
