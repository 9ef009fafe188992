"""Forgetting: really, backups and kept answers too, and never by mistake."""

from __future__ import annotations

import io
import sqlite3
import sys

import pytest

from tests.looking_back.seed import FEW_DAYS, back, seed
from tests.run_gutcli import gutcli


@pytest.fixture
def few_days(home):
    seed(home, FEW_DAYS | {back(9): ["note SECRETNOTE"]})
    gutcli("backup")
    (home / "cache" / "plan.json").write_text('"gutcli 0.1.0"\nsore knee')
    return home


def files_with(home, words):
    return sorted(file.name for file in home.rglob("*") if file.is_file() and words in file.read_bytes())


def test_notes_are_gone_from_every_file(few_days):
    assert files_with(few_days, b"SECRETNOTE") == ["diary-2026-11-23T083000.db", "diary.db"]
    stats = gutcli("stats", "--json").data
    data = gutcli("forget", "--notes", "--yes", "--json").data
    old = few_days / "backups" / "diary-2026-11-23T083000.db"
    assert data == {
        "what": "notes", "before": None, "entries": 0, "notes": 9, "days": 0, "files": [str(old)],
        "remade": str(few_days / "backups" / "diary-2026-11-23.db"),
        "finished_earlier": False, "with_profile": False, "left": [], "day": None, "food": None,
    }  # fmt: skip
    for words in (b"SECRETNOTE", b"sore knee", b"slept well"):
        assert files_with(few_days, words) == []
    assert gutcli("stats", "--json").data == stats
    assert "nothing of that kind" in gutcli("forget", "--notes", "--yes").out


def test_days_before_a_day(few_days):
    data = gutcli("forget", "--before", "-3", "--yes", "--json").data
    assert (data["before"], data["days"], data["entries"], data["notes"]) == ("2026-11-20", 2, 8, 0)
    assert gutcli("history", "--json").data["begins"] == "2026-11-20"
    assert files_with(few_days, b"slept well") == []


def test_all(few_days):
    (few_days / "profile.toml").write_text('diet = "vegan"\n')
    said = gutcli("forget", "--all", "--yes").out
    assert "the whole diary, 32 entries of 6 days. Your profile stays." in said
    assert "out of gutcli's reach" in said
    assert files_with(few_days, b"SQLite format 3") == ["words.db"]  # what the catalog says, and nothing of a diary
    assert (few_days / "profile.toml").exists()
    assert gutcli("history", "--json").data["begins"] is None


def test_a_diary_that_cannot_be_read_can_still_be_forgotten(few_days):
    (few_days / "diary.db").write_bytes(b"SECRETNOTE" * 100)
    gutcli("history", expect=5)
    gutcli("forget", "--notes", "--yes", expect=5)
    gutcli("forget", "--all", "--yes")
    assert files_with(few_days, b"SECRETNOTE") == []


@pytest.mark.parametrize("words", [[], ["--notes", "--all"], ["--before", "-2", "--all"], ["--before", "someday"]])
def test_it_must_be_said_what(few_days, words):
    gutcli("forget", *words, "--yes", expect=2)
    assert files_with(few_days, b"SECRETNOTE")


def test_without_a_terminal_nothing_is_erased_unless_yes(few_days):
    error = gutcli("forget", "--all", "--json", expect=2).error
    assert "32 entries of 6 days" in error["message"]
    assert "--yes" in error["hint"]
    assert files_with(few_days, b"SECRETNOTE")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("answer", "code"), [("y\n", 0), ("YES\n", 0), ("n\n", 1), ("\n", 1), ("", 1), ("yesterday\n", 1)]
)
def test_on_a_terminal_it_asks(few_days, monkeypatch, answer, code):
    from gutcli.cli import run
    from gutcli.terminal.output import Output

    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    out, err = io.StringIO(), Terminal()
    assert run(["forget", "--notes"], Output(out, err)) == code
    assert "This erases 9 notes and 1 backup that still has it, for good." in err.getvalue()
    assert bool(files_with(few_days, b"SECRETNOTE")) == bool(code)
    assert ("Nothing was erased." in err.getvalue()) == bool(code)


def test_nothing_to_forget(home):
    for words in (["--notes"], ["--all"], ["--before", "today"]):
        said = gutcli("forget", *words).out
        assert "There is nothing of that kind to forget." in said
        assert ("Nothing was changed." in said) == (words != ["--all"])
    assert not (home / "diary.db").exists()


def test_a_forgetting_that_was_cut_short_is_finished_by_the_next(few_days, monkeypatch):
    from gutcli.store import erase

    run = erase.run_patiently

    def refuse(database, words, *rest):
        if words == "VACUUM":
            raise sqlite3.OperationalError("database or disk is full")
        return run(database, words, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(erase, "run_patiently", refuse)
        error = gutcli("forget", "--notes", "--yes", "--json", expect=5).error
    assert "disk is full" in error["message"]
    assert "Nothing was changed" not in error["message"]
    assert "gutcli forget --notes" in gutcli("doctor", expect=5).out
    assert (
        "what an earlier forgetting, cut short, left"
        in gutcli("forget", "--notes", "--json", expect=2).error["message"]
    )
    assert "Forgotten: what an earlier forgetting left." in gutcli("forget", "--notes", "--yes").out
    assert files_with(few_days, b"SECRETNOTE") == []
    assert "nothing of that kind" in gutcli("forget", "--notes", "--yes").out


def test_a_note_that_only_a_backup_has_is_forgotten(few_days):
    old = (few_days / "backups" / "diary-2026-11-23T083000.db").read_bytes()
    gutcli("forget", "--notes", "--yes")
    again = few_days / "backups" / "diary-2026-11-01.db"
    again.write_bytes(old)
    data = gutcli("forget", "--notes", "--yes", "--json").data
    assert (data["notes"], data["files"], data["remade"]) == (9, [str(again)], None)
    assert files_with(few_days, b"SECRETNOTE") == []


def test_all_takes_a_journal_whose_diary_is_gone(few_days):
    (few_days / "diary.db").unlink()
    (few_days / "diary.db-journal").write_bytes(b"SECRETNOTE" * 100)
    for backup in (few_days / "backups").iterdir():
        backup.unlink()
    gutcli("forget", "--all", "--yes")
    assert files_with(few_days, b"SECRETNOTE") == []


def test_the_compiled_catalog_stays(few_days):
    gutcli("today")
    before = {file.name for file in (few_days / "cache").iterdir()}
    gutcli("forget", "--all", "--yes")
    after = {file.name for file in (few_days / "cache").iterdir()}
    assert "foods.json" in after
    assert {"plan.json", "person.json"} <= before - after
