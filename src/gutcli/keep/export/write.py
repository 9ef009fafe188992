"""Writing the diary out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gutcli.errors import UsageError
from gutcli.folders import read_path
from gutcli.keep.files import STDIO, write_file
from gutcli.keep.view import ExportView
from gutcli.text import join_words, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from gutcli.diary.entry import Entry
    from gutcli.diary.store import DiaryReader
    from gutcli.folders import Folders

FORMATS = ("jsonl", "csv", "md")
_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".md": "md", ".markdown": "md"}


def export_diary(
    diary: DiaryReader, folders: Folders, now: datetime, form: str, words: str, *, force: bool = False
) -> ExportView:
    """Write the diary in a form (by the file's ending, if "") to a file, or give it as content.

    Raises UsageError for a file that is there already, unless `force`.
    """
    form = form.lower() or _SUFFIXES.get(Path(words).suffix.lower(), "jsonl")
    if form not in FORMATS:
        raise UsageError(f"{safe(form)!r} is not a format.", f"Give --format {join_words(FORMATS, 'or')}.")
    entries = list(diary.read_entries())
    content = "".join(f"{line}\n" for line in _write_lines(form, entries))
    if words in {"", STDIO}:
        return ExportView(form, None, len(entries), len(content.encode()), content)
    path = read_path(words)
    if path.is_dir():
        path /= f"gutcli-{now:%Y-%m-%d}.{form}"
    raw = content.encode("utf-8", "replace")
    write_file(folders, path, raw, force=force)
    return ExportView(form, str(path), len(entries), len(raw), None)


def _write_lines(form: str, entries: Sequence[Entry]) -> Iterable[str]:
    if form == "jsonl":
        from gutcli.diary.exchange.jsonl import write_jsonl

        return write_jsonl(entries)
    from gutcli.diary.exchange.tables import write_csv, write_markdown

    return write_csv(entries) if form == "csv" else write_markdown(entries)
