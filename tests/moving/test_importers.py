"""Other programs' files: what each holds, whatever was done to them."""

from __future__ import annotations

import io
import random
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest

from gutcli.keep.importers import APPS, read, recognise
from gutcli.keep.importers.record import MOOD, NOTE, REST, TICK, Record
from gutcli.keep.importers.source import ForeignFile

SAMPLES = Path(__file__).parent.parent / "fixtures" / "foreign"
MUTATIONS = 500


def day(words: str) -> date:
    return date.fromisoformat(words)


def loop_zip() -> bytes:
    """Pack Loop's export as the app does: habits, a table, and a folder for each habit."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted((SAMPLES / "loop_csv").rglob("*.csv")):
            archive.write(file, file.relative_to(SAMPLES / "loop_csv"))
        beans = 'Date,Value,Notes\n2026-05-02,YES_MANUAL,"with ""rice"""\n2026-05-01,UNKNOWN,\n'
        archive.writestr("002 Beans any/Checkmarks.csv", beans)
        archive.writestr("003 Steps/Checkmarks.csv", "Date,Value,Notes\n2026-05-03,8120000,\n2026-05-01,0,rain\n")
        archive.writestr("003 Steps/Scores.csv", "Date,Score\n2026-05-03,0.5\n")
    return packed.getvalue()


def loop_database(*, old: bool = False) -> bytes:
    """Make Loop's backup with the columns of its newest, or of its first tables."""
    more = "" if old else ", type integer, target_type integer, unit text"
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(
            f"CREATE TABLE Habits (id integer primary key, archived integer, name text, position integer{more})"
        )
        values = "" if old else ", value integer, notes text"
        database.execute(f"CREATE TABLE Repetitions (id integer primary key, habit integer, timestamp integer{values})")
        may = [(day(f"2026-05-0{number}").toordinal() - 719163) * 86_400_000 for number in range(1, 5)]
        if old:
            database.execute("INSERT INTO Habits VALUES (1, 0, 'Kefir', 0)")
            database.executemany("INSERT INTO Repetitions VALUES (NULL, 1, ?)", [(stamp,) for stamp in may])
        else:
            database.executemany(
                "INSERT INTO Habits VALUES (?, 0, ?, 0, ?, ?, ?)",
                [(1, "Kefir", 0, 0, ""), (2, "Steps", 1, 0, "steps"), (3, "Coffee", 1, 1, "cups")],
            )
            rows = [
                (1, may[0], 2, "cold"), (1, may[1], 1, None), (1, may[2], 3, "away"), (1, may[3], 0, ""),
                (2, may[0], 8_120_500, None), (2, may[1], 0, None), (3, may[0], 2000, "late"), (9, may[0], 2, ""),
            ]  # fmt: skip
            database.executemany("INSERT INTO Repetitions VALUES (NULL, ?, ?, ?, ?)", rows)
        database.commit()
        return database.serialize()


def sample(name: str) -> ForeignFile:
    path = SAMPLES / name
    return ForeignFile(path.name, path.read_bytes(), path)


# What each file is, how many records of which kind it gives, and what it loses: of what, how many.
FILES = {
    "Loop.zip": (lambda: ForeignFile("Loop.zip", loop_zip()), "loop", {TICK: 3, REST: 1, NOTE: 1}, {}),
    "loop_csv/Checkmarks.csv": (None, "loop", {TICK: 4, REST: 1}, {"ticks": 1}),
    "loop_csv/001 Kefir/Checkmarks.csv": (None, "loop", {TICK: 1, REST: 1}, {}),
    "Loop.db": (
        lambda: ForeignFile("a.db", loop_database()),
        "loop-db",
        {TICK: 2, REST: 1, NOTE: 1},
        {"ticks": 1, "rows": 1},
    ),
    "old Loop.db": (lambda: ForeignFile("a.db", loop_database(old=True)), "loop-db", {TICK: 4}, {}),
    "daylio/daylio_export.csv": (None, "daylio", {MOOD: 3, TICK: 2}, {}),
    "daylio/older.csv": (None, "daylio", {MOOD: 2, TICK: 2}, {}),
    "harsh/log": (None, "harsh", {TICK: 2, REST: 1, NOTE: 1}, {}),
    "habitbull/HabitBull.csv": (None, "habitbull", {TICK: 2, NOTE: 1}, {"rows": 1}),
    "daily_dozen/dailydozen_backup.json": (None, "daily-dozen", {"eaten": 15, TICK: 2}, {}),
    "daily_dozen/android_old.csv": (None, "daily-dozen", {"eaten": 7, TICK: 2}, {}),
    "daily_dozen/ios.csv": (None, "daily-dozen", {"eaten": 7, TICK: 3}, {"weights": 1}),
    "beaverhabits/beaverhabits.json": (None, "beaverhabits", {TICK: 2, REST: 1, NOTE: 1}, {}),
    "habo/Habo.json": (None, "habo", {TICK: 2, REST: 1}, {}),
    "dijo/habit_record.json": (None, "dijo", {TICK: 2}, {}),
    "habito/habito.csv": (None, "habito", {TICK: 2}, {}),
    "todo/todo.txt": (None, "todo-txt", {TICK: 2}, {"tasks": 4}),
}


