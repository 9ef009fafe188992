"""`status`: it says what `today --json` says, and a prompt never suffers from it."""

from __future__ import annotations

import sqlite3
import time

import pytest

from gutcli.day.status.view import fill_in
from tests.quick.asking import ask
from tests.run_gutcli import gutcli

ALL = "{done}/{total}|{left}|{skipped}|{needed}|{plants}/{goal}|{streak}"


def agrees() -> None:
    today = gutcli("today", "--json").data
    status = gutcli("status", "--json").data
    for name in ("day", "done", "total", "skipped", "needed", "aim_met", "streak", "plants"):
        assert status[name] == today[name], name
    shown = [today["done"], today["total"], today["total"] - today["done"], today["skipped"], today["needed"]]
    plants, goal = ("–" if today["plants"][name] is None else str(today["plants"][name]) for name in ("week", "goal"))
    streak = "–" if today["streak"]["current"] is None else str(today["streak"]["current"])
    expected = "{}/{}|{}|{}|{}|".format(*shown) + f"{plants}/{goal}|{streak}\n"
    for _ in range(2):
        assert ask("status", "--format", ALL).out == expected


def test_it_says_the_same_as_today(home, monkeypatch) -> None:
    agrees()
    for words in (["done", "1"], ["skip", "2"], ["swap", "3"], ["ate", "kefir"], ["undo"], ["done", "all"]):
        gutcli(*words)
        agrees()
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-24T02:00:00+00:00")
    agrees()  # before four it is still the day before
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-24T05:00:00+00:00")
    agrees()
    (home / "profile.toml").write_text("streaks = false\ngoals.plants = 5\nday_starts_at = 06:00:00\n")
    agrees()


def test_how_it_looks() -> None:
    gutcli("done", "1")
    plants = gutcli("today", "--json").data["plants"]["week"]
    assert gutcli("status").out == f"🌱 1/6 · {plants}/30\n"
    assert gutcli("status", "--ascii").out == f"* 1/6 - {plants}/30\n"
    assert gutcli("status", "--format", "%{F#fff}{done}{x}").out == "%{F#fff}1{x}\n"
    assert gutcli("status", "--format", "a\x1b[31mb").out == "a\ufffd[31mb\n"
    assert ask("status", encoding="ascii").out == f"* 1/6 - {plants}/30\n"


@pytest.mark.parametrize("harm", ["profile", "diary", "clock", "folder", "overlay"])
def test_whatever_is_broken_it_is_short_and_exit_0(harm: str, home, monkeypatch) -> None:
    if harm == "profile":
        (home / "profile.toml").write_text("x = [")
    elif harm == "diary":
        (home / "diary.db").write_bytes(b"x" * 9000)
    elif harm == "clock":
        monkeypatch.setenv("GUTCLI_NOW", "nonsense")
    elif harm == "overlay":
        (home / "catalog").mkdir()
        (home / "catalog" / "bad.toml").write_text("x = 1")
    else:
        monkeypatch.delenv("GUTCLI_HOME")
        monkeypatch.setenv("HOME", "relative")
    for _ in range(2):
        said = ask("status")
        assert (said.code, said.err) == (0, "")
        assert said.out == ("🌱 0/6 · 0/30\n" if harm == "overlay" else "🌱 –\n")
        assert ask("status", "--format", "{done}/{total}").out == ("0/6\n" if harm == "overlay" else "–/–\n")
    data = gutcli("status", "--json").data
    assert (data["done"] is None) == (data["problem"] is not None) == (harm != "overlay")


def test_a_prompt_does_not_wait_for_whoever_holds_the_diary(home) -> None:
    gutcli("done", "1")
    holder = sqlite3.connect(home / "diary.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    begun = time.monotonic()
    said = ask("status")
    assert (said.code, said.out, said.err) == (0, "🌱 –\n", "")
    assert time.monotonic() - begun < 5  # half a second where the machine is idle, never the fifteen of a change
    holder.execute("ROLLBACK")
    assert ask("status").out.startswith("🌱 1/6")


def test_nothing_set_up_and_nowhere_to_write(monkeypatch) -> None:
    monkeypatch.setenv("GUTCLI_HOME", "/proc/nowhere")
    answer = gutcli("status")
    assert (answer.out, answer.err) == ("🌱 0/6 · 0/30\n", "")


def test_it_writes_nothing_of_the_persons(home) -> None:
    for _ in range(3):
        gutcli("status")
        ask("status")
    assert {path.name for path in home.iterdir()} == {"cache"}


def test_braces_that_are_not_ours_stay() -> None:
    assert fill_in("{done} {} {{done}} {DONE} {done!r} {plants}", {"done": 3}) == "3 {} {3} {DONE} {done!r} –"


def test_a_prompt_is_no_reason_to_begin(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("GUTCLI_HOME", str(tmp_path / "new"))
    assert gutcli("status").out == "🌱 0/6 · 0/30\n"
    assert not (tmp_path / "new").exists()
