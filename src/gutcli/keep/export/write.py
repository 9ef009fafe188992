"""Writing the diary out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from gutcli.app import App
from gutcli.diary.entry import Entry
from gutcli.diary.exchange.jsonl import write_jsonl
from gutcli.diary.exchange.tables import write_csv, write_markdown
from gutcli.errors import UsageError
from gutcli.folders import parse_path
from gutcli.keep.files import STDIO, write_file
from gutcli.keep.home import list_beside, pack_home
from gutcli.keep.view import ExportView
from gutcli.text import join_words, safe

FORMATS = ("jsonl", "csv", "md")
_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".md": "md", ".markdown": "md"}


def export_diary(app: App, form: str, words: str, *, force: bool, excel: bool) -> ExportView:
    """Write the diary in a form (by the file's ending, if "") to a file, or give it as content.

    `excel` puts a mark before CSV by which spreadsheets know its letters.
    """
    form = form.lower() or ("csv" if excel else _SUFFIXES.get(Path(words).suffix.lower(), "jsonl"))
    if form not in FORMATS:
        raise UsageError(f"{safe(form)!r} is not a format.", f"Give --format {join_words(FORMATS, 'or')}.")
    if excel and form != "csv":
        raise UsageError("--excel is for CSV.", "Leave it out, or give --format csv.")
    entries = list(app.diary.read_entries())
    content = ("\ufeff" if excel else "") + "".join(f"{line}\n" for line in _write_lines(form, entries))
    raw, lacks = content.encode("utf-8", "replace"), tuple(name for name, _ in list_beside(app.folders))
    to_stdout = words in {"", STDIO}
    path = None if to_stdout else str(_write(app, words, form, raw, force=force))
    return ExportView(form, path, len(entries), len(raw), content if to_stdout else None, ("diary",), lacks)


def export_home(app: App, words: str, *, force: bool) -> ExportView:
    """Write everything into one file: the diary, the profile, the person's own catalog."""
    if words in {"", STDIO}:
        raise UsageError("Everything goes into a file.", "Name it: gutcli export --all home.zip")
    entries = list(app.diary.read_entries())
    raw, names = pack_home(app.folders, list(write_jsonl(entries)))
    path = _write(app, words, "zip", raw, force=force)
    return ExportView("home", str(path), len(entries), len(raw), None, tuple(names), ())


def count_lost(content: str, encoding: str) -> int:
    """Count the letters that an encoding has not."""
    return 0 if content.isascii() else len(content) - len(content.encode(encoding, "ignore").decode(encoding))


def _write(app: App, words: str, form: str, raw: bytes, *, force: bool) -> Path:
    path = parse_path(words)
    if path.is_dir():
        path /= f"gutcli-{app.now:%Y-%m-%d}.{form}"
    write_file(app.folders, path, raw, force=force)
    return path


def _write_lines(form: str, entries: Sequence[Entry]) -> Iterable[str]:
    if form == "jsonl":
        return write_jsonl(entries)
    return write_csv(entries) if form == "csv" else write_markdown(entries)
