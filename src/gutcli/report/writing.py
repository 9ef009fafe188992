"""Writing the report: gathered, drawn, and put where the person wants it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gutcli.errors import UsageError
from gutcli.report.view import ReportView

if TYPE_CHECKING:
    from gutcli.app import App

STDIO = "-"


def write_report(
    app: App, words: str, days: int, *, force: bool = False, with_profile: bool = False, open_it: bool = False
) -> ReportView:
    """Write the page to a private file, whole or not at all; "-" gives it as content. Raises UsageError."""
    from gutcli.keep.files import write_file
    from gutcli.report.build import gather_report
    from gutcli.report.page import draw_html
    from gutcli.terminal.progress import watch

    if words == STDIO and open_it:
        raise UsageError("A page that goes to stdout cannot be opened.", "Name a file, or leave --open out.")
    path = None if words == STDIO else _find_path(app, words)
    if path and path.exists() and not force:
        from gutcli.text import safe

        raise UsageError(f"{safe(str(path))} is there already.", "Give another name, or replace it with --force.")
    with watch(app.output, "Comparing") as progress:
        report = gather_report(app, days, with_profile=with_profile, progress=progress)
    content = draw_html(report)
    raw = content.encode("utf-8")
    opened = False
    if path:
        write_file(app.folders, path, raw, force=force)
        opened = open_it and _open(app, path)
    return ReportView(
        str(path) if path else None, len(raw), report.first, report.last, (report.last - report.first).days + 1,
        report.history.written, with_profile, report.insights.days, opened, None if path else content,
    )  # fmt: skip


def _find_path(app: App, words: str) -> Path:
    name = f"gutcli-report-{app.today}.html"
    path = Path(words or name).expanduser().absolute()
    return path / name if path.is_dir() else path


def _open(app: App, path: Path) -> bool:
    """Show the page in the person's browser; a machine without one has the file all the same."""
    import webbrowser

    try:
        opened = webbrowser.open(path.as_uri())
    except (webbrowser.Error, OSError, ValueError):
        opened = False
    if not opened:
        app.output.warn("No browser could be opened; the file is written.")
    return opened
