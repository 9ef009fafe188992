"""Bringing a file into the diary: an export or backup of gutcli's, or the file of another program."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from gutcli.catalog.library import Catalog
from gutcli.diary.entry import Entry
from gutcli.errors import UsageError
from gutcli.folders import Folders
from gutcli.keep.home import DIARY, PROFILE, check_home, is_home, place_files
from gutcli.keep.import_.mapping import Target
from gutcli.keep.import_.reading import STDIN_NAME, load_source, refuse_wrong_file
from gutcli.keep.importers import APPS
from gutcli.keep.importers.record import Reading, Record
from gutcli.keep.importers.source import Source
from gutcli.keep.view import ImportView, Mapped, ReadCounts
from gutcli.store.diary_file import SqliteDiary
from gutcli.store.places import is_diary
from gutcli.store.reader import DiaryReader
from gutcli.text import join_words, nearest, safe


class Wish(NamedTuple):
    """What the person asks for: a file, the program that it is of ("" to find out), `--map`, a dry run."""

    words: str
    app: str = ""
    maps: tuple[str, ...] = ()
    dry_run: bool = False

    def format_command(self) -> str:
        """Return the command that brings it in."""
        options = [part for name in self.maps for part in ("--map", name)] + (["--as", self.app] if self.app else [])
        return shlex.join(["gutcli", "import", self.words, *options])


@dataclass(frozen=True, slots=True)
class Home:
    """Where a file is brought in; what not every file needs is made when it is asked for."""

    folders: Folders
    diary: DiaryReader
    open_diary: Callable[[], SqliteDiary]
    load_catalog: Callable[[], Catalog]
    load_today: Callable[[], date]
    now: datetime
    warn: Callable[[str], None]


def import_file(wish: Wish, home: Home) -> ImportView:
    """Bring a file in: all of it that can be understood, or, if it is gutcli's and a single line is wrong, nothing."""
    from gutcli.keep.importers import recognise

    if wish.app and wish.app not in APPS:
        near = nearest(wish.app, APPS)
        hint = f"Did you mean {join_words(near, 'or')}?" if near else f"Known are {join_words(list(APPS))}."
        raise UsageError(f"{safe(wish.app)!r} is no program that gutcli reads.", hint)
    source = load_source(wish.words)
    if app := wish.app or recognise(source):
        return _import_foreign(app, source, wish, home)
    if wish.maps:
        raise UsageError("--map is for files of other programs.", "An export of gutcli's knows what its entries are.")
    return _import_own(source, wish, home)


def _import_own(source: Source, wish: Wish, home: Home) -> ImportView:
    from gutcli.diary.exchange.merge import merge_entries
    from gutcli.keep.import_.parse import parse_jsonl, refuse_problems
    from gutcli.store.merging import Merged, merge_into

    if is_home(source):
        check_home(source)
        lines = _split_lines(source.members[DIARY].data)
    elif is_diary(source.data) and source.path:
        lines = _export_diary(source)
    else:
        refuse_wrong_file(source)
        lines = _split_lines(source.data)
    parsed = parse_jsonl(lines, home.now.date() + timedelta(days=1))  # elsewhere it may be tomorrow
    refuse_problems(parsed, wish.words if source.path else STDIN_NAME)
    # The profile first: should the rest fail, no list of another machine is shown without its allergies.
    files = place_files(source, home.folders, dry_run=wish.dry_run) if is_home(source) else ()
    knows = home.folders.profile.exists() or any(file.name == PROFILE for file in files)
    merged, backup = Merged(), None
    if home.diary.count_entries() == 0:
        union = merge_entries(parsed.entries)  # a dry run makes no file, and into an empty diary everything is new
        merged = Merged(len(union), 0, 0, (), tuple(sorted({entry.day for entry in union})))
    elif parsed.entries:
        with home.open_diary() as changing:
            merged = merge_into(changing, parsed.entries, home.now, dry_run=True)
        if (merged.new or merged.replaced) and not wish.dry_run:
            backup = _back_up(home)
    if merged.new + merged.replaced and not wish.dry_run:
        with home.open_diary() as changing:
            merged = merge_into(changing, parsed.entries, home.now, needs_unknown=not knows)
    for warning in merged.warnings:
        home.warn(warning)
    return ImportView(
        source=wish.words if source.path else STDIN_NAME,
        app="gutcli",
        dry_run=wish.dry_run,
        entries=len(parsed.entries),
        read=_count_entries(parsed.entries),
        new=merged.new,
        added=merged.new,
        known=merged.known,
        already=merged.known,
        replaced=merged.replaced,
        conflicts=merged.conflicts,
        losses=(),
        mapping=(),
        days=len(merged.days),
        first=merged.days[0] if merged.days else None,
        last=merged.days[-1] if merged.days else None,
        backup=backup,
        needs_unknown=bool(merged.new) and not knows,
        files=files,
        command=wish.format_command(),
    )


