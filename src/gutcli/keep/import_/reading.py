"""Getting at the file that is to be imported, whatever it is, within bounds; and naming one that is none."""

from __future__ import annotations

import stat
import sys

from gutcli.diary.exchange.tables import CSV_COLUMNS
from gutcli.errors import GutcliError, UsageError
from gutcli.folders import parse_path
from gutcli.keep.files import STDIO, unusable_file
from gutcli.keep.importers import APPS
from gutcli.keep.importers.source import MOST_BYTES, ForeignFile
from gutcli.text import join_words, safe

STDIN_NAME = "standard input"


def load_source(words: str) -> ForeignFile:
    """Return what is to be imported. Raise GutcliError for what is no file, cannot be read, or has no end."""
    if words == STDIO:
        if sys.stdin is None:
            raise UsageError("There is no standard input to read.", "Give a file: gutcli import FILE.jsonl")
        buffer = getattr(sys.stdin, "buffer", None)
        text_or_bytes = (buffer or sys.stdin).read(MOST_BYTES + 1)
        raw = text_or_bytes if isinstance(text_or_bytes, bytes) else text_or_bytes.encode("utf-8", "surrogateescape")
        return ForeignFile(STDIN_NAME, _refuse_endless(STDIN_NAME, raw))
    path = parse_path(words)
    try:
        kind = path.stat().st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISFIFO(kind)):
            raise unusable_file(path, "read", ValueError("it is a folder" if stat.S_ISDIR(kind) else "it is no file"))
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise unusable_file(path, "read", error) from None
    return ForeignFile(words, _refuse_endless(words, raw), path)


def _refuse_endless(name: str, raw: bytes) -> bytes:
    if len(raw) > MOST_BYTES:
        raise UsageError(
            f"{safe(name)} has more than {MOST_BYTES // 2**20} MB, so it is no diary.", "Nothing was imported."
        )
    return raw


def refuse_wrong_file(source: ForeignFile) -> None:
    """Raise GutcliError, in a few lines, for a file that is plainly something else than an export of gutcli's."""
    known = join_words(sorted({name for _, name in APPS.values()}, key=str.lower), "or")
    name, what, hint = safe(source.name), "", f"gutcli reads its own exports and backups, and files of {known}."
    complete = "Complete are JSON lines: gutcli export --format jsonl"
    if source.is_sqlite:
        tables = [safe(table) for table in source.tables]
        inside = f": tables {', '.join(tables[:6])}{', …' if len(tables) > 6 else ''}" if tables else ""
        what = f"is an SQLite file of another program{inside}."
    elif source.data.startswith(b"PK"):
        what = "is an archive, and of no program that gutcli knows."
    elif tuple(source.header[: len(CSV_COLUMNS)]) == CSV_COLUMNS:
        what, hint = "is gutcli's own CSV, which is for spreadsheets.", complete
    elif source.text.startswith("# Diary"):
        what, hint = "is gutcli's own Markdown, which is to be read.", complete
    elif source.text.strip() and not any(line.lstrip().startswith("{") for line in source.lines[:20]):
        what, hint = "is no export of gutcli's, nor of a program that it knows.", f"{hint} Name yours: --as NAME"
    if what:
        raise GutcliError(f"{name} {what} Nothing was imported.", hint, code="import_invalid")
