"""Bringing a file into the diary: an export or backup of gutcli's, or the file of another program."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from gutcli.app import App
from gutcli.diary.entry import Entry
from gutcli.diary.exchange.jsonl import write_jsonl
from gutcli.diary.exchange.merge import merge_entries
from gutcli.errors import UsageError
from gutcli.keep.home import DIARY, PROFILE, check_home, is_home, place_files
from gutcli.keep.import_.foreign import plan_import, recall_targets, settle_days
from gutcli.keep.import_.mapping import Target, choose_targets, list_names
from gutcli.keep.import_.reading import STDIN_NAME, load_source, refuse_wrong_file
from gutcli.keep.importers import APPS, read, recognise
from gutcli.keep.importers.record import EATEN, MOOD, REST, TICK, FileReading, Loss, Record
from gutcli.keep.importers.source import ForeignFile
from gutcli.keep.view import ImportView, Mapped, ReadCounts
from gutcli.store import open_diary
from gutcli.store.backup import back_up
from gutcli.store.merging import BroughtIn, Merged, bring_in, merge_into
from gutcli.store.places import is_diary
from gutcli.text import did_you_mean, join_words, nearest, safe


class ImportRequest(NamedTuple):
    """What the person asks for: a file, the program that it is of ("" to find out), `--map`, a dry run."""

    words: str
    program: str
    maps: tuple[str, ...]
    dry_run: bool

    def format_command(self) -> str:
        """Return the command that brings it in."""
        maps = [part for name in self.maps for part in ("--map", name)]
        return shlex.join(["gutcli", "import", self.words, *maps, *(["--as", self.program] if self.program else [])])


def import_file(app: App, wish: ImportRequest) -> ImportView:
    """Bring a file in: all of it that can be understood, or, if it is gutcli's and a single line is wrong, nothing."""
    if wish.program and wish.program not in APPS:
        hint = did_you_mean(nearest(wish.program, APPS), f"Known are {join_words(list(APPS))}.")
        raise UsageError(f"{safe(wish.program)!r} is no program that gutcli reads.", hint)
    source = load_source(wish.words)
    if program := wish.program or recognise(source):
        return _import_foreign(app, wish, source, program)
    if wish.maps:
        raise UsageError("--map is for files of other programs.", "An export of gutcli's knows what its entries are.")
    return _import_own(app, wish, source)


def _import_own(app: App, wish: ImportRequest, source: ForeignFile) -> ImportView:
    from gutcli.keep.import_.parse import parse_jsonl, refuse_problems

    if is_home(source):
        check_home(source)
        lines = _split_lines(source.members[DIARY].data)
    elif is_diary(source.data) and source.path:
        with open_diary(source.path, read_only=True) as other:  # as an export, so that all comes in by one strict way
            lines = list(write_jsonl(other.read_entries()))
    else:
        refuse_wrong_file(source)
        lines = _split_lines(source.data)
    parsed = parse_jsonl(lines, app.now.date() + timedelta(days=1))  # elsewhere it may be tomorrow
    refuse_problems(parsed, _name_source(wish, source))
    # The profile first: should the rest fail, no list of another machine is shown without its allergies.
    files = place_files(source, app.folders, dry_run=wish.dry_run) if is_home(source) else ()
    knows = os.path.exists(app.folders.profile) or any(file.name == PROFILE for file in files)
    merged, backup = Merged(), None
    if app.diary.count_entries() == 0:
        union = merge_entries(parsed.entries)  # a dry run makes no file, and into an empty diary everything is new
        merged = Merged(len(union), days=tuple(sorted({entry.day for entry in union})))
    elif parsed.entries:
        with app.open_diary() as changing:
            merged = merge_into(changing, parsed.entries, app.now, dry_run=True)
        if (merged.new or merged.replaced) and not wish.dry_run:
            backup = _back_up(app)
    if merged.new + merged.replaced and not wish.dry_run:
        with app.open_diary() as changing:
            merged = merge_into(changing, parsed.entries, app.now, needs_unknown=not knows)
    for warning in merged.warnings:
        app.output.warn(warning)
    return ImportView(
        source=_name_source(wish, source), app="gutcli", dry_run=wish.dry_run, command=wish.format_command(),
        entries=len(parsed.entries), read=_count_entries(parsed.entries), new=merged.new, known=merged.known,
        replaced=merged.replaced, conflicts=merged.conflicts, days=merged.days, backup=backup,
        needs_unknown=bool(merged.new) and not knows, files=files,
    )  # fmt: skip


def _name_source(wish: ImportRequest, source: ForeignFile) -> str:
    return wish.words if source.path else STDIN_NAME


def _split_lines(raw: bytes) -> list[str]:
    # Only line feeds end lines here: JSON text may hold other signs that Python takes for line ends.
    text = raw.decode("utf-8", "surrogateescape")
    return text.split("\n") if text.strip() else []


def _import_foreign(app: App, wish: ImportRequest, source: ForeignFile, program: str) -> ImportView:
    reading, family = _leave_out_future(read(program, source), app.today), program.partition("-")[0]
    records, catalog = settle_days(reading.records), app.catalog
    counts = _count_records(records)
    targets: dict[str, Target] = {}

    def decide(have: Sequence[Entry]) -> BroughtIn:
        known = {entry.id: entry for entry in have}
        gone = frozenset(entry.undoes for entry in have if entry.action == "undo")
        targets.update(choose_targets(catalog, records, recall_targets(family, records, known, catalog), wish.maps))
        return plan_import(family, records, targets, known, gone)

    brought = decide(list(app.diary.read_entries()))
    changed, backup = (*brought.added, *brought.corrected), None
    if changed and not wish.dry_run:
        backup = _back_up(app) if app.diary.count_entries() else None
        with app.open_diary() as changing:
            bring_in(changing, app.now, app.today, f"From {APPS[program][1]}: {counts.format()}", decide)
    return ImportView(
        source=_name_source(wish, source), app=program, dry_run=wish.dry_run, command=wish.format_command(),
        entries=len(records), read=counts, new=len(brought.added), known=brought.known,
        replaced=len(brought.corrected), days=tuple(sorted({entry.day for entry in changed})), backup=backup,
        losses=reading.losses, mapping=_list_mapping(records, targets),
    )  # fmt: skip


def _leave_out_future(reading: FileReading, today: date) -> FileReading:
    past = tuple(record for record in reading.records if record.day <= today)
    late = len(reading.records) - len(past)
    losses = (*reading.losses, Loss("records", late, "left out: of days still to come")) if late else reading.losses
    return FileReading(past, losses)


def _list_mapping(records: Sequence[Record], targets: dict[str, Target]) -> tuple[Mapped, ...]:
    return tuple(
        Mapped(safe(name), kind, targets[name].id or targets[name].kind, targets[name].kind, targets[name].name, number)
        for name, (kind, number) in list_names(records).items()
    )


def _count_records(records: Sequence[Record]) -> ReadCounts:
    every = Counter(record.kind for record in records)
    notes = sum(bool(record.note) for record in records)
    return ReadCounts(every[TICK] + every[EATEN], every[REST], every[MOOD], notes)


def _count_entries(entries: Sequence[Entry]) -> ReadCounts:
    every = Counter(entry.action for entry in entries)
    notes = sum(bool(entry.text) for entry in entries if entry.action in {"note", "mood"})
    return ReadCounts(every["done"] + every["ate"], every["skipped"], every["mood"], notes)


def _back_up(app: App) -> str:
    return str(back_up(Path(app.folders.diary), Path(app.folders.backups), app.now, reason="import").path)
