"""The tables of docs/diary.md, run."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from gutcli.clock import day_of, week_of
from gutcli.diary.diversity import count_plants
from gutcli.diary.entry import ACTIONS
from gutcli.diary.exchange.jsonl import write_jsonl
from gutcli.diary.streaks import count_streak, explain_strength
from gutcli.keep.import_.parse import parse_jsonl
from gutcli.store.schema import STEPS
from tests.diary.given import TODAY, Paper
from tests.diary.test_streaks import marks_of

PAGE = (Path(__file__).parent.parent.parent / "docs" / "diary.md").read_text(encoding="utf-8")
WORDS = {"thirteen": 13, "twenty": 20}
SHORT = {"brisk-walk": "walk", "box-breathing": "breathing"}


def rows(name: str) -> list[list[str]]:
    lines = PAGE.split(f"<!-- table: {name} -->\n", 1)[1].split("\n\n", 1)[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def commands(cell: str) -> list[str]:
    return [] if cell == "nothing" else [words.strip(" `") for words in cell.split("`, `")]


def names(cell: str) -> list[str]:
    return [] if cell == "nothing" else cell.split(", ")


@pytest.mark.parametrize(("clock", "day"), rows("days"))
def test_days(clock: str, day: str) -> None:
    assert day_of(datetime.strptime(clock, "%Y-%m-%d %H:%M %z")) == date.fromisoformat(day)


@pytest.mark.parametrize(("typed", "done", "counted", "needed", "is_"), rows("aims"))
def test_aims(typed: str, done: str, counted: str, needed: str, is_: str) -> None:
    paper = Paper()
    for words in commands(typed):
        paper.run(words)
    day = paper.fold()
    assert [str(number) for number in (day.done, day.total, day.needed)] == [done, counted, needed]
    assert is_ == ("a rest day" if day.is_rest else "met" if day.aim_met else "missed")


@pytest.mark.parametrize(("typed", "says", "then"), rows("commands"))
def test_commands(typed: str, says: str, then: str) -> None:
    paper = Paper()
    for words in commands(typed):
        decision = paper.run(words)
    assert [outcome.result for outcome in decision.outcomes] == says.split(", ")
    marks = {"done": " ✓", "skipped": " –", "open": ""}
    assert [f"{SHORT.get(i.id, i.id)}{marks[i.state]}" for i in paper.fold().items] == then.split(", ")


@pytest.mark.parametrize(("days", "grace", "current", "longest", "today"), rows("streaks"))
def test_streaks(days: str, grace: str, current: str, longest: str, today: str) -> None:
    streak = count_streak(marks_of(days.strip("`")), TODAY, grace=grace == "yes")
    assert [str(streak.current), str(streak.longest)] == [current, longest]
    assert streak.today_pending == (today == "pending")


@pytest.mark.parametrize(("days", "strength"), rows("strength"))
def test_strength(days: str, strength: str) -> None:
    letters = "".join(
        WORDS[part.split()[0]] * ("R" if "rest" in part else "x" if "missed" in part else "F")
        for part in days.split(", ")
    )
    first = TODAY.toordinal() - len(letters)
    shares = {"F": (1, 6, 6), "x": (0, 0, 6), "R": (2, 0, 0)}
    marks = [(first + number, *shares[letter]) for number, letter in enumerate(letters)]
    assert explain_strength(marks, TODAY)[-1].score == pytest.approx(float(strength), abs=1e-6)


@pytest.mark.parametrize(("monday", "tuesday", "plants", "new"), rows("plants"))
def test_plants(monday: str, tuesday: str, plants: str, new: str) -> None:
    by_day = {TODAY: names(monday), TODAY + timedelta(days=1): names(tuesday)}
    week = count_plants(by_day, *week_of(TODAY), not_plants={"shiitake"})
    assert str(week.total) == plants
    assert list(week.days[1].new) == names(new)
    assert week.not_plants == (("shiitake",) if "shiitake" in tuesday else ())


def test_the_page_names_every_action_table_and_column() -> None:
    schema = "".join(statement for step in STEPS for statement in step)
    for word in (*ACTIONS, "entry", "device", "meta", "day_mark", "day_detail", "stale_day"):
        assert f"`{word}`" in PAGE
    for column in (
        "id",
        "change",
        "at",
        "offset_minutes",
        "day",
        "action",
        "subject",
        "slot",
        "amount",
        "text",
        "data",
    ):
        assert f"`{column}`" in PAGE
        assert column in schema


def test_the_example_of_an_export_is_one() -> None:
    lines = PAGE.split("## Export and import", 1)[1].split("```\n")[1].splitlines()
    parsed = parse_jsonl(lines)
    assert parsed.problems == ()
    assert json.loads(lines[0])["entries"] == len(parsed.entries) == 2
    assert list(write_jsonl(parsed.entries)) == lines
