"""Where `report` writes its page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gutcli.errors import UsageError
from gutcli.folders import Folders, parse_path
from gutcli.keep.files import STDIO, write_file
from gutcli.report.page import draw_html
from gutcli.report.view import Report, ReportView
from gutcli.text import safe


def find_path(words: str, today: date, *, force: bool = False, open_it: bool = False) -> Path | None:
    """Return the file that the person names, None for stdout. Raise UsageError where that cannot be."""
    if words == STDIO:
        if open_it:
            raise UsageError("A page that goes to stdout cannot be opened.", "Name a file, or leave --open out.")
        return None
    name = f"gutcli-report-{today}.html"
    path = parse_path(words or name)
    path = path / name if path.is_dir() else path
    if path.exists() and not force:
        raise UsageError(f"{safe(str(path))} is there already.", "Give another name, or replace it with --force.")
    return path


def write_report(
    report: Report, path: Path | None, folders: Folders, *, force: bool = False, open_it: bool = False
) -> ReportView:
    """Write the page to a private file, whole or not at all; without a path, give it as content. Raise UsageError."""
    content = draw_html(report)
    raw = content.encode("utf-8")
    if path:
        write_file(folders, path, raw, force=force)
    return ReportView(
        path=str(path) if path else None,
        size_bytes=len(raw),
        first=report.first,
        last=report.last,
        days=(report.last - report.first).days + 1,
        written=report.history.written,
        with_profile=report.profile is not None,
        compared_days=report.insights.days,
        opened=open_it and path is not None and _open(path),
        content=None if path else content,
    )


def _open(path: Path) -> bool:
    """Show the page in the person's browser, and return whether there is one."""
    import webbrowser

    try:
        return webbrowser.open(path.as_uri())
    except (webbrowser.Error, OSError, ValueError):
        return False
