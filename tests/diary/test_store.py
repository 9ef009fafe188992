from __future__ import annotations

import os
import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutcli.diary import Item, Offer, fold_day
from gutcli.diary.streaks import count_streak
from gutcli.diary.summary import summarize_day
from gutcli.errors import UsageError
from gutcli.store import facts, open_diary
from gutcli.store.health import inspect_diary, repair_diary
from gutcli.store.places import load_stamp
from gutcli.store.reader import EmptyDiary
from gutcli.store.rows import format_id, next_id
from tests.diary.given import LIST, NOW, TODAY, Paper, decide, looks
from tests.diary.test_fold import COMMANDS
from tests.generate_diary import generate_diary, generate_entries

if TYPE_CHECKING:
    from pathlib import Path

    from gutcli.diary.decide import Change, Decision
    from gutcli.store.diary_file import SqliteDiary

WEEK = (TODAY, TODAY + timedelta(days=6))


def run(diary: SqliteDiary, words: str, day: date = TODAY, now: datetime = NOW) -> Change | None:
    if words == "undo":
        return diary.undo_last(now)
    return diary.change(day, now, TODAY, LIST, decide(words))


def test_reading_what_is_missing_touches_nothing(path: Path, home: Path) -> None:
    before = sorted(home.iterdir())
    diary = open_diary(path, read_only=True)
    assert isinstance(diary, EmptyDiary)
    assert diary.read_glance(TODAY, *WEEK).marks == ()
    assert (diary.read_day(TODAY), list(diary.read_entries()), diary.read_marks()) == ([], [], [])
    assert (diary.read_summaries(), diary.find_first_day(), diary.count_entries()) == ([], None, 0)
    diary.close()
    assert sorted(home.iterdir()) == before


def test_a_new_diary_is_private_and_leaves_no_drafts(diary: SqliteDiary, path: Path, home: Path) -> None:
    run(diary, "done 1")
    assert path.stat().st_mode & 0o777 == 0o600
    assert {file.name for file in home.iterdir()} == {"cache", "diary.db"}


