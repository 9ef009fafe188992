"""Taking the person's data out, in, to a safe place, and away for good."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gutcli.errors import GutcliError, UsageError
from gutcli.keep.view import BackupView, ExportView, ForgetView, ImportView
from gutcli.text import count, join_words, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gutcli.app import App
    from gutcli.diary.entry import Entry
    from gutcli.store.erase import Erased

FORMATS = ("jsonl", "csv", "md")
_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".md": "md", ".markdown": "md"}
STDIO = "-"


def export_diary(app: App, form: str, words: str, *, force: bool = False) -> ExportView:
    """Write the diary in a form (by the file's ending, if "") to a file, or give it as content.

    Raises UsageError for a file that is there already, unless `force`.
    """
    form = form.lower() or _SUFFIXES.get(Path(words).suffix.lower(), "jsonl")
    if form not in FORMATS:
        raise UsageError(f"{safe(form)!r} is not a format.", f"Give --format {join_words(FORMATS, 'or')}.")
    entries = list(app.diary.read_entries())
    content = "".join(f"{line}\n" for line in _write_lines(form, entries))
    if words in {"", STDIO}:
        return ExportView(form, None, len(entries), len(content.encode()), content)
    path = Path(words).expanduser().absolute()
    if path.is_dir():
        path /= f"gutcli-{app.now:%Y-%m-%d}.{form}"
    raw = content.encode("utf-8", "replace")
    write_file(app, path, raw, force=force)
    return ExportView(form, str(path), len(entries), len(raw), None)


def _write_lines(form: str, entries: Sequence[Entry]) -> Iterable[str]:
    if form == "jsonl":
        from gutcli.diary.exchange.jsonl import write_jsonl

        return write_jsonl(entries)
    from gutcli.diary.exchange.tables import write_csv, write_markdown

    return write_csv(entries) if form == "csv" else write_markdown(entries)


def write_file(app: App, path: Path, raw: bytes, *, force: bool) -> None:
    """Write a private file whole or not at all; nothing is replaced that was not meant to be."""
    if os.path.lexists(path) and not force:
        raise UsageError(f"{safe(str(path))} is there already.", "Give another name, or replace it with --force.")
    if os.path.lexists(path):
        path = Path(os.path.realpath(path))
        own = {os.path.realpath(file) for file in (app.folders.diary, app.folders.profile)}
        folders = {os.path.realpath(folder) for folder in (app.folders.backups, app.folders.overlay, app.folders.cache)}
        if str(path) in own or str(path.parent) in folders:
            raise UsageError(f"{safe(str(path))} is gutcli's own file, so it is not replaced.", "Give another name.")
        if path.exists() and not path.is_file():
            raise UsageError(f"{safe(str(path))} is not an ordinary file.", "Give another name, or - for stdout.")
    from gutcli.folders import make_private_folder, write_private

    try:
        if force:
            write_private(path, raw)
            return
        from gutcli.store.creation import private_draft, put_in_place

        make_private_folder(path.parent)
        with private_draft(path.parent) as draft:
            draft.write_bytes(raw)
            if not put_in_place(draft, path):
                raise UsageError(f"{safe(str(path))} is there already.", "Give another name, or use --force.")
    except OSError as error:
        raise _unusable(path, "written", error) from None


def import_diary(app: App, words: str, *, dry_run: bool = False) -> ImportView:
    """Bring the entries of an export into the diary: all of them, or, if a single line is wrong, none."""
    from gutcli.diary.exchange.jsonl import parse_jsonl, refuse_problems
    from gutcli.diary.exchange.merge import merge_entries
    from gutcli.store.merging import Merged, merge_into

    name, raw = _read_source(words)
    text = raw.decode("utf-8", "surrogateescape")
    # Only line feeds end lines here: JSON text may hold other signs that Python takes for line ends.
    parsed = parse_jsonl(text.split("\n") if text.strip() else [])
    refuse_problems(parsed, name)
    if dry_run and app.diary.count_entries() == 0:
        # A dry run makes no file, and into an empty diary everything is new.
        union = merge_entries(parsed.entries)
        merged = Merged(len(union), 0, 0, tuple(sorted({entry.day for entry in union})))
    elif not parsed.entries:
        merged = Merged()
    else:
        app.forget_diary()
        with app.open_diary() as diary:
            merged = merge_into(diary, parsed.entries, app.now, dry_run=dry_run)
    for warning in merged.warnings:
        app.output.warn(warning)
    first, last = (merged.days[0], merged.days[-1]) if merged.days else (None, None)
    return ImportView(
        name, dry_run, len(parsed.entries), merged.new, merged.known, merged.replaced, len(merged.days), first, last
    )


def _read_source(words: str) -> tuple[str, bytes]:
    """Give the name and the bytes of what is to be imported."""
    if words == STDIO:
        if sys.stdin is None:
            raise UsageError("There is no standard input to read.", "Give a file: gutcli import FILE.jsonl")
        buffer = getattr(sys.stdin, "buffer", None)
        raw = buffer.read() if buffer is not None else sys.stdin.read().encode("utf-8", "surrogateescape")
        return "standard input", raw
    path = Path(words).expanduser()
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise _unusable(path, "read", error) from None
    if raw.startswith(b"SQLite format 3\0"):
        raise UsageError(
            f"{safe(words)} is a diary or a backup of one, not an export.",
            "To bring a backup back, copy it to where the diary was: gutcli doctor says where. To add its entries to"
            " this diary: GUTCLI_HOME=(a folder with it as diary.db) gutcli export, and import that.",
        )
    return words, raw


def _unusable(path: Path, what: str, error: OSError | ValueError) -> GutcliError:
    reason = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
    hint = "Check the name, the disk's space and your permissions."
    return GutcliError(f"{safe(str(path))} cannot be {what}: {safe(reason).lower()}.", hint, code="file_unusable")


def back_up_diary(app: App, words: str) -> BackupView:
    """Copy the diary to a file, or among its backups, and look the copy through."""
    from gutcli.store.backup import back_up

    target = Path(words).expanduser().absolute() if words else None
    made = back_up(app.folders.diary, app.folders.backups, app.now, target)
    return BackupView(str(made.path), made.size, made.entries)


def forget(app: App, *, notes: bool, before: date | None, everything: bool, sure: bool) -> ForgetView:
    """Erase for good, in the diary and in every copy that gutcli made, after asking.

    Raises UsageError where nobody can be asked, GutcliError if the answer is no.
    """
    from gutcli.store import erase
    from gutcli.store.places import list_backups

    diary, backups = app.folders.diary, app.folders.backups
    app.forget_diary()
    what = "notes" if notes else "all" if everything else "before"
    ahead = _count(app, what, before)
    # A diary that cannot be read has no figures, but its file can go.
    leftovers = everything and bool(erase.list_files(diary, backups))
    if not (ahead.entries or ahead.notes or ahead.files or ahead.finishes or leftovers):
        return ForgetView(what, before, 0, 0, 0, (), None, finished_earlier=False)
    if not sure:
        _ask(app, what, before, ahead)
    had = set(list_backups(backups))
    if notes:
        gone = erase.erase_notes(diary, backups, app.now)
    elif before is not None:
        gone = erase.erase_before(diary, backups, before, app.now)
    else:
        gone = erase.erase_all(diary, backups)
    drop_answers(app.folders.cache)
    remade = [file for file in list_backups(backups) if file in gone.files or file not in had]
    return ForgetView(
        what, before, gone.entries, gone.notes, gone.days, tuple(str(file) for file in gone.files),
        str(remade[-1]) if remade else None, gone.finishes,
    )  # fmt: skip


def _count(app: App, what: str, before: date | None) -> Erased:
    from gutcli.store import erase

    diary, backups = app.folders.diary, app.folders.backups
    if what == "notes":
        return erase.count_notes(diary, backups)
    if before is not None:
        return erase.count_before(diary, backups, before)
    with suppress(GutcliError):
        return erase.count_all(diary, backups)
    return erase.Erased()


def say_losses(what: str, before: date | None, erased: Erased) -> str:
    """Say what goes, for the question before it does."""
    figures = ""
    if what == "all":
        of = f", {count(erased.entries, 'entry', 'entries')} of {count(erased.days, 'day')}," if erased.entries else ""
        figures = f"the whole diary{of}" if of else "the diary"
    elif erased.notes:
        figures = count(erased.notes, "note")
    elif erased.entries:
        figures = f"{count(erased.entries, 'entry', 'entries')} of {count(erased.days, 'day')} before {before}"
    elif erased.finishes:
        figures = "what an earlier forgetting, cut short, left"
    have = ("has" if len(erased.files) == 1 else "have") if figures else "may have"
    copies = f"{count(len(erased.files), 'backup')} that still {have} it" if erased.files else ""
    return " and ".join(part for part in (figures, copies) if part)


def _ask(app: App, what: str, before: date | None, erased: Erased) -> None:
    """Ask before anything is erased; the question stands on stderr, so that stdout holds the answer alone."""
    from gutcli.terminal.question import ask_whether

    losses = say_losses(what, before, erased).rstrip(",")
    stderr = app.output.stderr
    if sys.stdin is None or not sys.stdin.isatty() or stderr is None or not stderr.isatty():
        raise UsageError(
            f"This would erase {losses}, for good, and nobody can be asked here.", "Add --yes to do it all the same."
        )
    app.output.ask(f"This erases {losses}, for good. An export first? gutcli export diary.jsonl\n")
    if not ask_whether("Erase?", app.output.ask):
        raise GutcliError("Stopped.", "Nothing was erased.", code="stopped")


def drop_answers(cache: Path) -> None:
    """Drop kept answers, which may repeat what was forgotten; the compiled catalog is nobody's secret and stays."""
    from gutcli.catalog.kinds import TABLES

    with suppress(OSError):
        kept = {*(f"{kind}.json" for kind in TABLES), "head.json"}
        for file in sorted(cache.rglob("*")):
            if not file.is_dir() and not (file.parent == cache and file.name in kept):
                with suppress(OSError):
                    file.unlink()