def source_of(name: str) -> ForeignFile:
    make = FILES[name][0]
    return make() if make else sample(name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_known_by_what_it_holds_and_read_to_the_last_row(name):
    _, app, kinds, losses = FILES[name]
    source = source_of(name)
    assert recognise(source) == app
    assert recognise(ForeignFile("export", source.data)) == app, "without its name, too"
    reading = read(app, source)
    assert Counter(record.kind for record in reading.records) == kinds
    assert {loss.what: loss.count for loss in reading.losses} == losses
    assert list(reading.records) == sorted(reading.records, key=lambda record: record.day)


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith((".zip", ".db"))])
def test_a_byte_order_mark_and_other_line_ends_change_nothing(name):
    source, app = source_of(name), FILES[name][1]
    text = source.data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    expected = read(app, ForeignFile(source.name, text, source.path)).records
    for raw in (b"\xef\xbb\xbf" + text, text.replace(b"\n", b"\r\n"), text.decode().encode("utf-16")):
        other = ForeignFile(source.name, raw, source.path)
        assert recognise(other) == app
        assert read(app, other).records == expected


def test_what_rows_say():
    loop = read("loop", source_of("Loop.zip")).records
    assert Record(day("2026-05-03"), TICK, "Kefir", note="small glass, plain") in loop
    assert Record(day("2026-05-03"), TICK, "Steps", "8120 steps") in loop
    assert Record(day("2026-05-01"), NOTE, "Steps", note="rain") in loop
    assert Record(day("2026-05-02"), TICK, "Beans, any", note='with "rice"') in loop, "the name is from Habits.csv"
    table = read("loop", source_of("loop_csv/Checkmarks.csv")).records
    assert {record.name for record in table} == {"Kefir", "Beans, any", "Steps"}
    database = read("loop-db", source_of("Loop.db")).records
    assert Record(day("2026-05-01"), TICK, "Steps", "8120.5 steps") in database
    assert Record(day("2026-05-01"), NOTE, "Coffee", note="2 cups, late") in database, "a limit is not ticked"
    moods = [r for r in read("daylio", source_of("daylio/daylio_export.csv")).records if r.kind == MOOD]
    assert [(r.name, r.score, r.local_time) for r in moods] == [
        ("awful", 1, time(22)), ("rad", 5, time(21, 10)), ("meh", 3, time(8))]  # fmt: skip
    assert moods[0].note == "belly ache, slept badly"
    older = read("daylio", source_of("daylio/older.csv")).records
    assert [(r.day, r.name, r.score) for r in older if r.kind == MOOD] == [
        (day("2019-05-17"), "calm", None), (day("2019-05-18"), "good", 4)]  # fmt: skip
    assert (
        Record(day("2026-03-30"), TICK, "Running, slowly", "4.5 km")
        in read("habito", source_of("habito/habito.csv")).records
    )
    assert Record(day("2026-03-31"), TICK, "Brisk walk") in read("todo-txt", source_of("todo/todo.txt")).records
    assert Record(day("2026-05-02"), TICK, "Water", "6", "sparkling, mostly") in read(
        "habitbull", source_of("habitbull/HabitBull.csv")).records  # fmt: skip


def test_a_table_of_loops_with_older_numbers_and_with_names_that_cannot_be_told_apart():
    old = ForeignFile("Checkmarks.csv", b"Date,Kefir,Yoga,\n2019-05-02,2,1,\n2019-05-01,0,-1,\n")
    assert recognise(old) == "loop"
    assert read("loop", old).records == (Record(day("2019-05-02"), TICK, "Kefir"),)
    unclear = read("loop", ForeignFile("Checkmarks.csv", b"Date,Salt,pepper,Yoga,\n2019-05-02,YES_MANUAL,NO,\n"))
    assert unclear.records == ()
    assert [(loss.what, loss.count, loss.lines) for loss in unclear.losses] == [("rows", 1, (2,))]


def test_the_last_line_of_harsh_holds_and_comments_are_none():
    log = b"# mine\n2026-05-01 : Kefir : n :  : \n2026-05-01 : Kefir : y : after all : 2.5\n2026-05-02 : Kefir : y\n"
    assert read("harsh", ForeignFile("log", log)).records == (
        Record(day("2026-05-01"), TICK, "Kefir", "2.5", "after all"),
        Record(day("2026-05-02"), TICK, "Kefir"),
    )  # fmt: skip,


OTHERS = (
    b"", b"\n", b"{}", b"[]", b"[1, 2]", b"null", b"a,b\n1,2\n", b"PK\x03\x04", b"SQLite format 3\0", b"\xff\xfe",
    bytes(99),
    b'{"kind":"gutcli-diary","schema":1,"entries":0}\n', b"Date,Close\n2026-05-01,12.5\n", b"Dear Sir,\nx marks it\n",
)  # fmt: skip


def test_other_files_are_not_taken_for_one():
    for raw in OTHERS:
        assert recognise(ForeignFile("file", raw)) == "", raw


@pytest.mark.parametrize("name", FILES)
def test_no_spoilt_file_breaks_its_importer(name):
    whole, app, chance = source_of(name).data, FILES[name][1], random.Random(name)
    bits = (
        b",",
        b'"',
        b"\n",
        b"\0",
        b"\xff",
        b"9" * 30,
        b"-1",
        b"[",
        b"}",
        b"null",
        b"2026-02-30",
        b" : ",
        b"x ",
        b"\\ud800",
        b"1e999",
    )
    for _ in range(MUTATIONS):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            place, length = chance.randrange(len(raw) + 1), chance.choice((0, 1, 5, 40))
            raw[place : place + length] = chance.choice(bits)
        if chance.random() < 0.2:
            del raw[chance.randrange(len(raw) + 1) :]
        source = ForeignFile("file", bytes(raw))
        assert recognise(source) in {"", *APPS}
        for record in read(app, source).records:
            assert 1970 <= record.day.year <= 2199
            assert record.score in {None, 1, 2, 3, 4, 5}
