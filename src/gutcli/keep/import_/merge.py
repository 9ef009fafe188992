"""Bringing an export into the diary."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gutcli.errors import UsageError
from gutcli.folders import read_path
from gutcli.keep.files import STDIO, unusable_file
from gutcli.keep.view import ImportView
from gutcli.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from gutcli.diary.store import DiaryReader
    from gutcli.store.diary_file import SqliteDiary


def import_diary(
    words: str,
    diary: DiaryReader,
    open_diary: Callable[[], SqliteDiary],
    now: datetime,
    warn: Callable[[str], None],
    *,
    dry_run: bool = False,
) -> ImportView:
    """Bring the entries of an export into the diary: all of them, or, if a single line is wrong, none.

    `open_diary` is called only where there is something to bring into it.
    """
    from gutcli.diary.exchange.merge import merge_entries
    from gutcli.keep.import_.parse import parse_jsonl, refuse_problems
    from gutcli.store.merging import Merged, merge_into

    name, raw = read_source(words)
    text = raw.decode("utf-8", "surrogateescape")
    # Only line feeds end lines here: JSON text may hold other signs that Python takes for line ends.
    parsed = parse_jsonl(text.split("\n") if text.strip() else [])
    refuse_problems(parsed, name)
    merged = Merged()
    if dry_run and diary.count_entries() == 0:
        # A dry run makes no file, and into an empty diary everything is new.
        union = merge_entries(parsed.entries)
        merged = Merged(len(union), 0, 0, tuple(sorted({entry.day for entry in union})))
    elif parsed.entries:
        with open_diary() as changing:
            merged = merge_into(changing, parsed.entries, now, dry_run=dry_run)
    for warning in merged.warnings:
        warn(warning)
    first, last = (merged.days[0], merged.days[-1]) if merged.days else (None, None)
    return ImportView(
        source=name,
        dry_run=dry_run,
        entries=len(parsed.entries),
        new=merged.new,
        known=merged.known,
        replaced=merged.replaced,
        days=len(merged.days),
        first=first,
        last=last,
    )


def read_source(words: str) -> tuple[str, bytes]:
    """Return the name and the bytes of what is to be imported."""
    if words == STDIO:
        if sys.stdin is None:
            raise UsageError("There is no standard input to read.", "Give a file: gutcli import FILE.jsonl")
        buffer = getattr(sys.stdin, "buffer", None)
        raw = buffer.read() if buffer is not None else sys.stdin.read().encode("utf-8", "surrogateescape")
        return "standard input", raw
    path = read_path(words)
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise unusable_file(path, "read", error) from None
    if raw.startswith(b"SQLite format 3\0"):
        raise UsageError(
            f"{safe(words)} is a diary or a backup of one, not an export.",
            "To bring a backup back, copy it to where the diary was: gutcli doctor says where. To add its entries to"
            " this diary: GUTCLI_HOME=(a folder with it as diary.db) gutcli export, and import that.",
        )
    return words, raw