def test_what_was_written_is_read(diary: SqliteDiary, path: Path) -> None:
    now = datetime(2026, 11, 23, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
    written = diary.change(TODAY, now, TODAY, LIST, decide("ate kimchi"))
    assert [entry.action for entry in written.entries] == ["offer", "ate", "swapped", "done"]
    assert {entry.change for entry in written.entries} == {written.entries[0].id}
    again = open_diary(path, read_only=True)
    assert tuple(again.read_day(TODAY)) == written.entries
    first = written.entries[0]
    assert first.at == datetime(2026, 11, 24, 3, 29, 59, 999000, tzinfo=UTC)
    assert first.local_at.isoformat() == "2026-11-23T23:59:59.999000-03:30"
    assert fold_day(TODAY, again.read_day(TODAY)) == written.day
    again.close()


def test_travel_and_a_changed_zone_never_move_what_was_recorded(diary: SqliteDiary) -> None:
    for hours, day in ((14, TODAY), (-11, TODAY - timedelta(days=1)), (0, TODAY)):
        now = datetime(2026, 11, 23, 10, tzinfo=UTC).astimezone(timezone(timedelta(hours=hours)))
        diary.change(day, now, TODAY, LIST, decide("mood 3"))
    days = [(entry.day, entry.offset_minutes) for entry in diary.read_entries() if entry.action == "mood"]
    assert days == [(TODAY, 840), (TODAY - timedelta(days=1), -660), (TODAY, 0)]


def test_nothing_to_change_writes_nothing(diary: SqliteDiary, path: Path) -> None:
    run(diary, "done 1")
    before = path.read_bytes()
    change = run(diary, "done 1")
    assert change is not None
    assert change.entries == ()
    assert change.outcomes[0].result == "already_done"
    assert path.read_bytes() == before


def test_a_future_day_is_refused_and_any_past_day_filled_in(diary: SqliteDiary) -> None:
    with pytest.raises(UsageError, match="in the future"):
        run(diary, "done 1", TODAY + timedelta(days=1))
    run(diary, "done 1 2 3 4", date(2019, 2, 28))
    assert diary.find_first_day() == date(2019, 2, 28)


def test_filling_in_recomputes_the_streak(diary: SqliteDiary) -> None:
    for back in (1, 3):
        run(diary, "done 1 2 3 4", TODAY - timedelta(days=back))
    assert count_streak(diary.read_marks(), TODAY).current == 1
    run(diary, "skip all", TODAY - timedelta(days=2))
    assert count_streak(diary.read_marks(), TODAY).current == 2
    run(diary, "done 1 2 3 4", TODAY - timedelta(days=2))
    assert count_streak(diary.read_marks(), TODAY).current == 3


def test_what_a_decision_raises_changes_nothing(diary: SqliteDiary, path: Path) -> None:
    run(diary, "done 1")
    before = path.read_bytes()

    def fail(_: object) -> Decision:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        diary.change(TODAY, NOW, TODAY, LIST, fail)
    assert path.read_bytes() == before
    assert run(diary, "done 2") is not None


def test_a_clock_that_stands_still_or_goes_back_keeps_the_order(diary: SqliteDiary) -> None:
    for number, hours in enumerate((0, 0, -5, 3, -100), 1):
        run(diary, f"done {number}", now=NOW + timedelta(hours=hours))
    entries = list(diary.read_entries())
    assert [entry.subject for entry in entries[1:]] == ["oats", "leeks", "kefir", "walnuts", "brisk-walk"]
    assert sorted(entry.id for entry in entries) == [entry.id for entry in entries]
    change = run(diary, "undo")
    assert change is not None
    assert change.outcomes[0].name == "Brisk walk"


@given(st.integers(0, 2**48 - 2), st.integers(1, 20))
def test_ids_are_ordered_uuids_of_version_7(at_ms: int, number: int) -> None:
    import uuid

    newest = None
    seen = []
    for _ in range(number):
        newest = next_id(newest, at_ms)
        seen.append(format_id(newest))
    assert seen == sorted(set(seen))
    assert all(uuid.UUID(identity).version == 7 and uuid.UUID(identity).variant == uuid.RFC_4122 for identity in seen)
    full = bytes.fromhex(f"{at_ms:012x}7fff") + bytes(8)
    assert next_id(full, at_ms)[:8] == bytes.fromhex(f"{at_ms + 1:012x}7000")


@settings(max_examples=25)
@given(st.lists(st.tuples(COMMANDS, st.integers(0, 2)), max_size=10))
def test_the_file_agrees_with_paper(tmp_path_factory: pytest.TempPathFactory, commands: list[tuple[str, int]]) -> None:
    paper = Paper()
    diary = open_diary(tmp_path_factory.mktemp("d") / "diary.db", read_only=False)
    for words, back in commands:
        day = TODAY - timedelta(days=back)
        paper.run(words, day)
        run(diary, words, day)
    for back in range(3):
        day = TODAY - timedelta(days=back)
        mine = fold_day(day, diary.read_day(day), LIST)
        assert [(i.id, i.state, i.swapped_from) for i in mine.items] == [
            (i.id, i.state, i.swapped_from) for i in paper.fold(day).items
        ]
        # The two give their entries ids of their own.
        assert [food._replace(logged=None) for food in mine.ate] == [
            f._replace(logged=None) for f in paper.fold(day).ate
        ]
    # A day of which all was taken back is no day.
    written = sorted(day for day in {entry.day for entry in paper.entries} if paper.fold(day).is_written)
    assert diary.read_summaries() == [summarize_day(paper.fold(day)) for day in written]
    assert diary.read_marks() == [paper.fold(day).mark for day in written]
    with diary.looking() as database:
        assert facts.find_differences(database) == []
    diary.close()


def test_facts_are_worked_out_anew_whoever_wrote(diary: SqliteDiary, path: Path, backups: Path) -> None:
    for back in range(3):
        run(diary, "done 1 2 3 4", TODAY - timedelta(days=back))
    other = sqlite3.connect(path)
    other.execute("DELETE FROM entry WHERE subject = 'oats' AND day = ?", (TODAY.toordinal() - 1,))
    other.commit()
    assert [mark[1] for mark in diary.read_marks()] == [1, 0, 1]
    assert [summary.done for summary in diary.read_summaries()] == [4, 3, 4]
    week = (TODAY - timedelta(days=6), TODAY)
    assert diary.read_glance(TODAY, *week).days[1].plants == ("leek", "walnut")
    other.execute("DELETE FROM entry WHERE day = ?", (TODAY.toordinal() - 2,))
    other.commit()
    assert [summary.day for summary in diary.read_summaries()] == [TODAY - timedelta(days=1), TODAY]
    run(diary, "done 5")
    assert other.execute("SELECT * FROM stale_day").fetchall() == []
    assert [mark[1] for mark in diary.read_marks()] == [0, 1]
    # Facts of another version, and facts that someone edited by hand.
    other.execute("UPDATE meta SET value = '999' WHERE key = 'facts_version'")
    other.execute("UPDATE day_mark SET done = 0, state = 0")
    other.commit()
    assert [mark[2] for mark in diary.read_marks()] == [3, 5]
    run(diary, "done 6")
    other.execute("UPDATE day_mark SET done = 0, state = 0")
    other.commit()
    assert "not what their entries say" in inspect_diary(path, backups).findings[-1].what
    assert repair_diary(path, backups) == 2
    assert inspect_diary(path, backups).findings == ()
    other.close()


def test_undo_last_goes_back_over_days_and_stops(diary: SqliteDiary) -> None:
    run(diary, "done 1", TODAY - timedelta(days=1))
    run(diary, "done 1 2")
    assert diary.undo_last(NOW, TODAY - timedelta(days=5)) is None
    first = diary.undo_last(NOW, TODAY - timedelta(days=1))
    assert first is not None
    assert first.day.day == TODAY - timedelta(days=1)
    second = diary.undo_last(NOW)
    assert second is not None
    assert [outcome.name for outcome in second.outcomes] == ["Oats", "Leeks"]
    assert diary.undo_last(NOW) is None
    assert all(summary.done == 0 for summary in diary.read_summaries())


def test_what_the_catalog_lost_keeps_its_last_name(diary: SqliteDiary) -> None:
    for back, name in ((2, "Old oats"), (1, "Good old oats")):
        offer = Offer((Item("prebiotic", "oats", name),))
        diary.change(TODAY - timedelta(days=back), NOW, TODAY, offer, decide("done 1"))
    run(diary, "ate hummus")
    assert diary.find_last_names(["hummus", "nothing"]) == {"hummus": "Hummus"}
    assert diary.find_last_names([]) == {}
    names = diary.find_last_names(["oats"])
    assert names == {"oats": "Oats"}


def test_the_stamp_changes_with_every_change_and_with_nothing_else(diary: SqliteDiary, path: Path, home: Path) -> None:
    assert load_stamp(home / "none.db") is None
    seen = {load_stamp(path)}
    for words in ("done 1", "done 2", "undo", "mood 3"):
        run(diary, words)
        seen.add(load_stamp(path))
    assert len(seen) == 5
    assert None not in seen
    run(diary, "done 1")
    reader = open_diary(path, read_only=True)
    reader.read_glance(TODAY, *WEEK)
    reader.close()
    assert load_stamp(path) in seen
    path.with_name("diary.db-journal").write_bytes(b"x")
    assert load_stamp(path) is None


def test_ten_generated_days_are_the_same_each_time(tmp_path: Path) -> None:
    assert list(generate_entries(10)) == list(generate_entries(10))
    assert generate_diary(tmp_path / "diary.db", 10) == 200
    diary = open_diary(tmp_path / "diary.db", read_only=True)
    assert list(diary.read_entries()) == list(generate_entries(10))
    assert len(diary.read_marks()) == 10
    diary.close()


def test_words_that_are_not_text_are_kept_as_well_as_can_be(diary: SqliteDiary) -> None:
    change = run(diary, "mood 3 caf\udce9 \U0001f600 \x1b[31m")
    assert change is not None
    assert change.day.check_ins[0].note == "caf? \U0001f600 \x1b[31m"
    assert looks(fold_day(TODAY, diary.read_day(TODAY))) == looks(change.day)


def test_the_header_is_read_as_bytes_where_text_is_the_default(
    diary: SqliteDiary, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binary = 1 << 29
    opened: list[int] = []
    real = os.open
    monkeypatch.setattr(os, "O_BINARY", binary, raising=False)
    monkeypatch.setattr(
        os, "open", lambda file, flags, *rest: opened.append(flags) or real(file, flags & ~binary, *rest)
    )
    assert load_stamp(path) is not None
    assert opened
    assert all(flags & binary for flags in opened)
