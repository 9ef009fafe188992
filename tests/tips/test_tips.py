"""`tips`: the day's tip is the same everywhere and each has its turn; topics, all, widths."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutcli.catalog.data_files import find_data
from gutcli.catalog.library import Catalog
from gutcli.catalog.types import Tip
from gutcli.folders import find_folders
from gutcli.know.tips.view import build_tips
from gutcli.planner.tips import tip_of_day
from gutcli.terminal.draw.layout import lay_out, width_of
from gutcli.terminal.draw.pages import draw_page
from gutcli.text import safe
from tests.run_gutcli import gutcli

DAYS = st.dates(date(1, 1, 1), date(9990, 1, 1))


def make(idents):
    return {ident: Tip(ident, "Do.", "sleep", "rest", (), "kitchen", (), ()) for ident in idents}


IDS = st.lists(st.text("abcdefgh-1", min_size=1, max_size=6), min_size=1, max_size=30, unique=True)


@given(IDS, DAYS)
def test_each_tip_has_its_turn_before_any_comes_again(idents, day):
    tips = make(idents)
    seen = [tip_of_day(day + timedelta(n), tips).id for n in range(2 * len(tips))]
    assert sorted(seen[: len(tips)]) == sorted(idents)
    assert seen[: len(tips)] == seen[len(tips) :]


@given(IDS, DAYS, st.randoms())
def test_the_order_of_the_files_does_not_matter(idents, day, random):
    mixed = random.sample(idents, len(idents))
    assert tip_of_day(day, make(idents)) == tip_of_day(day, make(mixed))


def test_no_tip_is_left():
    assert tip_of_day(date(2026, 11, 23), {}) is None


def test_the_same_tip_on_every_machine():
    tips = make(["apple", "bean", "chia", "dill", "egg"])
    days = [date(2026, 11, 23) + timedelta(n) for n in range(5)]
    assert [tip_of_day(day, tips).id for day in days] == ["apple", "chia", "bean", "egg", "dill"]


def records(kind):
    with (Path(find_data()) / f"{kind}.toml").open("rb") as file:
        return {entry["id"]: entry for entry in next(iter(tomllib.load(file).values()))}


def test_the_days_tip(home):
    folders = find_folders()
    expected = tip_of_day(date(2026, 11, 23), Catalog(folders.overlay, folders.cache).tips)
    data = gutcli("tips", "--json").data
    assert (data["day"], data["topic"]) == ("2026-11-23", None)
    assert [tip["id"] for tip in data["tips"]] == [expected.id]
    page = gutcli("tips").out
    assert page.startswith("Tip for Monday 23 November ")
    assert expected.text in page
    assert page.endswith(f"  Why: gutcli explain {expected.topic}\n")


def test_the_day_starts_at_four(monkeypatch):
    evening = gutcli("tips").out
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-24T03:59:00+00:00")
    assert gutcli("tips").out == evening
    monkeypatch.setenv("GUTCLI_NOW", "2026-11-24T04:00:00+00:00")
    assert gutcli("tips").out != evening


def test_all_tips_as_json():
    raw, practices = records("tips"), records("practices")
    data = gutcli("tips", "--all", "--json").data
    assert (data["day"], data["topic"]) == (None, None)
    for tip in data["tips"]:
        entry = raw[tip["id"]]
        named = {ident for practice in entry.get("practices", []) for ident in practices[practice]["cautions"]}
        assert {caution["id"] for caution in tip.pop("cautions")} == named
        assert tip.pop("personal") == []
        assert tip.pop("yours") is None
        assert tip == {key: entry[key] for key in ("id", "text", "topic", "slot", "references")}
    assert [tip["id"] for tip in data["tips"]] == list(raw)
    used = list(dict.fromkeys(name for entry in raw.values() for name in entry["references"]))
    assert [source["id"] for source in data["references"]] == used


def test_the_tips_of_a_topic():
    raw = records("tips")
    data = gutcli("tips", "--topic", "Omega 3", "--json").data
    assert data["topic"] == "omega-3"
    assert [tip["id"] for tip in data["tips"]] == [ident for ident, tip in raw.items() if tip["topic"] == "omega-3"]
    assert gutcli("tips", "--topic", "omega-3", "--all", "--json").data == data
    page = gutcli("tips", "--topic", "omega-3").out
    assert all(tip["text"] in page for tip in raw.values() if tip["topic"] == "omega-3")


def test_a_topic_that_does_not_exist():
    assert "Did you mean serotonin?" in gutcli("tips", "--topic", "seratonin", expect=3).err
    assert gutcli("tips", "--topic", "vitamin", expect=3).out == ""


def test_breathing_tips_say_the_caution_for_everybody():
    for line in gutcli("tips", "--topic", "deep-breathing").out.splitlines():
        assert not line.startswith("  ·") or "never while driving" in line.lower()


def test_a_pipe_gets_one_tip_a_line():
    page = gutcli("tips", "--all").out
    lines = page.splitlines()
    for tip in records("tips").values():
        assert any(line.split(maxsplit=1)[0] == tip["topic"] for line in lines if tip["text"] in line)


@pytest.mark.parametrize("width", [None, 20, 40, 80, 120])
def test_tips_fit_every_width(home, width):
    folders = find_folders()
    catalog = Catalog(folders.overlay, folders.cache)
    day = date(2026, 11, 23)
    views = [build_tips(catalog, day, every=True)]
    views += [build_tips(catalog, day, topic=topic) for topic in catalog.topics]
    views += [build_tips(catalog, day + timedelta(n)) for n in range(len(catalog.tips))]
    for view in views:
        for row in lay_out(draw_page(view, width), width):
            line = "".join(words for words, _ in row).rstrip()
            assert width is None or width_of(line) <= width, line
            assert all(character == " " or safe(character) == character for character in line)