def _split_lines(raw: bytes) -> list[str]:
    # Only line feeds end lines here: JSON text may hold other signs that Python takes for line ends.
    text = raw.decode("utf-8", "surrogateescape")
    return text.split("\n") if text.strip() else []


def _export_diary(source: Source) -> list[str]:
    """Return a diary's file as the lines of an export, so that its entries come in by the same strict door."""
    from gutcli.diary.exchange.jsonl import write_jsonl
    from gutcli.store import open_diary

    assert source.path is not None
    with open_diary(source.path, read_only=True) as other:
        return list(write_jsonl(other.read_entries()))


def _import_foreign(app: str, source: Source, wish: Wish, home: Home) -> ImportView:
    from gutcli.keep.import_.foreign import plan_import, recall_targets, settle_days
    from gutcli.keep.import_.mapping import choose_targets
    from gutcli.keep.importers import read
    from gutcli.store.merging import BroughtIn, bring_in

    reading, name, today = read(app, source), APPS[app][1], home.load_today()
    reading, family = _leave_out_future(reading, today), app.partition("-")[0]
    records, catalog = settle_days(reading.records), home.load_catalog()
    targets: dict[str, Target] = {}

    def decide(have: Sequence[Entry]) -> BroughtIn:
        known = {entry.id: entry for entry in have}
        gone = frozenset(entry.undoes for entry in have if entry.action == "undo")
        targets.update(choose_targets(catalog, records, recall_targets(family, records, known, catalog), wish.maps))
        plan = plan_import(family, records, targets, known, gone)
        already.append(plan.known)
        return BroughtIn(f"From {name}: {read_counts.say()}", plan.added, plan.corrected)

    already: list[int] = []
    read_counts = _count_records(records)
    brought = decide(list(home.diary.read_entries()))
    backup = None
    if (brought.added or brought.corrected) and not wish.dry_run:
        backup = _back_up(home) if home.diary.count_entries() else None
        with home.open_diary() as changing:
            bring_in(changing, home.now, today, decide)
    days = sorted({entry.day for entry in (*brought.added, *brought.corrected)})
    return ImportView(
        source=wish.words if source.path else STDIN_NAME,
        app=app,
        dry_run=wish.dry_run,
        entries=len(records),
        read=read_counts,
        new=len(brought.added),
        added=len(brought.added),
        known=already[0],
        already=already[0],
        replaced=len(brought.corrected),
        conflicts=(),
        losses=reading.losses,
        mapping=_list_mapping(records, targets),
        days=len(days),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        backup=backup,
        needs_unknown=False,
        files=(),
        command=wish.format_command(),
    )


def _leave_out_future(reading: Reading, today: date) -> Reading:
    from gutcli.keep.importers.record import Loss

    past = tuple(record for record in reading.records if record.day <= today)
    late = len(reading.records) - len(past)
    losses = (*reading.losses, Loss("records", late, "left out: of days still to come")) if late else reading.losses
    return reading._replace(records=past, losses=losses)


def _list_mapping(records: Sequence[Record], targets: dict[str, Target]) -> tuple[Mapped, ...]:
    from gutcli.keep.import_.mapping import list_names

    return tuple(
        Mapped(safe(name), kind, targets[name].id or targets[name].kind, targets[name].kind, targets[name].name, number)
        for name, (kind, number) in list_names(records).items()
    )


def _count_records(records: Iterable[Record]) -> ReadCounts:
    from gutcli.keep.importers.record import EATEN, MOOD, NOTE, REST, TICK

    kinds, notes = [record.kind for record in records], sum(bool(record.note) for record in records)
    ticks = kinds.count(TICK) + kinds.count(EATEN)
    assert set(kinds) <= {TICK, EATEN, MOOD, NOTE, REST}
    return ReadCounts(ticks, kinds.count(REST), kinds.count(MOOD), notes)


def _count_entries(entries: Iterable[Entry]) -> ReadCounts:
    from collections import Counter

    every = Counter(entry.action for entry in entries)
    notes = sum(bool(entry.text) for entry in entries if entry.action in {"note", "mood"})
    return ReadCounts(every["done"] + every["ate"], every["skipped"], every["mood"], notes)


def _back_up(home: Home) -> str:
    from gutcli.store.backup import back_up

    return str(back_up(home.folders.diary, home.folders.backups, home.now, reason="import").path)
