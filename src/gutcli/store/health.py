"""How the diary is: what `doctor` tells, and mends where nothing is lost by it."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from gutcli.errors import DiaryError
from gutcli.folders import StrPath
from gutcli.store import facts
from gutcli.store.backup import Copy, check_backups, load_ids
from gutcli.store.connection import understanding
from gutcli.store.diary_file import STANDING, SqliteDiary
from gutcli.store.erase import find_unfinished
from gutcli.store.places import check_file, shown
from gutcli.store.reader import DiaryReader
from gutcli.store.rows import read_device
from gutcli.text import count, quoted

# What working with kept facts of a wrong kind raises; damage to the record itself raises rows.RowError.
_NO_FACTS = (ValueError, TypeError, LookupError, OverflowError)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, and what to do about it.

    `area` is diary, backups, profile, catalog, cache or folders. `severity` problem means that something does not
    work; advice, that it works and could be better.
    """

    area: str
    severity: str
    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class DiaryFile:
    """The diary's figures; None where it could not be read. `cut_short`: a change did not end; it mends itself."""

    exists: bool = False
    size_bytes: int = 0
    schema: int | None = None
    entries: int | None = None
    days: int | None = None
    first: date | None = None
    last: date | None = None
    devices: int | None = None
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the diary's file and of its copies, and what is wrong with either."""

    diary: DiaryFile
    backups: tuple[Copy, ...] = ()
    findings: tuple[Finding, ...] = ()


def _problem(what: str, hint: str) -> Finding:
    return Finding("diary", "problem", what, hint)


def inspect_diary(path: Path, backups: Path) -> Health:
    """Look at the file, its rows, its permissions and its copies; never raises for what it finds."""
    findings: list[Finding] = []
    known: dict[str, Any] = {"cut_short": os.path.lexists(f"{os.path.realpath(path)}-journal")}
    try:
        known["exists"] = check_file(path, backups=backups)
        if known["exists"]:
            known["size_bytes"] = path.stat().st_size
            findings += [*find_open("diary", path), *find_open("diary", path.parent)]
            if not os.access(path, os.W_OK):
                mode = stat.S_IMODE(path.stat().st_mode)
                what = f"The diary {shown(path)} cannot be written (mode {mode:03o}), so no tick is kept."
                hint = f"Make it writable: chmod u+w {quoted(path)} (and see that it is yours: ls -l)"
                findings.append(_problem(what, hint))
            known |= _read(path, backups, findings)
    except DiaryError as error:
        known["exists"] = _may_exist(path)
        findings.append(_problem(error.message, error.hint))
    try:
        copies = check_backups(backups)
    except DiaryError as error:
        copies = []
        findings.append(Finding("backups", "problem", error.message, error.hint))
    remove = "Remove it: it is of no use."
    findings += [
        Finding("backups", "problem", f"The backup {shown(copy.path)} is not whole: {shown(copy.problem)}.", remove)
        for copy in copies
        if copy.problem
    ]
    if not known["exists"] or "entries" in known:  # what cannot be read lacks nothing for certain
        findings += _find_lost(path, [copy.path for copy in copies if not copy.problem])
    return Health(DiaryFile(**known), tuple(copies), tuple(findings))


def _find_lost(path: Path, copies: list[Path]) -> list[Finding]:
    """Return what copies hold that the diary has not: it was lost, and has perhaps begun anew."""
    own = load_ids(path) if os.path.isfile(path) else set()
    lost = {copy: ids - own for copy in copies if (ids := load_ids(copy)) - own}
    if not lost:
        return []
    most = max(lost, key=lambda copy: (len(lost[copy]), copy.name))
    what = f"The backup {shown(most)} holds {count(len(lost[most]), 'entry', 'entries')} that the diary lacks."
    if not own:
        return [_problem(what, f"Bring it back: gutcli restore {quoted(most)}")]
    home = "h=$(mktemp -d)"
    hint = f'Add them: {home}; cp {quoted(most)} "$h/diary.db"; GUTCLI_HOME="$h" gutcli export "$h/d.jsonl"; '
    return [_problem(what, f'{hint}gutcli import "$h/d.jsonl"')]


def _may_exist(path: Path) -> bool:
    """Return whether there is a file, or may be one where nobody lets us look."""
    try:
        os.lstat(path)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


def repair_diary(path: Path, backups: Path) -> int:
    """Work out anew what is kept beside the record, and give the number of days that had been wrong."""
    if not check_file(path, backups=backups):
        return 0
    with SqliteDiary(path, backups) as diary, diary.changing() as database, understanding(path, backups):
        try:
            wrong = len(facts.find_differences(database))
        except _NO_FACTS:  # what is kept is not even of its kind
            wrong = int(database.execute("SELECT count(DISTINCT day) FROM entry").fetchone()[0])
        facts.rebuild(database)
    return wrong


def repair_device(path: Path, backups: Path) -> bool:
    """Return the diary a device id if it has lost its own; return whether that was so. Nothing hangs on which one."""
    if not check_file(path, backups=backups):
        return False
    with SqliteDiary(path, backups) as diary, diary.changing() as database:
        if read_device(database) is not None:
            return False
        database.execute("INSERT OR REPLACE INTO meta VALUES ('device', ?)", (os.urandom(8).hex(),))
    return True


def _find_broken(database: sqlite3.Connection) -> list[date]:
    """Return the day of each entry whose data is not what entries hold; reading takes it for none and goes on."""
    broken = []
    for action, day, data in database.execute("SELECT action, day, data FROM entry WHERE data <> ''"):
        try:
            held = json.loads(data)
            sound = isinstance(held, dict) and (action != "offer" or isinstance(held.get("items"), list))
        except ValueError:
            sound = False
        if not sound:
            broken.append(date.fromordinal(day))
    return broken


def find_open(area: str, path: StrPath, wrong: int = 0o077) -> list[Finding]:
    """Return that a place belongs to another user or is open to others, where its mode has one of the `wrong` bits."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return []
    if os.name == "nt":
        return []
    mode = stat.S_IMODE(found.st_mode)
    if found.st_uid != os.geteuid():
        what = f"{shown(path)} belongs to another user, who can change what is in it."
        return [Finding(area, "advice", what, f'Make it yours: sudo chown -R "$(id -u)" {quoted(path)}')]
    if not mode & wrong:
        return []
    does = "changed" if mode & 0o022 else "read"
    what = f"{shown(path)} can be {does} by others on this machine (mode {mode:03o})."
    right = "700" if stat.S_ISDIR(found.st_mode) else "600"
    return [Finding(area, "advice", what, f"Make it yours alone: chmod {right} {quoted(path)}")]


def _read(path: Path, backups: Path, findings: list[Finding]) -> dict[str, Any]:
    with DiaryReader(path, backups) as diary, diary.looking() as database:
        faults = [str(row[0]) for row in database.execute("PRAGMA integrity_check(10)")]
        if faults != ["ok"]:
            what = f"The diary {shown(path)} is damaged: {shown('; '.join(faults))}."
            findings.append(_problem(what, "Save what can be read (gutcli export), then bring back a backup."))
        orphans = database.execute("PRAGMA foreign_key_check").fetchall()
        if orphans:
            what = f"{len(orphans)} entries name a device that is not there."
            findings.append(_problem(what, "Bring back a backup."))
        if read_device(database) is None:
            what = f"The diary {shown(path)} no longer says which device it is of, so nothing can be ticked."
            findings.append(_problem(what, "Nothing else need be lost; this gives it a new one: gutcli doctor --mend"))
        if broken := _find_broken(database):
            what = f"What {count(len(broken), 'entry', 'entries')} should hold cannot be read, first on {min(broken)}"
            hint = "Bring back a backup from before it; or leave it so: the rest of each day is as it was."
            findings.append(_problem(f"{what}: such a list shows as empty, such a check-in as nothing.", hint))
        hint = "Nothing is lost: gutcli doctor --mend works it out anew."
        try:
            wrong = facts.find_differences(database)
        except _NO_FACTS as error:
            findings.append(_problem(f"What is kept of some days cannot be read ({shown(str(error))}).", hint))
        else:
            if wrong:
                what = f"What is kept of {len(wrong)} days is not what their entries say, first on {wrong[0]}."
                findings.append(_problem(what, hint))
        unfinished = find_unfinished(database)
        if unfinished:
            what = "A forgetting was cut short: the file and the backups may still have what was to go."
            findings.append(_problem(what, f"Finish it: gutcli forget {shown(unfinished)}"))
        entries, days, first, last = database.execute(
            "SELECT count(*), count(DISTINCT day), min(day), max(day) FROM entry"
        ).fetchone()
        return {
            "schema": database.execute("PRAGMA user_version").fetchone()[0],
            "entries": entries,
            "days": days,
            "first": date.fromordinal(first) if first else None,
            "last": date.fromordinal(last) if last else None,
            "devices": database.execute("SELECT count(DISTINCT device) FROM entry").fetchone()[0],
        }


def find_ahead(path: Path, backups: Path, now: datetime) -> list[Finding]:
    """Return the days to come of which something stands; nothing of a diary that cannot be read, which others say."""
    try:
        ahead, others = _read_days(path, backups, now)
    except DiaryError:
        return []
    if not ahead:
        return []
    what = f"The diary has entries of {count(len(ahead), 'day')} still to come, first {ahead[0]}: a clock was wrong."
    hint = "gutcli doctor --mend takes them back"
    if not _is_clock_right(ahead, others):
        hint = "If your clock is right now, take them back, one change after the other"
    return [Finding("diary", "advice", what, f"{hint}; one day's last change: gutcli undo --date {ahead[0]}")]


def take_back_ahead(path: Path, backups: Path, now: datetime) -> int:
    """Take back what stands on days to come, and return how many days that were.

    Not where most of the diary lies ahead: then it is rather today's clock that is wrong.
    """
    ahead, others = _read_days(path, backups, now)
    if not ahead or not _is_clock_right(ahead, others):
        return 0
    with SqliteDiary(path, backups) as diary:
        for day in ahead:
            while diary.undo_last(now, day):
                pass
    return len(ahead)


def _is_clock_right(ahead: list[date], others: int) -> bool:
    return others >= len(ahead)


def _read_days(path: Path, backups: Path, now: datetime) -> tuple[list[date], int]:
    """Return the days to come of which something stands, and how many other days there are."""
    if not check_file(path, backups=backups):
        return [], 0
    # Who has flown east may be a day ahead of this clock.
    last = (now.date() + timedelta(days=1)).toordinal()
    with DiaryReader(path, backups) as diary, diary.looking() as database:
        # Who says today that they will be away says so of days to come: no clock was wrong.
        found = database.execute(
            f"SELECT DISTINCT day FROM entry WHERE {STANDING} AND action NOT IN ('away', 'back') ORDER BY day"  # noqa: S608
        )
        days = [row[0] for row in found]
        ahead = [date.fromordinal(day) for day in days if day > last]
    return ahead, len(days) - len(ahead)
